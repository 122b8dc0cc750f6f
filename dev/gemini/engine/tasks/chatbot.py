"""The assistant: what a message wants, by the product's own rules; small talk, and the words of results."""

from dev.gemini.engine.asked import Asked
from dev.gemini.engine.hearing import declared, heard, results_told, sentence
from dev.gemini.engine.replies import call_of, text_of
from dev.gemini.engine.task import Task
from dev.gemini.protocol.refusal import Json

_TOOLS = {"query_spending", "record_expense", "call_main_coordinator"}


def answer(asked: Asked) -> list[Json]:
    """Calls while nothing was called yet, then words."""
    from functions.chat.rules.intents import small_talk, wanted

    if told := results_told(asked):
        return [text_of(told)]
    calls = [one for one in wanted(asked.message, heard(asked)) if one.tool in asked.functions]
    if calls and not asked.results:
        return [call_of(one.tool, dict(one.arguments)) for one in calls]
    return [text_of(sentence(asked, small_talk(asked.message) or "not_understood"))]


TASK = Task(fits=lambda asked: declared(asked) >= _TOOLS, answer=answer)
