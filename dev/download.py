"""Brings the two emulators where no known place has them: `python -m dev.download`, a step of `make setup`.

Addresses, sizes and checksums are those of the npm package firebase-tools 15.34.2
(lib/emulator/downloadableEmulatorInfo.json). Nothing is used, nor unpacked, before it was checked.
"""

import hashlib
import shutil
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

from dev import jars

_TIMEOUT_S = 30
_CHUNK = 1 << 20
_UNPACKED_LIMIT = 1 << 30


class DownloadFailed(RuntimeError):
    """An archive did not come, or is not the one that was expected."""


@dataclass(frozen=True, slots=True)
class Archive:
    """One file to fetch. `unpack_into` names the folder for a zip; None keeps the file as it is."""

    emulator: jars.Emulator
    url: str
    size: int
    sha256: str
    unpack_into: str | None = None

    @property
    def file_name(self) -> str:
        return self.url.rpartition("/")[2]


_FROM = "https://storage.googleapis.com/firebase-preview-drop/emulator"
ARCHIVES = (
    Archive(
        jars.FIRESTORE,
        f"{_FROM}/cloud-firestore-emulator-v1.22.0.jar",
        136_707_194,
        "9b6498b7f62714d67f48f59b3818883cd682dbcd46b9f59511de81c97bb5166c",
    ),
    Archive(
        jars.PUBSUB,
        f"{_FROM}/pubsub-emulator-0.8.37.zip",
        53_029_797,
        "c83383e0c71633e58abad6fdc9c0312c7d0f6a5a34236c42e3f92eb24ded1c26",
        unpack_into="pubsub-emulator-0.8.37",
    ),
)


def fetch(archive: Archive, into: Path) -> None:
    """Download, check, and only then put in its place. Raises DownloadFailed; then nothing is left behind."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into, prefix=".unfinished-") as folder:
        file = Path(folder) / archive.file_name
        _download(archive, file)
        if archive.unpack_into is None:
            file.replace(into / archive.file_name)
            return
        unpacked = Path(folder) / archive.unpack_into
        _unpack(file, unpacked)
        shutil.rmtree(into / archive.unpack_into, ignore_errors=True)
        unpacked.replace(into / archive.unpack_into)


def _download(archive: Archive, file: Path) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        with urllib.request.urlopen(archive.url, timeout=_TIMEOUT_S) as answer, file.open("wb") as out:
            while chunk := answer.read(_CHUNK):
                size += len(chunk)
                if size > archive.size:
                    break
                digest.update(chunk)
                out.write(chunk)
    except (OSError, urllib.error.URLError) as error:
        raise DownloadFailed(f"{archive.url} could not be fetched: {error}") from None
    if size != archive.size:
        words = "more than" if size > archive.size else f"{size:,} of"
        raise DownloadFailed(f"{archive.url} is not the expected file: {words} {archive.size:,} bytes came")
    if digest.hexdigest() != archive.sha256:
        raise DownloadFailed(f"{archive.url} is not the expected file: its SHA-256 is {digest.hexdigest()}")


def _unpack(file: Path, folder: Path) -> None:
    """Files only, none outside `folder`, no links, at most 1 GiB."""
    folder.mkdir()
    try:
        with zipfile.ZipFile(file) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in members) > _UNPACKED_LIMIT:
                raise DownloadFailed(f"{file.name} unpacks to more than {_UNPACKED_LIMIT:,} bytes")
            for member in members:
                target = (folder / member.filename).resolve()
                if not target.is_relative_to(folder.resolve()) or (member.external_attr >> 16) & 0o170000 == 0o120000:
                    raise DownloadFailed(f"{file.name} holds {member.filename!r}, which may not be unpacked")
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as source, target.open("xb") as out:
                    shutil.copyfileobj(source, out)
    except (zipfile.BadZipFile, OSError) as error:
        raise DownloadFailed(f"{file.name} cannot be unpacked: {error}") from None


def bring_missing(archives: tuple[Archive, ...], places: list[Path], into: Path) -> str | None:
    """Fetch what no place has. The one message for the person when something still is missing."""
    problems, missing = [], []
    for archive in archives:
        if jars.find(archive.emulator, places):
            continue
        print(f"set-up: downloading {archive.file_name} ({archive.size / 1e6:.0f} MB)", flush=True)
        try:
            fetch(archive, into)
        except DownloadFailed as error:
            problems.append(str(error))
            missing.append(archive.emulator)
    if not missing:
        return None
    return "\n".join([*problems, jars.advice(missing, places)])


if __name__ == "__main__":
    sys.exit(bring_missing(ARCHIVES, jars.places(), jars.LOCAL))
