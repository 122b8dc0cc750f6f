"""A question about money as the arguments of a call that takes a plan, read by the product's own rules."""

from datetime import UTC, date, datetime

from dev.gemini.engine.asked import Asked
from dev.gemini.protocol.refusal import Json


def plan_asked(asked: Asked) -> Json | None:
    """The plan that the message asks for, as a model would send it; None when it is no question about money.

    From the facts of the turn come `today`, `language`, and the titles, as `categories` or as `budgets` with a `title`
    each. Where a title is not clear its words stay as they were said: it is the product that asks back.
    """
    from functions.expenses.models.query import QueryPlan
    from functions.expenses.rules.query.reading import read_question

    facts = asked.facts
    read = read_question(asked.message, str(facts.get("language") or "en"), _today(facts), _titles(facts))
    if read is None:
        return None
    plan = read if isinstance(read, QueryPlan) else read.plan
    sent: Json = plan.model_dump(mode="json", exclude_defaults=True)
    return sent


def _today(facts: Json) -> date:
    try:
        return date.fromisoformat(str(facts.get("today")))
    except ValueError:
        return datetime.now(UTC).date()


def _titles(facts: Json) -> tuple[str, ...]:
    given = facts.get("categories") or facts.get("budgets")
    named = (one.get("title") if isinstance(one, dict) else one for one in given) if isinstance(given, list) else ()
    return tuple(title for title in named if isinstance(title, str))
