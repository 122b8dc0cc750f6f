"""Somebody new signs up, is interviewed in French, and has a profile and first budgets, over the real Pub/Sub."""

from typing import Any

import pytest
import requests

from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import Person, sign_up

pytestmark = pytest.mark.xdist_group("journeys")
PATH = "/api/onboarding/"
FRENCH = {"Accept-Language": "fr-DZ,fr;q=0.9"}


def say(person: Person, answer: Any) -> Any:
    answered = person.call("POST", PATH, json={"answer": answer}, headers=FRENCH)
    assert answered.status_code == 200, answered.text
    return answered.json()


def begin(person: Person) -> Any:
    answered = person.call("GET", PATH, headers=FRENCH)
    assert answered.status_code == 200, answered.text
    return answered.json()


def chosen(question: Any, rank: int) -> Any:
    """An answer by rank where there is something to choose from."""
    option = question["options"][rank]
    return [option] if question["question_type"] == "checkboxes" else option


def test_from_the_sign_up_to_the_first_budgets_in_french(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    assert person.get("/api/users/me/")["profile"]["onboarding_status"] == "not_started"
    question = begin(person)
    assert (question["question"].split()[0], question["step"], question["of"]) == ("Bienvenue", 1, 7)
    assert person.get("/api/users/me/")["profile"]["onboarding_status"] == "in_progress"
    for words in ("J'habite à Alger", "85 000 DA par mois", "environ 200 000 dinars", "aucune"):
        question = say(person, words)
    assert (question["question_type"], question["step"]) == ("checkboxes", 5)
    question = say(person, chosen(question, 1))
    question = say(person, "une voiture")
    assert question["question_type"] == "radio"
    assert say(person, chosen(question, 0)) == {"type": "finsh"}
    profile = person.get("/api/users/me/")["profile"]
    assert profile["onboarding_status"] == "completed"
    assert (profile["monthly_income"], profile["savings"], profile["currency"]) == (85000.0, 200000.0, "DZD")
    known_of_the_person = {"location_context": "Alger", "language": "fr", "preferred_currency": "DZD"}
    assert profile["personal_info"] == known_of_the_person
    assert profile["extra_info"]["goals"] == ["une voiture"]
    known = profile["provenance"]
    assert {known[name]["how"] for name in ("monthly_income", "savings", "extra_info.goals")} == {"said"}
    assert known["monthly_income"]["source"] == "onboarding"
    budgets = person.wait_for("/api/budget/", lambda rows: rows)
    assert sum(row["budget"] for row in budgets) <= 85000
    assert "Courses" in {row["title"] for row in budgets}
    assert person.call("GET", PATH).json()["code"] == "already_completed"


def test_the_model_goes_down_and_comes_back_in_the_middle(stack: RunningStack, model: str) -> None:
    person = sign_up(stack.url)
    begin(person)
    asked = say(person, "Alger")["question"]
    requests.post(model, json={"mode": "down"}, timeout=10).raise_for_status()
    plain = say(person, "85 000 DA")
    assert set(plain) == {"question", "question_type", "options", "step", "of"}
    assert plain["question"] == "Combien avez-vous mis de côté jusqu'ici ?" != asked
    requests.delete(model, timeout=10).raise_for_status()
    assert say(person, "rien")["question"] == "Devez-vous de l'argent à quelqu'un ? Si oui, combien ?"
    requests.post(model, json={"mode": "down"}, timeout=10).raise_for_status()
    for _ in range(3):
        question = begin(person)
        say(person, chosen(question, 0) if question["options"] else "rien")
    assert say(person, chosen(begin(person), 0)) == {"type": "finsh"}
    profile = person.get("/api/users/me/")["profile"]
    assert (profile["monthly_income"], profile["savings"]) == (85000.0, 0.0)
    assert person.wait_for("/api/budget/", lambda rows: rows)
