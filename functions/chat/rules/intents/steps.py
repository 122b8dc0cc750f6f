"""Whether an amount is a new one or a difference: "to 2000", or "by 2000"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from functions.chat.models.wanted import SaidAmount
from functions.chat.rules.intents import words
from shared.folding import fold

Step = Literal["up_by", "down_by"]
_BY = re.compile(r"(?:(?<!\w)(?:by|de|d['’]|بمقدار|بـ?)|(?<!\w)ب)\s*$")
_TO = re.compile(r"(?:(?<!\w)(?:to|at|a|jusqu['’]?a|الي|على|ل|[:=])|[:=])\s*$")
_MORE = re.compile(
    r"\s*(?:\w+\s+)?(?:(?P<up_by>more|extra|de plus|en plus|اكثر|اضافيه|زياده)"
    r"|(?P<down_by>less|de moins|en moins|اقل))(?!\w)"
)
_ONTO = re.compile(r"\s*(?:\w+\s+)?(?:to|from|on|off|a|au|aux|du|dans|الي|ل|من)(?!\w)")


def step_of(text: str, amounts: Sequence[SaidAmount], at: int) -> Step | None:
    """Which way the amount changes what is there; None where it is what shall be there, or where nothing tells."""
    amount = amounts[at]
    before, after = _around(text, amounts, at)
    if (more := _MORE.match(after)) and words.GIVES.search(before):
        return "up_by" if more["up_by"] else "down_by"
    verb = _verb(before)
    if verb is None:
        return None
    # Arabic adds without a small word: its verb takes what it adds to and how much it adds.
    word = before[verb[1] : verb[2]]
    makes = words.CREATE.fullmatch(word) and words.BUDGET.search(before)  # "add a budget" makes one
    goes_onto = words.ADDS.fullmatch(word) and not makes and bool(_ONTO.match(after) or not _TO.search(before))
    is_by = _BY.search(before) and not _is_from(before, text, amount)
    return verb[0] if is_by or goes_onto else None


def is_unclear(text: str, amounts: Sequence[SaidAmount], at: int) -> bool:
    """Whether it is to be raised or lowered and neither "to" nor "by" is there."""
    before, _ = _around(text, amounts, at)
    return _verb(before) is not None and step_of(text, amounts, at) is None and not _TO.search(before)


def steps(text: str, amounts: Sequence[SaidAmount]) -> Iterator[tuple[Step, Decimal]]:
    """The amounts of a whole message that are differences."""
    for at, one in enumerate(amounts):
        if step := step_of(text, amounts, at):
            yield step, one.value


def _around(text: str, amounts: Sequence[SaidAmount], at: int) -> tuple[str, str]:
    """What stands before the amount, up to the one before it, and a little of what follows; folded."""
    start = amounts[at - 1].end if at else 0
    return fold(text[start : amounts[at].start]), fold(text[amounts[at].end : amounts[at].end + 30])


def _verb(before: str) -> tuple[Step, int, int] | None:
    """The last verb, if it raises or lowers, with its place."""
    kinds = (("up_by", words.UP), ("down_by", words.DOWN), (None, words.SET))
    found = [(one.start(), one.end(), kind) for kind, pattern in kinds for one in pattern.finditer(before)]
    start, end, kind = max(found, default=(0, 0, None))
    return (kind, start, end) if kind in {"up_by", "down_by"} else None  # type: ignore[return-value]


def _is_from(before: str, text: str, amount: SaidAmount) -> bool:
    """Whether this is the first of two: "from 20000 to 25000"."""
    return bool(re.match(r"\s*(?:\w+\s+)?(?:a|to|الي)\s+\d", fold(text[amount.end : amount.end + 30]))) and bool(before)
