"""What turns cost is summed by the month, once for each turn, and the cap is told when it is reached."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.journal import service as journal
from functions.journal.models import Spending
from functions.journal.rules.cost import micros_of
from shared.ai.usage import Usage
from shared.config import config
from shared.gcp.firestore import AlreadyDone
from tests.ground import Ground, context

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
USED = Usage(calls=2, prompt=1000, output=50, thoughts=5, cost=Decimal("0.0001234"))


def spend(uid: str, used: Usage, now: datetime = NOW) -> None:
    asked = context(uid, now)
    commit = asked.commit()
    journal.count_spend(commit, asked, used)
    asked.finish(commit)


def test_turns_of_a_month_are_summed(memory: Ground) -> None:
    uid = memory.person()
    assert journal.spending(uid, NOW).tokens == 0
    spend(uid, USED)
    spend(uid, USED, NOW.replace(day=1))
    spend(uid, USED, NOW.replace(month=10))
    found = journal.spending(uid, NOW)
    assert (found.month, found.tokens, found.micros, found.tokens_today) == ("2026-11", 2110, 248, 1055)


def test_a_turn_counts_once_however_often_its_commit_is_sent(memory: Ground) -> None:
    uid = memory.person()
    asked = replace(context(uid, NOW))
    for _ in range(3):
        commit = asked.commit()
        journal.count_spend(commit, asked, USED)
        try:
            commit.run()
        except AlreadyDone:
            continue
    assert journal.spending(uid, NOW).tokens == 1055


@pytest.mark.parametrize(("setting", "value"), [("MONTHLY_COST_CAP_USD", "0.000124"), ("DAILY_TOKENS", "1055")])
def test_the_cap_is_told_when_it_is_reached(
    memory: Ground, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(setting, value)
    config.cache_clear()
    uid = memory.person()
    assert not journal.spending(uid, NOW).is_used_up
    spend(uid, USED)
    assert journal.spending(uid, NOW).is_used_up
    assert not journal.spending(uid, NOW.replace(month=12)).is_used_up


@pytest.mark.parametrize(
    ("now", "month", "day"),
    [
        (datetime(2026, 11, 26, 12, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 11, 27, tzinfo=UTC)),
        (
            datetime(2026, 11, 30, 23, 59, tzinfo=UTC),
            datetime(2026, 12, 1, tzinfo=UTC),
            datetime(2026, 12, 1, tzinfo=UTC),
        ),
        (datetime(2026, 12, 31, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC)),
    ],
)
def test_it_may_be_asked_again_with_the_next_month_or_the_next_day(
    now: datetime, month: datetime, day: datetime
) -> None:
    assert Spending("", 0, micros=5, cap_micros=5).resumes_at(now) == month
    assert Spending("", 0, micros=4, cap_micros=5).resumes_at(now) == day


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.none() | st.decimals(0, 100, places=7))
def test_what_has_no_price_counts_as_dear(prompt: int, output: int, cost: Decimal | None) -> None:
    micros = micros_of(Usage(1, prompt, output, 0, 0, cost))
    assert micros >= (prompt + output) * 10 if cost is None else micros >= cost * 1_000_000
