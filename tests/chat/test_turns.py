"""One turn at a time: nobody's words interleave, nothing is left half done, and nothing is done twice."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.chat.service import answering, locking
from functions.chat.service.permits import Permit
from shared.errors import Unavailable
from shared.gcp.firestore import user
from tests.chat.talking import Talker, body_of

Breaks = Callable[..., AbstractContextManager[None]]
SLOW = {"body": {"text": "Good morning."}, "delay_ms": 1500, "when": {"agent": "chatbot", "call": 1}}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Breaks:
    """`with broken("completed"):` has steps of answering fail as nobody foresaw."""

    def fails(*_: Any) -> Any:
        raise RuntimeError("broken")

    @contextmanager
    def breaks(*steps: str) -> Iterator[None]:
        with monkeypatch.context() as patch:
            for step in steps:
                patch.setattr(answering, step, fails)
            yield

    return breaks


def test_a_second_message_is_refused_while_the_first_is_answered(
    talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "WAITS_S", 0.2)
    talker.model.script.load({"mode": "script", "queue": [SLOW]})
    first: list[Any] = []
    running = threading.Thread(target=lambda: first.append(talker.send("Hello!")))
    running.start()
    talker.wait_until_locked()
    second = talker.send("Thanks")
    running.join()
    assert (second.status_code, body_of(second)["code"]) == (409, "in_progress")
    assert second.headers["Retry-After"] == "1"
    assert first[0].status_code == 200
    assert [one["msg"] for one in talker.messages() if one["role"] == "user"] == ["Hello!"]


def test_a_second_message_waits_for_the_first(talker: Talker) -> None:
    talker.model.script.load({"mode": "script", "queue": [SLOW]})
    running = threading.Thread(target=talker.send, args=("Hello!",))
    running.start()
    talker.wait_until_locked()
    assert talker.send("Thanks").status_code == 200
    running.join()
    assert [one["role"] for one in talker.messages()] == ["user", "model", "user", "model"]
    assert [one["msg"] for one in talker.messages()][::2] == ["Hello!", "Thanks"]


def test_many_at_once_never_interleave(talker: Talker) -> None:
    said = [f"taxi {number}00 DZD" for number in range(1, 6)]
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda msg=msg: statuses.append(talker.send(msg).status_code)) for msg in said]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert set(statuses) <= {200, 409}
    done = statuses.count(200)
    rows = talker.messages()
    assert len(rows) == 2 * done
    for asked, told in zip(rows[::2], rows[1::2], strict=True):
        amount = asked["msg"].split()[1]
        assert (asked["role"], told["role"]) == ("user", "model")
        assert f"{amount}.00 DZD" in told["msg"]
    assert len(talker.entries()) == done


def test_the_lock_of_a_turn_that_died_ends_by_itself(talker: Talker) -> None:
    talker.say("Hello!")
    long_ago = datetime.now(UTC) - timedelta(seconds=1)
    lock = {"turn_id": "msg_dead", "request": "other", "until": long_ago}
    user(talker.uid).collection("chat").document("conversation").update({"lock": lock})
    assert talker.send("Thanks").status_code == 200


def test_a_turn_that_fails_leaves_no_message_without_an_answer(talker: Talker, broken: Breaks) -> None:
    with broken("vetted", "completed"):
        assert talker.send("Hello!").status_code == 500
    assert talker.messages() == []
    assert talker.conversation()["lock"] is None
    assert talker.conversation()["window"] == []
    assert talker.send("Hello!").status_code == 200


def test_a_repetition_after_a_failure_goes_on_under_the_same_turn_and_does_nothing_twice(
    talker: Talker, broken: Breaks
) -> None:
    with broken("completed"):
        failed = talker.send("taxi 300 DZD", **{"Idempotency-Key": "one"})
    assert failed.status_code == 500
    assert len(talker.entries()) == 1
    answer = talker.say("taxi 300 DZD", **{"Idempotency-Key": "one"})
    assert len(talker.entries()) == 1
    (action,) = answer["actions"]
    assert (action["tool"], action["turn_id"]) == ("record_expense", answer["id"])
    assert "300.00 DZD" in answer["msg"]
    assert talker.conversation()["unfinished"] == {}


def test_a_repetition_tells_what_its_first_try_did_whatever_it_does_itself(talker: Talker, broken: Breaks) -> None:
    with broken("completed"):
        talker.send("taxi 300 DZD", **{"Idempotency-Key": "one"})
    talker.model.script.load({"mode": "script", "queue": [{"body": {"text": "Hello!"}}]})
    answer = talker.say("taxi 300 DZD", **{"Idempotency-Key": "one"})
    assert [(one["tool"], one["status"]) for one in answer["actions"]] == [("record_expense", "done")]


def test_what_was_done_without_an_answer_of_the_store_is_told_all_the_same(
    talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: Permit) -> bool:
        raise Unavailable("The store cannot be reached at the moment.")

    monkeypatch.setattr(Permit, "is_committed", unreadable)
    answer = talker.say("taxi 300 DZD")
    assert len(talker.entries()) == 1
    assert [(one["tool"], one["status"]) for one in answer["actions"]] == [("record_expense", "done")]


def test_the_same_key_gives_the_same_answer(talker: Talker) -> None:
    first = talker.send("taxi 300 DZD", **{"Idempotency-Key": "one"})
    again = talker.send("taxi 300 DZD", **{"Idempotency-Key": "one"})
    assert again.text == first.text
    assert again.headers["Idempotent-Replay"] == "true"
    assert len(talker.entries()) == 1
    assert len(talker.messages()) == 2


def test_the_profile_is_read_anew_for_each_turn(talker: Talker) -> None:
    talker.say("Hello!")
    talker.set_profile(monthly_income=4_200_000)
    talker.say("Hello!")
    seen = [json.loads(facts) for facts in talker.facts_seen()]
    assert "monthly_income" not in seen[0]["profile"]
    assert seen[1]["profile"]["monthly_income"] == "42000.00"


def test_a_model_is_told_the_last_ten_turns_from_a_users_turn_on_and_a_line_of_older_ones(talker: Talker) -> None:
    for number in range(1, 13):
        talker.say(f"taxi {number}00 DZD")
    (body,) = talker.bodies_seen()[-1:]
    contents = body["contents"]
    assert contents[0]["role"] == "user"
    assert [one["role"] for one in contents] == ["user", "model"] * 10 + ["user"]
    facts = json.loads(talker.facts_seen()[-1])
    assert facts["earlier"].startswith("taxi 100 DZD → ")
    assert "FACTS" not in json.dumps(contents[:-1])
