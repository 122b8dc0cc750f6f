"""Answers without a model: rules read the message, and the same tools do what it asks, through the same gate."""

from collections.abc import Generator
from typing import TYPE_CHECKING

from functions.chat.models.talk import Talk
from functions.chat.service import answering

if TYPE_CHECKING:
    from shared.ai.events import Event
    from shared.ai.turn import Turn


def ruled(turn: "Turn[Talk]", why: str) -> Generator["Event", None, str]:
    """The answer by rules, which ends in a sentence that says so (`why`)."""
    talk = turn.identity
    text = answering.told(talk) or answering.say(talk, "not_understood")
    return f"{text}\n{answering.say(talk, why)}"
    yield
