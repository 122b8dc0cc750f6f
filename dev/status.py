"""`python -m dev status` and `python -m dev down`: what runs on a data folder, and its end."""

import contextlib
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from dev.folder import DataFolder

_DOWN_S = 60.0


def rss_mb(pid: int | None) -> float | None:
    """Resident memory of a process and its children, in MB."""
    if pid is None:
        return None
    try:
        leader = psutil.Process(pid)
        group = [leader, *leader.children(recursive=True)]
    except psutil.NoSuchProcess:
        return None
    total = 0
    for one in group:
        with contextlib.suppress(psutil.NoSuchProcess):
            total += one.memory_info().rss
    return round(total / 1e6, 1)


def read(data: Path) -> dict[str, Any]:
    """`{"ready", "url", "parts": {name: {"url", "pid", "ready_s", "rss_mb", "log"}}}`; not ready when nothing runs."""
    folder = DataFolder(data)
    state = folder.state() if folder.is_running() else {}
    parts = {name: part | {"rss_mb": rss_mb(part["pid"])} for name, part in state.get("parts", {}).items()}
    return {"ready": bool(state.get("ready")), "url": state.get("url"), "pid": state.get("pid"), "parts": parts}


def show(data: Path, as_json: bool) -> int:
    """Print the status. 0 when the stack is ready, else 3."""
    found = read(data)
    if as_json:
        print(json.dumps(found, indent=2))
    elif not found["parts"]:
        print(f"AI-On does not run on {data}. `make dev` starts it.")
    else:
        table = Table("part", "url", "pid", "ready after", "memory")
        for name, part in found["parts"].items():
            ready = "-" if part["ready_s"] is None else f"{part['ready_s']:.1f} s"
            memory = "-" if part["rss_mb"] is None else f"{part['rss_mb']:.0f} MB"
            table.add_row(name, part["url"], str(part["pid"] or "elsewhere"), ready, memory)
        Console().print(table)
        print("ready" if found["ready"] else "starting", found["url"])
    return 0 if found["ready"] else 3


def down(data: Path) -> int:
    """Stop the stack that runs on the folder and wait until it is gone. 0 also when none runs."""
    folder = DataFolder(data)
    if not folder.is_running():
        print(f"AI-On does not run on {data}.")
        return 0
    pid = folder.state().get("pid")
    if pid:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + _DOWN_S
    while folder.is_running():
        if time.monotonic() > deadline:
            print(f"AI-On on {data} (process {pid}) has not stopped after {_DOWN_S:.0f} s.")
            return 1
        time.sleep(0.05)
    print("Stopped; the data is kept.")
    return 0
