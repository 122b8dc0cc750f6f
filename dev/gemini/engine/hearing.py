"""What the tasks of the conversation have in common: reading a message by the product's rules, and telling results."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from dev.gemini.body import declarations_of
from dev.gemini.engine.asked import Asked
from shared.detection import written_in

if TYPE_CHECKING:
    from functions.chat.models.wanted import Heard

_MOST_WORDS = 4_000


def declared(asked: Asked) -> set[str]:
    """The names of all functions that the request declares, also where none may be called now."""
    return {str(one.get("name")) for one in declarations_of(asked.call.body)}


def heard(asked: Asked) -> "Heard":
    """The readers of the product over the facts of this request."""
    from functions.chat.models.talk import BudgetName
    from functions.chat.models.wanted import Heard
    from functions.expenses.rules.category import match_category, named_title
    from functions.expenses.rules.message import read_message

    facts = asked.facts
    currency, day = str(facts.get("currency") or "DZD"), today(facts)
    budgets = tuple(
        BudgetName(str(one.get("id")), str(one.get("title")), currency)
        for one in facts.get("budgets") or ()
        if isinstance(one, dict)
    )
    titles = tuple(one.title for one in budgets)
    return Heard(
        budgets,
        day,
        partial(amounts, currency=currency),
        lambda text: named_title(text, titles) or match_category(text, titles),
        partial(plan, language=language(asked), day=day, titles=titles),
        lambda text: bool(read_message(text, today=day, currency=currency, titles=titles)),
        lambda text: any(one.kind == "income" for one in read_message(text, today=day, currency=currency)),
        has_file=bool(facts.get("file")),
        last_change=str(facts["last_change"]) if facts.get("last_change") else None,
    )


def amounts(text: str, currency: str) -> tuple[Any, ...]:
    """The amounts of a text, where they stand."""
    from functions.chat.models.wanted import SaidAmount
    from functions.expenses.rules.amounts import find_amounts

    return tuple(SaidAmount(one.value, one.currency, one.start, one.end) for one in find_amounts(text, currency))


def plan(text: str, language: str, day: date, titles: tuple[str, ...]) -> Mapping[str, Any] | None:
    """The plan of a question about money. One that could mean several things is asked back when it is run."""
    from functions.expenses.models.query import Clarify
    from functions.expenses.rules.query.reading import read_question

    found = read_question(text, language, day, titles)
    plan = found.plan if isinstance(found, Clarify) else found
    return None if plan is None else plan.model_dump(mode="json", exclude_defaults=True)


def today(facts: Mapping[str, Any]) -> date:
    """The person's day."""
    try:
        return date.fromisoformat(str(facts.get("today")))
    except ValueError:
        return datetime.now(UTC).date()


def language(asked: Asked) -> str:
    """The language of the message, else the person's."""
    return written_in(asked.message) or str(asked.facts.get("language") or "en")[:2]


def sentence(asked: Asked, name: str, **values: object) -> str:
    """One of the product's sentences in the language of the message."""
    from functions.chat.rules.wording import WORDS

    return WORDS.get(language(asked), WORDS["en"])[name].format(**values)


def results_told(asked: Asked) -> str:
    """What functions answered, in their words; where all were refused, that nothing was changed."""
    told = []
    for result in asked.results:
        output = result.response.get("output") if isinstance(result.response, dict) else None
        if isinstance(output, dict) and output.get("words"):
            told.append(str(output["words"]))
        elif isinstance(output, dict) and output.get("done"):
            told.append(sentence(asked, "done_before", summary=output["done"]))
    if asked.results and not told:
        told.append(sentence(asked, "unchanged"))
    return "\n".join(dict.fromkeys(told))[:_MOST_WORDS]
