"""What a plan does not say is asked back, with the plans that the answers lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.budget import service as budgets
from functions.budget.service.standings import Now
from functions.expenses.models.query import EACH, Clarify, Option, QueryPlan, Span
from functions.expenses.rules.query import days
from functions.expenses.rules.query.clarifying import filtered, settled
from functions.expenses.rules.query.phrasing import when
from functions.expenses.rules.vocabulary.answer_words import PHRASES, Phrases
from shared.context import Context
from shared.language import Language, language_of
from shared.period import Period

_SHORTER = (
    Span(name="this_year"),
    Span(name="last", number=3, unit="period"),
    Span(name="last_period"),
    Span(name="this_period"),
    Span(name="this_week"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, with all that is read of them before a plan is run."""

    context: Context
    now: Now
    titles: Mapping[str, str]
    language: Language

    @classmethod
    def of(cls, context: Context, language: Language | None = None) -> "Person":
        """`language` is that of the answer, where it is another than the person's usual one."""
        now = budgets.now_of(context)
        titles = {one.id: one.title for one in budgets.all_budgets(context.uid)}
        usual = language_of(now.profile["personal_info"].get("language"), context.language)
        return cls(context, now, titles, language or usual)

    @property
    def phrases(self) -> Phrases:
        return self.language.choose(PHRASES)

    @property
    def currency(self) -> str:
        return str(self.now.profile["currency"])


def with_titles(person: Person, plan: QueryPlan) -> QueryPlan | Clarify:
    """The plan with the titles as they are kept, or which of them is meant."""
    return settled(plan, tuple(person.titles.values()), person.language, person.titles)


def which_currency(person: Person, plan: QueryPlan, currencies: Sequence[str]) -> Clarify:
    options = [Option(code, filtered(plan, currency=code)) for code in currencies]
    options.append(Option(person.phrases.each, filtered(plan, currency=EACH)))
    return Clarify(plan, "currency", person.phrases.asked["currency"], tuple(options))


def shorter(person: Person, plan: QueryPlan, asked: Period) -> Clarify:
    options = []
    for span in _SHORTER:
        found = days.days_of(span, person.now.today, person.now.start_day)
        if found.end - found.start < asked.end - asked.start:
            options.append(Option(when(found, person.language), plan.model_copy(update={"period": span})))
    return Clarify(plan, "period", person.phrases.asked["period"], tuple(options))
