"""Questions about money: computed, told with their figures, and able to be run again."""

import pytest

from functions.expenses import service as expenses
from functions.expenses.models.query import QueryAnswer, QueryPlan
from tests.chat.talking import Talker
from tests.ground import context


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("How much did I spend on Food this month?", "1500.00 DZD"),
        ("combien j'ai dépensé pour Food ce mois-ci ?", "1\u202f500,00\u00a0DZD"),
        ("كم صرفت على Food هذا الشهر؟", "DZD"),
    ],
)
def test_what_was_spent_is_computed_and_told_as_the_language_writes_it(
    talker: Talker, message: str, words: str
) -> None:
    food = talker.ground.budget(talker.uid, "Food", 500_000)
    for minor in (100_000, 50_000):
        talker.ground.spend(talker.uid, minor, food)
    talker.ground.spend(talker.uid, 77_700)
    answer = talker.say(message)
    assert words in answer["msg"]
    (source,) = answer["sources"]
    assert 1500.0 in [fact["value"] for fact in source["facts"]]
    assert len(source["ids"]) == 2
    assert sum(talker.calls().values()) <= 2


def test_the_plan_of_an_answer_can_be_run_again(talker: Talker) -> None:
    talker.ground.spend(talker.uid, 77_700)
    (source,) = talker.say("How much did I spend this month?")["sources"]
    again = expenses.run_plan(context(talker.uid), QueryPlan.model_validate(source["query"]))
    assert isinstance(again, QueryAnswer)
    assert list(again.ids) == source["ids"]


def test_a_question_that_could_mean_two_budgets_is_asked_back(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Food at home", 500_000)
    talker.ground.budget(talker.uid, "Food outside", 500_000)
    answer = talker.say("How much is left for food?")
    assert "Food at home" in answer["msg"]
    assert "Food outside" in answer["msg"]
    assert answer["sources"] == []


def test_a_figure_that_no_tool_has_computed_is_replaced_by_what_the_tool_says(talker: Talker) -> None:
    talker.ground.spend(talker.uid, 77_700)
    lie = {"body": {"text": "You spent 123456 DZD, which is 40 % more."}, "when": {"agent": "chatbot", "call": 2}}
    talker.model.script.load({"mode": "script", "queue": [lie]})
    told = talker.say("How much did I spend this month?")["msg"]
    assert "777.00 DZD" in told
    assert "123456" not in told


def test_a_figure_that_the_model_makes_up_in_small_talk_is_not_told(talker: Talker) -> None:
    talker.model.script.load({"mode": "script", "queue": [{"body": {"text": "You still have 9999 DZD!"}}]})
    assert "9999" not in talker.say("Hello!")["msg"]


def test_words_of_the_model_that_tell_only_facts_are_told(talker: Talker) -> None:
    talker.ground.spend(talker.uid, 77_700)
    words = "So far it is 777.00 DZD this month."
    talker.model.script.load(
        {"mode": "script", "queue": [{"body": {"text": words}, "when": {"agent": "chatbot", "call": 2}}]}
    )
    assert talker.say("How much did I spend this month?")["msg"] == words


def test_a_figure_that_the_coordinator_makes_up_is_not_told(talker: Talker) -> None:
    talker.ground.spend(talker.uid, 77_700)
    lie = {"body": {"text": "You may spend 99999 DZD more."}, "when": {"agent": "coordinator", "call": 2}}
    talker.model.script.load({"mode": "script", "queue": [lie]})
    told = talker.say("Plan my month")["msg"]
    assert "99999" not in told
    assert "777.00 DZD" in told


def test_a_note_with_a_made_up_figure_is_not_written(talker: Talker) -> None:
    note = {"title": "Saving", "message": "You can save 4321 DZD."}
    call = {"functionCall": {"name": "create_notification", "args": note}}
    talker.model.script.load({"mode": "script", "queue": [{"body": {"parts": [call]}}]})
    talker.say("Remind me to save")
    assert talker.documents("notifications") == {}


def test_a_note_may_tell_what_the_person_said(talker: Talker) -> None:
    note = {"title": "Rent", "message": "Pay 20000 DZD of rent on the 1st."}
    call = {"functionCall": {"name": "create_notification", "args": note}}
    talker.model.script.load({"mode": "script", "queue": [{"body": {"parts": [call]}}]})
    talker.say("Remind me to pay the rent of 20000 on the 1st")
    assert len(talker.documents("notifications")) == 1
