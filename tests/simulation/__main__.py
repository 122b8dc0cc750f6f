"""`python -m tests.simulation 4711` runs one seed, `0-5000` many; the first failure is told whole.

`python -m tests.simulation planted [name …]` tells the first seed that finds each planted bug, or the named ones.
"""

import sys
import time

import pytest

from tests.simulation.operations import plan_of
from tests.simulation.planted import PLANTED
from tests.simulation.report import told
from tests.simulation.run import run
from tests.simulation.stage import Stage, kinds, staged


def seeds(text: str) -> range:
    """`7` or `0-999`, both ends among them."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main(asked: list[str]) -> int:
    if asked[0] == "planted":
        for name in asked[1:] or PLANTED:
            sys.stdout.write(f"{name} {_first(name)}\n")
        return 0
    begun, count = time.perf_counter(), 0
    with staged() as stage:
        for text in asked:
            for seed in seeds(text):
                count += 1
                if found := _fault(stage, seed):
                    sys.stdout.write(found + "\n")
                    return 1
    sys.stdout.write(f"{count} seeds, nothing found, {time.perf_counter() - begun:.1f} s\n")
    return 0


def _first(name: str) -> str:
    """The first seed that finds a planted bug, and as what."""
    with staged() as stage, pytest.MonkeyPatch.context() as patch:
        PLANTED[name](patch)
        for seed in range(1000):
            outcome = run(stage, plan_of(seed, kinds()))
            if outcome.found:
                return f"{seed}: {outcome.fault[:200]}"
    return "not found"


def _fault(stage: Stage, seed: int) -> str:
    outcome = run(stage, plan_of(seed, kinds()))
    return told(stage, outcome) if outcome.found else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["0-999"]))
