"""The profile through the routes: where each fact comes from, which currency holds, and how a change is taken back."""

from dataclasses import replace
from typing import Any

import pytest

from functions.journal import service as journal
from functions.users import service
from functions.users.models import Origin
from shared.errors import Conflict
from shared.events import AnyEvent
from shared.gcp.firestore import user
from tests.ground import context
from tests.users.conftest import Call
from tests.users.people import Person, person

ME = "/api/users/me/"
APPLIERS: Any = {"profile": service.apply_change}


@pytest.fixture
def who(call: Call, published: list[AnyEvent]) -> Person:
    assert published == []
    return person(call)


def patch(call: Call, who: Person, **body: Any) -> Any:
    answer = call("PATCH", ME, who.access, json=body)
    assert answer.json is not None
    assert answer.status_code == 200, answer.text
    return answer.json["profile"]


def profile(call: Call, who: Person) -> Any:
    found = call("GET", ME, who.access).json
    assert found is not None
    return found["profile"]


def actions(who: Person) -> list[Any]:
    return journal.list_actions(who.uid)


def how(found: Any) -> dict[str, tuple[str, str]]:
    return {name: (row["how"], row["source"]) for name, row in found["provenance"].items()}


def test_what_nobody_said_is_assumed_and_what_was_said_is_said_with_its_time(call: Call, who: Person) -> None:
    first = profile(call, who)
    assumed = ("assumed", "api")
    names = ("currency", "time_zone", "period_start_day", "keep_receipts")
    assert how(first) == dict.fromkeys(names, assumed)
    said = patch(call, who, savings=10, time_zone="Europe/Paris", personal_info={"language": "fr", "age": 40})
    new = dict.fromkeys(("savings", "time_zone", "personal_info.language", "personal_info.age"), ("said", "api"))
    assert how(said) == how(first) | new
    assert said["provenance"]["savings"]["at"].endswith("Z")
    assert said["provenance"]["savings"]["at"] > first["provenance"]["currency"]["at"]
    assert profile(call, who) == said


def test_what_is_removed_has_no_provenance_left(call: Call, who: Person) -> None:
    patch(call, who, savings=10, personal_info={"language": "fr", "age": 40}, extra_info={"car": "none", "pets": 2})
    found = patch(call, who, savings=None, personal_info={"age": None}, extra_info=None)
    assert (found["savings"], found["personal_info"], found["extra_info"]) == (None, {"language": "fr"}, {})
    named = {name for name in found["provenance"] if "." in name or name == "savings"}
    assert named == {"personal_info.language"}


def test_other_features_say_how_they_know(call: Call, who: Person) -> None:
    changes = {"monthly_income": "1500", "ai_summary": "Rents.", "onboarding_status": "completed"}
    service.change_user(context(who.uid), changes, origin=Origin("inferred", "chat"))
    found = profile(call, who)
    assert how(found)["monthly_income"] == ("inferred", "chat")
    assert (found["ai_summary"], found["onboarding_status"]) == ("Rents.", "completed")


@pytest.mark.parametrize(("agent", "source"), [("user", "api"), ("onboarding", "onboarding"), ("chatbot", "chat")])
def test_a_fact_comes_from_where_it_was_said(call: Call, who: Person, agent: str, source: str) -> None:
    service.change_user(replace(context(who.uid), agent=agent), {"savings": "5"})
    assert how(profile(call, who))["savings"] == ("said", source)


@pytest.mark.parametrize(
    ("info", "currency", "known"),
    [
        ({"location_context": "Lyon, France"}, "EUR", "inferred"),
        ({"location_context": "Algiers"}, "DZD", "inferred"),
        ({"location_context": "somewhere"}, "DZD", "assumed"),
        ({"location_context": 7}, "DZD", "assumed"),
        ({"location_context": "Lyon, France", "preferred_currency": "TND"}, "TND", "said"),
        ({"preferred_currency": "JPY"}, "JPY", "said"),
    ],
)
def test_the_currency_is_the_said_one_else_that_of_the_place_else_the_default(
    call: Call, who: Person, info: dict[str, Any], currency: str, known: str
) -> None:
    found = patch(call, who, personal_info=info, monthly_income=100)
    assert (found["currency"], how(found)["currency"]) == (currency, (known, "api"))
    assert found["monthly_income"] == 100
    minor = user(who.uid).get().to_dict()["profile"]["monthly_income"]  # type: ignore[index]
    assert minor == {"TND": 100_000, "JPY": 100}.get(currency, 10_000)


