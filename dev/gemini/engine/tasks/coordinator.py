"""The steps of a task, by fixed rules: what was spent, the plan, insight, a note, and an overview last."""

from dev.gemini.engine.asked import Asked
from dev.gemini.engine.hearing import declared, heard, results_told, sentence
from dev.gemini.engine.replies import call_of, text_of
from dev.gemini.engine.task import Task
from dev.gemini.protocol.refusal import Json

_TOOLS = {"call_budget_agent", "call_expense_manager", "call_report_agent"}


def steps(asked: Asked) -> list[tuple[str, Json]]:
    """The calls that the task takes, those that change something first."""
    from functions.chat.rules.intents import words
    from shared.folding import fold

    message, folded, found = asked.message, fold(asked.message), heard(asked)
    raised = bool(words.RAISE.search(folded))
    calls: list[tuple[str, Json]] = []
    if found.spent(message) and not raised:
        calls.append(("call_expense_manager", {"message": message}))
    # A raise counts once the person has confirmed it: a plan made now would be made of the old income.
    if words.PLAN.search(folded) and not raised:
        calls.append(("call_budget_agent", {"message": message}))
    if words.FORECAST.search(folded):
        calls.append(("call_forecast_agent", {"message": message}))
    for kind, pattern in words.ADVICE.items():
        if pattern.search(folded):
            calls.append(("call_advisor", {"kind": kind, "message": message}))
            break
    if words.REMIND.search(folded):
        calls.append(("create_notification", {"title": message[:80], "message": message[:500]}))
    return [*calls, ("call_report_agent", {"message": message})]


def answer(asked: Asked) -> list[Json]:
    """All steps at once, then what they gave."""
    if told := results_told(asked):
        return [text_of(told)]
    calls = [(name, arguments) for name, arguments in steps(asked) if name in asked.functions]
    if calls and not asked.results:
        return [call_of(name, arguments) for name, arguments in calls]
    return [text_of(sentence(asked, "not_understood"))]


TASK = Task(fits=lambda asked: declared(asked) >= _TOOLS, answer=answer)
