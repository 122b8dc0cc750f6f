"""With the model down, or this month's budget for it used up, rules answer, do the same things, and say so."""

import pytest

from functions.chat.rules.wording import WORDS
from shared.config import config
from tests.chat.talking import Talker, body_of

SAID = {name: WORDS["en"][name] for name in ("by_rules", "capped")}


@pytest.fixture
def down(talker: Talker) -> Talker:
    talker.model.script.load({"mode": "down"})
    return talker


def test_what_was_spent_is_recorded_by_rules(down: Talker) -> None:
    answer = down.say("I spent 500 DZD at a coffee shop")
    assert [entry["minor"] for entry in down.entries()] == [50_000]
    assert answer["degraded"] is True
    assert "500.00 DZD" in answer["msg"]
    assert SAID["by_rules"] in answer["msg"]


def test_questions_are_answered_by_rules(down: Talker) -> None:
    down.ground.spend(down.uid, 77_700)
    answer = down.say("How much did I spend this month?")
    assert "777.00 DZD" in answer["msg"]
    assert answer["sources"][0]["ids"]
    assert answer["degraded"] is True


def test_budgets_change_by_rules_and_deleting_still_asks(down: Talker) -> None:
    down.ground.budget(down.uid, "Groceries", 2_000_000)
    down.say("set Groceries to 25000")
    assert down.budgets()["Groceries"]["minor"] == 2_500_000
    answer = down.say("delete the Groceries budget")
    assert [action["status"] for action in answer["actions"]] == ["needs_confirmation"]
    assert answer["actions"][0]["summary"] in answer["msg"]
    assert down.budgets()["Groceries"]["deleted_at"] is None


def test_a_task_of_many_steps_gets_an_overview(down: Talker) -> None:
    down.ground.spend(down.uid, 77_700)
    assert "777.00 DZD" in down.say("Plan my month")["msg"]


@pytest.mark.parametrize("message", ["Hello!", "zzz zzz"])
def test_small_talk_and_riddles_are_answered_too(down: Talker, message: str) -> None:
    assert SAID["by_rules"] in down.say(message)["msg"]


def test_it_says_so_in_the_language_of_the_message(down: Talker) -> None:
    assert WORDS["fr"]["by_rules"] in down.say("J'ai dépensé 1 200 DA au marché")["msg"]


def test_a_model_that_breaks_off_after_a_tool_changes_nothing_twice(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Groceries", 2_000_000)
    talker.model.script.load(
        {"mode": "script", "queue": [{"status": 500, "times": "always", "when": {"agent": "chatbot", "call": 2}}]}
    )
    answer = talker.say("I paid 300 DZD for a taxi. Show my budgets")
    assert len(talker.entries()) == 1
    assert "300.00 DZD" in answer["msg"]
    assert "Groceries" in answer["msg"]


def test_a_used_up_month_asks_no_model(talker: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONTHLY_COST_CAP_USD", "0")
    config.cache_clear()
    answer = talker.say("taxi 300 DZD")
    assert SAID["capped"] in answer["msg"]
    assert answer["degraded"] is True
    assert len(talker.entries()) == 1
    assert dict(talker.calls()) == {}


def test_what_a_turn_used_is_counted(talker: Talker) -> None:
    talker.say("taxi 300 DZD")
    told = body_of(talker.ask("GET", "/api/chat/usage/"))
    assert told["tokens"] > 0
    assert told["cost_usd"] > 0


def test_an_expense_that_its_agent_could_not_read_is_read_by_rules_and_says_so(talker: Talker) -> None:
    talker.model.script.load(
        {"mode": "script", "queue": [{"status": 500, "times": "always", "when": {"agent": "expense_manager"}}]}
    )
    answer = talker.say("taxi 300 DZD")
    assert answer["degraded"] is True
    assert SAID["by_rules"] in answer["msg"]
    assert [entry["minor"] for entry in talker.entries()] == [30_000]


def test_what_is_confirmed_once_the_month_is_used_up_is_done_without_a_model(
    talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    (action,) = talker.say("I spent 300000 DZD on a sofa")["actions"]
    assert action["status"] == "needs_confirmation"
    monkeypatch.setenv("MONTHLY_COST_CAP_USD", "0")
    config.cache_clear()
    before = dict(talker.calls())
    confirmed = talker.ask("POST", f"/api/chat/actions/{action['id']}/confirm/", json={"confirm": True})
    assert confirmed.status_code == 200, confirmed.text
    assert [entry["minor"] for entry in talker.entries()] == [30_000_000]
    assert dict(talker.calls()) == before