def test_a_currency_that_is_no_longer_said_follows_the_place_again(call: Call, who: Person) -> None:
    patch(call, who, personal_info={"location_context": "Tunis", "preferred_currency": "EUR"})
    found = patch(call, who, personal_info={"preferred_currency": None})
    assert (found["currency"], how(found)["currency"][0]) == ("TND", "inferred")
    assert patch(call, who, personal_info=None)["currency"] == "DZD"


def test_figures_of_another_currency_are_forgotten_and_budgets_hear_of_it(
    call: Call, who: Person, published: list[AnyEvent]
) -> None:
    patch(call, who, monthly_income=85000, savings=10)
    found = patch(call, who, personal_info={"preferred_currency": "EUR"}, savings=5)
    assert (found["monthly_income"], found["savings"]) == (None, 5)
    assert [list(event.fields) for event in published] == [  # type: ignore[union-attr]
        ["monthly_income", "savings"],
        ["monthly_income", "savings", "currency"],
    ]


def test_every_change_is_one_action_and_no_change_is_none(call: Call, who: Person) -> None:
    patch(call, who, monthly_income=85000, first_name="Amine")
    patch(call, who)
    (action,) = actions(who)
    assert (action.agent, action.tool) == ("user", "edit_user_profile")
    assert action.summary == "First name: none → Amine; Monthly income: none → 85000.00 DZD"
    (change,) = journal.render(action)["changes"]
    assert (change["resource"], change["id"]) == ("profile", who.uid)
    assert change["before"] == {"first_name": "", "monthly_income": None}
    assert {name: str(value) for name, value in change["after"].items()} == {
        "first_name": "Amine", "monthly_income": "85000.00",
    }  # fmt: skip


def test_a_change_is_undone_and_redone_wholly_and_budgets_hear_of_it(
    call: Call, who: Person, published: list[AnyEvent]
) -> None:
    patch(call, who, monthly_income=100, personal_info={"language": "fr"})
    before = call("GET", ME, who.access).json
    patch(call, who, monthly_income=200, personal_info={"preferred_currency": "EUR", "language": None}, last_name="B")
    after = call("GET", ME, who.access).json
    action = actions(who)[0]
    heard = len(published)
    journal.undo(context(who.uid), action.id, "action", APPLIERS)
    assert call("GET", ME, who.access).json == before
    journal.redo(context(who.uid), action.id, "action", APPLIERS)
    assert call("GET", ME, who.access).json == after
    fields = [set(event.fields) for event in published[heard:]]  # type: ignore[union-attr]
    assert fields == [{"monthly_income", "currency"}] * 2


def test_a_change_after_which_another_came_cannot_be_undone(call: Call, who: Person) -> None:
    patch(call, who, monthly_income=100)
    action = actions(who)[0]
    patch(call, who, savings=5)
    before = call("GET", ME, who.access).json
    with pytest.raises(Conflict) as refused:
        journal.undo(context(who.uid), action.id, "action", APPLIERS)
    assert refused.value.code == "undo_blocked"
    assert call("GET", ME, who.access).json == before


def test_a_tag_names_a_state_and_a_stale_one_is_refused(call: Call, who: Person) -> None:
    tag = call("GET", ME, who.access).headers["ETag"]
    named = {"If-Match": tag}
    first = call("PATCH", ME, who.access, json={"savings": 1}, headers=named)
    assert first.status_code == 200
    assert first.headers["ETag"] == call("GET", ME, who.access).headers["ETag"] != tag
    stale = call("PATCH", ME, who.access, json={"savings": 2}, headers=named)
    assert stale.json is not None
    assert (stale.status_code, stale.json["code"]) == (412, "stale")
    assert profile(call, who)["savings"] == 1
    assert call("PATCH", ME, who.access, json={"savings": 3}, headers={"If-Match": "*"}).status_code == 200
