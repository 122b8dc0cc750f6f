"""A person who talks to the assistant, and looks at what became of it."""

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest
from werkzeug.test import TestResponse

from dev.gemini.server import GeminiServer
from shared.gcp.firestore import user
from tests.ground import Ground, sign_in_as


def body_of(answered: TestResponse) -> Any:
    """The JSON of an answer."""
    return json.loads(answered.text)


class Talker:
    """One person's requests to the function `chat`, through its app."""

    def __init__(self, ground: Ground, monkeypatch: pytest.MonkeyPatch, model: GeminiServer) -> None:
        self.ground, self.model = ground, model
        self.uid = ground.person()
        self.patch = monkeypatch

    def ask(self, method: str, path: str, **kwargs: Any) -> TestResponse:
        """Any request of this person."""
        from functions.chat.api import app

        sign_in_as(self.uid, self.patch)
        found: TestResponse = app.test_client().open(path, method=method, **kwargs)
        return found

    def send(self, msg: str, **headers: str) -> TestResponse:
        """One message."""
        return self.ask("POST", "/api/chat/", json={"msg": msg}, headers=headers)

    def say(self, msg: str, **headers: str) -> dict[str, Any]:
        """The answer to a message that must be answered."""
        answered = self.send(msg, **headers)
        assert answered.status_code == 200, answered.text
        found: dict[str, Any] = json.loads(answered.text)
        return found

    def set_profile(self, **fields: Any) -> None:
        """Put fields into the profile, amounts in minor units; a dotted name reaches inside."""
        user(self.uid).update({f"profile.{name.replace('__', '.')}": value for name, value in fields.items()})

    def entries(self) -> list[dict[str, Any]]:
        """The entries of the ledger, the oldest first."""
        rows = [row.to_dict() for row in user(self.uid).collection("expenses").stream()]
        return sorted(rows, key=lambda row: row["created_at"])

    def budgets(self) -> Mapping[str, dict[str, Any]]:
        """The budgets by title, deleted ones too."""
        return {row["title"]: row for row in self.documents("budgets").values()}

    def profile(self) -> dict[str, Any]:
        """The profile as it is kept."""
        found: dict[str, Any] = (user(self.uid).get().to_dict() or {})["profile"]
        return found

    def messages(self) -> list[dict[str, Any]]:
        """The messages that are kept, the oldest first."""
        return sorted(self.documents("messages").values(), key=lambda row: row["created_at"])

    def conversation(self) -> dict[str, Any]:
        """The state of the conversation as it is kept."""
        return user(self.uid).collection("chat").document("conversation").get().to_dict() or {}

    def wait_until_locked(self) -> None:
        """Until a turn is at work."""
        while not self.conversation().get("lock"):
            time.sleep(0.02)

    def bodies_seen(self, agent: str = "chatbot") -> list[dict[str, Any]]:
        """The requests of an agent, as the model's server has seen them."""
        rows = self.model.script.record.told()["requests"]
        return [row["body"] for row in rows if row["agent"] == agent]

    def facts_seen(self) -> list[str]:
        """The facts of each request of the chatbot that opened a turn, as JSON."""
        texts = [body["contents"][-1]["parts"][-1].get("text", "") for body in self.bodies_seen()]
        return [text.removeprefix("FACTS:\n") for text in texts if text.startswith("FACTS:\n")]

    def documents_of_person(self) -> Any:
        """Names and profile, without what is known of how they came about."""
        stored = user(self.uid).get().to_dict() or {}
        profile = {name: value for name, value in stored["profile"].items() if name != "provenance"}
        return stored["first_name"], stored["last_name"], profile

    def documents(self, name: str) -> Mapping[str, dict[str, Any]]:
        """What a collection of this person holds, by id."""
        return {row.id: row.to_dict() for row in user(self.uid).collection(name).stream()}

    def calls(self) -> Mapping[str, int]:
        """How often each agent was asked so far, counted by the model's server."""
        found: Mapping[str, int] = self.model.script.state()["calls"]
        return found
