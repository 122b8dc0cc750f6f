"""The expenses function over the real store, asked by a person who is signed in."""

import json
from decimal import Decimal
from typing import Any

import pytest
from werkzeug.test import TestResponse

from functions.ledger import service as ledger
from functions.ledger.rules import fold
from shared.gcp.firestore import user
from tests.ground import Ground, sign_in_as

ENTRIES = "/api/expenses/entries/"


class Person:
    """Somebody who writes entries."""

    def __init__(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        self.uid = ground.person()
        sign_in_as(self.uid, monkeypatch)

    def send(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        from functions.expenses.api import app

        sent: dict[str, Any] = {"headers": {name.replace("_", "-"): text for name, text in headers.items()}}
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
            sent |= {"data": data, "content_type": "application/json"}
        answered: TestResponse = app.test_client().open(path, method=method, **sent)
        return answered

    def write(self, *entries: dict[str, Any], **headers: str) -> list[dict[str, Any]]:
        rows = [{"product_name": "Thing", **entry} for entry in entries]
        answer = self.send("POST", ENTRIES, {"entries": rows}, **headers)
        assert answer.status_code == 201, answer.text
        found: list[dict[str, Any]] = read(answer)
        return found

    def change(self, expense_id: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
        answer = self.send("PATCH", path(expense_id), body, **headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = read(answer)
        return found

    def assert_exact(self) -> None:
        """The totals of every period are the fold of all entries."""
        kept = {row.id: row.to_dict() for row in user(self.uid).collection("periods").stream()}
        expected = fold(entries_of(self.uid))
        for start in kept.keys() | expected.keys():
            found = ledger.totals(self.uid, start)
            cells = {(currency, budget or "none"): minor for (currency, budget), minor in found.spent.items() if minor}
            income = {(currency, ""): minor for currency, minor in found.income.items() if minor}
            sums = expected.get(start, {"totals": {}, "income": {}})
            assert cells == {cell: minor for cell, minor in sums["totals"].items() if minor}, start
            assert income == {cell: minor for cell, minor in sums["income"].items() if minor}, start


def entries_of(uid: str) -> list[Any]:
    """Every entry as the store holds it."""
    return [ledger.Read(uid, row.id).entry for row in user(uid).collection("expenses").stream()]


def path(expense_id: str, more: str = "") -> str:
    return f"/api/expenses/{expense_id}/{more}"


def read(answer: TestResponse) -> Any:
    return json.loads(answer.text, parse_float=Decimal)


def refusal(answer: TestResponse) -> tuple[int, str, str | None]:
    """Status, code and the first wrong field."""
    problem = json.loads(answer.text)
    assert answer.mimetype == "application/problem+json"
    errors = problem.get("errors") or [{"field": None}]
    return answer.status_code, problem["code"], errors[0]["field"]
