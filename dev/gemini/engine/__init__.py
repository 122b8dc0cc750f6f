"""The deterministic stand-in for a model. Not an AI: a task that it knows is answered by rules, anything else by the
smallest answer of the right shape, so that every accepted request can be worked with.

A task is known by the schema of its answer and by the functions that are declared, never by words of the prompt. To
add one, put a file with a `TASK` into `tasks/`; nothing else changes.
"""

from dev.gemini.body import UNKNOWN, agent_of, parameters_of
from dev.gemini.engine.asked import FINAL_ANSWER, Asked
from dev.gemini.engine.replies import call_of, reply, text_of
from dev.gemini.engine.samples import sample
from dev.gemini.engine.tasks import tasks
from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.refusal import Json

# The names of agents serve scripts and counts; the server asks for them here, beside the answers.
__all__ = ["UNKNOWN", "agent_of", "answer"]

_POLITE = (
    "This is the local model of AI-On. It is no AI: it reads messages and receipts by fixed rules, and so it answers."
)


def answer(call: ModelCall) -> list[Json]:
    """The parts of the answer to a request that the protocol accepted."""
    asked = Asked(call)
    for task in tasks():
        if task.fits(asked):
            return task.answer(asked)
    return _smallest(asked)


def _smallest(asked: Asked) -> list[Json]:
    """A call where one must be made, and the final one where it is offered; else JSON or text as asked."""
    if asked.must_call:
        name = FINAL_ANSWER if FINAL_ANSWER in asked.functions else next(iter(asked.functions))
        arguments = sample(parameters_of(asked.functions[name]))
        return [call_of(name, arguments if isinstance(arguments, dict) else {})]
    if asked.wants_json:
        return reply(asked, sample(asked.schema or {}))
    return [text_of(_POLITE)]
