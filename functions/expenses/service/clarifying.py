"""What a plan does not say is asked back, with the plans that the answers lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.budget import service as budgets
from functions.budget.service.standings import Now
from functions.expenses.models.query import EACH, Clarify, Option, QueryPlan, Span
from functions.expenses.rules.query import checking, days
from functions.expenses.rules.query.phrasing import when
from functions.expenses.rules.query.titles import by_title, meant, near
from functions.expenses.rules.vocabulary.answer_words import PHRASES, Phrases
from shared.context import Context
from shared.ids import is_id
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
    def of(cls, context: Context) -> "Person":
        now = budgets.now_of(context)
        titles = {one.id: one.title for one in budgets.all_budgets(context.uid)}
        return cls(context, now, titles, language_of(now.profile["personal_info"].get("language"), context.language))

    @property
    def phrases(self) -> Phrases:
        return self.language.choose(PHRASES)

    @property
    def currency(self) -> str:
        return str(self.now.profile["currency"])


def with_titles(person: Person, plan: QueryPlan) -> QueryPlan | Clarify:
    """The plan with the titles as they are kept; what names none, or several, is asked back."""
    titles, settled = tuple(person.titles.values()), list[str]()
    for place, said in enumerate(plan.filters.categories):
        found = meant(by_title(person.titles, said), titles)
        if len(found) != 1:
            return _which_title(person, plan, place, found or near(said, titles))
        settled += [one for one in found if one not in settled]
    return _filtered(plan, categories=tuple(settled))


def _filtered(plan: QueryPlan, **changed: object) -> QueryPlan:
    return plan.model_copy(update={"filters": plan.filters.model_copy(update=changed)})


def _which_title(person: Person, plan: QueryPlan, place: int, found: Sequence[str]) -> Clarify:
    said, given = plan.filters.categories[place], plan.filters.categories
    options = [
        Option(title, _filtered(plan, categories=(*given[:place], title, *given[place + 1 :]))) for title in found
    ]
    if plan.measure not in checking.OF_BUDGETS and not plan.filters.text and not is_id(said, "bud"):
        others = _filtered(plan, categories=(*given[:place], *given[place + 1 :]), text=said)
        options.append(Option(person.language.fill(person.phrases.any_word, text=said), others))
    question = person.language.fill(person.phrases.asked["category"], said=said)
    return Clarify("category", question, tuple(options))


def which_currency(person: Person, plan: QueryPlan, currencies: Sequence[str]) -> Clarify:
    options = [Option(code, _filtered(plan, currency=code)) for code in currencies]
    options.append(Option(person.phrases.each, _filtered(plan, currency=EACH)))
    return Clarify("currency", person.phrases.asked["currency"], tuple(options))


def shorter(person: Person, plan: QueryPlan, asked: Period) -> Clarify:
    options = []
    for span in _SHORTER:
        found = days.days_of(span, person.now.today, person.now.start_day)
        if found.end - found.start < asked.end - asked.start:
            options.append(Option(when(found, person.language), plan.model_copy(update={"period": span})))
    return Clarify("period", person.phrases.asked["period"], tuple(options))
