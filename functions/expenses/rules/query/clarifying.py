"""A category that is not clear is asked back, with the plans that the answers lead to."""

from collections.abc import Mapping, Sequence

from functions.expenses.models.query import Clarify, Option, QueryPlan
from functions.expenses.rules.query.checking import OF_BUDGETS
from functions.expenses.rules.query.titles import by_title, meant, near
from functions.expenses.rules.vocabulary.answer_words import PHRASES
from shared.ids import is_id
from shared.language import Language


def settled(
    plan: QueryPlan, titles: Sequence[str], language: Language, ids: Mapping[str, str] | None = None
) -> QueryPlan | Clarify:
    """The plan with titles as they are kept; what names none, or several, is asked back. `ids`: titles by identifier."""
    kept = list[str]()
    for place, said in enumerate(plan.filters.categories):
        found = meant(by_title(ids or {}, said), titles)
        if len(found) != 1:
            return _which_title(plan, place, found or near(said, titles), language)
        kept += [one for one in found if one not in kept]
    return filtered(plan, categories=tuple(kept))


def filtered(plan: QueryPlan, **changed: object) -> QueryPlan:
    """The plan with other filters."""
    return plan.model_copy(update={"filters": plan.filters.model_copy(update=changed)})


def _which_title(plan: QueryPlan, place: int, found: Sequence[str], language: Language) -> Clarify:
    said, given, phrases = plan.filters.categories[place], plan.filters.categories, language.choose(PHRASES)
    options = [
        Option(title, filtered(plan, categories=(*given[:place], title, *given[place + 1 :]))) for title in found
    ]
    if plan.measure not in OF_BUDGETS and not plan.filters.text and not is_id(said, "bud"):
        others = filtered(plan, categories=(*given[:place], *given[place + 1 :]), text=said)
        options.append(Option(language.fill(phrases.any_word, text=said), others))
    return Clarify(plan, "category", language.fill(phrases.asked["category"], said=said), tuple(options))
