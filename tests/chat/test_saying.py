"""A message becomes a change or an answer."""

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
    assert sum(talker.calls().values()) <= 2
