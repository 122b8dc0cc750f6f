"""Everything that a report may tell, as facts."""

from collections.abc import Iterator, Mapping

from functions.reports.models import Figures, Line, Way
from functions.reports.rules.comparing import change, per_mille
from functions.reports.rules.likeness import length
from shared.ai.facts import Fact, Snapshot
from shared.period import Period

_BEFORE: Mapping[Way, str] = {
    "all": "the period before",
    "same_days": "as many days of the period before",
    "whole": "the whole period before",
}
MOST_LINES, MOST_ITEMS, MOST_REPEATING = 12, 5, 8


def percent(share: int) -> int:
    """Whole percent of a share per mille, half away from zero."""
    return (share + 5) // 10 if share >= 0 else -((5 - share) // 10)


def snapshot_of(figures: Figures) -> Snapshot:
    """The facts, and the names that may hold digits."""
    facts = (*_days(figures), *_whole(figures), *_lines(figures), *_items(figures), *_goals(figures))
    names = [one.title for one in figures.lines if one.title] + ([figures.title] if figures.title else [])
    names += [one.name for one in figures.biggest] + [one.name for one in figures.repeating]
    names += [one.title for one in figures.goals] + [one.item.name for one in figures.unusual]
    return Snapshot(facts, tuple(dict.fromkeys(names)))


def _days(figures: Figures) -> Iterator[Fact]:
    compared = figures.compared
    yield from _span("period", "period", figures.days)
    if compared.begins:
        yield Fact("records_begin", "First day with a record", compared.begins, "date", how="the earliest entry")
        return
    same = compared.way == "same_days"
    yield from _span("before", "days compared with" if same else "period before", compared.days)
    if same:
        how = "as many of the period before as have passed of this one"
        yield Fact("days_compared", "Days compared", length(compared.days), "count", how=how)
    if compared.way == "whole":
        yield Fact("days_before", "Days of the whole period before", length(compared.days), "count", how="calendar")


def _span(name: str, label: str, days: Period) -> Iterator[Fact]:
    yield Fact(f"{name}_start", f"First day of the {label}", days.start, "date", how="calendar")
    yield Fact(f"{name}_end", f"Last day of the {label}", days.end, "date", how="calendar")


def _whole(figures: Figures) -> Iterator[Fact]:
    code, now, before = figures.currency, figures.now, figures.before
    sums = "sum of the entries"
    yield Fact("spent", "Spent", now.total, "currency", code, sums)
    if not figures.compared.begins:
        yield Fact("spent_before", f"Spent in {_BEFORE[figures.compared.way]}", before.total, "currency", code, sums)
    if figures.compared.is_like:
        yield from _change("spent", "Spending", now.total, before.total, code)
    if figures.year_ago and figures.year_ago.total:
        label = "Spent in the same days a year ago" if figures.year_way == "same_days" else "Spent a year ago"
        yield Fact("spent_year_ago", label, figures.year_ago.total, "currency", code, sums)
        if figures.year_way != "whole":
            yield from _change("spent_year", "Spending against a year ago", now.total, figures.year_ago.total, code)
    if figures.title is None:
        how = "income of the profile, for each period with spending" if figures.by_profile else sums
        yield Fact(
            "income", "Income by the profile" if figures.by_profile else "Income", now.income, "currency", code, how
        )
        if not (figures.by_profile or figures.compared.begins):
            label = f"Income in {_BEFORE[figures.compared.way]}"
            yield Fact("income_before", label, before.income, "currency", code, sums)
        if now.income:
            yield Fact("saved", "Income less spending", figures.saved, "currency", code, "income less spent")
            if figures.saved < 0:
                missing, how = -figures.saved, "spent less income"
                yield Fact("missing", "Spent beyond the income", missing, "currency", code, how, "excess")
            rate = percent(per_mille(figures.saved, now.income) or 0)
            yield Fact("savings_rate", "Savings rate", rate, "percent", how="income less spent, over income")
    for code_of, minor in figures.others.items():
        yield Fact(f"spent_{code_of}", f"Spent in {code_of}", minor, "currency", code_of, sums)


