"""Asking to undo takes back the last turn of the conversation, in words of three languages, and nothing else."""

import pytest

from functions.budget import service as budgets
from functions.budget.models import BudgetChange
from functions.budget.subscribers import rebalance
from functions.chat.rules.intents import asks_to_undo
from functions.chat.rules.window import MOST_TURNS
from functions.chat.rules.wording import WORDS
from functions.chat.service import answering
from functions.journal import service as journal
from tests.chat.talking import Talker
from tests.ground import context, pushed

UNDO = {"en": "Undo that, please", "fr": "Annule ça", "ar": "تراجع عن ذلك"}


@pytest.mark.parametrize("language", UNDO)
def test_undoing_by_talking_takes_back_all_of_the_last_turn(talker: Talker, language: str) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    talker.say("I paid 300 DZD for a taxi. Set Transport to 9000.")
    talker.say("thank you")
    answer = talker.say(UNDO[language])
    assert [one["status"] for one in answer["actions"]] == ["undone", "undone"]
    assert [entry["deleted"] for entry in talker.entries()] == [True]
    assert talker.budgets()["Transport"]["minor"] == 800_000
    start = WORDS[language]["taken_back"].partition("{")[0]
    assert answer["msg"].startswith(start)
    row = journal.audit_trail(talker.uid)[-1]
    assert (row["tool"], row["decision"], row["outcome"]) == ("undo_last_turn", "allow", "committed")


def test_it_works_without_a_model(talker: Talker) -> None:
    talker.say("taxi 300 DZD")
    talker.model.script.load({"mode": "down"})
    answer = talker.say("annule")
    assert answer["degraded"] is True
    assert [entry["deleted"] for entry in talker.entries()] == [True]


def test_undoing_again_takes_back_the_turn_before_and_then_says_that_nothing_is_left(talker: Talker) -> None:
    talker.say("taxi 300 DZD")
    talker.say("coffee 200 DZD")
    talker.say("undo")
    assert [entry["deleted"] for entry in talker.entries()] == [False, True]
    talker.say("undo")
    assert [entry["deleted"] for entry in talker.entries()] == [True, True]
    assert talker.say("undo")["msg"] == WORDS["en"]["undo"]


