"""`python -m dev.demo`: the main job in the terminal, against the running stack or one of its own."""

import argparse
import os
import secrets
import signal
import sys
import time
from pathlib import Path

import requests

from dev.demo import stack
from dev.demo.screen import Screen
from dev.demo.story import StoryBroken, tell
from dev.options import DEFAULT_DATA
from dev.progress import PASSWORD
from dev.seed.filling import Person, SeedFailed
from shared.errors import Problem


def _run(base: str, data: Path, screen: Screen) -> None:
    if stack.answers(base):
        screen.note(f"Talking to the stack at {base}")
        _tell(base, stack.environment(base, data), screen)
        return
    screen.note(f"Nothing runs at {base}: starting a stack of its own, which ends with the demo…")
    began = time.monotonic()
    with stack.own() as (url, env):
        screen.note(f"Ready at {url} after {time.monotonic() - began:.1f} s")
        _tell(url, env, screen)


def _tell(base: str, env: dict[str, str], screen: Screen) -> None:
    os.environ.update(env)
    # A new person each time: the story begins with the same budgets however often it was told before.
    name = f"demo-{secrets.token_hex(4)}"
    tell(base, Person(name, f"{name}@example.com", PASSWORD), screen)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m dev.demo", description=__doc__)
    default = f"http://127.0.0.1:{os.environ.get('PORT') or 8080}"
    parser.add_argument("--base", default=default, help=f"where a stack may run ({default})")
    data = Path(os.environ.get("DATA") or DEFAULT_DATA)
    parser.add_argument("--data", type=Path, default=data, help="the data folder of that stack")
    asked = parser.parse_args()
    screen = Screen()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a stack of our own is stopped then, too
    try:
        _run(asked.base.rstrip("/"), asked.data, screen)
    except (stack.NoStack, SeedFailed, StoryBroken, Problem, requests.RequestException) as error:
        screen.failed(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
