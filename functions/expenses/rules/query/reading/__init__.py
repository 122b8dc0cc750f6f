"""Read a question about money by rules, in English, French and Arabic, whatever language it is said to be in."""

from collections.abc import Sequence
from datetime import date

from pydantic import ValidationError

from functions.expenses.models.query import Clarify, Filters, Group, Measure, PlanRefused, QueryPlan, Span
from functions.expenses.rules.query.checking import IN_TIME, OF_BUDGETS, SINGLE, SPREAD, check
from functions.expenses.rules.query.clarifying import settled
from functions.expenses.rules.query.reading import asking, subjects
from functions.expenses.rules.query.reading.comparing import compared
from functions.expenses.rules.query.reading.phrases import Words
from functions.expenses.rules.query.reading.times import joined, times_in
from shared.language import language_of

_LONGEST = 500


def read_question(text: str, language: str, today: date, titles: Sequence[str]) -> QueryPlan | Clarify | None:
    """The plan that a question asks for; Clarify when its words fit several of the titles.

    None for what is no question about the person's own money, or asks for a time to come. What no time is said of is
    asked of the current period.
    """
    if not text.strip() or len(text) > _LONGEST or not asking.may_ask(text):
        return None
    found = Words(text)
    grouped = asking.where_money_goes(found)
    bounds = asking.bounds_in(found)
    spread = asking.spread_in(found)
    times = times_in(found, today)
    if any(one.kind == "ahead" for one in times):
        return None
    compare, span = compared(found, times)
    span = span or joined(found, times, today)
    group = grouped or asking.group_in(found)
    limit = asking.limit_in(found)
    named_measure = asking.measure_in(found, group)
    measure = spread or named_measure or ("spent" if compare else None)
    is_marked = asking.is_marked(text)
    if not is_marked and asking.has_amounts(found):
        return None
    shop = subjects.shop_in(found)
    title = subjects.title_in(found, titles)
    about = subjects.subjects_in(found)
    named = [one for one in about if subjects.is_category(one, titles)] if shop is None else []
    words = [one for one in about if one not in named]
    if measure is None and (title or named) and (is_marked or times):
        measure = "spent"  # "rent last month"
    if measure is None:
        return None
    try:
        plan = QueryPlan(
            measure=measure,
            period=span or Span(name="this_period"),
            filters=_filters(measure, (title, named), (shop, words), bounds),
            group=_group(measure, group),
            compare=compare,
            limit=limit or QueryPlan.model_fields["limit"].default,
        )
        check(plan)
    except (ValidationError, PlanRefused):
        return None
    return settled(plan, titles, language_of(language))


def _filters(
    measure: Measure,
    categories: tuple[str | None, Sequence[str]],
    others: tuple[str | None, Sequence[str]],
    bounds: tuple[str | None, str | None],
) -> Filters:
    title, named = categories
    shop, words = others
    if measure in OF_BUDGETS:  # they have nothing but titles: an unknown one is asked about
        return Filters(categories=(*([title] if title else named or words),))
    return Filters(
        categories=(title,) if title else tuple(named),
        merchant=shop,
        text=" ".join(words) or None,
        least=bounds[0],
        most=bounds[1],
    )


def _group(measure: Measure, group: Group | None) -> Group | None:
    if measure in SINGLE or (group in IN_TIME and measure in SPREAD | OF_BUDGETS | {"share"}):
        return None
    return group
