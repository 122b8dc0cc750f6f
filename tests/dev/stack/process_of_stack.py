"""A whole stack as its user runs it: the command, its output, its end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from dev.declaration import ROOT

# What other tests of this process may have set for clients of their own.
_FOREIGN = ("_EMULATOR_HOST", "GEMINI_API_KEY", "GOOGLE_GEMINI_BASE_URL", "DATA", "PORT", "FRESH", "SEED")


def environment(**extra: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.endswith(_FOREIGN)} | extra


def command(*arguments: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    """Run `python -m dev ...` to its end."""
    argv = [sys.executable, "-m", "dev", *arguments]
    return subprocess.run(
        argv, cwd=ROOT, env=environment(**extra), capture_output=True, text=True, timeout=120, check=False
    )


class RunningStack:
    """`python -m dev up` on a free port, with the household if `seed`. `with` waits for ready and stops it."""

    def __init__(self, data: Path, *arguments: str, seed: bool = False, **variables: str) -> None:
        self.data = data
        argv = [sys.executable, "-m", "dev", "up", "--port", "0", "--data", str(data), *arguments]
        argv += [] if seed else ["--no-seed"]
        self._process = subprocess.Popen(
            argv, cwd=ROOT, env=environment(**variables), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.output: list[str] = []
        self.url = ""

    def __enter__(self) -> "RunningStack":
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.output.append(line)
            if line.startswith("ready "):
                self.url = line.split()[1]
                return self
        raise AssertionError("the stack did not become ready:\n" + "".join(self.output))

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.terminate()
        self.wait()

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, sign: signal.Signals) -> None:
        self._process.send_signal(sign)

    def wait(self) -> int:
        """The exit code; `output` then holds all that was printed."""
        rest, _ = self._process.communicate(timeout=60)
        self.output.append(rest or "")
        return self._process.returncode

    def status(self) -> dict[str, Any]:
        said = command("status", "--json", "--data", str(self.data))
        found: dict[str, Any] = json.loads(said.stdout)
        return found

    def url_of(self, part: str) -> str:
        return str(self.status()["parts"][part]["url"])

    def family(self) -> list[psutil.Process]:
        """The supervisor and everything under it."""
        leader = psutil.Process(self._process.pid)
        return [leader, *leader.children(recursive=True)]


def alive(family: list[psutil.Process], within_s: float = 10.0) -> list[psutil.Process]:
    """Which of these processes still run after a while; zombies do not count."""
    deadline = time.monotonic() + within_s
    while True:
        left = [one for one in family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.05)
