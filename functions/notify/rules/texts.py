"""Which words a notification gets, in the person's language."""

from functions.notify.models import Text
from functions.notify.rules.templates import TEMPLATES
from shared.events import BudgetsRebalanced
from shared.language import Language
from shared.money import Money


def _say(language: Language, name: str, **values: object) -> str:
    return language.fill(language.choose(TEMPLATES)[name], **values)


def percent(spent: int, limit: int) -> int:
    """Spending as a share of the limit, in whole percent, half up. `limit` is above zero, `spent` not below."""
    return (spent * 200 + limit) // (2 * limit)


def crossing(language: Language, title: str, spent: Money, limit: Money, *, over: bool) -> Text:
    """The notification of a budget that crossed a threshold."""
    if over:
        told = {"title": title, "budget": language.money(limit), "spent": language.money(spent)}
        heading = _say(language, "over_title", title=title)
        return Text("budget_alert", "high", heading, _say(language, "over", **told))
    share = language.percent(percent(spent.minor, limit.minor))
    message = _say(language, "near", percent=share, title=title, left=language.money(limit - spent))
    return Text("expense_alert", "medium", _say(language, "near_title", title=title), message)


def rebalanced(language: Language, event: BudgetsRebalanced) -> Text:
    """The notification that names each budget that a rebalance changed, and what nobody could absorb."""
    told = [
        _say(
            language,
            "change",
            title=one.title,
            before=language.amount(Money(one.before, one.currency)),
            after=language.money(Money(one.after, one.currency)),
        )
        for one in event.changes
    ]
    if event.more:
        many = "more_one" if event.more == 1 else "more_many"
        told.append(_say(language, many, count=language.number(event.more)))
    if event.left and event.left_currency:
        told.append(_left_over(language, Money(event.left, event.left_currency), event.reason))
    message = language.choose(TEMPLATES)["between"].join(told) + "."
    return Text("system", "low", _say(language, "rebalanced_title"), message)


def _left_over(language: Language, left: Money, reason: str) -> str:
    known = language.choose(TEMPLATES)
    why = known.get(f"why_{reason}", known["why_other"])
    amount = language.money(Money(abs(left.minor), left.currency))
    return _say(language, "left_over_low" if left.minor < 0 else "left_over_high", amount=amount, why=why)


def milestone(language: Language, title: str, whole: int) -> Text:
    """The notification of a goal that has come so far, in whole percent."""
    share = language.percent(whole)
    heading = _say(language, "milestone_title", title=title, percent=share)
    message = "milestone_reached" if whole >= 100 else "milestone"
    told = {"title": title} if whole >= 100 else {"title": title, "percent": share}
    return Text("goal_milestone", "medium", heading, _say(language, message, **told))
