"""Bugs that are planted one at a time are found by a seed that is known; docs/simulation.md tells by which."""

import re
from pathlib import Path

import pytest

from tests.simulation.operations import plan_of
from tests.simulation.planted import PLANTED
from tests.simulation.report import told
from tests.simulation.run import Outcome, run
from tests.simulation.stage import Stage, kinds, staged

# The first seed that finds each; tried first, so that the search is only made when the simulation changed.
FIRST: dict[str, int] = {
    "bare_increment": 1,
    "float_in_a_sum": 0,
    "no_ownership_check": 0,
    "outbox_after_the_commit": 1,
    "marker_in_another_commit": 1,
    "contention_not_mapped": 0,
    "expiry_left_to_ttl": 9,
    "period_in_utc": 6,
    "if_match_ignored": 49,
    "alert_on_each_expense": 1,
    "undo_run_twice": 1,
    "total_read_before_it_is_written": 4,
    "key_checked_but_not_committed": 1,
    "nothing_is_swept": 0,
    "key_names_what_it_makes": 9,
    "edited_is_rebalanced": 1,
    "pinned_is_rebalanced": 16,
    "edit_is_not_absorbed": 2,
    "rebalanced_below_spent": 1,
    "stale_event_is_believed": 2,
    "half_a_turn_is_undone": 6,
    "undone_receipt_waits_again": 14,
    "taint_ends_with_the_turn": 147,
    "own_words_are_not_checked": 2,
    "chat_undoes_twice": 25,
    "confirmation_has_no_end": 2,
    "confirmation_counts_again": 1,
    "day_is_not_counted": 118,
    "audit_row_of_its_own": 1,
    "anybody_takes_the_conversation": 5,
    "confirmation_names_the_tool_alone": 11,
    "confirmation_takes_what_waits": 1,
    "stream_forgets_its_key": 38,
    "reset_keeps_what_is_remembered": 16,
    "reset_declines_what_waits": 16,
    "receipt_taints_nothing": 134,
    "former_tries_are_not_told": 13,
    "allowance_is_not_asked": 1,
    "spend_is_lost": 347,
    "spend_counts_twice": 0,
    "notes_are_counted_apart": 1177,
}
MOST = 1000
PAGE = Path(__file__).parents[2] / "docs" / "simulation.md"


def first_to_find(stage: Stage, name: str) -> Outcome | None:
    """The run that finds the bug: of the seed that is known for it, else of the first of a thousand."""
    for seed in (FIRST[name], *range(MOST)):
        outcome = run(stage, plan_of(seed, kinds()))
        if outcome.found:
            return outcome
    return None


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_bug_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with staged() as stage:
        with monkeypatch.context() as patch:
            PLANTED[name](patch)
            outcome = first_to_find(stage, name)
            assert outcome is not None, f"{name} was not found by {MOST} seeds"
        assert not run(stage, outcome.plan).found, "found without the bug as well"


def test_the_page_tells_which_seed_found_each() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert FIRST.keys() == PLANTED.keys()
    for name, seed in FIRST.items():
        assert f"| `{name}` | {seed} |" in page


def test_a_failure_is_told_with_its_seed_a_short_history_and_how_to_replay_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with staged() as stage, monkeypatch.context() as patch:
        PLANTED["period_in_utc"](patch)
        outcome = first_to_find(stage, "period_in_utc")
        assert outcome is not None
        report = told(stage, outcome)
    seed = outcome.plan.seed
    assert report.startswith(f"seed {seed}, step ")
    operations = len(outcome.plan.operations)
    few = re.search(rf"shrunk from {operations} operations to (\d+), there: ", report)
    assert few is not None
    assert int(few[1]) <= 3 < operations
    assert "the last 20 events" in report
    assert report.endswith(f"replay: make simulate SEEDS={seed}")
