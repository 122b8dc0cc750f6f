"""What the interview's agent uses counts for the month as chat does, and what it tries is in the audit trail."""

import io
from decimal import Decimal

import pytest

from dev.gemini.server import GeminiServer
from functions.journal import service as journal
from shared.clock import system_clock
from shared.config import config
from tests.log_lines import events, written
from tests.onboarding.people import FINISHED, Newcomer
from tests.onboarding.scripts import amount, calls, finish, says, script
from tests.onboarding.test_agent import QUESTIONS

__all__ = ["written"]


def tokens(newcomer: Newcomer) -> int:
    return journal.spending(newcomer.uid, system_clock()).tokens


def test_each_answer_counts_what_the_agent_used_and_says_so_once(
    server: GeminiServer, newcomer: Newcomer, written: io.StringIO
) -> None:
    script(server, *map(says, QUESTIONS))
    newcomer.question()
    assert tokens(newcomer) == 0
    newcomer.say("Algiers")
    first = tokens(newcomer)
    newcomer.say("85k")
    assert 0 < first < tokens(newcomer)
    lines = events(written, "model_spend")
    assert [line["agent"] for line in lines] == ["onboarding", "onboarding"]
    assert sum(line["tokens"] for line in lines) == tokens(newcomer)


def test_once_the_month_is_used_up_the_form_asks(
    server: GeminiServer, newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONTHLY_COST_CAP_USD", "0")
    config.cache_clear()
    script(server, *map(says, QUESTIONS))
    newcomer.answer_all(["Algiers", "85 000 DA par mois"])
    assert calls(server) == 0
    assert newcomer.interview["questions"][-1]["asker"] == "form"


def test_an_answer_that_was_slower_than_another_counts_all_the_same(
    server: GeminiServer, newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch, written: io.StringIO
) -> None:
    from functions.onboarding.service import asking

    script(server, *map(says, QUESTIONS))
    newcomer.question()
    real, place = asking.ask_agent, "functions.onboarding.service.interviewing.ask_agent"

    def meanwhile(*given: object) -> object:
        monkeypatch.setattr(place, real)
        asked = real(*given)  # type: ignore[arg-type]
        newcomer.say("Oran")
        return asked

    monkeypatch.setattr(place, meanwhile)
    answered = newcomer.ask("POST", body={"answer": "Algiers"})
    assert answered.status_code == 409
    assert calls(server) == 2
    lines = events(written, "model_spend")
    assert len(lines) == 2
    assert tokens(newcomer) == sum(line["tokens"] for line in lines)


def test_the_end_is_an_audit_row_with_its_action_and_what_it_cost(server: GeminiServer, newcomer: Newcomer) -> None:
    told = finish(
        monthly_income=amount("85000"),
        personal_info={"preferred_currency": None, "location_context": "Algiers", "language": "en"},
        user_ai_preferences={"risk_preference": None, "tone": None, "style": None},
        extra_info={"goals": [], "budget_categories": [], "budget_minimums": []},
        ai_summary="Earns 85000 DZD.",
    )
    script(server, *map(says, QUESTIONS[:4]), says(told))
    newcomer.answer_all(["Algiers", "85 000 DA", None, None])
    assert newcomer.say(["Food"]) == FINISHED
    (row,) = journal.audit_trail(newcomer.uid)
    assert (row["agent"], row["tool"]) == ("onboarding", "finish_onboarding_and_save_info")
    assert (row["decision"], row["outcome"]) == ("allow", "committed")
    action = journal.get_action(newcomer.uid, row["action_id"])
    assert (action.agent, action.status) == ("onboarding", "done")
    assert action.input_tokens
    assert isinstance(action.cost_usd, Decimal)
    assert journal.tampering(newcomer.uid) == []


def test_an_end_that_comes_too_early_is_a_denial_in_the_trail_and_in_the_log(
    server: GeminiServer, newcomer: Newcomer, written: io.StringIO
) -> None:
    nothing = finish(
        personal_info={"preferred_currency": None, "location_context": None, "language": None},
        user_ai_preferences={"risk_preference": None, "tone": None, "style": None},
        extra_info={"goals": [], "budget_categories": [], "budget_minimums": []},
        ai_summary="",
    )
    script(server, says(nothing), says(QUESTIONS[0]))
    newcomer.question()
    newcomer.say("Algiers")
    (row,) = journal.audit_trail(newcomer.uid)
    assert (row["decision"], row["reasons"], row["outcome"]) == ("deny", ["too_early"], "refused")
    (line,) = events(written, "gate_denied")
    assert (line["agent"], line["tool"], line["reason"]) == (
        "onboarding",
        "finish_onboarding_and_save_info",
        "too_early",
    )
