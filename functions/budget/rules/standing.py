"""Pure rules of budgets: how one stands, and which thresholds it crosses."""

from collections.abc import Sequence
from datetime import date

from functions.budget.models import Health, Watch
from shared.errors import InvalidInput
from shared.period import Period

THRESHOLDS = (80, 100)
FULL = 100
MAX_TITLE = 80


def check_title(title: str) -> str:
    """The title without spaces around it. Raises InvalidInput."""
    shown = " ".join(title.split())
    if not 1 <= len(shown) <= MAX_TITLE or not shown.isprintable():
        raise InvalidInput.of("title", f"A title has 1 to {MAX_TITLE} characters.")
    return shown


def is_reached(threshold: int, spent: int, limit: int) -> bool:
    """Whether spending stands at or above a percentage of the limit; from 100 on it is reached only above it."""
    if threshold >= FULL:
        return spent * FULL > threshold * limit
    return spent > 0 and spent * FULL >= threshold * limit


def health(spent: int, limit: int, thresholds: Sequence[int] = THRESHOLDS) -> Health:
    """`over` above the limit, `warning` from the person's lowest threshold on."""
    if is_reached(FULL, spent, limit):
        return "over"
    return "warning" if is_reached(min(thresholds), spent, limit) else "ok"


def crossings(
    before: Watch, spent: int, limit: int, thresholds: Sequence[int] = THRESHOLDS
) -> tuple[Watch, tuple[int, ...]]:
    """The watch after a change of spending or limit, and the thresholds to speak of: the highest newly reached one.

    A threshold that is no longer reached is armed again by itself; nothing is said on the way down, also when the
    fall ends between two thresholds. A threshold that the person has taken out is forgotten, its count of armings is
    not: put back, it does not repeat an old name.
    """
    reached = frozenset(one for one in thresholds if is_reached(one, spent, limit))
    newly = reached - before.reached
    armings = dict(before.armings) | {one: before.arming(one) + (one in newly) for one in thresholds}
    after = Watch(reached, tuple(sorted(armings.items())))
    # A jump over several gives the last one alone.
    spoken = (max(newly),) if newly and max(newly) == max(reached) else ()
    return after, spoken


def per_day(left: int, period: Period, today: date) -> int | None:
    """What may be spent each day that is left, today included, rounded down; None in a period that is over.

    Nothing may be spent when more than everything is gone.
    """
    if today > period.end:
        return None
    days = (period.end - max(today, period.start)).days + 1
    return max(0, left) // days
