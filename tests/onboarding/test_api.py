"""What the routes take and refuse, and that each step is taken once."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from functions.onboarding.rules.form import TEXTS
from shared.gcp.firestore import user
from tests.onboarding.people import FINISHED, Newcomer, told
from tests.onboarding.scripts import ask, calls, says, script
from tests.racing import race, same

RESET = "/api/onboarding/reset/"


@pytest.mark.usefixtures("no_model")
class TestAnswers:
    def test_before_the_first_question_there_is_nothing_to_answer(self, newcomer: Newcomer) -> None:
        assert newcomer.refused({"answer": "Algiers"}) == "not_started"
        assert newcomer.refused({"skip": True}) == "not_started"
        assert newcomer.refused({"back": True}) == "not_started"

    def test_the_pending_question_is_the_same_until_it_is_answered(self, newcomer: Newcomer) -> None:
        first = newcomer.question()
        assert newcomer.profile["onboarding_status"] == "in_progress"
        assert newcomer.question() == first
        assert newcomer.say("Algiers") != first
        assert newcomer.question() == newcomer.question() != first

    @pytest.mark.parametrize(
        "body",
        [
            {}, {"answer": ""}, {"answer": "  \n"}, {"answer": []}, {"answer": ["Algiers"]}, {"answer": 85000},
            {"answer": None}, {"answer": True}, {"answer": {"a": "b"}}, {"answer": "x" * 1001}, {"answer": "a\x00b"},
            {"skip": None}, {"answer": "Algiers", "skip": True}, {"skip": True, "back": True}, {"back": True},
        ],
        ids=str,
    )  # fmt: skip
    def test_what_is_no_answer_to_words_is_refused_and_changes_nothing(self, newcomer: Newcomer, body: Any) -> None:
        first = newcomer.question()
        assert newcomer.refused(body) == "invalid_answer"
        assert newcomer.question() == first

    def test_half_a_character_is_no_answer(self, newcomer: Newcomer) -> None:
        newcomer.question()
        from functions.onboarding.api import app

        sent = app.test_client().post("/api/onboarding/", data=b'{"answer":"\\ud800"}', content_type="application/json")
        assert (sent.status_code, sent.get_json()["code"]) == (400, "invalid_answer")

    @pytest.mark.parametrize("body", [{"answer": "x", "uid": "y"}, {"step": 1}, {"skip": False}, {"back": "yes"}])
    def test_unknown_and_mistyped_fields_are_refused(self, newcomer: Newcomer, body: Any) -> None:
        newcomer.question()
        assert newcomer.refused(body) in {"unknown_field", "invalid_field"}

    def test_options_are_checked(self, newcomer: Newcomer) -> None:
        newcomer.answer_all(["Algiers", "85 000", "none", "none"])
        for wrong in ("Groceries", [], ["Yachts"], ["Groceries", "groceries "], [1], [["Groceries"]], [None]):
            assert newcomer.refused({"answer": wrong}) == "invalid_answer", wrong
        newcomer.say(["leisure", " GROCERIES"])
        assert newcomer.interview["answers"][-1] == {"values": ["Groceries", "Leisure"]}
        newcomer.say("a car")
        for wrong in ("", "Wild", ["Carefully: safety first"], "Carefully"):
            assert newcomer.refused({"answer": wrong}) == "invalid_answer", wrong
        assert newcomer.say("carefully:  SAFETY first") == FINISHED

    def test_back_may_go_to_the_first_question_and_no_further(self, newcomer: Newcomer) -> None:
        first = newcomer.question()
        newcomer.say("Algiers")
        newcomer.skip()
        assert newcomer.back()["question"] == TEXTS["income"]["en"]
        assert newcomer.back() == first
        assert newcomer.refused({"back": True}) == "invalid_answer"
        assert newcomer.say("Oran")["question"] == TEXTS["income"]["en"]

    def test_after_the_end_there_is_no_question(self, newcomer: Newcomer) -> None:
        newcomer.answer_all([None] * 7)
        assert newcomer.refused({"answer": "x"}) == "already_completed"
        answered = newcomer.ask("GET")
        assert (answered.status_code, json.loads(answered.text)["code"]) == (400, "already_completed")

    def test_the_slash_at_the_end_may_be_left_out(self, newcomer: Newcomer) -> None:
        assert told(newcomer.ask("GET", "/api/onboarding")) == newcomer.question()

    def test_sign_in_is_needed(self, newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.undo()
        for method, path in (("GET", "/api/onboarding/"), ("POST", "/api/onboarding/"), ("POST", RESET)):
            assert newcomer.ask(method, path, {} if method == "POST" else None).status_code == 401

    def test_two_people_have_two_interviews(self, newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
        newcomer.question()
        newcomer.say("Algiers")
        other = Newcomer(newcomer.ground, monkeypatch)
        assert other.refused({"answer": "x"}) == "not_started"
        assert other.question()["step"] == 1


@pytest.mark.usefixtures("no_model")
class TestReset:
    def test_it_forgets_the_interview_and_begins_anew(self, newcomer: Newcomer) -> None:
        newcomer.question()
        newcomer.say("Algiers")
        assert set(told(newcomer.ask("POST", RESET))) == {"detail"}
        assert (newcomer.interview, newcomer.profile["onboarding_status"]) == (None, "not_started")
        assert newcomer.refused({"answer": "x"}) == "not_started"
        assert newcomer.question()["step"] == 1

    def test_facts_that_were_learned_stay_and_the_end_is_told_again(self, newcomer: Newcomer) -> None:
        newcomer.answer_all(["Algiers", "85 000 DA", *[None] * 5])
        newcomer.ask("POST", RESET)
        assert newcomer.profile["monthly_income"] == 8_500_000
        newcomer.answer_all([None] * 7)
        assert newcomer.profile["monthly_income"] == 8_500_000
        assert len(newcomer.ground.of_type("onboarding.completed")) == 2
        budgets = newcomer.budgets()
        assert len(budgets) == len(set(budgets))

    def test_where_there_is_nothing_to_forget_nothing_is_written(self, newcomer: Newcomer) -> None:
        before = user(newcomer.uid).get().update_time
        assert newcomer.ask("POST", RESET).status_code == 200
        assert user(newcomer.uid).get().update_time == before

    def test_undoing_what_was_saved_opens_the_interview_again(self, newcomer: Newcomer) -> None:
        from functions.journal import service as journal
        from functions.users import service as users
        from tests.ground import context

        newcomer.answer_all(["Algiers", "85 000 DA", *[None] * 5])
        (action,) = journal.list_actions(newcomer.uid)
        assert action.agent == "onboarding"
        journal.undo(context(newcomer.uid), action.id, "action", {"profile": users.apply_change})
        assert newcomer.profile["monthly_income"] is None
        assert newcomer.question()["step"] == 1


@pytest.mark.usefixtures("no_model")
class TestRepetitions:
    def test_an_answer_with_a_key_is_taken_once(self, newcomer: Newcomer) -> None:
        newcomer.question()
        key = {"Idempotency-Key": "k"}
        first = newcomer.ask("POST", body={"answer": "Algiers"}, **key)
        again = newcomer.ask("POST", body={"answer": "Algiers"}, **key)
        assert same(first) == same(again)
        assert again.headers["Idempotent-Replay"] == "true"
        assert len(newcomer.interview["answers"]) == 1
        assert newcomer.ask("POST", body={"answer": "Oran"}, **key).status_code == 422

    def test_the_end_with_a_key_is_replayed_and_its_event_sent_once(self, newcomer: Newcomer) -> None:
        newcomer.answer_all([None] * 6)
        key = {"Idempotency-Key": "k"}
        assert told(newcomer.ask("POST", body={"skip": True}, **key)) == FINISHED
        assert told(newcomer.ask("POST", body={"skip": True}, **key)) == FINISHED
        assert len(newcomer.ground.of_type("onboarding.completed")) == 1

    def test_many_of_one_request_at_once_are_one(self, newcomer: Newcomer) -> None:
        newcomer.question()
        key = {"Idempotency-Key": "k"}
        race(lambda: newcomer.ask("POST", body={"answer": "Algiers"}, **key), 12)
        assert len(newcomer.interview["answers"]) == 1

    def test_two_first_questions_at_once_begin_one_interview(self, newcomer: Newcomer) -> None:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: told(newcomer.ask("GET")), range(8)))
        assert all(one == found[0] for one in found)


def test_of_two_answers_at_once_one_wins_and_the_other_is_told(server: GeminiServer, newcomer: Newcomer) -> None:
    slow = {"delay_ms": 400, "when": {"agent": "onboarding"}, "times": 2}
    script(server, slow | says(ask("What do you earn?", "income")))
    newcomer.question()
    begin = threading.Barrier(2)

    def answer(words: str) -> Any:
        begin.wait()
        return newcomer.ask("POST", body={"answer": words})

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(answer, ("Algiers", "Oran")))
    assert sorted(one.status_code for one in answers) == [200, 409]
    lost = next(one for one in answers if one.status_code == 409)
    assert json.loads(lost.text)["code"] == "conflict"
    assert lost.headers["Retry-After"]
    assert len(newcomer.interview["answers"]) == 1


def test_a_repetition_does_not_ask_the_model_while_the_first_one_is_at_work(
    server: GeminiServer, newcomer: Newcomer
) -> None:
    script(server, {"delay_ms": 800} | says(ask("What do you earn?", "income")))
    newcomer.question()
    key = {"Idempotency-Key": "k"}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: newcomer.ask("POST", body={"answer": "Algiers"}, **key), range(4)))
    assert sorted({one.status_code for one in answers}) == [200, 409]
    assert {json.loads(one.text)["code"] for one in answers if one.status_code == 409} == {"in_progress"}
    assert calls(server) == 1


def test_reading_and_going_back_and_beginning_anew_ask_no_model(server: GeminiServer, newcomer: Newcomer) -> None:
    script(server, says(ask("What do you earn?", "income")))
    newcomer.question()
    newcomer.say("Algiers")
    newcomer.question()
    newcomer.back()
    newcomer.ask("POST", RESET)
    newcomer.question()
    assert calls(server) == 1
