"""The order of turns around function calls, as the service checks it.

Seen to be refused: a history that begins with a call, an answer without a call before it, calls that were not all
answered, answers beyond the calls, and on 3.x a call of the present turn that came back without its signature.
"""

from collections import Counter

from dev.gemini.body import Turn, field
from dev.gemini.protocol.refusal import Json, Refusal


def check_turns(turns: list[Turn]) -> None:
    """Calls follow the user, and each is answered in the turn after. Raises Refusal."""
    calls: list[Json] = []
    for at, turn in enumerate(turns):
        if turn.role == "model":
            calls = turn.all("functionCall")
            if calls and at == 0:
                raise Refusal(
                    400,
                    "Please ensure that function call turn comes immediately after a user turn or after a function "
                    "response turn.",
                )
            continue
        answers = turn.all("functionResponse")
        if answers and not calls:
            raise Refusal(
                400, "Please ensure that function response turn comes immediately after a function call turn."
            )
        if len(answers) != len(calls):
            raise Refusal(
                400,
                "Please ensure that the number of function response parts is equal to the number of function "
                "call parts of the function call turn.",
            )
        _check_match(calls, answers)
        calls = []


def _check_match(calls: list[Json], answers: list[Json]) -> None:
    """Each answer is to one of the calls: by id where both sides give them, else by name; ids may be missing."""
    for name in ("id", "name"):
        asked, told = [one.get(name) for one in calls], [one.get(name) for one in answers]
        if not (all(asked) and all(told)):
            continue
        if Counter(map(str, asked)) != Counter(map(str, told)):
            raise Refusal(400, f"Please ensure that the {name} of each function response is that of its function call.")
        return


def check_signatures(turns: list[Turn]) -> None:
    """On 3.x the first call of each step since the user last spoke has its signature. Raises Refusal."""
    spoken = [at for at, turn in enumerate(turns) if turn.role == "user" and _speaks(turn)]
    for turn in turns[spoken[-1] + 1 if spoken else 0 :]:
        first = next((part for part in turn.parts if field(part, "functionCall")), None)
        if turn.role == "model" and first is not None and not field(first, "thoughtSignature"):
            raise Refusal(
                400,
                "Function call is missing a thought_signature in functionCall parts. This is required for tools to "
                f"work correctly. Additional data, function call `{field(first, 'functionCall').get('name')}`.",
            )


def _speaks(turn: Turn) -> bool:
    return any(not field(part, "functionResponse") for part in turn.parts)
