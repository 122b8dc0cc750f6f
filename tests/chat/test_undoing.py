"""What was done by talking is taken back and made anew, one thing or the whole turn."""

import pytest

from tests.chat.talking import Talker, body_of


def turned(talker: Talker, word: str, action: str, scope: str = "action") -> list[str]:
    """The statuses after undoing or redoing."""
    answered = talker.ask("POST", f"/api/chat/actions/{action}/{word}/", json={"scope": scope})
    assert answered.status_code == 200, answered.text
    return [one["status"] for one in body_of(answered)]


def test_a_whole_turn_is_taken_back(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    answer = talker.say("I paid 300 DZD for a taxi. Set Transport to 9000.")
    assert len(answer["actions"]) == 2
    assert turned(talker, "undo", answer["id"], "turn") == ["undone", "undone"]
    assert [entry["deleted"] for entry in talker.entries()] == [True]
    assert talker.budgets()["Transport"]["minor"] == 800_000
    assert turned(talker, "redo", answer["id"], "turn") == ["done", "done"]
    assert [entry["deleted"] for entry in talker.entries()] == [False]
    assert talker.budgets()["Transport"]["minor"] == 900_000


def test_a_note_is_taken_back_and_written_anew(talker: Talker) -> None:
    (action,) = talker.say("Remind me to pay the rent")["actions"]
    assert turned(talker, "undo", action["id"]) == ["undone"]
    assert talker.documents("notifications") == {}
    assert talker.documents("counters")["notifications"]["unread"] == 0
    assert turned(talker, "redo", action["id"]) == ["done"]
    (note,) = talker.documents("notifications").values()
    assert note["message"] == "Remind me to pay the rent"
    assert turned(talker, "undo", action["id"]) == ["undone"]


def test_several_notes_of_a_turn_are_taken_back_and_written_anew_together(talker: Talker) -> None:
    answer = talker.say("Remind me to pay the rent. Remind me to call the bank.")
    assert [one["tool"] for one in answer["actions"]] == ["create_notification"] * 2
    assert turned(talker, "undo", answer["id"], "turn") == ["undone", "undone"]
    assert talker.documents("notifications") == {}
    assert turned(talker, "redo", answer["id"], "turn") == ["done", "done"]
    assert len(talker.documents("notifications")) == talker.documents("counters")["notifications"]["unread"] == 2


def test_a_note_that_is_gone_is_in_the_way(talker: Talker) -> None:
    from functions.notify import service as notify
    from tests.ground import context

    (action,) = talker.say("Remind me to pay the rent")["actions"]
    (name,) = talker.documents("notifications")
    notify.remove_notification(context(talker.uid), name, lambda: (204, ""))
    answered = talker.ask("POST", f"/api/chat/actions/{action['id']}/undo/", json={"scope": "action"})
    assert (answered.status_code, body_of(answered)["code"]) == (409, "undo_blocked")


@pytest.mark.parametrize("message", ["Call me Sara", "réponds en français"])
def test_a_change_of_the_profile_is_taken_back(talker: Talker, message: str) -> None:
    before = talker.documents_of_person()
    (action,) = talker.say(message)["actions"]
    assert talker.documents_of_person() != before
    assert turned(talker, "undo", action["id"]) == ["undone"]
    assert talker.documents_of_person() == before
