"""The data folder of one stack: locked while it runs, and the place where others read what runs."""

import fcntl
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

_LOCK = ".ai-on.lock"
_STATE = "stack.json"
_BEGUN = "begun"
_NOT_DATA = {_LOCK, _STATE, "logs"}


class FolderInUse(RuntimeError):
    """Another stack runs on this folder."""


class NotOurs(RuntimeError):
    """The folder holds something that no stack put there, so it is neither used nor emptied."""


class DataFolder:
    """`path` with its lock, its logs, and `stack.json`: the running stack as `status` shows it."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._lock: int | None = None

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    def claim(self) -> None:
        """Lock the folder until this process ends. Raises FolderInUse or NotOurs."""
        if self.path.is_dir() and any(self.path.iterdir()) and not (self.path / _LOCK).exists():
            raise NotOurs(f"{self.path} is not empty and no data folder of AI-On; choose another with DATA=DIR.")
        self.path.mkdir(parents=True, exist_ok=True)
        lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise FolderInUse(self._in_use()) from None
        self._lock = lock
        (self.path / _STATE).unlink(missing_ok=True)
        shutil.rmtree(self.logs, ignore_errors=True)
        self.logs.mkdir()

    def _in_use(self) -> str:
        url = self.state().get("url", "another port")
        return (
            f"AI-On already runs on {self.path} ({url}). `make down` stops it; "
            "to run a second one, choose another folder and port: make dev DATA=DIR PORT=8081"
        )

    def forget(self) -> None:
        """Delete the data of a claimed folder."""
        for entry in self.path.iterdir():
            if entry.name not in _NOT_DATA:
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()

    def is_new(self) -> bool:
        """Whether no stack was ever ready on the folder: what it holds then is the rest of a start that failed."""
        return not (self.path / _BEGUN).exists()

    def begin(self, seeded: bool) -> None:
        """Note that from now on the folder holds somebody's data, with or without the household."""
        replace_text(self.path / _BEGUN, "seeded\n" if seeded else "bare\n")

    def is_seeded(self) -> bool:
        return not self.is_new() and (self.path / _BEGUN).read_text(encoding="utf-8") == "seeded\n"

    def is_running(self) -> bool:
        """Whether some stack holds the lock now."""
        try:
            lock = os.open(self.path / _LOCK, os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(lock)
        return False

    def show(self, state: dict[str, Any]) -> None:
        """Write what runs, for `status` and `down`; readers see the old or the new text, never half of it."""
        replace_text(self.path / _STATE, json.dumps(state, indent=2) + "\n")

    def state(self) -> dict[str, Any]:
        """What the running stack last wrote, or {}."""
        try:
            found: dict[str, Any] = json.loads((self.path / _STATE).read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return found


def replace_text(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file so that a reader, or a crash, sees the old or the new one; of several writers one wins whole."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
