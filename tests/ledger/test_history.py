"""Every state that an entry ever had: rebuilt as it was, whatever people do, and never touched again."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.journal.models import Blocked, Change
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Split
from functions.ledger.repository import entries_and_totals
from functions.ledger.rules import fold
from shared.errors import Conflict, NotFound
from shared.gcp.firestore import Contended, user
from shared.period import period_of
from tests.ground import Ground, context

BUDGETS = (None, "bud_a", "bud_b")


def changed(entry: Entry, dice: random.Random, ground: Ground) -> Entry:
    """The entry with something else about it."""
    day = ground.today() - timedelta(days=dice.randrange(70))
    minor = dice.randrange(1, 1000)
    choices: list[dict[str, Any]] = [
        {"minor": minor, "splits": ()},
        {"date": day, "period_start": period_of(day).key},
        {"budget_id": dice.choice(BUDGETS), "splits": ()},
        {"minor": minor + 1, "budget_id": None, "splits": (Split("bud_a", minor, "A"), Split(None, 1))},
        {"kind": dice.choice(["expense", "refund", "income"])},
        {"merchant": f"Shop {minor}", "description": None},
        {"currency": dice.choice(["DZD", "EUR"])},
    ]
    return replace(entry, **dice.choice(choices))


def step(uid: str, entry_id: str, dice: random.Random, ground: Ground) -> Change:
    """One thing that can be done with the entry as it stands."""
    asked, read = context(uid), ledger.Read(uid, entry_id)
    commit = asked.commit()
    if read.entry.status == "deleted":
        change = ledger.restore(asked, commit, read)
    elif dice.random() < 0.2:
        change = ledger.remove(asked, commit, read)
    else:
        change = ledger.edit(asked, commit, read, changed(read.entry, dice, ground))
    asked.finish(commit)
    return change


def undo(uid: str, change: Change) -> Change:
    asked = context(uid)
    commit = asked.commit()
    undone = ledger.apply_change(asked, commit, change)
    asked.finish(commit)
    return undone


def bytes_of(uid: str, entry_id: str) -> dict[str, Any]:
    """The kept versions as the store holds them, with the moment of their writing."""
    rows = user(uid).collection("expenses").document(entry_id).collection("versions").stream()
    return {row.id: (row.to_dict(), row.update_time) for row in rows}


def assert_exact(uid: str) -> None:
    _, expected, kept = entries_and_totals(uid)
    for period in kept:
        (sums,) = period.sums.values()
        for name, cells in sums.items():
            wanted = expected.get(period.start, {}).get(name, {})
            assert {cell: minor for cell, minor in cells.items() if minor} == {
                cell: minor for cell, minor in wanted.items() if minor
            }


@pytest.mark.parametrize("seed", range(6))
def test_every_state_is_rebuilt_as_it_was_and_no_version_is_ever_touched_again(ground: Ground, seed: int) -> None:
    dice, uid = random.Random(seed), ground.person()
    entry = ground.spend(uid, 100)
    states, kept = [entry], bytes_of(uid, entry.id)
    for _ in range(12):
        step(uid, entry.id, dice, ground)
        states.append(ledger.Read(uid, entry.id).entry)
        now_kept = bytes_of(uid, entry.id)
        assert kept.items() <= now_kept.items()
        kept = now_kept
    assert ledger.history(uid, entry.id) == states
    assert [one.version for one in states] == list(range(1, 14))
    for state in states:
        assert ledger.state_at(uid, entry.id, state.updated_at) == state
    assert_exact(uid)


@pytest.mark.parametrize("seed", range(4))
def test_changes_undone_one_by_one_give_every_former_state_and_redone_the_later_ones(ground: Ground, seed: int) -> None:
    dice, uid = random.Random(100 + seed), ground.person()
    entry = ground.spend(uid, 100)
    states, changes = [entry], []
    for _ in range(6):
        changes.append(step(uid, entry.id, dice, ground))
        states.append(ledger.Read(uid, entry.id).entry)

    def same(now: Entry, then: Entry) -> bool:
        return replace(now, version=0, updated_at=then.updated_at) == replace(then, version=0)

    undone = []
    for change, before in zip(reversed(changes), reversed(states[:-1]), strict=True):
        version = ledger.Read(uid, entry.id).entry.version
        undone.append(undo(uid, replace(change, version_after=version)))
        assert same(ledger.Read(uid, entry.id).entry, before)
    for change, after in zip(reversed(undone), states[1:], strict=True):
        version = ledger.Read(uid, entry.id).entry.version
        undo(uid, replace(change, version_after=version))
        assert same(ledger.Read(uid, entry.id).entry, after)
    assert_exact(uid)


def test_what_was_recorded_is_deleted_by_undoing_it_and_stands_again_when_that_is_undone(ground: Ground) -> None:
    uid = ground.person()
    entry = ground.spend(uid, 100)
    made = Change("expense", entry.id, None, {}, None, 1, "DZD")
    undone = undo(uid, made)
    assert (undone.before, undone.after) == ({"status": "posted"}, {"status": "deleted"})
    assert ledger.totals(uid, entry.period_start).spent == {("DZD", None): 0}
    undo(uid, undone)
    assert ledger.get_entry(uid, entry.id).minor == 100
    assert ledger.totals(uid, entry.period_start).spent == {("DZD", None): 100}


def test_an_undo_is_blocked_by_a_later_change_and_tells_by_what(ground: Ground) -> None:
    uid = ground.person()
    entry = ground.spend(uid, 100)
    first = step(uid, entry.id, random.Random(1), ground)
    step(uid, entry.id, random.Random(2), ground)
    with pytest.raises(Blocked) as blocked:
        undo(uid, first)
    assert (blocked.value.resource, blocked.value.id) == ("expense", entry.id)
    assert blocked.value.reason == "This expense was changed again since."
    with pytest.raises(Blocked):
        undo(uid, replace(first, id="exp_" + "0" * 25))
    assert ledger.Read(uid, entry.id).entry.version == 3


def test_a_former_date_counts_in_the_period_of_todays_start_day(ground: Ground) -> None:
    uid = ground.person()
    entry = ground.spend(uid, 100)
    day = entry.date - timedelta(days=40)
    asked, read = context(uid), ledger.Read(uid, entry.id)
    commit = asked.commit()
    change = ledger.edit(asked, commit, read, replace(entry, date=day, period_start=period_of(day).key))
    asked.finish(commit)
    user(uid).update({"profile.period_start_day": 17})
    undo(uid, change)
    again = ledger.get_entry(uid, entry.id)
    assert (again.date, again.period_start) == (entry.date, period_of(entry.date, 17).key)
    assert_exact(uid)


def test_two_changes_of_one_reading_are_not_both_written(ground: Ground) -> None:
    uid = ground.person()
    entry = ground.spend(uid, 100)
    reads = [ledger.Read(uid, entry.id) for _ in range(2)]
    for place, read in enumerate(reads):
        asked = context(uid)
        commit = asked.commit()
        ledger.edit(asked, commit, read, replace(entry, minor=200 + place))
        if place == 0:
            asked.finish(commit)
        else:
            with pytest.raises(Contended):
                asked.finish(commit)
    assert ledger.totals(uid, entry.period_start).spent == {("DZD", None): 200}


def test_before_it_was_written_there_was_no_state_and_a_live_one_is_not_restored(ground: Ground) -> None:
    uid = ground.person()
    entry = ground.spend(uid, 100)
    with pytest.raises(NotFound):
        ledger.state_at(uid, entry.id, entry.created_at - timedelta(seconds=1))
    with pytest.raises(NotFound):
        ledger.history(uid, "exp_" + "0" * 25)
    asked = context(uid)
    with pytest.raises(Conflict):
        ledger.restore(asked, asked.commit(), ledger.Read(uid, entry.id))
    assert fold(ledger.history(uid, entry.id))
