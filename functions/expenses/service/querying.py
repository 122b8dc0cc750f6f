"""Answer questions about money by a plan that is validated and run exactly."""

from collections.abc import Sequence
from dataclasses import replace

from functions.budget import service as budgets
from functions.budget.models import Standing
from functions.expenses.models.query import EACH, UNCATEGORIZED, Clarify, PlanRefused, QueryAnswer, QueryPlan, Row
from functions.expenses.rules.query import checking, days, sums
from functions.expenses.rules.query.figures import Outcome, Value, facts_of, names_of
from functions.expenses.rules.query.phrasing import words_of
from functions.expenses.rules.query.reading import read_question
from functions.expenses.service.clarifying import Person, shorter, which_currency, with_titles
from functions.expenses.service.gathering import Asker, Gathered, TooMany, gather
from shared.context import Context
from shared.language import Language
from shared.period import Period, period_of


def run_plan(context: Context, plan: QueryPlan, language: Language | None = None) -> QueryAnswer | Clarify:
    """Run a plan over the person's entries, or ask back what it does not say. The same store gives the same answer,
    in the person's language unless another is asked for.

    Raises PlanRefused for a plan that makes no sense as a whole. Reads the profile, the budgets, and then the sums of
    the periods and at most 21 entries to name; or where sums cannot tell it, up to 3000 entries of each span.
    """
    return _run(Person.of(context, language), plan)


def answer_question(context: Context, text: str) -> QueryAnswer | Clarify | None:
    """Answer a question without a model, read by rules; None when it is not understood as one about money."""
    person = Person.of(context)
    read = read_question(text, person.language.code, person.now.today, tuple(person.titles.values()))
    return _run(person, read) if isinstance(read, QueryPlan) else read


def _run(person: Person, plan: QueryPlan) -> QueryAnswer | Clarify:
    checking.check(plan)
    settled = with_titles(person, plan)
    if isinstance(settled, Clarify):
        return settled
    today, start_day = person.now.today, person.now.start_day
    span = days.days_of(settled.period, today, start_day)
    if settled.measure in checking.OF_BUDGETS:
        return _of_budgets(person, settled, span)
    spans = [span]
    if settled.compare:
        spans.append(days.before(settled.period, span, a_year=settled.compare == "last_year"))
    try:
        gathered, summed = gather(Asker(person.context.uid, person.titles, start_day), settled, spans)
    except TooMany:
        return shorter(person, settled, span)
    currencies = sorted({code for one in gathered for code in one.total})
    if len(currencies) > 1 and settled.filters.currency is None:
        return which_currency(person, settled, currencies)
    return replace(_answer(person, _outcome(person, settled, spans, gathered), gathered[0].ids), from_totals=summed)


def _outcome(person: Person, plan: QueryPlan, spans: Sequence[Period], gathered: Sequence[Gathered]) -> Outcome:
    today, start_day = person.now.today, person.now.start_day
    elapsed = [days.elapsed(one, today) for one in spans]
    divided = [
        sums.Divided(
            plan.measure,
            (one.end - one.start).days + 1,
            len(days.units_in(one, "period", start_day)),
            found.spent,
        )
        for one, found in zip(elapsed, gathered, strict=True)
    ]
    sides = [(found.grouped, by) for found, by in zip(gathered, divided, strict=True)]
    rows = sums.rows(plan, elapsed[0], start_day, sides[0], sides[1] if len(sides) > 1 else None)
    if plan.measure in checking.SINGLE:
        rows = sums.singles(gathered[0].found)
    shown = sums.ordered(plan, rows)
    known = sorted({code for one in gathered for code in one.total}) or [_currency_of_nothing(person, plan)]
    values = {code: Value(*_values(plan, code, gathered, divided, shown)) for code in known}
    return Outcome(
        plan,
        spans[0],
        values,
        [_named(person, plan, row) for row in shown],
        spans[1] if len(spans) > 1 else None,
        gathered[0].count,
        len(rows),
    )


def _values(
    plan: QueryPlan, code: str, gathered: Sequence[Gathered], divided: Sequence[sums.Divided], shown: Sequence[Row]
) -> list[int | None]:
    """Now, and before where there is a before."""
    if plan.measure in checking.SINGLE:
        return [next((row.value for row in shown if row.currency == code), None)]
    cells = [found.total.get(code, {}).get("", sums.Cell()) for found in gathered]
    return [by.value(code, cell) for by, cell in zip(divided, cells, strict=True)]


def _currency_of_nothing(person: Person, plan: QueryPlan) -> str:
    if plan.measure == "count":
        return sums.NO_CURRENCY
    return person.currency if plan.filters.currency in {None, EACH} else str(plan.filters.currency)


def _named(person: Person, plan: QueryPlan, row: Row) -> Row:
    if plan.group == "category":
        return replace(row, label=person.titles.get(row.key, person.phrases.uncategorized))
    if plan.group == "merchant":
        return replace(row, label=row.label or person.phrases.unnamed)
    return row


def _of_budgets(person: Person, plan: QueryPlan, span: Period) -> QueryAnswer | Clarify:
    period = period_of(span.start, person.now.start_day)
    if span.end > period.end:
        raise PlanRefused("Budgets are kept for one period: take this_period or last_period.")
    if UNCATEGORIZED in plan.filters.categories:
        raise PlanRefused("What has no category has no budget.")
    filters = plan.filters
    found = [
        one
        for one in budgets.list_standings(person.context, span.start)
        if (not filters.categories or one.budget.title in filters.categories)
        and filters.currency in {None, EACH, one.budget.currency}
    ]
    currencies = sorted({one.budget.currency for one in found})
    if len(currencies) > 1 and filters.currency is None:
        return which_currency(person, plan, currencies)

    def value(one: Standing) -> int:
        return one.remaining if plan.measure == "left" else one.budget.limit

    rows = [Row(one.budget.id, one.budget.title, value(one), one.budget.currency) for one in found if plan.group]
    values, limits = dict[str, int](), dict[str, int]()
    for one in found:
        code = one.budget.currency
        values[code] = values.get(code, 0) + value(one)
        limits[code] = limits.get(code, 0) + one.budget.limit
    outcome = Outcome(
        plan,
        period,
        {code: Value(minor) for code, minor in values.items()} or {_currency_of_nothing(person, plan): Value(None)},
        sums.ordered(plan, rows),
        count=len(found),
        groups=len(rows),
        limits=limits if plan.measure == "left" else {},
    )
    return _answer(person, outcome, tuple(one.budget.id for one in found))


def _answer(person: Person, outcome: Outcome, ids: tuple[str, ...]) -> QueryAnswer:
    return QueryAnswer(
        outcome.plan,
        outcome.days,
        facts_of(outcome, person.phrases),
        tuple(outcome.rows),
        outcome.groups,
        ids,
        outcome.count,
        words_of(outcome, person.language),
        outcome.before,
        names_of(outcome),
    )
