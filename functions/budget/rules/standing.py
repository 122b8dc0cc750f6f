"""Pure rules of budgets: how one stands, and which thresholds it crosses."""

from functions.budget.models import Health, Standing, Watch
from shared.errors import InvalidInput

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
    """Whether spending stands at or above a percentage of the limit; 100 is reached only above the limit."""
    if threshold >= FULL:
        return spent * FULL > threshold * limit
    return spent > 0 and spent * FULL >= threshold * limit


def health(standing: Standing) -> Health:
    """`over` above the limit, `warning` from the lowest threshold on."""
    limit = standing.budget.limit
    if is_reached(FULL, standing.spent, limit):
        return "over"
    return "warning" if is_reached(min(THRESHOLDS), standing.spent, limit) else "ok"


def crossings(before: Watch, spent: int, limit: int) -> tuple[Watch, tuple[int, ...]]:
    """The watch after a change of spending or limit, and the thresholds to speak of: the highest newly reached one.

    A threshold that is no longer reached is armed again by itself; nothing is said on the way down, also when the
    fall ends between two thresholds.
    """
    reached = frozenset(one for one in THRESHOLDS if is_reached(one, spent, limit))
    newly = reached - before.reached
    armings = {one: before.arming(one) + (one in newly) for one in THRESHOLDS}
    after = Watch(reached, tuple(sorted(armings.items())))
    # A jump over several gives the last one alone.
    spoken = (max(newly),) if newly and max(newly) == max(reached) else ()
    return after, spoken


def overspending(title: str, limit: str, spent: str) -> str:
    """The sentence of an answer about a budget that is over."""
    return f"Overspending detected in {title}. Budget: {limit}, Spent: {spent}"
