"""How time grows with the length of a text: at 2n over at n, for texts made to be slow. 2 is linear, 4 is the square.

`python -m bench.growth [--length 2000] [--runs 3]`; nothing else has to run. Of several runs the fastest counts;
texts that are read in a tenth of the slowest one's time or less are too quick to be compared.
"""

import argparse
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.dates import date_spans, find_date
from functions.expenses.rules.message import read_message
from functions.expenses.rules.tokens import plain, tokens_of
from functions.expenses.service import prices_in, read_scope
from shared.ai.facts import Fact, Snapshot, check
from shared.ai.plain import is_plain, named

TODAY = date(2026, 11, 24)
SNAPSHOT = Snapshot(
    tuple(
        Fact(f"f{at}", f"Spent on budget {at} in the last 3 months", 12_345 + at, "currency", "EUR") for at in range(40)
    ),
    names=("Café Lumen 21",),
)
# Repeated until a text is long enough.
HARD = (
    "1",
    "1 000 000 ",
    "1,",
    "two hundred and twenty ",
    "quatre-vingt-",
    "و خمسة وعشرون ",
    "12 EUR, ",
    "12/11/2026 ",
    "le 12 mai ",
    "3-4-5 to 6 ",
    "1+2*3+",
    "2 days and a week ago ",
    "$-+€",
    "((( ",
    " ",
    "\n# ",
    "*_`~",
    "](http://a.b ",
    "a.b-c@",
    "| 1 | 2 ",
    "up and up ",
    "五百二十块",
    "siebenhundert",
    "x2 ",
    "a.",
    "a-",
    "< ",
    "] ",
    "&amp;",
)
READERS: dict[str, Callable[[str], object]] = {
    "facts.check": lambda text: check(text, SNAPSHOT),
    "find_amounts": partial(find_amounts, default_currency="EUR"),
    "find_date": partial(find_date, today=TODAY),
    "prices_in": partial(prices_in, currency="EUR", titles=("Food", "Transport")),
    "read_scope": partial(read_scope, today=TODAY, start_day=1, titles=("Food", "Transport")),
    "is_plain": is_plain,
    "named": named,
    "read_message": partial(read_message, today=TODAY, currency="EUR", titles=("Food", "Transport")),
}


def seconds(read: Callable[[str], object], text: str, runs: int) -> float:
    """The fastest of some runs, none of which finds the text read already."""
    found = []
    for _ in range(runs):
        for known in (plain, tokens_of, date_spans):
            known.cache_clear()
        began = time.perf_counter()
        read(text)
        found.append(time.perf_counter() - began)
    return min(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    length, runs = options.length, options.runs
    print(f"time at {2 * length} characters over time at {length}: the steepest of {len(HARD)} texts, and the slowest")
    for name, read in READERS.items():
        times = {}
        for piece in HARD:
            text = piece * (length // len(piece))  # whole pieces: both end alike
            read(text)  # loads tables
            times[piece] = seconds(read, text, runs), seconds(read, text * 2, runs)
        longest, slow = max((whole, piece) for piece, (_, whole) in times.items())
        ratio, steep = max((whole / short, piece) for piece, (short, whole) in times.items() if whole * 10 > longest)
        print(f"{name:<14} {ratio:>5.2f} {steep[:12]!r:<16} {longest * 1000:>7.0f} ms {slow[:12]!r}")


if __name__ == "__main__":
    main()
