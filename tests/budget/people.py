"""Somebody with budgets, and the workers that hear of what they do."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from werkzeug.test import TestResponse

from functions.budget.subscribers import budget_on_expense, generate_first_budget, rebalance
from functions.notify.subscribers import notify_on_event
from shared.gcp.firestore import user
from tests.ground import Ground, pushed, sign_in_as

WORKERS = (budget_on_expense, rebalance, generate_first_budget, notify_on_event)


class Household:
    """One person's requests, and the delivery of what was published."""

    def __init__(self, ground: Ground, monkeypatch: pytest.MonkeyPatch, income: int | None = None) -> None:
        self.ground = ground
        self.uid = ground.person()
        self._delivered = 0
        sign_in_as(self.uid, monkeypatch)
        if income is not None:
            user(self.uid).update({"profile.monthly_income": income})

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        from functions.budget.api import app

        found: TestResponse = app.test_client().open(path, method=method, json=body, headers=headers)
        return found

    def get(self, path: str) -> Any:
        answered = self.ask("GET", path)
        assert answered.status_code == 200, answered.text
        return json.loads(answered.text)

    def amounts(self) -> Mapping[str, float]:
        """Whole units by title."""
        return {row["title"]: row["budget"] for row in self.get("/api/budget/")}

    def settle(self) -> None:
        """Deliver everything to every worker, also what comes of it."""
        while self._delivered < len(self.ground.published):
            event = self.ground.published[self._delivered]
            self._delivered += 1
            for worker in WORKERS:
                worker(pushed(event))

    def told(self) -> list[tuple[str, str]]:
        """(title, message) of the notifications, the oldest first."""
        rows = [row.to_dict() for row in user(self.uid).collection("notifications").stream()]
        return [(row["title"], row["message"]) for row in sorted(rows, key=lambda row: row["created_at"])]

    def actions(self) -> list[dict[str, Any]]:
        rows = [{"id": row.id, **row.to_dict()} for row in user(self.uid).collection("actions").stream()]
        return sorted(rows, key=lambda row: row["created_at"])
