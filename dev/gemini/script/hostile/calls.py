"""Calls that a gate has to refuse, to bound or to take apart."""

from typing import Any

from dev.gemini.engine.asked import FINAL_ANSWER
from dev.gemini.protocol.refusal import Json
from dev.gemini.protocol.responses import finished
from dev.gemini.script.hostile.registry import CALLS, Scene, behaviour

_ZERO_WIDTH = "\u200b"
_ODD = "\u202eevil\u202c\x00\u0430pple"  # turned to the left, a NUL, and a Cyrillic letter that looks Latin


def called(name: Any, arguments: Any, number: int | str | None = None) -> Json:
    """A part that calls; with an id when it is numbered."""
    call = {"name": name, "args": arguments}
    return {"functionCall": call if number is None else {**call, "id": f"call_{number}"}}


def _one(scene: Scene, name: Any, arguments: Any) -> Json:
    return finished([called(name, arguments, scene.played)], scene.call)


@behaviour(stays=True, **CALLS)
def endless_calls(scene: Scene) -> Json:
    """Calls the function again, whatever it answers, and never comes to an end."""
    return _one(scene, scene.tool, scene.arguments)


@behaviour(calls=100, **CALLS)
def many_calls(scene: Scene) -> Json:
    """So many parallel calls in one answer."""
    parts = [called(scene.tool, scene.arguments, number) for number in range(scene.told["calls"])]
    return finished(parts, scene.call)


@behaviour(tool="delete_everything", arguments=None)
def unknown_tool(scene: Scene) -> Json:
    """Calls a function that is not declared."""
    return _one(scene, scene.tool, scene.arguments)


@behaviour(value=None)
def odd_tool_name(scene: Scene) -> Json:
    """Calls a function whose name is no text: null, or the value told."""
    return _one(scene, scene.told["value"], {})


@behaviour(**CALLS)
def wrong_case_tool(scene: Scene) -> Json:
    """Calls a declared function in another case."""
    return _one(scene, scene.tool.swapcase(), scene.arguments)


@behaviour(**CALLS)
def zero_width_tool(scene: Scene) -> Json:
    """Calls a declared function with a zero-width character in its name."""
    return _one(scene, scene.tool[:1] + _ZERO_WIDTH + scene.tool[1:], scene.arguments)


@behaviour(bytes=1_000_000, **CALLS)
def huge_arguments(scene: Scene) -> Json:
    """So many bytes in the first argument."""
    arguments = scene.arguments
    first = next(iter(arguments or scene.schema_of(scene.tool).get("properties") or {"text": ""}))
    return _one(scene, scene.tool, {**arguments, first: "x" * scene.told["bytes"]})


@behaviour(tool="", value=None)
def null_arguments(scene: Scene) -> Json:
    """Arguments that are no object: null, or the value told."""
    return _one(scene, scene.tool, scene.told["value"])


@behaviour(**CALLS)
def null_values(scene: Scene) -> Json:
    """Every argument is null."""
    return _one(
        scene,
        scene.tool,
        dict.fromkeys(scene.arguments or scene.schema_of(scene.tool).get("properties") or {"text": None}),
    )


@behaviour(tool="")
def missing_arguments(scene: Scene) -> Json:
    """No arguments at all."""
    return _one(scene, scene.tool, {})


@behaviour(extra={"user_id": "somebody-else", "confirm": True}, **CALLS)
def extra_arguments(scene: Scene) -> Json:
    """Arguments that are not declared: another person's id, a confirmation."""
    return _one(scene, scene.tool, {**scene.arguments, **scene.told["extra"]})


@behaviour(**CALLS)
def odd_text(scene: Scene) -> Json:
    """Right-to-left marks, a NUL and a letter of another script in every text."""
    odd = {name: _ODD if isinstance(value, str) else value for name, value in scene.arguments.items()}
    return _one(scene, scene.tool, odd or {"text": _ODD})


@behaviour(**CALLS)
def duplicate_ids(scene: Scene) -> Json:
    """Two calls of one id."""
    return finished([called(scene.tool, scene.arguments, "same")] * 2, scene.call)


@behaviour(**CALLS)
def missing_ids(scene: Scene) -> Json:
    """Two calls without an id."""
    return finished([called(scene.tool, scene.arguments)] * 2, scene.call)


@behaviour(**CALLS)
def lost_signature(scene: Scene) -> Json:
    """A call without the signature that 3.x wants back."""
    answer = _one(scene, scene.tool, scene.arguments)
    for part in answer["candidates"][0]["content"]["parts"]:
        part.pop("thoughtSignature", None)
    return answer


@behaviour(text="I have already done it.", **CALLS)
def text_beside_call(scene: Scene) -> Json:
    """Words beside a call, as if it were done."""
    return finished([{"text": scene.told["text"]}, called(scene.tool, scene.arguments, scene.played)], scene.call)


@behaviour(**CALLS)
def early_answer(scene: Scene) -> Json:
    """A call and the final answer at once, before the call was answered."""
    parts = [called(scene.tool, scene.arguments, 0), called(FINAL_ANSWER, {}, 1)]
    return finished(parts, scene.call)


@behaviour(stays=True, arguments=None)
def self_delegation(scene: Scene) -> Json:
    """Hands the task to the agent that has it, again and again."""
    name = f"call_{scene.agent}"
    return _one(scene, name, scene.arguments_of(name) or {"message": "Do it."})
