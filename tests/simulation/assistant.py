"""The model behind the conversation, at the same seam: it calls what its operation says, and words what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.simulation.talking import LIE, NEVER_SAID

if TYPE_CHECKING:
    from google.genai import types

    from tests.simulation.world import World

_READS = frozenset({"list_budgets", "list_notifications"})
_NOBODYS = "bud_0000000000000000000000000"


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of the model: in whose task, after how many commits, and what of others' words it could see."""

    task: str
    owner: Any
    commits: int
    foreign: bool
    calls: tuple[str, ...]  # what it calls that is to change something
    remembered: int  # how many former turns it is told of


def is_meant(functions: frozenset[str]) -> bool:
    """Whether it is an agent of the conversation that is asked, by what it may call."""
    return "create_notification" in functions


def answer(world: "World", contents: Sequence["types.Content"], functions: frozenset[str]) -> Any:
    """The next round of the operation's calls, or words when there is none left."""
    assert world.task is not None
    doing = world.task.owner
    body = _said_in(doing)
    results = _results(contents)
    seen = _foreign(world, doing, contents, results, is_file="picture" in body)
    is_first = "call_main_coordinator" in functions
    rounds = body["rounds"] if is_first else _of_the_coordinator(body)
    number = len(results) if not _is_taken_over(contents) else len(rounds)
    calls = [(name, _resolved(world, doing, contents, arguments)) for name, arguments in _at(rounds, number)]
    asked = tuple(name for name, _ in calls if name not in _READS)
    world.asked.append(Asked(world.task.name, doing, len(world.commits), seen, asked, _remembered(contents)))
    return _calling(calls) if calls else _words(body, results)


def _said_in(doing: Any) -> Any:
    """The body of the operation; of one that is sent once more, that of the first."""
    while doing.base is not None:
        doing = doing.base
    return doing.operation.body


def _at(rounds: Any, number: int) -> Any:
    return rounds[number] if number < len(rounds) else []


def _of_the_coordinator(body: Any) -> Any:
    if "inner" in body:
        return body["inner"]
    said = body["msg"].partition(",")[0]
    note = {"title": "Done", "message": "All is sorted"}
    return [[("call_expense_manager", {"message": said}), ("create_notification", note)]]


def _results(contents: Sequence["types.Content"]) -> list[list[Any]]:
    """The results of each round of calls so far."""
    found = []
    for content in contents:
        rows = [part.function_response for part in content.parts or () if part.function_response]
        if rows:
            found.append(rows)
    return found


def _remembered(contents: Sequence["types.Content"]) -> int:
    """How many answers of former turns are among what it is told."""
    said = (one.parts or () for one in contents if one.role == "model")
    return sum(all(part.text and not part.function_call for part in parts) for parts in said)


def _is_taken_over(contents: Sequence["types.Content"]) -> bool:
    """Whether another model made calls before this one was asked."""
    return any(part.text and part.text.startswith("CALLS ALREADY MADE") for one in contents for part in one.parts or ())


def _facts(contents: Sequence["types.Content"]) -> Any:
    texts = [part.text for one in contents for part in one.parts or () if part.text]
    return json.loads(next(text for text in reversed(texts) if text.startswith("FACTS:\n")).removeprefix("FACTS:\n"))


def _resolved(world: "World", doing: Any, contents: Sequence["types.Content"], arguments: dict[str, Any]) -> Any:
    """Arguments with identifiers in the place of titles."""
    name = arguments.get("budget_id")
    if name is None:
        return arguments
    if name == "@@":
        others = [path for path in world.documents.by_path if path[2:3] == ("budgets",) and path[1] != doing.person.uid]
        return {**arguments, "budget_id": others[0][3] if others else _NOBODYS}
    known = {one["title"]: one["id"] for one in _facts(contents)["budgets"]}
    return {**arguments, "budget_id": known.get(name.removeprefix("@"), _NOBODYS)}


def _foreign(
    world: "World", doing: Any, contents: Sequence["types.Content"], results: list[list[Any]], *, is_file: bool
) -> bool:
    """Whether words that others may have written are in sight: results of now, or what was said in turns before."""
    known = world.foreign.setdefault(doing.person.uid, set())
    here = False
    for row in (one for rows in results for one in rows):
        told = (row.response or {}).get("output") or {}
        words = told.get("words") or told.get("done")  # of now, or of a former try of the turn
        listed = row.name == "list_notifications" and "notifications" not in told
        if words and (listed or (is_file and row.name == "record_expense")):
            known.add(words)
            here = True
    said = [part.text for one in contents if one.role == "model" for part in one.parts or () if part.text]
    return here or any(words in text for words in known for text in said)


def _calling(calls: Sequence[tuple[str, Any]]) -> Any:
    from google.genai import types

    parts = [types.Part(function_call=types.FunctionCall(name=name, args=arguments)) for name, arguments in calls]
    return _response(parts)


def _words(body: Any, results: list[list[Any]]) -> Any:
    """Nothing much, what the last function said, or a figure that nobody knows."""
    from google.genai import types

    text = "All right."
    if body["ending"] == "lie":
        text = f"You have {LIE} DZD left, and {NEVER_SAID} DZD came in."
    elif body["ending"] == "echo" and results:
        told = ((row.response or {}).get("output") or {} for row in results[-1])
        text = "\n".join(one["words"] for one in told if one.get("words")) or text
    return _response([types.Part(text=text)])


def _response(parts: Any) -> Any:
    from google.genai import types

    content = types.Content(role="model", parts=parts)
    reason = types.FinishReason("STOP")
    return types.GenerateContentResponse(candidates=[types.Candidate(content=content, finish_reason=reason)])
