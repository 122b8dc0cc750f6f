"""Each denial of the gate and the spend of each turn leave one line for operators, without a word of anybody."""

import io

from functions.journal import service as journal
from shared import logs
from shared.clock import system_clock
from tests.chat.talking import Talker
from tests.log_lines import events, written

__all__ = ["written"]


def calling(name: str, **arguments: object) -> dict[str, object]:
    """An answer of the model that is this call."""
    return {"body": {"parts": [{"functionCall": {"name": name, "args": arguments}}]}, "when": {"agent": "chatbot"}}


def test_the_spend_of_a_turn_is_logged_once_and_is_what_counts_for_the_month(
    talker: Talker, written: io.StringIO
) -> None:
    talker.say("hello")
    (line,) = events(written, "model_spend")
    kept = journal.spending(talker.uid, system_clock())
    assert (line["tokens"], line["micros"]) == (kept.tokens, kept.micros)
    assert line["micros"] > 0
    assert line["user"] == logs.who(talker.uid)


def test_a_turn_that_no_model_answered_logs_no_spend(talker: Talker, written: io.StringIO) -> None:
    talker.model.script.load({"mode": "down"})
    talker.say("hello")
    assert events(written, "model_spend") == []


def test_a_denial_is_logged_with_agent_tool_and_reason_and_nothing_that_was_said(
    talker: Talker, written: io.StringIO
) -> None:
    calls = [calling("update_budget", budget_id="bud_canary", amount=amount) for amount in ("77712", "canary")]
    talker.model.script.load({"mode": "script", "queue": calls})
    talker.say("set canary to 77712")
    lines = events(written, "gate_denied")
    assert [(one["agent"], one["tool"], one["reason"]) for one in lines] == [
        ("chatbot", "update_budget", "not_yours"),
        ("chatbot", "update_budget", "not_allowed"),
    ]
    assert {one["user"] for one in lines} == {logs.who(talker.uid)}
    assert "canary" not in written.getvalue()
    assert "77712" not in written.getvalue()
    assert talker.uid not in written.getvalue()
