"""Pure rules of notifications: which words a crossing gets."""

from functions.notify.models import Text
from shared.money import Money


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
