"""The parts that run now: started, waited for, watched, ended."""

import subprocess
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dev import process
from dev.declaration import ROOT
from dev.parts import Part
from dev.ports import status_of

START_S = 120.0
_STOP_S = 8.0
_LOOK_S = 0.03


class PartFailed(RuntimeError):
    """A part ended unasked or was not ready in time."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name} {what}")
        self.name = name


class Stopped(Exception):
    """Somebody asked the stack to stop while it was starting."""


@dataclass(slots=True)
class Running:
    """A part with its process (None: it runs elsewhere) and the seconds after which it was ready."""

    part: Part
    process: subprocess.Popen[bytes] | None
    ready_s: float | None = None

    @property
    def ours(self) -> bool:
        """Whether we started it and it is still there."""
        return self.process is not None and self.process.poll() is None


class RunningParts:
    """All parts by name, in the order of their start. `stop` is set when nothing is to be waited for any more."""

    def __init__(self, logs: Path, stop: threading.Event) -> None:
        self._logs = logs
        self._stop = stop
        self._parts: dict[str, Running] = {}

    def __getitem__(self, name: str) -> Running:
        return self._parts[name]

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def log_of(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def launch(self, part: Part, env: dict[str, str], fds: Sequence[int] = ()) -> Running:
        """Start a part, or only note it when it runs elsewhere. Call from the main thread."""
        child = process.start(part.argv, env, self.log_of(part.name), ROOT, fds) if part.argv else None
        self._parts[part.name] = Running(part, child)
        return self._parts[part.name]

    def watch(self) -> None:
        """Raises PartFailed when one of the parts has ended."""
        for name in list(self._parts):
            self._raise_if_dead(name)

    def _raise_if_dead(self, name: str) -> None:
        child = self._parts[name].process
        if child is not None and child.poll() is not None and not self._stop.is_set():
            raise PartFailed(name, f"ended unasked with {child.returncode}")

    def wait_for(self, name: str, url: str, exactly: int | None = None) -> None:
        """Wait until a part answers (with this status). Raises PartFailed or Stopped."""
        deadline = time.monotonic() + START_S
        while True:
            self._raise_if_dead(name)
            status = status_of(url)
            if status is not None and exactly in (None, status):
                return
            if time.monotonic() > deadline:
                raise PartFailed(name, f"was not ready after {START_S:.0f} s (last answer: {status})")
            if self._stop.wait(_LOOK_S):
                raise Stopped

    def run_to_end(self, part: Part, env: dict[str, str]) -> int:
        """Run a command beside the parts; its exit code. Raises PartFailed when a part dies meanwhile, or Stopped."""
        assert part.argv is not None
        child = process.start(part.argv, env, self.log_of(part.name), ROOT)
        try:
            while child.poll() is None:
                self.watch()
                if self._stop.wait(_LOOK_S):
                    raise Stopped
        finally:
            process.ask_to_stop(child)
            process.wait_stopped(child, 2)
        return child.returncode

    def end(self, but: Iterable[str] = (), only: Iterable[str] | None = None) -> None:
        """Stop parts in the reverse order of their start: all asked at once, then waited for."""
        names = [name for name in reversed(self._parts) if name not in set(but)]
        names = names if only is None else [name for name in names if name in set(only)]
        children = [child for name in names if (child := self._parts[name].process)]
        for child in children:
            process.ask_to_stop(child)
        for child in children:
            process.wait_stopped(child, _STOP_S)

    def shown(self) -> dict[str, dict[str, Any]]:
        """What `status` shows of each part."""
        return {
            name: {
                "url": one.part.url,
                "pid": one.process.pid if one.process else None,
                "ready_s": one.ready_s,
                "log": str(self.log_of(name)),
            }
            for name, one in self._parts.items()
        }
