"""What the assistant proposes to delete goes at one word of the person, whatever happened since, and comes back."""

import pytest

from dev.gemini.server import GeminiServer
from functions.budget import service as budgets
from functions.journal import service as journal
from shared.errors import NotFound
from tests.budget.people import Household
from tests.budget.test_generate import add, generated, proposing
from tests.budget.test_undoing import DECIDED
from tests.ground import Ground, context
from tests.shared.ai.conftest import server

__all__ = ["server"]


@pytest.fixture
def household(memory: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer) -> Household:
    return Household(memory, monkeypatch, income=50_000)


def proposed(household: Household, server: GeminiServer, *titles: str) -> list[str]:
    """The identifiers of budgets which the plan would delete, in the order of the proposal."""
    proposing(server, add("Fun", "100"), add("Rent", "100"), add("Books", "50"))
    generated(household)
    keep = {"operation": "edit", "title": "Rent", "budget": "100"}
    proposing(server, keep, *({"operation": "delete", "title": title} for title in titles))
    generated(household)
    (action,) = (one for one in household.actions() if one["status"] == "needs_confirmation")
    return [change["id"] for change in action["changes"]]


def test_all_that_was_proposed_goes_in_one_action_and_one_undo_brings_it_back(
    household: Household, server: GeminiServer
) -> None:
    ids = proposed(household, server, "Fun", "Books")
    done = budgets.delete_budgets(context(household.uid), ids)
    assert (done.status, done.tool, [one.id for one in done.changes]) == ("done", "delete_budget", ids)
    assert done.summary == "Fun deleted (100.00 DZD); Books deleted (50.00 DZD)"
    household.settle()
    assert household.amounts() == {"Rent": 250}  # what was freed went to the rest
    journal.undo(context(household.uid), done.id, "action", DECIDED)
    household.settle()
    assert household.amounts() == {"Fun": 100, "Rent": 100, "Books": 50}


def test_a_budget_that_was_changed_since_goes_all_the_same(household: Household, server: GeminiServer) -> None:
    ids = proposed(household, server, "Fun")
    assert household.ask("PATCH", f"/api/budget/{ids[0]}/", {"budget": 120}).status_code == 200
    done = budgets.delete_budgets(context(household.uid), ids)
    assert done.changes[0].version_before == 2
    assert "Fun" not in household.amounts()


def test_one_that_is_gone_by_now_is_in_nobodys_way(household: Household, server: GeminiServer) -> None:
    ids = proposed(household, server, "Fun", "Books")
    household.ask("DELETE", f"/api/budget/{ids[0]}/")
    done = budgets.delete_budgets(context(household.uid), [*ids, ids[1]])
    assert [one.id for one in done.changes] == [ids[1]]
    with pytest.raises(NotFound):
        budgets.delete_budgets(context(household.uid), ids)


def test_nobody_deletes_the_budgets_of_somebody_else(household: Household, server: GeminiServer) -> None:
    ids = proposed(household, server, "Fun")
    with pytest.raises(NotFound):
        budgets.delete_budgets(context(household.ground.person()), ids)
    assert "Fun" in household.amounts()
