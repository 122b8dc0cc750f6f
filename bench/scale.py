"""Days of 10⁶ and 10⁸ people on paper: what waits where, second by second. `python -m bench.scale [--write]`.

What cannot be run on one machine is simulated from figures that were: the events and documents of an action
(bench.store_work, by way of tools.costs), the limits and pages of our own walks, read from the code that has them, and
Google's limits. People come by chance (Poisson) around the day's curve; the seed is fixed, so the same figures come
again. `--write` puts the tables into docs/scale.md.
"""

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from shared.gcp.outbox import SWEEP_SECONDS
from tools.costs import USE
from tools.pages import write_section
from tools.walks import CALL_S, WALKS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "scale.md"
SEED = 8
SIZES = (1_000_000, 100_000_000)
NAMES = {1_000_000: "10⁶", 100_000_000: "10⁸"}
_DAY, _HOUR, _MONTH = 86_400, 3_600, 2_628_000
# Times the average: a long evening, and the rest of the day in equal parts so that the mean is one.
EVENING = {19: 3.5, 20: 5.0, 21: 3.5}
_REST = (24 - sum(EVENING.values())) / (24 - len(EVENING))
# Google's: an index whose values rise takes about so many writes a second; two for each event, made and removed.
INDEX_WRITES = 500
# Assumed, for nothing here can measure it in a region: a worker's time on an event.
EVENT_S = 0.3
# Terraform's, for a worker in production; a test compares.
INSTANCES, AT_ONCE = 40, 10
_OUTAGE_S = 600


@dataclass(frozen=True, slots=True)
class Queue:
    """A day of a queue: the share of what came that waited for over a second, and the longest wait in seconds."""

    waited: float
    longest: float


def events_a_second(people: int) -> float:
    """On the average of a month."""
    return people * sum(one.times * one.events for one in USE.values()) / _MONTH


def _poisson(chance: Random, mean: float) -> int:
    """Of a large mean, whose distribution is a bell."""
    return max(0, round(chance.gauss(mean, math.sqrt(mean))))


@cache
def arrivals(people: int, each: int) -> tuple[int, ...]:
    """How many come in every second of a day, `each` of them for one event."""
    chance, mean = Random(SEED), events_a_second(people) * each
    return tuple(_poisson(chance, mean * EVENING.get(second // _HOUR, _REST)) for second in range(_DAY))


def day(came: tuple[int, ...], capacity: float) -> Queue:
    """A queue that is emptied by so many a second, in order."""
    waiting = longest = 0.0
    late = 0
    for number in came:
        waiting = max(0.0, waiting + number - capacity)
        wait = waiting / capacity
        longest = max(longest, wait)
        late += number if wait > 1 else 0
    return Queue(late / sum(came), longest)


def enough(came: tuple[int, ...], each: float) -> int:
    """The fewest parts, of so much a second each, with which nobody waits for a second."""
    high = 1
    while day(came, high * each).longest >= 1:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if day(came, middle * each).longest < 1 else (middle, high)
    return high


def _share(part: float) -> str:
    return "none" if not part else f"{100 * part:.0f} %"


def _time(seconds: float) -> str:
    for limit, unit, word in ((120, 1, "s"), (7200, 60, "min"), (48 * _HOUR, _HOUR, "h"), (730 * _DAY, _DAY, "days")):
        if seconds < limit:
            return f"{seconds / unit:.0f} {word}"
    return f"{seconds / (365 * _DAY):.0f} years"


def _waits(parts: str, what: str, each: int, a_second: float, few: int) -> Iterator[str]:
    """A queue in so few parts and in as many as it takes. Who comes puts `each` in; a part takes `a_second` out."""
    yield f"| people | {parts} | {what} that wait for over a second | longest wait |"
    yield "|--:|--:|--:|--:|"
    for people in SIZES:
        came = arrivals(people, each)
        for many in sorted({few, enough(came, a_second)}):
            found = day(came, many * a_second)
            yield f"| {NAMES[people]} | {many} | {_share(found.waited)} | {_time(found.longest)} |"


def index_rows() -> Iterator[str]:
    """The index of the outbox over everybody, from one part on."""
    return _waits("parts of the outbox's index", "writes", 2, INDEX_WRITES, 1)


def worker_rows() -> Iterator[str]:
    """The busiest worker, from the instances of Terraform on."""
    return _waits("instances", "events", 1, AT_ONCE / EVENT_S, INSTANCES)


def sweep_rows() -> Iterator[str]:
    """What is left in the outbox when Pub/Sub cannot be reached for ten minutes of an evening, and when it is gone."""
    yield "| people | events left by the outage | one sweep at a time | sixteen at a time |"
    yield "|--:|--:|--:|--:|"
    for people in SIZES:
        began = 20 * _HOUR
        left = sum(arrivals(people, 1)[began : began + _OUTAGE_S])
        a_minute = SWEEP_SECONDS / (2 * CALL_S)  # published, then removed
        one, many = (left / (sweeps * a_minute) * 60 for sweeps in (1, 16))
        yield f"| {NAMES[people]} | {left:,} | {_time(one)} | {_time(many)} |"


def walk_rows() -> Iterator[str]:
    """How long it takes until a walk has met everybody, in one run after the other."""
    yield "| walk over everybody | people a run | a run every | 10⁶ met after | 10⁸ met after |"
    yield "|---|--:|--:|--:|--:|"
    for name, walk in WALKS.items():
        times = " | ".join(_time(walk.passing(people)) for people in SIZES)
        yield f"| {name} | {walk.people_a_run:,} | {_time(walk.every_s)} | {times} |"


def section() -> str:
    """All tables, in Markdown."""
    parts = (index_rows(), worker_rows(), sweep_rows(), walk_rows())
    return "\n\n".join("\n".join(rows) for rows in parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scale.md")
    text = section()
    print(text)
    if parser.parse_args().write:
        write_section(PAGE, "simulated", text)


if __name__ == "__main__":
    main()
