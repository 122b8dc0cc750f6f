"""The words that a turn ends in: those of the model when they hold, else those that the tools have for it."""

from collections.abc import Sequence
from dataclasses import replace

from functions.chat.models.talk import Talk
from functions.chat.rules.reply import cleaned
from functions.chat.rules.wording import WORDS
from shared.ai.audit import AuditRecord
from shared.ai.facts import Fact, Snapshot, check
from shared.ai.turn import Turn

_FIGURES = ("monthly_income", "savings", "investments", "debts")


def closing(turn: Turn[Talk], records: Sequence[AuditRecord]) -> str | None:
    """The last words of a turn whose first agent made one call that tells itself, when no question is left over."""
    talk = turn.identity
    mine = [one for one in records if one.depth == 0]
    if turn.path[1:] or len(mine) != 1 or mine[0].outcome != "done" or not talk.told:
        return None
    last = talk.told[-1]
    asks = any(mark in talk.said.msg for mark in "?؟")
    return last.words if last.closes and last.tool == mine[0].tool and not (asks and mine[0].effect != "read") else None


def vetted(talk: Talk, text: str) -> str:
    """The text as it may be shown: plain, and with no figure that is not known; else what the tools said."""
    shown = cleaned(text)
    if shown and check(shown, _snapshot(talk), talk.language.written).supported:
        return shown
    return told(talk) or say(talk, "unsupported" if shown else "nothing_said")


def told(talk: Talk) -> str:
    """What the tools have to say, without what was said twice."""
    return cleaned("\n".join(dict.fromkeys(one.words for one in talk.told if one.words)))


def say(talk: Talk, name: str, **values: object) -> str:
    """A sentence of ours in the language of the turn."""
    return talk.language.fill(talk.language.choose(WORDS)[name], **values)


def _snapshot(talk: Talk) -> Snapshot:
    """All that the words may tell: what tools computed, what the profile says, and what the person wrote themselves."""
    code = talk.currency
    known = [
        Fact(f"profile_{name}", name.replace("_", " "), talk.profile[name], "currency", code)
        for name in _FIGURES
        if talk.profile.get(name) is not None
    ]
    facts = [*known, Fact("today", "today", talk.today, "date"), *(one for told in talk.told for one in told.facts)]
    names = [one.title for one in talk.budgets] + [name for told in talk.told for name in told.names]
    apart = tuple(replace(one, id=f"{rank}_{one.id}") for rank, one in enumerate(facts))
    return Snapshot(apart, tuple(dict.fromkeys([*names, talk.said.msg])))