def test_what_only_waits_is_dropped_and_what_was_done_before_stays(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    talker.say("taxi 300 DZD")
    (waiting,) = talker.say("delete the Transport budget")["actions"]
    answer = talker.say("annule")
    assert [(one["id"], one["status"]) for one in answer["actions"]] == [(waiting["id"], "rejected")]
    assert [entry["deleted"] for entry in talker.entries()] == [False]
    confirmed = talker.ask("POST", f"/api/chat/actions/{waiting['id']}/confirm/", json={"confirm": True})
    assert confirmed.status_code == 409


def test_what_was_declined_or_undone_by_its_button_is_said_to_be_so_and_passed_by(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    talker.say("taxi 300 DZD")
    (waiting,) = talker.say("delete the Transport budget")["actions"]
    talker.ask("POST", f"/api/chat/actions/{waiting['id']}/confirm/", json={"confirm": False})
    assert talker.say("undo")["msg"] == WORDS["en"]["taken_back_before"]
    assert [entry["deleted"] for entry in talker.entries()] == [False]
    talker.say("undo")
    assert [entry["deleted"] for entry in talker.entries()] == [True]


def test_a_repetition_after_a_failure_undoes_one_turn_only(talker: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    talker.say("taxi 300 DZD")
    talker.say("coffee 200 DZD")
    with monkeypatch.context() as patch:
        patch.setattr(answering, "completed", broken)
        assert talker.send("undo", **{"Idempotency-Key": "one"}).status_code == 500
    assert [entry["deleted"] for entry in talker.entries()] == [False, True]
    talker.say("undo", **{"Idempotency-Key": "one"})
    assert [entry["deleted"] for entry in talker.entries()] == [False, True]
    talker.say("undo")
    assert [entry["deleted"] for entry in talker.entries()] == [True, True]


def test_what_was_changed_since_is_told_to_be_in_the_way_and_nothing_is_undone(talker: Talker) -> None:
    budget = talker.ground.budget(talker.uid, "Transport", 800_000)
    talker.say("I paid 300 DZD for a taxi. Set Transport to 9000")
    budgets.changed_budget(context(talker.uid), budget.id, lambda _: BudgetChange(minor=1_000_000))
    answer = talker.say("undo that")
    assert answer["actions"] == []
    assert talker.budgets()["Transport"]["minor"] == 1_000_000
    assert [entry["deleted"] for entry in talker.entries()] == [False]
    assert answer["msg"].startswith(WORDS["en"]["denied"].partition("{")[0])


def test_a_model_that_undoes_without_being_asked_only_proposes_it(talker: Talker) -> None:
    before = talker.say("taxi 300 DZD")
    call = {"functionCall": {"name": "undo_last_turn", "args": {"turn_id": before["id"]}}}
    talker.model.script.load({"mode": "script", "queue": [{"body": {"parts": [call]}}]})
    (action,) = talker.say("what a nice day")["actions"]
    assert (action["status"], action["call"]["reasons"]) == ("needs_confirmation", ["not_own_words"])
    assert [entry["deleted"] for entry in talker.entries()] == [False]
    confirmed = talker.ask("POST", f"/api/chat/actions/{action['id']}/confirm/", json={"confirm": True})
    assert confirmed.status_code == 200, confirmed.text
    assert [entry["deleted"] for entry in talker.entries()] == [True]


def test_only_the_last_turn_is_undone_at_once_and_never_another_persons(talker: Talker) -> None:
    first = talker.say("taxi 300 DZD")
    talker.say("coffee 200 DZD")
    for name, outcome in ((first["id"], "proposed"), ("msg_0c1xq3v9f7b2k5m8n4p6r0t2w", "refused")):
        call = {"functionCall": {"name": "undo_last_turn", "args": {"turn_id": name}}}
        talker.model.script.load({"mode": "script", "queue": [{"body": {"parts": [call]}}]})
        talker.say("undo that")
        assert journal.audit_trail(talker.uid)[-1]["outcome"] == outcome
    assert [entry["deleted"] for entry in talker.entries()] == [False, False]


def settle(talker: Talker) -> None:
    """Let the workers hear of everything."""
    for event in list(talker.ground.published):
        rebalance(pushed(event))


def test_a_new_budget_takes_from_no_other_and_undoing_it_gives_to_none(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    talker.ground.budget(talker.uid, "Groceries", 2_000_000)
    answer = talker.say("create a budget Pets of 5000")
    settle(talker)
    talker.say("undo that")
    settle(talker)
    found = talker.budgets()
    assert (found["Transport"]["minor"], found["Groceries"]["minor"]) == (800_000, 2_000_000)
    assert found["Pets"]["deleted_at"] is not None
    redone = talker.ask("POST", f"/api/chat/actions/{answer['id']}/redo/", json={"scope": "turn"})
    assert redone.status_code == 200
    settle(talker)
    found = talker.budgets()
    assert [found[one]["minor"] for one in ("Transport", "Groceries", "Pets")] == [800_000, 2_000_000, 500_000]
    assert found["Pets"]["deleted_at"] is None


def test_an_amount_that_others_absorbed_is_given_back_by_them(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    talker.ground.budget(talker.uid, "Groceries", 2_000_000)
    talker.say("set Transport to 9000")
    settle(talker)
    assert talker.budgets()["Groceries"]["minor"] == 1_900_000
    talker.say("undo that")
    settle(talker)
    assert talker.budgets()["Groceries"]["minor"] == 2_000_000


@pytest.mark.parametrize(
    "text",
    [
        *("undo", "Can you undo what you just did?", "no, take that back", "cancel that", "undo the last change"),
        *("annule", "Annule la dernière action stp", "non, annule ce que tu viens de faire", "peux-tu annuler ?"),
        *("تراجع", "من فضلك تراجع عن آخر تغيير", "ألغ ذلك"),
    ],
)
def test_asking_to_undo_is_understood(text: str) -> None:
    assert asks_to_undo(text)


@pytest.mark.parametrize(
    "text",
    [
        *("cancel the groceries budget", "annule le budget courses", "ألغ ميزانية الطعام", "I could not undo my shoes"),
        *("undo that and pay 300", "how do I undo things on paper", "hello", ""),
    ],
)
def test_what_asks_for_more_than_that_is_no_undoing(text: str) -> None:
    assert not asks_to_undo(text)


OLDER = {
    "en": "Undo the taxi from last week",
    "fr": "Annule le taxi de la semaine dernière",
    "ar": "تراجع عن التاكسي من الأسبوع الماضي",
}


@pytest.mark.parametrize("mode", ["engine", "down"])
@pytest.mark.parametrize("language", OLDER)
def test_what_is_not_the_last_change_is_told_where_it_can_be_undone(talker: Talker, language: str, mode: str) -> None:
    talker.say("taxi 300 DZD")
    talker.say("coffee 200 DZD")
    if mode == "down":
        talker.model.script.load({"mode": "down"})
    answer = talker.say(OLDER[language])
    assert answer["msg"].startswith(WORDS[language]["undo_another"])
    assert answer["actions"] == []
    assert [entry["deleted"] for entry in talker.entries()] == [False, False]


@pytest.mark.parametrize("language", UNDO)
def test_what_lies_before_the_latest_turns_is_told_where_it_can_be_undone(talker: Talker, language: str) -> None:
    (done,) = talker.say("taxi 300 DZD")["actions"]
    for _ in range(MOST_TURNS):
        talker.say("thank you")
    answer = talker.say(UNDO[language])
    assert answer["msg"] == WORDS[language]["undo"]
    assert [entry["deleted"] for entry in talker.entries()] == [False]
    there = talker.ask("POST", f"/api/chat/actions/{done['id']}/undo/", json={"scope": "action"})
    assert there.status_code == 200, there.text
    assert [entry["deleted"] for entry in talker.entries()] == [True]


@pytest.mark.parametrize(
    "text",
    [
        *("undo what I did on Monday", "cancel the change I made to the Transport budget", "undo the expense of 300"),
        *("annule ce que j'ai fait lundi", "supprime le changement d'hier", "ألغ ما فعلته أمس"),
    ],
)
def test_a_certain_change_is_not_taken_for_the_last_one_or_for_a_deletion(talker: Talker, text: str) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    talker.say("taxi 300 DZD")
    answer = talker.say(text)
    assert answer["actions"] == []
    assert answer["msg"] in {WORDS[code]["undo_another"] for code in WORDS}


def test_what_is_asked_beside_it_is_done(talker: Talker) -> None:
    talker.say("Undo the taxi from last week. I paid 200 DZD for a coffee.")
    assert [entry["minor"] for entry in talker.entries()] == [20_000]
