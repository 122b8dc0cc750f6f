"""Advice on a message: the verdict by rule, the words by the agent or the template, kept for later."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from functions.advisor import repository
from functions.advisor.models import QueryType, Session, Verdict
from functions.advisor.repository import Position
from functions.advisor.rules import facts
from functions.advisor.rules.prose import Writer
from functions.advisor.rules.verdict import best, judge
from functions.advisor.service.gathering import Known, gather, overview, purchases
from shared import logs
from shared.ai.facts import Snapshot, check, rendered
from shared.context import Context
from shared.gcp.idempotency import Kept
from shared.ids import derived_id
from shared.language import Language, language_of
from shared.money import Money


def advise(
    context: Context,
    query_type: QueryType,
    message: str,
    answer: Callable[[Session], Kept] | None = None,
    language: Language | None = None,
) -> Session:
    """Advice on the message, in the person's language unless another is asked for.

    The same figures and the same message give the same verdict.
    """
    context.claim()
    known = gather(context)
    language = language or language_of(known.now.profile["personal_info"].get("language"), context.language)
    verdict, draft, snapshot = _computed(known, query_type, message, language)
    text = _worded(context, message, (draft, verdict, snapshot), language)
    session = Session(
        derived_id("adv", context.uid, context.work),
        query_type,
        message,
        text or draft,
        None if verdict is None else shown(verdict, known.currency),
        rendered(snapshot),
        text is None,
        context.now,
    )
    commit = context.commit()
    repository.add(commit, context.uid, session)
    context.finish(commit, (lambda: answer(session)) if answer else None)
    return session


def _computed(
    known: Known, query_type: QueryType, message: str, language: Language
) -> tuple[Verdict | None, str, Snapshot]:
    """The verdict, where a price is known; the template's words; the facts."""
    writer = Writer(language, known.currency)
    found, foreign = purchases(known, message)
    if found:
        verdicts = [judge(known.means, one) for one in found]
        chosen = verdicts if query_type == "compare" or len(verdicts) > 1 else verdicts[:1]
        return best(chosen), writer.judged(chosen), facts.of_verdicts(known.means, chosen)
    if query_type == "recommend" and not foreign:
        seen = overview(known)
        return None, writer.general(seen), facts.of_overview(seen)
    return None, writer.without_price(foreign=foreign, several=query_type == "compare"), Snapshot(())


def shown(one: Verdict, currency: str) -> Mapping[str, Any]:
    """The verdict as clients get it."""
    category = one.purchase.category
    after = None
    if category is not None and one.category_after is not None:
        remaining = Money(one.category_after, currency).decimal
        after = {"budget_id": category.budget_id, "title": category.title, "remaining": remaining}
    low = one.low and {"date": one.low.date.isoformat(), "amount": Money(one.low.amount, currency).decimal}
    return {
        "decision": one.decision,
        "rule": one.rule,
        "item": one.purchase.name or None,
        "price": Money(one.purchase.minor, currency).decimal,
        "category_after": after,
        "low_point": low,
        "goal_delay_days": one.goal_delay_days,
        "affordable_from": one.affordable_from and one.affordable_from.isoformat(),
    }


def _worded(
    context: Context, message: str, said: tuple[str, Verdict | None, Snapshot], language: Language
) -> str | None:
    """The agent's words, or None when it cannot be asked or tells what is no fact."""
    from functions.advisor.agents.advisor import AGENT
    from shared.ai.errors import AgentError
    from shared.ai.runner import Request, run

    draft, verdict, snapshot = said
    figures = [{"label": one["label"], "value": str(one["value"]), "unit": one["unit"]} for one in rendered(snapshot)]
    given: dict[str, object] = {"task": "advice", "language": language.code, "figures": figures, "draft": draft}
    if verdict is not None:
        given["decision"] = verdict.decision
    try:
        text = run(AGENT, Request(message, (), given), turn=context.turn).output
    except AgentError as error:
        logs.warning("advisor.agent_unavailable", reason=str(error))
        return None
    if not check(text, snapshot, language.written).supported:
        logs.warning("advisor.unsupported_figures")
        return None
    return text


def list_sessions(context: Context, after: Position | None, limit: int) -> tuple[Sequence[Session], bool]:
    """Advice given so far, the newest first, and whether more follows."""
    found = repository.page(context.uid, after, limit + 1)
    return found[:limit], len(found) > limit
