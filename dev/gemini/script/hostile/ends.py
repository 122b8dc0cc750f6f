"""Answers that end badly."""

import json

from dev.gemini.protocol.refusal import Json, error_body, status_code
from dev.gemini.protocol.responses import finished, response
from dev.gemini.script.hostile.calls import called
from dev.gemini.script.hostile.registry import CALLS, Scene, behaviour


def _ended(scene: Scene, reason: str, message: str | None = None, parts: list[Json] | None = None) -> Json:
    candidate: Json = {"finishReason": reason} | ({} if scene.call.vertex else {"index": 0})
    if parts is not None:
        candidate["content"] = {"parts": parts, "role": "model"}
    if message:
        candidate["finishMessage"] = message
    return response([candidate], scene.call)


@behaviour(tool="")
def malformed_call(scene: Scene) -> Json:
    """MALFORMED_FUNCTION_CALL: the model wrote a call that is none."""
    return _ended(scene, "MALFORMED_FUNCTION_CALL", f"Malformed function call: print(default_api.{scene.tool}(")


@behaviour(tool="delete_everything")
def unexpected_call(scene: Scene) -> Json:
    """UNEXPECTED_TOOL_CALL, with the call of a function that is not declared beside it."""
    said = f"Unexpected tool call: Model tried to call an undeclared function: {scene.tool}"
    return _ended(scene, "UNEXPECTED_TOOL_CALL", said, [called(scene.tool, {})])


@behaviour()
def empty_candidate(scene: Scene) -> Json:
    """STOP without anything said."""
    return _ended(scene, "STOP", None, [])


@behaviour()
def no_candidates(scene: Scene) -> Json:
    """Nothing but usage."""
    return response([], scene.call)


@behaviour(reason="SAFETY")
def safety_block(scene: Scene) -> Json:
    """The answer is withheld, with SAFETY or the finish reason told (also one that nobody knows)."""
    return _ended(scene, scene.told["reason"])


@behaviour(reason="PROHIBITED_CONTENT")
def prompt_block(scene: Scene) -> Json:
    """The prompt is blocked: no candidates, only feedback."""
    return response([], scene.call, promptFeedback={"blockReason": scene.told["reason"]})


@behaviour(**CALLS)
def max_tokens_mid_call(scene: Scene) -> Json:
    """MAX_TOKENS in the middle of a call: its last argument is missing."""
    cut = dict(list(scene.arguments.items())[:-1])
    answer = finished([called(scene.tool, cut)], scene.call)
    answer["candidates"][0].update(finishReason="MAX_TOKENS")
    answer["candidates"][0].pop("finishMessage", None)
    return answer


@behaviour(text="Your groceries came to")
def max_tokens(scene: Scene) -> Json:
    """MAX_TOKENS in the middle of a sentence."""
    return _ended(scene, "MAX_TOKENS", None, [{"text": scene.told["text"]}])


@behaviour(text="You have spent ", status="UNAVAILABLE")
def stream_error(scene: Scene) -> Json | list[Json]:
    """A stream that ends in an error after words were given; not streamed, the error alone."""
    code = status_code(scene.told["status"])
    error = error_body(code, "The model broke off.", None, scene.told["status"])
    begun = {"content": {"parts": [{"text": scene.told["text"]}], "role": "model"}}
    return [response([begun], scene.call), error]


@behaviour()
def garbage_json(scene: Scene) -> Json:
    """Text that was to be JSON and breaks off."""
    return finished([{"text": '```json\n{"expenses": [{"amount": 12,'}], scene.call)


@behaviour(value={"surprise": [1, 2, 3]})
def wrong_shape(scene: Scene) -> Json:
    """JSON that is sound and not what the schema says."""
    return finished([{"text": json.dumps(scene.told["value"], ensure_ascii=False)}], scene.call)


@behaviour(text="<html>502 Bad Gateway</html>")
def broken_body(scene: Scene) -> str:
    """200 with a body that is no JSON."""
    return str(scene.told["text"])
