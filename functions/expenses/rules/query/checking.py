"""Which plans make sense as a whole."""

from functions.expenses.models.query import Measure, PlanRefused, QueryPlan
from functions.ledger.models import Kind

OF_BUDGETS: frozenset[Measure] = frozenset({"left", "budgeted"})
SINGLE: frozenset[Measure] = frozenset({"largest", "smallest"})
SPREAD: frozenset[Measure] = frozenset({"per_day", "per_week", "per_month"})
IN_TIME = frozenset({"day", "week", "month", "period"})
_SPENDING: frozenset[Kind] = frozenset({"expense", "refund", "adjustment"})
_KINDS: dict[Measure, frozenset[Kind]] = {
    "income": frozenset({"income"}),
    "net": _SPENDING | {"income"},
    "refunded": frozenset({"refund"}),
    "count": frozenset({"expense"}),
    "average": frozenset({"expense"}),
    "largest": frozenset({"expense"}),
    "smallest": frozenset({"expense"}),
}
_OF_A_KIND = frozenset({"spent", "count", "average", "largest", "smallest"})


def kinds_of(plan: QueryPlan) -> frozenset[Kind]:
    """The kinds of entries that the measure is taken over."""
    return frozenset({plan.filters.kind}) if plan.filters.kind else _KINDS.get(plan.measure, _SPENDING)


def check(plan: QueryPlan) -> None:
    """Raises PlanRefused for a plan whose parts contradict each other."""
    measure, filters = plan.measure, plan.filters
    for refused, words in (
        (plan.group and measure in SINGLE, f"`{measure}` gives single expenses: leave out `group`."),
        (plan.group in IN_TIME and measure in SPREAD | {"share"}, f"`{measure}` has no rows in time."),
        (plan.compare and measure in SINGLE | OF_BUDGETS | {"share"}, f"`{measure}` cannot be compared."),
        (plan.compare and plan.period.name == "all", "There is nothing before all time."),
        (measure in SPREAD and plan.period.name == "all", f"`{measure}` needs a period that begins."),
        (
            plan.order in {"newest", "oldest"} and plan.group not in IN_TIME,
            "Only rows in time are the newest or the oldest.",
        ),
        (filters.kind and measure not in _OF_A_KIND, f"`{measure}` says itself which kinds of entries it takes."),
        (filters.kind == "income" and measure == "spent", "Income is not spent: take the measure `income`."),
        (measure in OF_BUDGETS and plan.group not in {None, "category"}, "Budgets have rows by category only."),
        (
            measure in OF_BUDGETS
            and (filters.merchant or filters.text or filters.kind or filters.least or filters.most),
            "Budgets are filtered by category and currency only.",
        ),
        (
            filters.least and filters.most and _decimal(filters.least) > _decimal(filters.most),
            "`least` is above `most`.",
        ),
    ):
        if refused:
            raise PlanRefused(words)


def _decimal(text: str) -> tuple[int, str]:
    """Comparable plain decimal numbers."""
    whole, _, part = text.partition(".")
    return int(whole), part.rstrip("0")
