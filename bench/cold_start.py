"""Cold start: from starting the console script to the first authenticated 200, beside a bare hello function.

`python -m bench.cold_start [--runs 7]`; both are started in turns, so that a busy machine slows both.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import requests

from bench.ground import Ground, ground
from dev import process
from dev.declaration import ROOT
from dev.ports import free_port

HELLO = """
import functions_framework

@functions_framework.http
def hello(request):
    return "hello"
"""


def seconds_to_first_answer(source: Path, target: str, path: str, place: Ground, folder: Path) -> float:
    """Start one function and ask it until it answers 200."""
    port = free_port()
    script = Path(sys.executable).with_name("functions-framework")
    argv = [str(script), f"--source={source}", f"--target={target}", f"--port={port}", "--host=127.0.0.1"]
    began = time.perf_counter()
    child = process.start(argv, {**os.environ, **place.env}, folder / "log", folder)
    try:
        while True:
            try:
                headers = {"Authorization": f"Bearer {place.token}"}
                if requests.get(f"http://127.0.0.1:{port}{path}", headers=headers, timeout=30).status_code == 200:
                    return time.perf_counter() - began
            except requests.ConnectionError:
                time.sleep(0.005)
            if child.poll() is not None:
                raise SystemExit(process.tail(folder / "log"))
    finally:
        process.ask_to_stop(child)
        process.wait_stopped(child, 20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name, ground() as place:
        folder = Path(name)
        (folder / "hello.py").write_text(HELLO, encoding="utf-8")
        hello, ours = [], []
        for _ in range(runs):
            hello.append(seconds_to_first_answer(folder / "hello.py", "hello", "/", place, folder))
            ours.append(seconds_to_first_answer(ROOT / "main.py", "expenses", "/api/expenses/", place, folder))
    bare, full = statistics.median(hello), statistics.median(ours)
    print(f"cold start, median of {runs}: hello {bare:.2f} s, expenses {full:.2f} s, ratio {full / bare:.2f}")


if __name__ == "__main__":
    main()
