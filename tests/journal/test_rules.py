"""Pure rules of the journal: folding, turning round, and the shape that clients see."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.journal.models import Action, Change, Versions
from functions.journal.rules import Split, fold, inverse, moved, render
from functions.journal.rules.folding import states
from shared.web.app import dumps

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
FIELDS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), min_size=1)
STATE = st.fixed_dictionaries({"a": st.integers(0, 3), "b": st.integers(0, 3)})


def change(before: Any, after: Any, first: int | None = 1, last: int | None = 2, **about: Any) -> Change:
    known: dict[str, Any] = {"resource": "budget", "id": "bud_1"}
    return Change(before=before, after=after, version_before=first, version_after=last, **(known | about))


def action(*changes: Change, **about: Any) -> Action:
    known: dict[str, Any] = {"id": "act_1", "agent": "user", "tool": "t", "summary": "s", "status": "done"}
    return Action(changes=changes, created_at=NOW, **(known | about))


@given(st.lists(st.none() | STATE, min_size=2, max_size=8))
def test_a_chain_folds_into_what_leads_from_its_first_state_to_its_last_and_back(chain: list[Any]) -> None:
    changes = []
    for version, (old, new) in enumerate(pairwise(chain)):
        touched = set(old or new or {}) if None in (old, new) else {name for name in old if old[name] != new[name]}
        sides = ({name: one[name] for name in touched} if one is not None else None for one in (old, new))
        changes.append(change(*sides, version, version + 1))
    (folded,) = fold(changes)
    assert (folded.version_before, folded.version_after) == (0, len(changes))
    for start, end, step in ((chain[0], chain[-1], folded), (chain[-1], chain[0], inverse(folded))):
        reached = None if step.after is None else {**(start or {}), **step.after}
        assert reached == end


@given(FIELDS, FIELDS)
def test_turning_round_twice_changes_nothing(before: Any, after: Any) -> None:
    one = change(before, after)
    assert inverse(inverse(one)) == one


def test_changes_with_somebody_elses_between_them_do_not_fold() -> None:
    with pytest.raises(Split) as split:
        fold([change({"a": 1}, {"a": 2}, 1, 2), change({"a": 3}, {"a": 4}, 3, 4)])
    assert split.value.later.version_before == 3


def test_each_resource_is_folded_for_itself_in_the_order_of_its_last_change() -> None:
    first, other = change({"a": 1}, {"a": 2}), change({"a": 5}, {"a": 6}, id="bud_2")
    again = change({"b": 1}, {"b": 2}, 2, 3)
    folded = fold([first, other, again])
    assert [one.id for one in folded] == ["bud_2", "bud_1"]
    assert (folded[1].before, folded[1].after) == ({"a": 1, "b": 1}, {"a": 2, "b": 2})


def test_a_state_that_came_back_is_known_by_its_new_version_and_the_change_itself_stays() -> None:
    made = action(change(None, {"a": 1}, None, 1))
    back = moved(made, {("budget", "bud_1", 1): 3})
    assert back.versions == (Versions(None, 3),)
    assert back.changes == made.changes
    assert back.standing[0].version_after == 3
    assert states(back) == (("budget", "bud_1", None), ("budget", "bud_1", 3))


def test_an_action_is_shown_as_the_contract_says() -> None:
    edited = change({"minor": 2000000}, {"minor": 2500000}, currency="DZD")
    shown = render(
        action(edited, turn_id="msg_1", agent="chatbot", input_tokens=812, output_tokens=41, cost_usd=Decimal("0.0001"))
    )
    assert list(shown) == [
        "id", "turn_id", "agent", "tool", "summary", "status", "expires_at", "changes", "tokens", "cost_usd",
        "created_at",
    ]  # fmt: skip
    assert json.loads(dumps(shown))["created_at"] == "2026-11-21T08:30:00Z"
    assert '"before": {"budget": 20000.00}, "after": {"budget": 25000.00}' in dumps(shown)
    assert '"tokens": {"input": 812, "output": 41}, "cost_usd": 0.0001' in dumps(shown)


def test_what_people_did_themselves_has_no_turn_and_no_tokens() -> None:
    shown = render(action(change(None, {"minor": 1}, currency="DZD")))
    assert (shown["agent"], shown["turn_id"], shown["tokens"], shown["cost_usd"]) == ("user", None, None, None)
    assert shown["changes"][0]["before"] is None


@pytest.mark.parametrize(("currency", "shown"), [("DZD", "12.34"), ("JPY", "1234"), ("TND", "1.234")])
def test_amounts_have_the_digits_of_their_currency_inside_items_and_splits_too(currency: str, shown: str) -> None:
    fields = {
        "minor": 1234,
        "currency": currency,
        "date": date(2026, 11, 21),
        "updated_at": NOW,
        "period_start": "2026-11-01",
        "items": [{"name": "Milk", "quantity": "2", "unit_price": 1234, "amount": 1234}],
        "splits": [{"budget_id": "bud_1", "minor": 1234}],
    }
    (row,) = render(action(change(None, fields, resource="expense", id="exp_1")))["changes"]
    assert row["after"] == {
        "amount": Decimal(shown),
        "currency": currency,
        "date": "2026-11-21",
        "items": [{"name": "Milk", "quantity": "2", "unit_price": Decimal(shown), "amount": Decimal(shown)}],
        "splits": [{"budget_id": "bud_1", "amount": Decimal(shown)}],
    }
    assert str(row["after"]["amount"]) == shown


def test_each_side_of_a_changed_currency_is_shown_in_its_own() -> None:
    edited = change(
        {"minor": 100, "currency": "JPY"}, {"minor": 100, "currency": "EUR"}, resource="expense", currency="EUR"
    )
    (row,) = render(action(edited))["changes"]
    assert (str(row["before"]["amount"]), str(row["after"]["amount"])) == ("100", "1.00")


def test_an_amount_whose_currency_is_not_known_is_not_guessed() -> None:
    assert render(action(change(None, {"minor": 5})))["changes"][0]["after"] == {"budget": None}
