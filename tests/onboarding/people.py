"""Somebody new: their requests, and what the store and the workers make of them."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from werkzeug.test import TestResponse

from functions.budget.subscribers import budget_on_expense, generate_first_budget, rebalance
from shared.gcp.firestore import user
from tests.ground import Ground, pushed, sign_in_as

FINISHED = {"type": "finsh"}
PATH = "/api/onboarding/"


class Newcomer:
    """One person without a profile to speak of."""

    def __init__(self, ground: Ground, monkeypatch: pytest.MonkeyPatch, language: str = "en") -> None:
        self.ground = ground
        self.uid = ground.person()
        self.language = language
        sign_in_as(self.uid, monkeypatch)

    def ask(self, method: str, path: str = PATH, body: Any = None, **headers: str) -> TestResponse:
        from functions.onboarding.api import app

        given = {"Accept-Language": self.language, **{name.replace("_", "-"): text for name, text in headers.items()}}
        found: TestResponse = app.test_client().open(path, method=method, json=body, headers=given)
        return found

    def question(self) -> Any:
        """The pending question, which begins the interview."""
        return told(self.ask("GET"))

    def say(self, answer: Any, **headers: str) -> Any:
        """What follows an answer."""
        return told(self.ask("POST", body={"answer": answer}, **headers))

    def skip(self) -> Any:
        return told(self.ask("POST", body={"skip": True}))

    def back(self) -> Any:
        return told(self.ask("POST", body={"back": True}))

    def refused(self, body: Any) -> str:
        """The code of a refusal."""
        answered = self.ask("POST", body=body)
        assert answered.status_code == 400, answered.text
        return str(json.loads(answered.text)["code"])

    def answer_all(self, answers: Sequence[Any]) -> list[Any]:
        """Everything that was told from the first question to what followed the last answer."""
        return [self.question(), *(self.say(one) if one is not None else self.skip() for one in answers)]

    @property
    def profile(self) -> Any:
        stored = user(self.uid).get().to_dict()
        assert stored is not None
        return stored["profile"]

    def how(self, fact: str) -> str | None:
        """How a fact of the profile is known, by the interview."""
        known = self.profile["provenance"].get(fact)
        assert known is None or known["source"] == "onboarding", known
        return known and str(known["how"])

    @property
    def interview(self) -> Any:
        """The document of the interview, as it is stored."""
        return user(self.uid).collection("onboarding").document("interview").get().to_dict()

    def budgets(self) -> dict[str, int]:
        """Titles and minor units of the budgets, after every worker has heard of everything."""
        for event in self.ground.published:
            for worker in (budget_on_expense, rebalance, generate_first_budget):
                worker(pushed(event))
        rows = (row.to_dict() for row in user(self.uid).collection("budgets").stream())
        return {row["title"]: row["minor"] for row in rows}


def told(answered: TestResponse) -> Any:
    """The body of an answer that must be 200."""
    assert answered.status_code == 200, answered.text
    return json.loads(answered.text)
