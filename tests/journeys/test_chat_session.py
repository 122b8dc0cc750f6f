"""A long natural session by talking, in three languages; the books are checked at its end.

The local model answers by rules. What is checked is not its wit but that everything said has happened, once, to the
minor unit, and that nothing else has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import Person, sign_up

pytestmark = pytest.mark.xdist_group("journeys")


@dataclass(frozen=True, slots=True)
class Step:
    """What is said, and words that the answer must hold. `confirms` answers what waits."""

    said: str
    told: tuple[str, ...] = ()
    confirms: bool | None = None


SESSION = (
    Step("Hello!", ("Hello",)),
    Step("What can you do?", ("books",)),
    Step("Call me Sara", ("Sara",)),
    Step("My monthly income is 90000 DZD", ("confirmation",), confirms=True),
    Step("Create a budget Groceries of 20000", ("Groceries", "20000.00 DZD")),
    Step("Create a budget Transport of 8000", ("Transport", "8000.00 DZD")),
    Step("create a budget called Restaurants of 6000 DZD", ("Restaurants", "6000.00 DZD")),
    Step("Show my budgets", ("Groceries", "Transport", "Restaurants")),
    Step("I spent 1250 DZD on groceries", ("1250.00 DZD",)),
    Step("taxi 300 DZD", ("300.00 DZD",)),
    Step("I paid 850.50 DZD at a restaurant", ("850.50 DZD",)),
    Step("How much is left for Groceries?", ("18750.00 DZD",)),
    Step("How much did I spend this month?", ("2400.50 DZD",)),
    Step("bus 999 DZD", ("999.00 DZD",)),
    Step("undo that", ("Taken back",)),
    Step("Thanks!", ("welcome",)),
    Step("Bonjour", ("Bonjour",)),
    Step("J'ai dépensé 2 400 DA en courses (Groceries)", ("2\u202f400,00\u00a0DZD",)),
    Step("crée un budget Loisirs de 5 000 DA", ("Loisirs", "5\u202f000,00\u00a0DZD")),
    Step("j'ai payé 1 100 DA pour le cinéma, Loisirs", ("1\u202f100,00\u00a0DZD",)),
    Step("mets le budget Transport à 9 000", ("9\u202f000,00\u00a0DZD",)),
    Step("combien il reste pour Loisirs ?", ("Loisirs",)),
    Step("combien j'ai dépensé ce mois-ci ?", ("5\u202f900,50\u00a0DZD",)),
    Step("montre mes budgets", ("Loisirs",)),
    Step("des notifications ?", ()),
    Step("rappelle-moi de payer le loyer", ("loyer",)),
    Step("fais-moi un bilan", ("5\u202f900,50\u00a0DZD",)),
    Step("supprime le budget Restaurants", ("confirmation",), confirms=False),
    Step("augmente Transport de 1 000", ("10\u202f000,00\u00a0DZD",)),
    Step("annule ça", ("Annulé",)),
    Step("Merci beaucoup", ("plaisir",)),
    Step("مرحبا", ("مرحبًا",)),
    Step("صرفت 600 دينار على القهوة", ("DZD",)),
    Step("دفعت 450 دينار للتاكسي", ("DZD",)),
    Step("أنشئ ميزانية الهدايا 3000", ("الهدايا",)),
    Step("غيّر ميزانية الهدايا إلى 3500", ("الهدايا",)),
    Step("كم صرفت هذا الشهر؟", ("DZD",)),
    Step("أظهر ميزانياتي", ("الهدايا",)),
    Step("احذف ميزانية الهدايا", ("تأكيدك",), confirms=True),
    Step("دفعت 777 دينار للتاكسي", ("777",)),
    Step("تراجع عن ذلك", ("تراجعتُ",)),
    Step("شكرا", ("الرحب",)),
    Step("I got a refund of 200 DZD for the taxi", ("200.00 DZD",)),
    Step("How much is left for Transport?", ("Transport",)),
    Step("Plan my month", ()),
    Step("Goodbye", ("Goodbye",)),
)
UNDOES = ("undo that", "annule ça", "تراجع عن ذلك")
# What was said to be spent, in minor units of DZD: refunds negative.
SPENT = (125_000, 30_000, 85_050, 240_000, 110_000, 60_000, 45_000, -20_000)


@dataclass(frozen=True, slots=True)
class Session:
    """Who spoke, what was answered, and how often each agent was asked in each turn."""

    person: Person
    answers: list[dict[str, Any]]
    calls: list[dict[str, int]]


@pytest.fixture(scope="module")
def session(stack: RunningStack) -> Iterator[Session]:
    found = Session(sign_up(stack.url), [], [])
    script = f"{stack.url_of('gemini')}/script/"
    for step in SESSION:
        requests.delete(script, timeout=10)
        found.answers.append(held(found.person, step))
        found.calls.append(requests.get(script, timeout=10).json()["calls"])
    yield found
    requests.delete(script, timeout=10)


def test_forty_turns_in_three_languages_end_in_books_that_are_right(session: Session) -> None:
    person = session.person
    assert len(session.answers) >= 40
    entries = person.get("/api/expenses/?limit=100")
    signed = [round(one["amount"] * 100) * (-1 if one["kind"] == "refund" else 1) for one in entries]
    assert sorted(signed) == sorted(SPENT)
    assert person.get("/api/budget/summary/")["spent"] == sum(SPENT) / 100
    me = person.get("/api/users/me/")
    assert (me["first_name"], me["profile"]["monthly_income"]) == ("Sara", 90_000)
    titles = {one["title"] for one in person.get("/api/budget/")}
    assert {"Groceries", "Transport", "Restaurants", "Loisirs"} <= titles
    assert "الهدايا" not in titles
    assert not any(answer["degraded"] for answer in session.answers)
    undone = [one["actions"] for one, step in zip(session.answers, SESSION, strict=True) if step.said in UNDOES]
    assert [[one["status"] for one in actions] for actions in undone] == [["undone"]] * len(UNDOES)


def test_the_history_of_a_session_is_what_was_said_in_its_order(session: Session) -> None:
    history = session.person.get("/api/chat/history/?limit=100")
    assert [one["msg"] for one in history if one["role"] == "user"] == [step.said for step in SESSION]
    assert [one["role"] for one in history] == ["user", "model"] * len(SESSION)


def test_no_turn_of_a_session_asks_a_model_more_often_than_it_may(session: Session) -> None:
    for step, calls in zip(SESSION, session.calls, strict=True):
        # Budgets that a change moves are balanced beside the conversation, by another agent.
        mine = {agent: count for agent, count in calls.items() if agent != "budget" or "coordinator" in calls}
        assert sum(mine.values()) <= (6 if "coordinator" in calls else 2), (step.said, calls)


def held(person: Person, step: Step) -> dict[str, Any]:
    """One turn, with its decision where it waits for one."""
    answered = person.call("POST", "/api/chat/", json={"msg": step.said})
    assert answered.status_code == 200, (step.said, answered.text)
    answer: dict[str, Any] = answered.json()
    for words in step.told:
        assert words in answer["msg"], (step.said, answer["msg"])
    waiting = [one for one in answer["actions"] if one["status"] == "needs_confirmation"]
    assert bool(waiting) == (step.confirms is not None), (step.said, answer)
    for one in waiting:
        path = f"/api/chat/actions/{one['id']}/confirm/"
        decided = person.call("POST", path, json={"confirm": step.confirms})
        assert decided.status_code == 200, (step.said, decided.text)
    return answer
