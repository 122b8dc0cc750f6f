"""The Firestore emulator keeps all in memory: its export is what survives a stop, and the next start reads it."""

import shutil
import time
from pathlib import Path

from dev.folder import replace_text
from dev.wire import call

_CURRENT = "current"
_NAME = "snapshot"


def metadata_file(folder: Path) -> Path | None:
    """The file for --seed_from_export, if a whole export is there."""
    try:
        current = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    found = folder / current / _NAME / f"{_NAME}.overall_export_metadata"
    if not found.is_file():
        raise FileNotFoundError(f"{found} is missing: the data cannot be read back. FRESH=1 starts with none.")
    return found


def save(firestore: str, project: str, folder: Path) -> Path:
    """Export into a new folder, then let `current` name it: a kill at any moment leaves a whole export.

    `firestore` is host:port. Raises dev.wire.Refused or OSError; the former export then stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{time.time_ns()}"
    new.mkdir()
    try:
        database = f"projects/{project}/databases/(default)"
        body = {"database": database, "export_directory": str(new), "export_name": _NAME}
        call("POST", f"http://{firestore}/emulator/v1/projects/{project}:export", body, timeout=120)
        # Raises FileNotFoundError when the emulator said that it exported, but wrote nothing.
        (new / _NAME / f"{_NAME}.overall_export_metadata").stat()
    except Exception:
        shutil.rmtree(new, ignore_errors=True)
        raise
    replace_text(folder / _CURRENT, new.name + "\n")
    for other in folder.iterdir():
        if other.is_dir() and other != new:
            shutil.rmtree(other, ignore_errors=True)
    return new
