"""Tokens of what people do, as the local model's server counts them: `python -m bench.tokens`.

Each thing is done once on the local stack with its household. What was asked of the model is then asked of its server
again, one request after the other, and what it says of its use is added up. The server counts by characters; those of
the service differ by language, the calls do not.
"""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import requests

from bench.ground import Ground, ground
from dev.demo.receipt import photograph

PICTURE = photograph(datetime.now(UTC))
# What is asked beside the answer: the balance of a budget that moved.
_BESIDE = {"budget"}


def _say(place: Ground) -> requests.Response:
    body = {"message": "I spent 450 DZD at a coffee shop"}
    return requests.post(f"{place.url}/api/expenses/", json=body, headers=place.headers, timeout=60)


def _photograph(place: Ground) -> requests.Response:
    files = {"file": ("receipt.jpg", PICTURE, "image/jpeg")}
    return requests.post(f"{place.url}/api/expenses/", files=files, headers=place.headers, timeout=120)


def _ask(place: Ground) -> requests.Response:
    body = {"msg": "How much did I spend this month?"}
    return requests.post(f"{place.url}/api/chat/", json=body, headers=place.headers, timeout=60)


DEEDS: dict[str, Callable[[Ground], requests.Response]] = {
    "say what was spent": _say,
    "photograph a receipt": _photograph,
    "ask the chat": _ask,
}


def _whole(value: Any) -> Any:
    """A recorded request with the picture back in the place of its first bytes, which are all that a record keeps."""
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "characters" in value and "data" in value:
        return {"mimeType": value.get("mimeType", value.get("mime_type")), "data": base64.b64encode(PICTURE).decode()}
    return {key: _whole(one) for key, one in value.items()}


def measured(place: Ground, deed: Callable[[Ground], requests.Response]) -> tuple[int, int, int]:
    """Calls of models, tokens of their prompts and of their answers."""
    model = place.env["GOOGLE_GEMINI_BASE_URL"]
    requests.delete(f"{model}/script/", timeout=10).raise_for_status()
    deed(place).raise_for_status()
    asked = requests.get(f"{model}/script/requests", timeout=10).json()["requests"]
    mine = [one for one in asked if one["agent"] not in _BESIDE]
    told = given = 0
    for one in mine:
        url = f"{model}/{one['version']}/models/{one['model']}:generateContent"
        again = requests.post(url, json=_whole(one["body"]), headers={"x-goog-api-key": "local"}, timeout=120)
        again.raise_for_status()
        used = again.json()["usageMetadata"]
        told += used["promptTokenCount"]
        given += used["totalTokenCount"] - used["promptTokenCount"]
    return len(mine), told, given


def main() -> None:
    with ground(seed=True) as place:
        print("| action | calls | tokens told | tokens given |\n|---|--:|--:|--:|")
        for name, deed in DEEDS.items():
            calls, told, given = measured(place, deed)
            print(f"| {name} | {calls} | {told} | {given} |")


if __name__ == "__main__":
    main()
