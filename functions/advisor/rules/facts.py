"""The figures of advice as facts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from functions.advisor.models import Means, Overview, Verdict
from shared.ai.facts import Fact, Snapshot


def of_verdicts(means: Means, verdicts: Sequence[Verdict]) -> Snapshot:
    """Facts of purchases that were judged."""
    facts = [fact for rank, one in enumerate(verdicts, 1) for fact in _of(means, one, rank)]
    if means.surplus is not None:
        how = "income less what a usual period costs"
        facts.append(Fact("surplus", "Left over in a usual period", means.surplus, "currency", means.currency, how))
    names = [one.purchase.name for one in verdicts if one.purchase.name]
    names += [one.purchase.category.title for one in verdicts if one.purchase.category]
    return Snapshot(tuple(facts), tuple(dict.fromkeys(names)))


def _of(means: Means, one: Verdict, rank: int) -> Iterator[Fact]:
    code, name = means.currency, one.purchase.name or "the purchase"
    yield Fact(f"price_{rank}", f"Price of {name}", one.purchase.minor, "currency", code, "as the person said")
    if one.low is not None:
        label = f"Lowest balance after {name}"
        yield Fact(f"low_{rank}", label, one.low.amount, "currency", code, one.low.how)
        yield Fact(f"low_date_{rank}", "Day of the lowest balance", one.low.date, "date", how=one.low.how)
    if one.category_after is not None and one.purchase.category:
        title = one.purchase.category.title
        label, how = f"Left in {title} after {name}", "what is left less the price"
        yield Fact(f"left_{rank}", label, one.category_after, "currency", code, how, "headroom")
    if one.goal_delay_days is not None:
        how = "what no budget bears over what is left each period, 30 days a period"
        yield Fact(f"delay_{rank}", "Goals come later by", one.goal_delay_days, "days", how=how)
    if one.months is not None:
        how = "price over what a usual period leaves"
        yield Fact(f"months_{rank}", "Months of saving", Decimal(one.months) / 10, "count", how=how)
    if one.affordable_from is not None:
        yield Fact(
            f"from_{rank}",
            "Affordable from",
            one.affordable_from,
            "date",
            how="first day on which balance and budget bear it",
        )


def of_overview(found: Overview) -> Snapshot:
    """Facts of general advice."""
    code = found.currency
    facts = [Fact("left", "Left in all budgets", found.left, "currency", code, "limits less spent", "headroom")]
    if found.left_per_day is not None:
        facts.append(Fact("per_day", "Left per day", found.left_per_day, "currency", code, "left over the days left"))
    for rank, one in enumerate(found.tight, 1):
        facts.append(Fact(f"spent_{rank}", f"Spent on {one.title}", one.spent, "currency", code, "sum of the entries"))
        facts.append(Fact(f"limit_{rank}", f"Limit of {one.title}", one.limit, "currency", code, "the budget"))
        over = one.spent - one.limit
        facts.append(Fact(f"over_{rank}", f"{one.title} over by", over, "currency", code, "spent less limit", "excess"))
    if found.payments:
        facts.append(Fact("payments", "Payments that repeat", found.payments, "count", how="counted"))
        how = "sum, each brought to a month"
        facts.append(Fact("repeating", "Repeating payments a month", found.repeating, "currency", code, how))
    if found.low is not None:
        facts.append(Fact("low", "Lowest balance", found.low.amount, "currency", code, found.low.how))
        facts.append(Fact("low_date", "Day of the lowest balance", found.low.date, "date", how=found.low.how))
    return Snapshot(tuple(facts), tuple(one.title for one in found.tight))
