"""Pure rules of notifications: which words a crossing gets."""

from collections.abc import Mapping, Sequence
from typing import Any

from functions.notify.models import Text
from shared.errors import InvalidInput
from shared.events import BudgetsRebalanced
from shared.money import Money

TYPES = ("budget_alert", "expense_alert", "advisor_tip", "goal_milestone", "system")
DIGESTS = ("off", "daily", "weekly")
MOST_THRESHOLDS, LEAST_PERCENT, MOST_PERCENT = 5, 1, 200
DEFAULTS: Mapping[str, Any] = {
    "types": {one: {"in_app": True, "push": True} for one in TYPES},
    "quiet_hours": None,
    "digest": "off",
    "thresholds": [80, 100],
}
_LEFT = {
    "nothing_to_move": "all other budgets are pinned or were set by you",
    "at_their_floors": "the other budgets are at what is spent or at their minimum",
    "at_their_caps": "the other budgets can take no more",
}


def percent(spent: int, limit: int) -> int:
    """Spending as a share of the limit, in whole percent, half up. `limit` is above zero, `spent` not below."""
    return (spent * 200 + limit) // (2 * limit)


def crossing(title: str, currency: str, spent: int, limit: int, *, over: bool) -> Text:
    """The notification of a budget that crossed a threshold. Amounts are minor units."""
    if over:
        budget, paid = Money(limit, currency), Money(spent, currency)
        message = f"You have exceeded your budget for {title}. Budget: {budget} {currency}, Spent: {paid} {currency}"
        return Text("budget_alert", "high", f"⚠️ Overspending in {title}", message)
    left = Money(limit - spent, currency)
    message = f"You have used {percent(spent, limit)}% of your {title} budget. Remaining: {left} {currency}"
    return Text("expense_alert", "medium", f"📊 Approaching budget limit: {title}", message)


def rebalanced(event: BudgetsRebalanced) -> Text:
    """The notification that names each budget that a rebalance changed, and what nobody could absorb."""
    told = [
        f"{one.title}: {Money(one.before, one.currency)} → {Money(one.after, one.currency)} {one.currency}"
        for one in event.changes
    ]
    told += [f"and {event.more} more"] if event.more else []
    if event.left and event.left_currency:
        amount = f"{Money(abs(event.left), event.left_currency)} {event.left_currency}"
        why = _LEFT.get(event.reason, "nobody can take it")
        told.append(f"{amount} could not be {'taken' if event.left < 0 else 'given'}: {why}")
    return Text("system", "low", "🔄 Budgets rebalanced", "; ".join(told) + ".")


def milestone(title: str, percent: int) -> Text:
    """The notification of a goal that has come so far."""
    message = f"You have reached your goal {title}." if percent >= 100 else f"You have saved {percent}% of {title}."
    return Text("goal_milestone", "medium", f"🎯 {title}: {percent}%", message)


def is_wanted(preferences: Mapping[str, Any], notification_type: str) -> bool:
    """Whether the person wants this type in the app; what was never said is wanted."""
    return bool(preferences.get("types", {}).get(notification_type, {}).get("in_app", True))


def check_thresholds(thresholds: Sequence[int]) -> None:
    """One to five whole percentages from 1 to 200, ascending. Raises InvalidInput."""
    in_range = all(LEAST_PERCENT <= one <= MOST_PERCENT for one in thresholds)
    ascending = list(thresholds) == sorted(set(thresholds))
    if not (1 <= len(thresholds) <= MOST_THRESHOLDS and in_range and ascending):
        raise InvalidInput.of("thresholds", "Thresholds are one to five different percentages, 1 to 200, ascending.")
