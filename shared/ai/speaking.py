"""The two ways of asking a model once: for the whole answer, or for its pieces as they come."""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from shared.ai import client
from shared.ai.answer import merged, text_of
from shared.ai.client import ModelCall
from shared.ai.errors import ModelUnavailable
from shared.ai.events import Event, TextDelta
from shared.ai.failures import CallFailed

if TYPE_CHECKING:
    from google.genai import types

# Counts what an answer used, also one that broke off.
Spend = Callable[[str, "types.GenerateContentResponse"], None]


def whole(call: ModelCall, seconds: float, spend: Spend) -> "types.GenerateContentResponse":
    """Ask for the whole answer. Raises CallFailed, ModelUnavailable."""
    response = client.generate(call, seconds)
    spend(call.model, response)
    return response


def streamed(
    call: ModelCall, seconds: float, spend: Spend, *, live: bool
) -> Generator[Event, None, "types.GenerateContentResponse"]:
    """Ask for a stream; its text is handed out as it comes where `live`, else held back.

    Raises CallFailed while nothing was handed out; ModelUnavailable after that, because nothing may be asked again
    then.
    """
    chunks: list[types.GenerateContentResponse] = []
    given = False
    try:
        for chunk in client.generate_stream(call, seconds):
            chunks.append(chunk)
            if live and (text := text_of(chunk)):
                given = True
                yield TextDelta(text)
    except CallFailed as failed:
        if not given:
            raise
        raise ModelUnavailable(failed.reason) from None
    finally:
        answer = merged(chunks)
        if chunks:
            spend(call.model, answer)
    return answer
