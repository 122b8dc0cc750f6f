"""What an item of the queue may say."""

import json
from collections.abc import Callable
from typing import Any

from dev.gemini.body import agent_of, declarations_of, field, iter_parts
from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.refusal import Json, Refusal
from dev.gemini.script.hostile import BEHAVIOURS, checked_behaviour

ALWAYS = "always"
_SAYS = ("body", "error", "hostile")
KEYS = {"status", *_SAYS, "delay_ms", "times", "when", "cut", "drip_ms", "headers"}
_WHEN: dict[str, type] = {"agent": str, "model": str, "tool": str, "text": str, "call": int}


def checked(queue: Any) -> list[Json]:
    """The items with their defaults. Raises Refusal when one is not understood."""
    if not isinstance(queue, list):
        raise Refusal(400, "queue is a list of items.")
    return [_checked(item) for item in queue]


def _checked(item: Any) -> Json:
    if not isinstance(item, dict) or set(item) - KEYS:
        raise Refusal(400, f"An item of the queue takes {', '.join(sorted(KEYS))}.")
    if sum(key in item for key in _SAYS) > 1:
        raise Refusal(400, f"An item says one of {', '.join(_SAYS)}.")
    _check_kinds(item)
    found = {**item, "times": item.get("times", 1), "played": 0}
    if "hostile" in item:
        found["hostile"] = checked_behaviour(item["hostile"])
        if "times" not in item and BEHAVIOURS[found["hostile"]["name"]].stays:
            found["times"] = ALWAYS
    _check_numbers(found)
    _check_when(item.get("when"))
    return found


def _check_kinds(item: Json) -> None:
    headers, error, body = item.get("headers"), item.get("error"), item.get("body")
    if not isinstance(headers, (dict, type(None))) or not isinstance(item.get("cut", False), bool):
        raise Refusal(400, "headers is an object and cut is true or false.")
    if not isinstance(error, (str, dict, type(None))) or not isinstance(body, (str, dict, list, type(None))):
        raise Refusal(400, "error is a name or an object; body is an object, a list or a text.")
    parts = body["parts"] if isinstance(body, dict) and set(body) == {"parts"} else []
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise Refusal(400, "parts is a list of objects.")


def _check_numbers(item: Json) -> None:
    times, status = item["times"], item.get("status", 200)
    delays = item.get("delay_ms", 0), item.get("drip_ms", 0)
    counts = (status, *delays) if times == ALWAYS else (status, *delays, times)
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in counts)
    if not whole or min(delays) < 0 or not 200 <= status <= 599 or (times != ALWAYS and times < 1):
        raise Refusal(400, "times, delay_ms, drip_ms and status are whole numbers in their range; times may be always.")


def _check_when(when: Any) -> None:
    if when is None:
        return
    if not isinstance(when, dict) or set(when) - set(_WHEN):
        raise Refusal(400, f"when takes {', '.join(_WHEN)}.")
    for name, value in when.items():
        if value is not None and (not isinstance(value, _WHEN[name]) or isinstance(value, bool)):
            raise Refusal(400, f"when.{name} is not understood.")


def suits(item: Json, call: ModelCall, number: int) -> bool:
    """Whether an item is for this request, the `number`-th of its agent: all that its `when` names must hold."""
    when = {name: value for name, value in (item.get("when") or {}).items() if value is not None}
    holds: dict[str, Callable[[Any], bool]] = {
        "agent": lambda value: value == agent_of(call.body),
        "model": lambda value: value == call.model,
        "tool": lambda value: any(one["name"] == value for one in declarations_of(call.body)),
        "text": lambda value: any(value in text for text in _said(call.body)),
        "call": lambda value: value == number,
    }
    return all(holds[name](value) for name, value in when.items())


def is_fault(item: Json) -> bool:
    """Whether an item is an error, which countTokens plays too; answers wait for a model to speak."""
    return item.get("error") is not None or item.get("status", 200) >= 400


def _said(body: Json) -> list[str]:
    """The texts of all turns, and what functions answered."""
    found = []
    for part in iter_parts(body):
        answered = field(part, "functionResponse")
        found.append(json.dumps(answered, ensure_ascii=False) if answered else str(part.get("text") or ""))
    return found
