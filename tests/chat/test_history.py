"""Looking back: clean words, in pages from the latest backwards, and starting anew."""

import json
from typing import Any

import pytest

from tests.chat.talking import Talker


def history(talker: Talker, path: str = "/api/chat/history/") -> tuple[list[dict[str, Any]], str | None]:
    """A page, and the path of the next one."""
    answered = talker.ask("GET", path)
    assert answered.status_code == 200, answered.text
    link = answered.headers.get("Link")
    return json.loads(answered.text), link.partition(">")[0].lstrip("<") if link else None


def test_each_page_is_oldest_first_and_the_first_page_is_the_latest(talker: Talker) -> None:
    said = ["Hello!", "Thanks", "What can you do", "Goodbye"]
    for msg in said:
        talker.say(msg)
    latest, following = history(talker, "/api/chat/history/?limit=4")
    assert [one["msg"] for one in latest if one["role"] == "user"] == said[2:]
    assert [one["role"] for one in latest] == ["user", "model", "user", "model"]
    assert following is not None
    older, end = history(talker, following)
    assert [one["msg"] for one in older if one["role"] == "user"] == said[:2]
    assert end is None


def test_history_holds_text_and_names_of_actions_but_nothing_that_the_model_was_told(talker: Talker) -> None:
    talker.set_profile(monthly_income=7_777_700, ai_summary="likes trains")
    talker.ground.budget(talker.uid, "Secret Garden", 100_000)
    answer = talker.say("taxi 300 DZD")
    page, _ = history(talker)
    assert [set(one) for one in page] == [{"id", "role", "msg", "created_at", "actions", "sources"}] * 2
    assert page[0]["msg"] == "taxi 300 DZD"
    assert page[1]["msg"] == answer["msg"]
    assert page[1]["actions"] == [answer["actions"][0]["id"]]
    told = json.dumps(page)
    for inside in ("FACTS", "UNTRUSTED", "77777", "likes trains", "Secret Garden", "functionCall", "record_expense"):
        assert inside not in told


def test_a_cursor_that_is_not_of_this_list_is_refused(talker: Talker) -> None:
    assert talker.ask("GET", "/api/chat/history/?cursor=abc").status_code == 400


def test_a_reset_forgets_the_words_and_keeps_what_was_done(talker: Talker) -> None:
    talker.say("taxi 300 DZD")
    answered = talker.ask("POST", "/api/chat/reset/")
    assert (answered.status_code, answered.json) == (200, {"message": "Chat history cleared successfully"})
    assert history(talker) == ([], None)
    assert talker.conversation()["window"] == []
    assert len(talker.entries()) == 1
    assert talker.say("Hello!")["msg"]


def test_a_reset_of_many_messages_takes_several_commits(talker: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    from functions.chat.service import history as service

    for msg in ("Hello!", "Thanks", "Goodbye"):
        talker.say(msg)
    monkeypatch.setattr(service, "_AT_ONCE", 4)
    assert talker.ask("POST", "/api/chat/reset/").status_code == 200
    assert talker.documents("messages") == {}


def test_another_person_sees_none_of_it(talker: Talker) -> None:
    talker.say("taxi 300 DZD")
    talker.uid = talker.ground.person()
    assert history(talker) == ([], None)
