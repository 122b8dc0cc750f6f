"""When things are pushed: quiet hours and digests in every time zone, on the days when clocks change too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.notify import rules
from functions.notify.models import Notification, Plan
from shared.language import Language, language_of

ZONES = ["Africa/Algiers", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]
zones = st.sampled_from(ZONES)
moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda one: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=one))
hours = st.times().map(lambda one: f"{one:%H:%M}")
quiet_hours = st.fixed_dictionaries({"from": hours, "to": hours})


@given(quiet_hours, moments, zones)
def test_what_waits_for_quiet_hours_is_due_when_they_end_within_a_day(
    quiet: dict[str, str], now: datetime, zone: str
) -> None:
    plan = rules.after_quiet(quiet, now, zone)
    assert plan.now is not rules.is_quiet(quiet, now, zone)
    if not plan.now:
        assert plan.due_at is not None
        assert now < plan.due_at <= now + timedelta(hours=25)
        # A clock that goes back may make the last hour quiet once more: then it waits once more, and comes.
        again = rules.after_quiet(quiet, plan.due_at, zone)
        assert again.now or (again.due_at or plan.due_at) <= plan.due_at + timedelta(hours=24)


@given(st.sampled_from(["daily", "weekly"]), st.none() | quiet_hours, moments, zones)
def test_a_digest_comes_at_eight_or_when_quiet_hours_end_then(
    digest: str, quiet: dict[str, str] | None, now: datetime, zone: str
) -> None:
    due = rules.next_digest(digest, quiet, now, zone)
    longest = timedelta(days=1 if digest == "daily" else 7)
    # Apia and others may turn their clocks in between; quiet hours last less than a day.
    assert now < due <= now + longest + timedelta(hours=26)
    if quiet is None:
        local = due.astimezone(ZoneInfo(zone))
        assert local.time() == time(8)
        assert digest == "daily" or local.weekday() == 0


@pytest.mark.parametrize(
    ("start", "end", "told", "quiet"),
    [
        ("22:00", "07:00", "21:59", False),
        ("22:00", "07:00", "22:00", True),
        ("22:00", "07:00", "06:59", True),
        ("22:00", "07:00", "07:00", False),
        ("13:00", "14:00", "13:30", True),
        ("13:00", "14:00", "13:00", True),
        ("13:00", "14:00", "12:59", False),
        ("13:00", "14:00", "14:00", False),
        ("08:00", "08:00", "08:00", False),
    ],
)
def test_the_first_minute_is_quiet_and_the_last_is_not(start: str, end: str, told: str, quiet: bool) -> None:
    moment = datetime.combine(date(2026, 11, 25), time.fromisoformat(told), ZoneInfo("Africa/Algiers"))
    assert rules.is_quiet({"from": start, "to": end}, moment, "Africa/Algiers") is quiet


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),  # clocks go forward
        (datetime(2026, 10, 24, 21, 30, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)),  # and back
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall_when_clocks_change(day: datetime, due: datetime) -> None:
    assert rules.after_quiet({"from": "22:00", "to": "07:00"}, day, "Europe/Paris").due_at == due


def test_an_hour_that_the_clock_shows_twice_ends_the_second_time() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # half past two in Paris for the second time
    plan = rules.after_quiet({"from": "01:00", "to": "02:45"}, second, "Europe/Paris")
    assert plan.due_at == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("digest", "priority", "plan"),
    [
        ("off", "low", Plan(now=True)),
        ("daily", "high", Plan(now=True)),
        ("daily", "urgent", Plan(now=True)),
        ("daily", "medium", Plan(why="digest", due_at=datetime(2026, 11, 26, 7, tzinfo=UTC))),
        ("weekly", "low", Plan(why="digest", due_at=datetime(2026, 11, 30, 7, tzinfo=UTC))),
    ],
)
def test_what_a_digest_takes(digest: str, priority: str, plan: Plan) -> None:
    now = datetime(2026, 11, 25, 11, tzinfo=UTC)
    assert rules.plan({"digest": digest}, "system", priority, now, "Africa/Algiers") == plan
    unwanted = {"digest": digest, "types": {"system": {"push": False}}}
    assert rules.plan(unwanted, "system", priority, now, "Africa/Algiers") == Plan()


@given(st.lists(st.text(max_size=400), min_size=1, max_size=40), st.sampled_from(["en", "fr", "ar"]))
def test_a_digest_fits_into_a_push_and_tells_how_many(titles: list[str], tongue: str) -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    waited = [Notification(f"ntf_{one}", "system", "low", title, "", False, now) for one, title in enumerate(titles)]
    language: Language = language_of(tongue)
    title, body = rules.digest(language, waited)
    assert language.number(len(titles)) in title
    assert len((title + body).encode()) < 3500
    assert (language.number(len(titles) - 5) in body) or len(titles) <= 5
