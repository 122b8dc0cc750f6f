"""What is put into the model's mouth, and what it was asked."""

from typing import Any

from dev.gemini.server import GeminiServer

DESCRIBED: dict[str, Any] = {"question_type": "direct", "options": None}


def ask(question: str, topic: str = "other", **about: Any) -> dict[str, Any]:
    """A call that asks."""
    arguments = {"question": question, **DESCRIBED, **about} | ({"topic": topic} if topic != "other" else {})
    return {"functionCall": {"name": "ask_question", "args": arguments}}


def finish(**about: Any) -> dict[str, Any]:
    """A call that ends the interview."""
    return {"functionCall": {"name": "finish_onboarding_and_save_info", "args": about}}


def amount(text: str, currency: str | None = None) -> dict[str, Any]:
    return {"amount": text, "currency": currency}


def says(*calls: dict[str, Any]) -> dict[str, Any]:
    """One answer of the model."""
    return {"when": {"agent": "onboarding"}, "body": {"parts": list(calls)}}


def script(server: GeminiServer, *queue: dict[str, Any], mode: str = "script") -> None:
    server.script.reset()
    server.script.load({"mode": mode, "queue": list(queue)})


def calls(server: GeminiServer) -> int:
    """How often the model was asked since the last script."""
    return sum(server.script.calls.values())
