"""Whether a purchase fits. The same means and the same purchase give the same verdict, always."""

from collections.abc import Sequence
from datetime import date

from functions.advisor.models import Decision, Low, Means, Purchase, Rule, Verdict

LATE = 30  # days by which goals may be put off before that is said
_DAYS = 30  # of a period, where only months are known
ORDER: Sequence[Decision] = ("Go ahead", "Consider alternatives", "Not recommended right now")


def judge(means: Means, purchase: Purchase) -> Verdict:
    """The first rule that finds something decides: the balance, the budget, the goals; else it fits."""
    low = means.low and Low(means.low.date, means.low.amount - purchase.minor, means.low.how)
    after = purchase.category.remaining - purchase.minor if purchase.category else None
    delay = _delay(means, purchase)
    decision, rule = _decide(low, after, delay)
    return Verdict(
        purchase,
        decision,
        rule,
        low,
        after,
        delay,
        _affordable_from(means, purchase, low, after),
        _months(means, purchase),
    )


def _decide(low: Low | None, after: int | None, delay: int | None) -> tuple[Decision, Rule]:
    if low is not None and low.amount < 0:
        return "Not recommended right now", "balance_below_zero"
    if after is not None and after < 0:
        return "Consider alternatives", "category_exceeded"
    if delay is not None and delay >= LATE:
        return "Consider alternatives", "goal_delayed"
    if low is None and after is None:
        return "Consider alternatives", "not_enough_known"
    return "Go ahead", "fits"


def _delay(means: Means, purchase: Purchase) -> int | None:
    """By how many days goals come later: what the budget does not bear is taken from what is saved."""
    if not means.saves or not means.surplus or means.surplus < 0:
        return None
    beyond = purchase.minor - max(0, purchase.category.remaining) if purchase.category else purchase.minor
    return -(-max(0, beyond) * _DAYS // means.surplus)


def _months(means: Means, purchase: Purchase) -> int | None:
    if not means.surplus or means.surplus < 0:
        return None
    return (20 * purchase.minor + means.surplus) // (2 * means.surplus)


def _affordable_from(means: Means, purchase: Purchase, low: Low | None, after: int | None) -> date | None:
    """The first day on which neither the balance nor the budget stands against it: today, or the start of a period.

    What is left at the low point of this period is carried on, and each period adds its surplus (or takes its lack).
    """
    if low is None and after is None:
        return None
    if (low is None or low.amount >= 0) and (after is None or after >= 0):
        return means.today
    if purchase.category and purchase.category.each_period < purchase.minor:
        return None
    if low is None:
        return means.starts[0] if means.starts else None
    left, surplus = low.amount, means.surplus or 0
    for start in means.starts:
        if left + min(0, surplus) >= 0:
            return start
        left += surplus
    return None


def best(verdicts: Sequence[Verdict]) -> Verdict:
    """Of several, the one with the kindest decision, then the cheapest."""
    return min(verdicts, key=lambda one: (ORDER.index(one.decision), one.purchase.minor, one.purchase.name))
