"""Advice on a message: the verdict by rule, the words by the agent or the template, kept for later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from functions.advisor import repository
from functions.advisor.models import QueryType, Session, Verdict
from functions.advisor.repository import Position
from functions.advisor.rules import facts
from functions.advisor.rules.keeping import keeps
from functions.advisor.rules.prose import Writer
from functions.advisor.rules.verdict import best, judge
from functions.advisor.service.gathering import Known, gather, overview, purchases
from functions.journal import service as journal
from shared.ai.facts import Snapshot, rendered
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
    said = _computed(known, query_type, message, language)
    with journal.metered(context) as meter:
        text = _worded(meter, message, said, language)
        session = Session(
            derived_id("adv", context.uid, context.work),
            query_type,
            message,
            text or said.draft,
            None if said.verdict is None else shown(said.verdict, known.currency),
            rendered(said.snapshot),
            text is None,
            context.now,
        )
        commit = context.commit()
        repository.add(commit, context.uid, session)
        meter.stage(commit)
        context.finish(commit, (lambda: answer(session)) if answer else None)
    return session


@dataclass(frozen=True, slots=True)
class Said:
    """What was computed: a verdict for each price that is known, the template's words, the facts."""

    verdicts: Sequence[Verdict]
    draft: str
    snapshot: Snapshot

    @property
    def verdict(self) -> Verdict | None:
        return best(self.verdicts) if self.verdicts else None


def _computed(known: Known, query_type: QueryType, message: str, language: Language) -> Said:
    """The verdicts, where prices are known, and what is told of them; else what there is to tell without."""
    writer = Writer(language, known.currency)
    found, foreign = purchases(known, message)
    if found:
        verdicts = [judge(known.means, one) for one in found]
        draft = writer.judged(verdicts, foreign=foreign)
        return Said(verdicts, draft, facts.of_verdicts(known.means, verdicts))
    if query_type == "recommend" and not foreign:
        seen = overview(known)
        return Said((), writer.general(seen), facts.of_overview(seen))
    return Said((), writer.without_price(foreign=foreign, several=query_type == "compare"), Snapshot(()))


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
        "months_of_saving": None if one.months is None else Decimal(one.months) / 10,
    }


def _worded(meter: journal.Meter, message: str, said: Said, language: Language) -> str | None:
    """The agent's words, or None when they are not to be delivered: each figure a fact, the decision as it was."""
    from functions.advisor.agents.advisor import AGENT
    from shared.ai.wording import Brief, worded

    given: dict[str, object] = {"task": "advice", "draft": said.draft}
    if said.verdict is not None:
        given["decision"] = said.verdict.decision
    brief = Brief(message, given, said.snapshot, language, meter.turn())
    return worded(AGENT, brief, lambda text: not said.verdicts or keeps(text, language, said.verdicts))


def list_sessions(context: Context, after: Position | None, limit: int) -> tuple[Sequence[Session], bool]:
    """Advice given so far, the newest first, and whether more follows."""
    found = repository.page(context.uid, after, limit + 1)
    return found[:limit], len(found) > limit
