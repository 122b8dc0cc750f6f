"""Scheduled work over very many things: a run takes them page by page in a fixed order, ends in time to be
acknowledged, and the next one goes on where it stopped."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from shared.gcp.firestore import Commit, client, get, read_all, remove

RUN_SECONDS = 360.0
_BOOKMARKS = "bookmarks"
T = TypeVar("T")


class _Bookmark:
    """How far a walk has come: guards the commit that moves it."""

    def __init__(self, walk: str, after: str | None, now: datetime) -> None:
        self.ref: Any = client().collection(_BOOKMARKS).document(walk)
        self._place = {"after": after, "at": now}

    def write(self, batch: Any) -> None:
        batch.set(self.ref, self._place)

    def is_done(self, stored: Mapping[str, Any]) -> bool:
        return stored == self._place


def forget(uid: str) -> None:
    """Remove bookmarks that name a person: those walks begin anew, which is harmless. Raises Unavailable."""
    for row in read_all(client().collection(_BOOKMARKS)):
        if uid in str((row.to_dict() or {}).get("after")):
            remove(row)


@dataclass(slots=True)
class Walk(Generic[T]):
    """One run over everything that `read` gives: `read(after, size)` is the page after a place, `place` names a thing.

    A page counts as done when the next one is asked for. `seen` counts things; `finished` says that the end was
    reached, so that the next run begins anew.
    """

    name: str
    read: Callable[[str | None, int], list[T]]
    place: Callable[[T], str]
    now: datetime
    size: int
    most: int | None = None
    seen: int = 0
    finished: bool = False

    def pages(self) -> Iterator[list[T]]:
        """The pages of this run, from after the place where the run before ended."""
        ends = time.monotonic() + RUN_SECONDS
        after = (get(client().collection(_BOOKMARKS).document(self.name)).to_dict() or {}).get("after")
        while (self.most is None or self.seen < self.most) and time.monotonic() < ends:
            page = self.read(after, self.size)
            yield page
            self.seen += len(page)
            self.finished = len(page) < self.size
            after = None if self.finished else self.place(page[-1])
            Commit(_Bookmark(self.name, after, self.now)).run()
            if self.finished:
                return
