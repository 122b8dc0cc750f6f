"""Child processes that never outlive the stack: each in its own group, its output in a file, ended by its id."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(sign: signal.Signals) -> None:
    """Ask Linux to send us `sign` when the thread that made us ends, even by SIGKILL. Elsewhere: nothing."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(sign))


def start(
    argv: Sequence[str], env: Mapping[str, str], log: Path, cwd: Path, fds: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own. Call from a thread that lives as long as the process is to live."""
    parent = os.getpid()

    def bind_to_parent() -> None:
        die_with_parent(signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    with log.open("wb") as output:
        return subprocess.Popen(
            argv,
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=tuple(fds),
            preexec_fn=bind_to_parent,  # noqa: PLW1509 - only two system calls between fork and exec
        )


def ask_to_stop(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM to the whole group of a process that we started."""
    _signal_group(process, signal.SIGTERM)


def wait_stopped(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait until every process of the group is gone; what is left after `seconds` is killed."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None and not _group_lives(process):
            return
        time.sleep(0.01)
    _signal_group(process, signal.SIGKILL)
    process.wait()


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, for people."""
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    return ""


def _signal_group(process: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    # start_new_session makes the process the leader of a group of its own id.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, sign)


def _group_lives(process: subprocess.Popen[bytes]) -> bool:
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
