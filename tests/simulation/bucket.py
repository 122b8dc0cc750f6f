"""The receipts bucket in memory, with the few calls of google.cloud.storage.Bucket that our code makes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from google.api_core import exceptions as api_errors

if TYPE_CHECKING:
    from tests.simulation.world import World


class Bucket:
    """Objects by name."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.objects: dict[str, bytes] = {}
        self.written: dict[str, tuple[datetime, int]] = {}  # when, and which generation

    def list_blobs(self, start_offset: str | None = None, max_results: int | None = None, **_: Any) -> list["Row"]:
        self.called("list the bucket")
        names = [name for name in sorted(self.objects) if start_offset is None or name >= start_offset]
        return [Row(name, *self.written[name], len(self.objects[name])) for name in names[:max_results]]

    def wrote(self, name: str, data: bytes) -> None:
        """An object has new bytes."""
        self.objects[name] = data
        self.written[name] = self._world.now, self.written.get(name, (self._world.now, 0))[1] + 1

    def blob(self, name: str) -> "Blob":
        return Blob(self, name)

    def called(self, what: str) -> None:
        """One call: it may fail before anything happens."""
        world = self._world
        if world.step(what) and world.chance.store.random() < world.weather.faults / 3:
            world.note("bucket down")
            raise api_errors.ServiceUnavailable("bucket down")  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Row:
    """An object as a listing shows it."""

    name: str
    time_created: datetime
    generation: int
    size: int
    content_type: str | None = None


class Blob:
    """One object."""

    def __init__(self, bucket: Bucket, name: str) -> None:
        self._bucket = bucket
        self._name = name

    def upload_from_string(self, data: bytes, **_: Any) -> None:
        self._bucket.called(f"put {self._name}")
        self._bucket.wrote(self._name, data)

    def download_as_bytes(self, **_: Any) -> bytes:
        self._bucket.called(f"read {self._name}")
        if self._name not in self._bucket.objects:
            raise api_errors.NotFound(self._name)  # type: ignore[no-untyped-call]
        return self._bucket.objects[self._name]

    def delete(self, if_generation_match: int | None = None, **_: Any) -> None:
        self._bucket.called(f"remove {self._name}")
        if self._name in self._bucket.objects and if_generation_match not in {
            None,
            self._bucket.written[self._name][1],
        }:
            raise api_errors.PreconditionFailed(self._name)  # type: ignore[no-untyped-call]
        if self._bucket.objects.pop(self._name, None) is None:
            raise api_errors.NotFound(self._name)  # type: ignore[no-untyped-call]

    def generate_signed_url(self, **_: Any) -> str:
        return f"https://bucket.invalid/{self._name}?signed"
