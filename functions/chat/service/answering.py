"""The words that a turn ends in: those of the model when they hold, else those that the tools have for it."""

from collections.abc import Sequence

from functions.chat.agents.coordinator.figures import known_to
from functions.chat.models.talk import Talk
from functions.chat.rules.reply import cleaned
from functions.chat.rules.wording import WORDS
from functions.chat.service.gating import TurnGate
from functions.journal.models import Action
from shared.ai.audit import AuditRecord
from shared.ai.facts import check
from shared.ai.turn import Closing, Turn


def closing_of(gate: TurnGate) -> Closing:
    """The last words of a turn whose first agent made one call that tells itself, when no question is left over."""

    def closing(turn: Turn[Talk], records: Sequence[AuditRecord]) -> str | None:
        talk, mine = turn.identity, [one for one in records if one.depth == 0]
        if turn.path[1:] or len(mine) != 1:
            return None
        (record,) = mine
        if record.outcome == "denied" and (waiting := _waiting(gate)):
            return say(talk, "ask_first", summary=waiting[-1].summary)
        if record.outcome not in {"done", "denied"} or not talk.told:
            return None
        last, asks = talk.told[-1], any(mark in talk.said.msg for mark in "?؟")
        tells = last.closes and last.tool == record.tool and not (asks and record.effect != "read")
        return last.words if tells else None

    return closing


def _waiting(gate: TurnGate) -> list[Action]:
    return [one for one in gate.actions if one.status == "needs_confirmation"]


def completed(talk: Talk, gate: TurnGate, text: str) -> str:
    """The text with what waits for the person, which no model may leave out."""
    asked = dict.fromkeys(say(talk, "ask_first", summary=one.summary) for one in _waiting(gate))
    return "\n".join([*([text] if text else []), *(one for one in asked if one not in text)])


def vetted(talk: Talk, gate: TurnGate, text: str) -> str:
    """The text as it may be shown: plain, and with no figure that is not known; else what the tools said."""
    shown = cleaned(text)
    if shown and (shown in _ours(talk, gate) or check(shown, known_to(talk), talk.language.written).supported):
        return shown
    return told(talk, gate) or say(talk, "unsupported" if shown else "nothing_said")


def _ours(talk: Talk, gate: TurnGate) -> set[str]:
    """Texts of ours, which tell nothing but facts."""
    asked = [say(talk, "ask_first", summary=one.summary) for one in _waiting(gate)]
    return {told(talk, gate), *map(cleaned, asked), *(cleaned(one.words) for one in talk.told if not one.worded)}


def told(talk: Talk, gate: TurnGate) -> str:
    """What the tools have to say, without what was said twice; of a change that a former try made, its summary."""
    words = [one.words for one in talk.told if one.words and not one.worded]
    if not words:
        words = [say(talk, "done_before", summary=one.summary) for one in gate.actions if one.status == "done"]
    words += [say(talk, "rest_not_done")] if gate.left_over else []
    return cleaned("\n".join(dict.fromkeys(words)))


def say(talk: Talk, name: str, **values: object) -> str:
    """A sentence of ours in the language of the turn."""
    return talk.language.fill(talk.language.choose(WORDS)[name], **values)
