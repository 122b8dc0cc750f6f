"""Entries follow the person's periods: exactly, also when the rebuild ends in the middle or people write meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from google.cloud.firestore import WriteBatch
from hypothesis import given
from hypothesis import strategies as st

from functions.ledger import service as ledger
from functions.ledger.repository import entries_and_totals
from functions.ledger.rules import differing, merge
from functions.ledger.service import periods
from functions.ledger.subscribers import rebuild_periods
from shared.events import ProfileChanged
from shared.gcp.firestore import user
from shared.period import period_of, today_in
from tests.ground import Ground, context, pushed
from tests.ledger.losing import lost_acknowledgement


def set_profile(uid: str, **fields: Any) -> ProfileChanged:
    user(uid).update({f"profile.{name}": value for name, value in fields.items()})
    return ProfileChanged(uid=uid, fields=tuple(fields))


def spend_on(ground: Ground, uid: str, day: date, minor: int, start_day: int = 1, **about: Any) -> None:
    """Somebody who knows this start day."""
    asked = context(uid)
    commit = asked.commit()
    entry = ground.spend(ground.person(), minor, date=day, **about)
    ledger.post(asked, commit, [replace(entry, period_start=period_of(day, start_day).key)])
    asked.finish(commit)


def assert_exact(uid: str, start_day: int) -> int:
    """Every entry is in its own period, and the sums are the fold. Gives how many entries there are."""
    count, expected, kept = entries_and_totals(uid)
    sums: Any = {}
    for period in kept:
        merge(sums, period.sums)
    assert differing(expected, sums) == {}
    for row in user(uid).collection("expenses").stream():
        entry = ledger.Read(uid, row.id).entry
        assert entry.period_start == period_of(entry.date, start_day).key
        assert entry.version == 1
    return count


@pytest.mark.parametrize("start_day", [2, 15, 28])
def test_another_start_day_moves_every_entry_and_its_sums(ground: Ground, start_day: int) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    today = ground.today()
    for back in range(0, 75, 5):
        status = ("posted", "needs_review", "deleted")[back % 3]
        ground.spend(uid, 10 + back, food if back % 2 else None, date=today - timedelta(days=back), status=status)
    ground.spend(uid, 500, kind="income", date=today - timedelta(days=20))
    ground.spend(uid, 7, currency="EUR", date=today - timedelta(days=20))
    rebuild_periods(pushed(set_profile(uid, period_start_day=start_day)))
    assert assert_exact(uid, start_day) == 17
    rebuild_periods(pushed(set_profile(uid, period_start_day=1)))
    assert_exact(uid, 1)


def test_another_time_zone_moves_no_entry_only_what_today_is(ground: Ground) -> None:
    uid = ground.person()
    first = date(2026, 3, 1)
    ground.spend(uid, 100, date=first)
    ground.spend(uid, 200, date=first - timedelta(days=1))
    before = entries_and_totals(uid)[1]
    rebuild_periods(pushed(set_profile(uid, time_zone="Pacific/Kiritimati")))
    assert entries_and_totals(uid)[1] == before
    assert_exact(uid, 1)
    midnight = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    assert period_of(today_in(midnight, "Africa/Algiers")).key == "2026-03-01"
    assert period_of(today_in(midnight, "America/New_York")).key == "2026-02-01"


def test_a_rebuild_that_dies_after_any_batch_is_ended_by_the_next_delivery(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = ground.person()
    for back in range(24):
        ground.spend(uid, 1 + back, date=ground.today() - timedelta(days=back))
    monkeypatch.setattr(periods, "_SIZES", (5,))
    event, real = set_profile(uid, period_start_day=20), WriteBatch.commit

    class Killed(BaseException):
        pass

    for die_before in (True, False):
        left = 2

        def commit(batch: WriteBatch, die_before: bool = die_before, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0 and die_before:
                raise Killed
            result = real(batch, **kwargs)
            if left == 0:
                raise Killed
            return result

        with monkeypatch.context() as patch:
            patch.setattr(WriteBatch, "commit", commit)
            with pytest.raises(Killed):
                rebuild_periods(pushed(event))
    rebuild_periods(pushed(event))
    assert assert_exact(uid, 20) == 24
    rebuild_periods(pushed(event))
    assert_exact(uid, 20)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_lost_acknowledgement_at_any_commit_of_a_rebuild_moves_nothing_twice(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    uid = ground.person()
    for back in range(0, 40, 4):
        ground.spend(uid, 1 + back, date=ground.today() - timedelta(days=back))
    monkeypatch.setattr(periods, "_SIZES", (6,))
    event = set_profile(uid, period_start_day=28)
    with lost_acknowledgement(monkeypatch, number) as commits:
        rebuild_periods(pushed(event))
    assert commits[0] >= 3
    assert assert_exact(uid, 28) == 10


def test_entries_that_are_written_meanwhile_with_the_former_start_day_end_in_their_own_period(ground: Ground) -> None:
    uid, today = ground.person(), ground.today()
    for back in range(30):
        spend_on(ground, uid, today - timedelta(days=back), 10)
    event = set_profile(uid, period_start_day=20)
    with ThreadPoolExecutor(11) as pool:
        rebuilt = pool.submit(rebuild_periods, pushed(event))
        list(pool.map(lambda back: spend_on(ground, uid, today - timedelta(days=back * 3), 7), range(20)))
        rebuilt.result()
    for recorded in [one for one in ground.of_type("expense.recorded") if one.uid == uid]:
        rebuild_periods(pushed(recorded))
    assert assert_exact(uid, 20) == 50


def test_entries_that_are_edited_meanwhile_keep_both_changes(ground: Ground) -> None:
    uid, today = ground.person(), ground.today()
    made = [ground.spend(uid, 100, date=today - timedelta(days=back)) for back in range(12)]
    event = set_profile(uid, period_start_day=20)

    def edit(rank: int) -> None:
        from shared.gcp.firestore import retry_contended

        def attempt() -> None:
            asked, read = context(uid), ledger.Read(uid, made[rank].id)
            commit = asked.commit()
            ledger.edit(asked, commit, read, replace(read.entry, minor=101 + rank))
            asked.finish(commit)

        retry_contended(attempt, attempts=30)

    with ThreadPoolExecutor(8) as pool:
        rebuilt = pool.submit(rebuild_periods, pushed(event))
        list(pool.map(edit, range(12)))
        rebuilt.result()
    for one in ground.of_type("expense.changed"):
        rebuild_periods(pushed(one))
    _, expected, kept = entries_and_totals(uid)
    sums: Any = {}
    for period in kept:
        merge(sums, period.sums)
    assert differing(expected, sums) == {}
    found = [ledger.get_entry(uid, one.id) for one in made]
    assert [one.minor for one in found] == [101 + rank for rank in range(12)]
    assert {one.period_start for one in found} == {period_of(one.date, 20).key for one in found}


def test_two_changes_of_the_start_day_end_in_the_last_in_whatever_order_they_arrive(ground: Ground) -> None:
    uid = ground.person()
    for back in range(0, 60, 4):
        ground.spend(uid, 10, date=ground.today() - timedelta(days=back))
    events = [set_profile(uid, period_start_day=10), set_profile(uid, period_start_day=25)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda event: rebuild_periods(pushed(event)), reversed(events)))
    assert_exact(uid, 25)


def test_a_change_of_something_else_and_a_person_who_is_gone_move_nothing(ground: Ground) -> None:
    uid = ground.person()
    entry = ground.spend(uid, 10)
    user(uid).update({"profile.period_start_day": 9})
    rebuild_periods(pushed(ProfileChanged(uid=uid, fields=("savings",))))
    assert ledger.get_entry(uid, entry.id).period_start == entry.period_start
    rebuild_periods(pushed(ProfileChanged(uid="nobody", fields=("period_start_day",))))
    rebuild_periods(pushed(ground.of_type("expense.recorded")[0].model_copy(update={"uid": "nobody"})))


ZONES = ("Africa/Algiers", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu")


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds it
    st.sampled_from(ZONES),
    st.integers(1, 28),
)
def test_every_moment_is_in_one_period_that_begins_on_the_start_day_where_the_person_is(
    moment: datetime, zone: str, start_day: int
) -> None:
    day = today_in(moment, zone)
    period = period_of(day, start_day)
    assert period.start <= day <= period.end
    assert period.start.day == start_day
    assert period_of(period.end, start_day) == period
    assert period_of(period.start, start_day) == period
    assert period_of(period.end + timedelta(days=1), start_day).start == period.end + timedelta(days=1)
    assert 28 <= (period.end - period.start).days + 1 <= 31
