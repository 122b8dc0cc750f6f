"""How tools do what they are asked, and say it: once for each turn, and in words that tell nothing but facts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict

from functions.budget.models import Standing
from functions.chat.models.talk import Talk, Told
from functions.chat.repository.acts import was_done
from functions.chat.rules.refusals import why
from functions.chat.rules.wording import WORDS
from functions.journal import service as journal
from shared.ai.facts import Fact
from shared.ai.tool import ToolRefused
from shared.ai.turn import Turn
from shared.context import Context
from shared.errors import NotFound, Problem
from shared.gcp.firestore import AlreadyDone
from shared.ids import derived_id
from shared.money import Money


class Arguments(BaseModel):
    """What all arguments share: nothing beyond the schema."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Arguments):
    """No arguments."""


def say(talk: Talk, name: str, **values: object) -> str:
    """A sentence of ours in the language of the turn."""
    return talk.language.fill(talk.language.choose(WORDS)[name], **values)


def tell(talk: Talk, told: Told, **more: Any) -> Mapping[str, Any]:
    """Keep what a tool has to say, and give it to the model."""
    talk.told.append(told)
    return {"words": told.words, **more}


def fact(name: str, label: str, minor: int, currency: str, how: str = "") -> Fact:
    """An amount that may be told."""
    return Fact(name, label, minor, "currency", currency, how)


def change(turn: Turn[Talk], tool: str, do: Callable[[Context], Told]) -> Mapping[str, Any]:
    """Make one change under the context that the gate gave, unless a former try of this turn has made it.

    Raises ToolRefused with words fit for anybody.
    """
    talk = turn.identity
    acting = replace(talk.context, turn=turn)
    try:
        return tell(talk, do(acting))
    except AlreadyDone:
        return tell(talk, _before(talk, tool, acting))
    except Problem as problem:
        if problem.status >= 500:
            talk.broken.append(problem)
            raise
        # What refuses it may be the effect of the former try: a budget that is deleted is not found.
        if was_done(acting):
            return tell(talk, _before(talk, tool, acting))
        reason = why(talk.language, problem.code, problem.detail)
        talk.told.append(Told(tool, say(talk, "denied", why=reason), names=(reason,), closes=True))
        raise ToolRefused(problem.detail) from None


def _before(talk: Talk, tool: str, acting: Context) -> Told:
    """What is said of a change that was made by a former try."""
    try:
        summary = journal.get_action(acting.uid, derived_id("act", acting.uid, acting.work)).summary
    except NotFound:
        summary = tool
    return Told(tool, say(talk, "done_before", summary=summary), names=(summary,), closes=True)


def standing_words(talk: Talk, standings: Iterable[Standing]) -> tuple[str, tuple[Fact, ...]]:
    """How budgets stand, in a sentence each, and the figures in them."""
    told, facts = list[str](), list[Fact]()
    for one in standings:
        budget, code = one.budget, one.budget.currency
        figures = {"spent": one.spent, "limit": budget.limit, "left": one.remaining}
        shown = {name: talk.language.money(Money(minor, code)) for name, minor in figures.items()}
        told.append(say(talk, "over" if one.remaining < 0 else "left", title=budget.title, **shown))
        facts += [fact(f"{budget.id}_{name}", f"{budget.title} {name}", minor, code) for name, minor in figures.items()]
    return " ".join(told), tuple(facts)
