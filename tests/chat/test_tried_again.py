"""A turn that is tried again after a crash may go another way: what its first try did is not done twice by other calls.

The crash is between the commit of the tool and that of the turn, and the request is sent again with its key.
"""

from typing import Any

import pytest

from functions.chat.rules.wording import WORDS
from functions.chat.service import answering
from functions.journal import service as journal
from tests.chat.talking import Talker

TAXI = "I paid 300 DZD for a taxi"
BOTH = "I paid 300 DZD for a taxi and 300 DZD for a coffee"
Calls = list[tuple[str, str, dict[str, Any]]]


def directly(message: str) -> Calls:
    return [("chatbot", "record_expense", {"message": message})]


def by_a_specialist(message: str) -> Calls:
    handed = ("chatbot", "call_main_coordinator", {"message": message})
    return [handed, ("coordinator", "call_expense_manager", {"message": message})]


def scripted(talker: Talker, calls: Calls) -> None:
    """Each agent makes these calls in its first answer, and then only talks."""
    queue: list[dict[str, Any]] = []
    for agent in ("coordinator", "chatbot"):
        parts = [{"functionCall": {"name": name, "args": args}} for who, name, args in calls if who == agent]
        if parts:
            queue.append({"body": {"parts": parts}, "when": {"agent": agent}})
            queue.append({"body": {"text": "Done."}, "when": {"agent": agent}})
    talker.model.script.load({"mode": "script", "queue": queue})


def crashed(talker: Talker, monkeypatch: pytest.MonkeyPatch, message: str, calls: Calls) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    scripted(talker, calls)
    with monkeypatch.context() as patch:
        patch.setattr(answering, "completed", broken)
        assert talker.send(message, **{"Idempotency-Key": "one"}).status_code == 500


def again(talker: Talker, message: str, calls: Calls | None) -> dict[str, Any]:
    """The same request once more; without calls the model is down, and rules answer."""
    if calls is None:
        talker.model.script.load({"mode": "down"})
    else:
        scripted(talker, calls)
    return talker.say(message, **{"Idempotency-Key": "one"})


def recorded(talker: Talker) -> list[int]:
    return [entry["minor"] for entry in talker.entries()]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (directly(TAXI), by_a_specialist(TAXI)),
        (by_a_specialist(TAXI), directly(TAXI)),
        (directly(TAXI), directly("300 DZD for a taxi")),
        (by_a_specialist(TAXI), None),
    ],
    ids=["by a specialist", "by its own tool", "in other words", "by rules"],
)
def test_the_same_money_is_recorded_once_whichever_way_it_goes(
    talker: Talker, monkeypatch: pytest.MonkeyPatch, first: Calls, second: Calls | None
) -> None:
    crashed(talker, monkeypatch, TAXI, first)
    assert recorded(talker) == [30_000]
    answer = again(talker, TAXI, second)
    assert recorded(talker) == [30_000]
    (done,) = [one for one in journal.list_actions(talker.uid) if one.changes]
    assert [one["id"] for one in answer["actions"]] == [done.id]
    rows = [row for row in journal.audit_trail(talker.uid) if row["tool"] != "call_main_coordinator"]
    assert [row["outcome"] for row in rows] == ["committed", "done_before"]
    assert journal.tampering(talker.uid) == []


def test_what_a_first_try_did_not_come_to_is_done_by_the_second(
    talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(talker, monkeypatch, BOTH, directly("300 DZD for a taxi"))
    again(talker, BOTH, by_a_specialist("300 DZD for a coffee"))
    assert recorded(talker) == [30_000, 30_000]


def test_words_of_which_a_part_was_recorded_are_not_recorded_as_a_whole(
    talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(talker, monkeypatch, BOTH, directly("300 DZD for a taxi"))
    answer = again(talker, BOTH, None)
    assert recorded(talker) == [30_000]
    assert WORDS["en"]["rest_not_done"] in answer["msg"]
    talker.say("300 DZD for a coffee")
    assert recorded(talker) == [30_000, 30_000]


def test_the_same_words_in_another_turn_are_recorded_again(talker: Talker) -> None:
    talker.say(TAXI)
    talker.say(TAXI)
    assert recorded(talker) == [30_000, 30_000]


def test_a_budget_is_raised_once_however_the_amount_is_written(talker: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    budget, message = talker.ground.budget(talker.uid, "Transport", 800_000), "Raise Transport by 1000 DZD"
    raised = {"budget_id": budget.id, "amount": "1000", "change": "up_by"}
    crashed(talker, monkeypatch, message, [("chatbot", "update_budget", raised)])
    again(talker, message, [("chatbot", "update_budget", {**raised, "currency": "DZD"})])
    assert talker.budgets()["Transport"]["minor"] == 900_000


def test_a_new_budget_is_told_to_be_there_and_not_to_be_refused(
    talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, pets = "Create a budget Pets of 5000 DZD", {"title": "Pets", "amount": "5000"}
    crashed(talker, monkeypatch, message, [("chatbot", "create_budget", pets)])
    again(talker, message, [("chatbot", "create_budget", {**pets, "currency": "DZD"})])
    assert [row["outcome"] for row in journal.audit_trail(talker.uid)] == ["committed", "done_before"]


def test_what_waits_for_the_person_waits_once(talker: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    dear = "I paid 900000 DZD for a car"
    crashed(talker, monkeypatch, dear, directly(dear))
    answer = again(talker, dear, by_a_specialist(dear))
    (waiting,) = [one for one in journal.list_actions(talker.uid) if one.status == "needs_confirmation"]
    assert [one["id"] for one in answer["actions"]] == [waiting.id]
    assert waiting.summary in answer["msg"]
