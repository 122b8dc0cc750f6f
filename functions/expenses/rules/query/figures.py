"""What a plan gave, as facts that a text may tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from functions.expenses.models.query import QueryPlan, Row
from functions.expenses.rules.vocabulary.answer_words import Phrases
from shared.ai.facts import Fact, Meaning
from shared.period import Period


@dataclass(frozen=True, slots=True)
class Value:
    """A measure in one currency, now and in the days compared with; None: there was nothing to divide by."""

    now: int | None
    before: int | None = None

    @property
    def change(self) -> int | None:
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def change_percent(self) -> Decimal | None:
        """One decimal; None where before was nothing, or less."""
        if self.change is None or self.before is None or self.before <= 0:
            return None
        return (Decimal(100 * self.change) / self.before).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a plan gave: a value for each currency ("" where none plays a part), rows as they are shown."""

    plan: QueryPlan
    days: Period
    values: Mapping[str, Value]
    rows: Sequence[Row] = ()
    before: Period | None = None
    count: int = 0
    groups: int = 0
    limits: Mapping[str, int] = field(default_factory=dict)


def names_of(outcome: Outcome) -> tuple[str, ...]:
    """What people said or wrote in the answer; it may hold digits."""
    filters = outcome.plan.filters
    said = [*filters.categories, filters.merchant, filters.text]
    said += [row.label for row in outcome.rows]
    return tuple(dict.fromkeys(name for name in said if name))


def facts_of(outcome: Outcome, phrases: Phrases) -> tuple[Fact, ...]:
    """Totals, what they are compared with, rows, how many entries, and the first and last days."""
    return (*_totals(outcome, phrases), *_rows(outcome, phrases), *_surroundings(outcome, phrases))


def _fact(
    outcome: Outcome, name: str, label: str, value: int, currency: str, how: str = "", meaning: Meaning | None = None
) -> Fact:
    if outcome.plan.measure == "count":
        return Fact(name, label, value, "count", None, how, meaning)
    if outcome.plan.measure == "share":
        return Fact(name, label, Decimal(value) / 10, "percent", None, how, meaning)
    return Fact(name, label, value, "currency", currency, how, meaning)


def _totals(outcome: Outcome, phrases: Phrases) -> Iterator[Fact]:
    measure, several = outcome.plan.measure, len(outcome.values) > 1
    label = phrases.labels[measure]
    meaning: Meaning = "headroom" if measure == "left" else "level"
    for currency, value in sorted(outcome.values.items()):
        end = f"_{currency}" if several else ""
        if value.now is not None:
            yield _fact(outcome, f"{measure}{end}", label, value.now, currency, phrases.how[measure], meaning)
        if currency in outcome.limits:
            how = phrases.how["budgeted"]
            yield _fact(outcome, f"limit{end}", phrases.labels["budgeted"], outcome.limits[currency], currency, how)
        if value.before is not None:
            about = f"{label}: {phrases.before}"
            yield _fact(outcome, f"{measure}_before{end}", about, value.before, currency, meaning=meaning)
        if value.change is not None:
            about = f"{label}: {phrases.change}"
            yield _fact(outcome, f"change{end}", about, value.change, currency, meaning="change")
        if value.change_percent is not None:
            about = f"{label}: {phrases.change}"
            yield Fact(f"change_percent{end}", about, value.change_percent, "percent", meaning="change")


def _rows(outcome: Outcome, phrases: Phrases) -> Iterator[Fact]:
    meaning: Meaning = "headroom" if outcome.plan.measure == "left" else "level"
    for rank, row in enumerate(outcome.rows, 1):
        label = row.label or phrases.labels[outcome.plan.measure]
        yield _fact(outcome, f"row_{rank}", label, row.value, row.currency or "", meaning=meaning)
        if row.before is not None:
            about = f"{label}: {phrases.before}"
            yield _fact(outcome, f"row_{rank}_before", about, row.before, row.currency or "", meaning=meaning)
        if row.day is not None:
            yield Fact(f"row_{rank}_day", label, row.day, "date")


def _surroundings(outcome: Outcome, phrases: Phrases) -> Iterator[Fact]:
    filters = outcome.plan.filters
    for name, amount in (("least", filters.least), ("most", filters.most)):
        if amount is not None:  # of each entry in its own currency
            yield Fact(name, phrases.bound, Decimal(amount), "count")
    yield Fact("entries", phrases.entries_label, outcome.count, "count")
    for name, days in (("period", outcome.days), ("before", outcome.before)):
        if days is not None:
            yield Fact(f"{name}_first", phrases.first_day, days.start, "date")
            yield Fact(f"{name}_last", phrases.last_day, days.end, "date")