def _change(name: str, label: str, now: int, before: int, code: str) -> Iterator[Fact]:
    if before:
        how = "after less before"
        yield Fact(f"{name}_change", f"{label}: change", now - before, "currency", code, how, "change")
        share = percent(change(now, before) or 0)
        yield Fact(f"{name}_change_percent", f"{label}: change", share, "percent", None, how, "change")


def _lines(figures: Figures) -> Iterator[Fact]:
    for rank, line in enumerate(figures.lines[:MOST_LINES], 1):
        name, title, code = f"budget_{rank}", line.title or "no budget", figures.currency
        yield Fact(name, f"Spent on {title}", line.spent, "currency", code, "sum of the entries")
        if not figures.compared.begins:
            label = f"Spent on {title} in {_BEFORE[figures.compared.way]}"
            yield Fact(f"{name}_before", label, line.before, "currency", code, "sum of the entries")
        if figures.compared.is_like:
            yield from _change(name, f"Spending on {title}", line.spent, line.before, code)
        if line.year_ago:
            yield Fact(f"{name}_year_ago", f"{title} a year ago", line.year_ago, "currency", code, "sum")
        share = percent(per_mille(line.spent, figures.now.total) or 0)
        yield Fact(f"{name}_share", f"Share of {title} in all spending", share, "percent", how="over all spending")
        yield from _limit(name, title, line, code)


def _limit(name: str, title: str, line: Line, code: str) -> Iterator[Fact]:
    if line.limit is not None:
        how = "the budget and what it carried over"
        yield Fact(f"{name}_limit", f"Limit of {title}", line.limit, "currency", code, how)
        left = line.limit - line.spent
        yield Fact(f"{name}_left", f"Left in {title}", left, "currency", code, "limit less spent", "headroom")
        if line.limit > 0:
            used = percent(per_mille(line.spent, line.limit) or 0)
            yield Fact(f"{name}_used", f"Used of {title}", used, "percent", how="spent over limit")


def _items(figures: Figures) -> Iterator[Fact]:
    code = figures.currency
    for rank, one in enumerate(figures.biggest[:MOST_ITEMS], 1):
        yield Fact(f"biggest_{rank}", f"Expense: {one.name}", one.minor, "currency", code, f"entry {one.id}")
        yield Fact(f"biggest_{rank}_date", f"Day of the expense: {one.name}", one.date, "date", how=f"entry {one.id}")
    for rank, found in enumerate(figures.unusual, 1):
        name, entry = f"unusual_{rank}", f"entry {found.item.id}"
        yield Fact(name, f"Unusual: {found.item.name}", found.item.minor, "currency", code, entry)
        yield Fact(f"{name}_date", f"Day of: {found.item.name}", found.item.date, "date", how=entry)
        how = f"the largest expense there in the {found.periods} periods before"
        yield Fact(f"{name}_usual", f"Largest before: {found.title or 'no budget'}", found.usual, "currency", code, how)
        yield Fact(f"{name}_periods", "Periods looked back", found.periods, "count", how="counted")
    for rank, payment in enumerate(figures.repeating[:MOST_REPEATING], 1):
        how = f"comes every {payment.interval}"
        yield Fact(f"repeating_{rank}", f"Repeating: {payment.name}", payment.minor, "currency", code, how)


def _goals(figures: Figures) -> Iterator[Fact]:
    for rank, one in enumerate(figures.goals, 1):
        code = figures.currency
        yield Fact(f"goal_{rank}_saved", f"Saved for {one.title}", one.saved, "currency", code, "as said")
        yield Fact(f"goal_{rank}_target", f"Target of {one.title}", one.target, "currency", code, "as said")
        yield Fact(f"goal_{rank}_percent", f"Progress of {one.title}", one.percent, "percent", how="saved over target")
