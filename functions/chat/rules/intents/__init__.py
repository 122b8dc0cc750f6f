"""What a message wants, read by rules: the calls that it asks for, or the kind of small talk that it is.

It serves when no model can be had. A message of several parts is read part by part; what is not understood is left out.
"""

import re
from collections.abc import Callable, Iterator

from functions.chat.models.wanted import Heard, Wanted
from functions.chat.rules.intents import budgets, person, words
from shared.folding import fold

MOST_CALLS = 5
_SENTENCE = re.compile(r"(?<=[.!?؟;\n])\s+")
# "and delete …", "puis mets …": a part of its own where a verb of ours follows.
_JOINT = re.compile(r"(?:\s*,?\s+(?:and then|and|then|et puis|et|puis|ثم)\s+|\s*[,،]\s+|\s+و(?=\w))")
_WORD = re.compile(r"[^\W_]+")
_TITLE = 60
_NEAR = 24  # folded characters within which a verb names what it is about
_REPLIES = 60  # folded characters up to which a message may be nothing but small talk


def wanted(text: str, heard: Heard) -> tuple[Wanted, ...]:
    """The calls that the message asks for, in its order; none where it asks for nothing that is understood."""
    if heard.has_file:
        return (Wanted("record_expense", {"message": text}),)
    if asks_to_undo(text):
        return (Wanted("undo_last_turn", {"turn_id": heard.last_change}),) if heard.last_change else ()
    whole = fold(text)
    if words.PLAN.search(whole) and words.WHOLE.search(whole) and not _is_question(text):
        return _many_steps(text, heard)
    calls: list[Wanted] = []
    for part in parts(text):
        if asks_to_undo_another(part):
            continue  # by talking only the last change is undone: nothing else is done in its place
        if (call := _one(part, heard)) and call not in calls:
            calls.append(call)
    return tuple(calls[:MOST_CALLS])


def small_talk(text: str) -> str | None:
    """The name of the sentence that answers small talk; None for anything longer."""
    folded = fold(text)
    if asks_to_undo_another(text):
        return "undo_another"
    if len(folded) > _REPLIES:
        return None
    if words.YES.fullmatch(folded.strip(" .!")):
        return "yes"
    return next((name for name, pattern in words.SMALL_TALK.items() if pattern.search(folded)), None)


def asks_to_undo(text: str) -> bool:
    """Whether the message asks for nothing but to take back what was just done."""
    folded = fold(text)
    rest = _WORD.findall(words.UNDO.sub(" ", folded))
    return bool(words.UNDO.search(folded)) and all(word in words.UNDO_FILLERS for word in rest)


def asks_to_undo_another(text: str) -> bool:
    """Whether the message asks to take back something else than what was done last: an older change, or a certain one.

    It begins with the verb, small words aside: "undo the taxi of last week", "cancel the change that I made yesterday".
    """
    folded = fold(text)
    if asks_to_undo(text):
        return False
    verbs = [found for pattern in (words.UNDO, words.DELETE) if (found := pattern.search(folded))]
    for verb in verbs:
        begins = all(word in words.UNDO_FILLERS for word in _WORD.findall(folded[: verb.start()]))
        is_undo = words.UNDO.match(folded, verb.start()) is not None
        if begins and (is_undo or words.DONE.search(folded[verb.end() : verb.end() + _NEAR])):
            return True
    return False


def _many_steps(text: str, heard: Heard) -> tuple[Wanted, ...]:
    """A task for the coordinator; figures of the profile are told apart, for they always ask first."""
    told = person.figures(text, heard)
    return (*((Wanted("edit_user_profile", told),) if told else ()), Wanted("call_main_coordinator", {"message": text}))


def parts(text: str) -> Iterator[str]:
    """The sentences, and within them the parts that begin with a verb of ours."""
    for sentence in _SENTENCE.split(text):
        start = 0
        for joint in _JOINT.finditer(sentence):
            if _begins(sentence[joint.end() :]):
                yield sentence[start : joint.start()]
                start = joint.end()
        yield sentence[start:]


def _begins(rest: str) -> bool:
    """Whether a part of its own begins here: with a command, or with a question."""
    folded = fold(rest)
    commands = (words.CREATE, words.CHANGE, words.DELETE, words.SHOW, words.REMIND, words.PLAN)
    return any(pattern.match(folded) for pattern in commands) or bool(words.ASKS.match(folded))


def _is_question(text: str) -> bool:
    return "?" in text or "؟" in text


def _one(part: str, heard: Heard) -> Wanted | None:
    """What one part asks for: the readers in the order in which they may be sure."""
    readers: tuple[Callable[[str, Heard], Wanted | None], ...] = (
        _reminded,
        _noticed,
        person.changed,
        person.asked,
        budgets.changed,
        _insight,
        budgets.shown,
        _asked,
        _spent,
    )
    return next((call for read in readers if (call := read(part.strip(), heard))), None)


def _reminded(part: str, heard: Heard) -> Wanted | None:  # noqa: ARG001
    """A note to the person themselves: what follows the verb is its text."""
    folded = fold(part)
    found = words.REMIND.search(folded)
    if not found:
        return None
    rest = part.strip(" .!")[:500]
    return Wanted("create_notification", {"title": _title(part[found.end() :]) or rest[:_TITLE], "message": rest})


def _title(about: str) -> str:
    """What it is about, in one line that ends between words."""
    line = " ".join(words.LEADS_TO.sub("", about, count=1).strip(" .!").split())
    if len(line) > _TITLE:
        line = line[: _TITLE - 1].rpartition(" ")[0] + "…"
    return line[:1].upper() + line[1:]


def _noticed(part: str, heard: Heard) -> Wanted | None:  # noqa: ARG001
    folded = fold(part)
    asks = words.SHOW.search(folded) or _is_question(part)
    return Wanted("list_notifications") if words.NOTICE.search(folded) and asks else None


def _insight(part: str, heard: Heard) -> Wanted | None:  # noqa: ARG001
    folded = fold(part)
    asks = _is_question(part) or words.ASKS.match(folded)
    if words.FORECAST.search(folded) or (asks and words.AHEAD.search(folded)):
        return Wanted("call_forecast_agent", {"message": part})
    for kind, pattern in words.ADVICE.items():
        if pattern.search(folded):
            return Wanted("call_advisor", {"kind": kind, "message": part})
    return Wanted("call_report_agent", {"message": part}) if words.REPORT.search(folded) else None


def _asked(part: str, heard: Heard) -> Wanted | None:
    plan = None if heard.earned(part) else heard.question(part)  # "J'ai gagné 500 hier" tells, it does not ask
    return None if plan is None else Wanted("query_spending", {"plan": plan})


def _spent(part: str, heard: Heard) -> Wanted | None:
    folded = fold(part)
    if words.BUDGET.search(folded) and not words.SPENT.search(folded):
        return None  # an amount of a budget, not of something bought
    return Wanted("record_expense", {"message": part}) if heard.spent(part) else None
