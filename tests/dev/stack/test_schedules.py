"""When a schedule is due, and that one failure does not end the others."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev.declaration import Schedule, load
from dev.schedules import Clockwork, is_due

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@pytest.mark.parametrize(
    ("cron", "due"),
    [
        ("* * * * *", True),
        ("30 7 * * *", True),
        ("31 7 * * *", False),
        ("*/15 * * * *", True),
        ("*/20 * * * *", False),
        ("0-40 7-9 * * *", True),
        ("0,30 * 23 11 *", True),
        ("30 7 * * 1-5", True),
        ("30 7 * * 0", False),
        ("30 7 1 * 1", True),
        ("30 7 1 * 2", False),
        ("30 7 1 * *", False),
        ("10/20 * * * *", True),
    ],
)
def test_a_cron_expression_names_minutes(cron: str, due: bool) -> None:
    assert is_due(cron, MONDAY) is due


@given(MOMENTS)
def test_sunday_is_both_zero_and_seven(moment: datetime) -> None:
    assert is_due("* * * * 0", moment) == is_due("* * * * 7", moment) == (moment.isoweekday() == 7)


@given(MOMENTS, st.integers(1, 59))
def test_a_step_is_due_as_often_as_its_multiples_fit_into_an_hour(moment: datetime, step: int) -> None:
    hour = moment.replace(minute=0)
    due = [minute for minute in range(60) if is_due(f"*/{step} * * * *", hour + timedelta(minutes=minute))]
    assert due == list(range(0, 60, step))


@pytest.mark.parametrize("cron", ["* * * *", "60 * * * *", "* 24 * * *", "5-1 * * * *", "x * * * *"])
def test_nonsense_is_refused(cron: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        is_due(cron, MONDAY)


def test_every_declared_schedule_can_be_read() -> None:
    assert load().schedules
    for schedule in load().schedules:
        is_due(schedule.cron, MONDAY)


def test_a_failing_schedule_does_not_stop_the_next() -> None:
    sent: list[str] = []
    twice = threading.Event()

    def send(schedule: Schedule) -> None:
        sent.append(schedule.type)
        if sent.count("b") == 2:
            twice.set()
        if schedule.type == "a":
            raise OSError("nobody listens")

    clockwork = Clockwork([Schedule(name, "* * * * *", "Etc/UTC", "schedules") for name in "ab"], send, every_s=0.01)
    clockwork.start()
    assert twice.wait(10)
    clockwork.stop()
    assert not clockwork.is_alive()
