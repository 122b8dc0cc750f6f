"""Read a question about money by rules, in English, French and Arabic, whatever language it is said to be in."""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _About:
    """What a question is about: kinds of budgets as they were said, a shop, other words."""

    categories: tuple[str, ...]
    shop: str | None
    words: tuple[str, ...]

    @classmethod
    def of(cls, found: Words, titles: Sequence[str]) -> "_About":
        shop, title = subjects.shop_in(found), subjects.title_in(found, titles)
        said = subjects.subjects_in(found)
        named = [one for one in said if subjects.is_category(one, titles)]
        others = tuple(one for one in said if one not in named)
        return cls((*([title] if title else ()), *named), shop, others)


def read_question(text: str, language: str, today: date, titles: Sequence[str]) -> QueryPlan | Clarify | None:
    """The plan that a question asks for; Clarify when its words fit several of the titles.

    None for what is no question about the person's own money, or asks for a time to come. What no time is said of is
    asked of the current period.
    """
    if not text.strip() or len(text) > _LONGEST or not asking.may_ask(text):
        return None
    try:
        plan = _plan(Words(text), today, titles)
        if plan is None:
            return None
        check(plan)
    except (ValidationError, PlanRefused):
        return None
    return settled(plan, titles, language_of(language))


def _plan(found: Words, today: date, titles: Sequence[str]) -> QueryPlan | None:
    """The order matters: what is read takes its words, and what is left over is what the question is about."""
    grouped, bounds, spread = asking.where_money_goes(found), asking.bounds_in(found), asking.spread_in(found)
    times = times_in(found, today)
    if any(one.kind == "ahead" for one in times):
        return None
    compare, span = compared(found, times)
    span = span or joined(found, times, today)
    group = grouped or asking.group_in(found)
    limit, currency = asking.limit_in(found), asking.currency_in(found)
    named = asking.measure_in(found, group)
    measure = spread or named or ("spent" if compare else None)
    is_marked = asking.is_marked(found.text)
    if not is_marked and asking.has_amounts(found):
        return None
    about = _About.of(found, titles)
    if measure is None and about.categories and (is_marked or times):
        measure = "spent"  # "rent last month"
    if measure is None:
        return None
    return QueryPlan(
        measure=measure,
        period=span or Span(name="this_period"),
        filters=_filters(measure, about, bounds).model_copy(update={"currency": currency}),
        group=_group(measure, group),
        compare=compare,
        limit=limit or QueryPlan.model_fields["limit"].default,
    )


def _filters(measure: Measure, about: _About, bounds: tuple[str | None, str | None]) -> Filters:
    if measure in OF_BUDGETS:  # they have nothing but titles: an unknown one is asked about
        return Filters(categories=about.categories or about.words)
    return Filters(
        categories=about.categories,
        merchant=about.shop,
        text=" ".join(about.words) or None,
        least=bounds[0],
        most=bounds[1],
    )


def _group(measure: Measure, group: Group | None) -> Group | None:
    if measure in SINGLE or (group in IN_TIME and measure in SPREAD | OF_BUDGETS | {"share"}):
        return None
    return group
