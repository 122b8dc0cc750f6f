"""The stack that the demo talks to: the one that runs there, else one of its own that ends with the demo."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from dev import process
from dev.declaration import ROOT
from dev.folder import DataFolder
from dev.parts import PROJECT

# Variables that would lead a stack of our own to somebody else's data.
_NOT_FOR_OURS = {"PORT", "DATA", "FRESH", "SEED"}
_STOP_S = 60.0


class NoStack(RuntimeError):
    """There is no stack to talk to; the text says why."""


def answers(base: str) -> bool:
    """Whether AI-On listens at this address. Raises NoStack when it is something else."""
    try:
        said = requests.get(f"{base}/api/health/", timeout=5)
    except requests.RequestException:
        return False
    try:
        if said.json()["status"] == "ok":
            return True
    except (ValueError, KeyError, TypeError):
        pass
    raise NoStack(f"What listens at {base} is not a healthy AI-On; give another address with --base.")


def environment(base: str, data: Path) -> dict[str, str]:
    """Where the running stack keeps its budgets: what its data folder says. Raises NoStack."""
    state = DataFolder(data).state()
    if state.get("url") != base or not state.get("ready"):
        raise NoStack(f"AI-On runs at {base}, but not on {data}: name its data folder with --data or DATA.")
    return _environment(state["parts"])


def _environment(parts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    found = {
        variable: parts[name]["url"].removeprefix("http://")
        for variable, name in (("FIRESTORE_EMULATOR_HOST", "firestore"), ("PUBSUB_EMULATOR_HOST", "pubsub"))
    }
    return {"GOOGLE_CLOUD_PROJECT": PROJECT, **found}


@contextmanager
def own() -> Iterator[tuple[str, dict[str, str]]]:
    """A stack on a free port and an empty folder: its address and environment. Raises NoStack."""
    with tempfile.TemporaryDirectory(prefix="ai-on-demo-") as folder:
        data = Path(folder) / "data"
        argv = [sys.executable, "-m", "dev", "up", "--port", "0", "--data", str(data), "--no-seed"]
        env = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_OURS}
        child = process.start(argv, env, Path(folder) / "log", ROOT)
        try:
            state = _wait_ready(child, DataFolder(data), Path(folder) / "log")
            yield state["url"], _environment(state["parts"])
        finally:
            process.ask_to_stop(child)
            process.wait_stopped(child, _STOP_S)


def _wait_ready(child: "subprocess.Popen[bytes]", data: DataFolder, log: Path) -> dict[str, Any]:
    while True:
        state = data.state()
        if state.get("ready"):
            return state
        if child.poll() is not None:
            raise NoStack("The stack did not start:\n" + process.tail(log))
        time.sleep(0.05)
