"""One text cut into one clause for each amount."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from functions.expenses.rules.dates import within
from functions.expenses.rules.found import FoundAmount
from functions.expenses.rules.tokens import plain
from functions.expenses.rules.wording import has_content

_SEPARATOR = re.compile(
    r"[,;\n+&]|\.(?=\s|$)|(?<!\w)(?:and|then|plus|also|et|puis|ainsi que|و|ثم)(?!\w)|،", re.IGNORECASE
)


class Clause(NamedTuple):
    """text[start:end] holds this amount and what it was spent on."""

    start: int
    end: int
    amount: FoundAmount


def split_clauses(text: str, amounts: Sequence[FoundAmount], dates: Sequence[tuple[int, int]]) -> list[Clause]:
    """A clause for each amount, in order; together they cover the text."""
    if not amounts:
        return []
    taken = sorted([(one.start, one.end) for one in amounts] + list(dates))
    cuts = [0]
    for match in _SEPARATOR.finditer(plain(text)):
        if not within(taken, match.start()):
            cuts += [match.start(), match.end()]
    cuts.append(len(text))
    pieces: list[tuple[int, int]] = list(zip(cuts[::2], cuts[1::2], strict=True))
    item_first = has_content(text[: amounts[0].start])
    clauses: list[Clause] = []
    waiting: int | None = None
    number = 0
    for start, end in pieces:
        inside = []
        while number < len(amounts) and amounts[number].start < end:
            inside.append(amounts[number])
            number += 1
        if not inside:
            if clauses and (not item_first or number == len(amounts)) and waiting is None:
                clauses[-1] = clauses[-1]._replace(end=end)
            elif waiting is None:
                waiting = start
            continue
        clauses += _within_piece(text, start if waiting is None else waiting, end, inside)
        waiting = None
    return clauses


def _within_piece(text: str, start: int, end: int, amounts: Sequence[FoundAmount]) -> list[Clause]:
    """Several amounts without a separator: each ends its clause when things come first, else begins it."""
    item_first = has_content(text[start : amounts[0].start]) and not has_content(text[amounts[-1].end : end])
    found = []
    for rank, amount in enumerate(amounts):
        last = rank == len(amounts) - 1
        stop = end if last else (amount.end if item_first else amounts[rank + 1].start)
        found.append(Clause(start, stop, amount))
        start = stop
    return found
