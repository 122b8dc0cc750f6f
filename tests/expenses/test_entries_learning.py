"""A category that a person corrects is where the next expense of the kind goes, without being asked again."""

import pytest

from functions.expenses import service as expenses
from functions.expenses.models import Submission
from tests.expenses.written import Person
from tests.ground import Ground, context, ground, store

__all__ = ["ground", "store"]


@pytest.fixture
def person(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Person:
    for name in ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI"):
        monkeypatch.delenv(name, raising=False)
    return Person(ground, monkeypatch)


def said(person: Person, message: str) -> str | None:
    recorded = expenses.record_expense(context(person.uid), Submission(message), lambda _: (201, "{}"))
    return recorded.entries[0].category_name


def test_one_correction_is_enough(person: Person, ground: Ground) -> None:
    ground.budget(person.uid, "Groceries", 1000)
    ground.budget(person.uid, "Guests", 1000)
    assert said(person, "bread 100 DZD") == "Groceries"
    (entry,) = person.write({"product_name": "bread", "amount": 100, "category": "Groceries"})
    person.change(entry["id"], {"category": "guests"})
    assert said(person, "bread 120 DZD") == "Guests"
    assert said(person, "milk 80 DZD") == "Groceries"


def test_a_change_of_anything_else_teaches_nothing(person: Person, ground: Ground) -> None:
    ground.budget(person.uid, "Groceries", 1000)
    (entry,) = person.write({"product_name": "bread", "amount": 100, "category": "Groceries"})
    person.change(entry["id"], {"amount": 200})
    assert dict(expenses.learned(person.uid).words) == {}
