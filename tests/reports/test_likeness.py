"""A period that is not over is compared with as many days of the one before, and the report says with what."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.reports.models import Report
from functions.reports.rules.likeness import begins_within, length, passed_of
from functions.reports.service import make_report
from functions.reports.service.past import MOST_COMPARED
from shared.period import Period
from tests.budget.memory import memory
from tests.ground import Ground, context

__all__ = ["memory"]
TENTH = datetime(2026, 11, 10, 12, tzinfo=UTC)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SPANS = st.builds(lambda first, more: Period(first, first + timedelta(more)), DAYS, st.integers(0, 400))


@given(SPANS, SPANS, DAYS)
def test_as_many_days_are_compared_as_have_passed(days: Period, other: Period, today: date) -> None:
    found = passed_of(days, other, today)
    assert found.start == other.start
    assert found.end <= other.end
    if today >= days.end:
        assert found == other
    elif today >= days.start:
        assert length(found) == min(length(other), (today - days.start).days + 1)


@pytest.mark.parametrize(
    ("first_record", "partly"),
    [(None, False), ("2026-09-30", False), ("2026-10-01", False), ("2026-10-04", False), ("2026-10-05", True),
     ("2026-10-31", True), ("2026-11-01", False)],
)  # fmt: skip
def test_days_are_known_in_part_when_records_begin_after_their_first_tenth(first_record: str, partly: bool) -> None:
    begins = date.fromisoformat(first_record) if first_record else None
    assert begins_within(Period(date(2026, 10, 1), date(2026, 10, 31)), begins) is partly


class Somebody:
    """A person with one budget whose reports are made on the tenth of November."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.uid = ground, ground.person()
        self.food = ground.budget(self.uid, "Food", 9_000_000)

    def spend(self, day: str, minor: int) -> None:
        self.ground.spend(self.uid, minor, self.food, date=date.fromisoformat(day))

    def report(self, message: str, now: datetime = TENTH) -> Report:
        return make_report(context(self.uid, now), message)

    def facts(self, report: Report) -> dict[str, Any]:
        return {one["id"]: one["value"] for one in report.facts}


@pytest.fixture
def somebody(memory: Ground) -> Somebody:
    return Somebody(memory)


def test_the_tenth_of_a_month_is_compared_with_the_first_ten_days_before(somebody: Somebody) -> None:
    """By hand: 900 against 300 + 300 up to the tenth; the 5,000 of the eleventh were not yet spent then."""
    for day, minor in (("2026-10-01", 30_000), ("2026-10-10", 30_000), ("2026-10-11", 500_000), ("2026-11-09", 90_000)):
        somebody.spend(day, minor)
    report = somebody.report("monthly")
    facts = somebody.facts(report)
    assert (facts["spent"], facts["spent_before"], facts["spent_change"], facts["spent_change_percent"]) == (
        900, 600, 300, 50,
    )  # fmt: skip
    assert (facts["before_start"], facts["before_end"], facts["days_compared"]) == ("2026-10-01", "2026-10-10", 10)
    assert (facts["budget_1_before"], facts["budget_1_change_percent"]) == (600, 50)
    assert "300.00 DZD (50%) more than in the first 10 days of the period before" in report.text
    assert [name for name, _ in report.charts[0].series] == ["This period", "Before, as many days"]
    assert report.charts[0].series[1][1] == [60_000]


def test_a_period_that_is_over_is_compared_with_the_whole_one_before(somebody: Somebody) -> None:
    """By hand: October has 5,600, September 1,400: 4,200 or 300 % more."""
    for day, minor in (
        ("2026-09-01", 40_000),
        ("2026-09-30", 100_000),
        ("2026-10-01", 60_000),
        ("2026-10-31", 500_000),
    ):
        somebody.spend(day, minor)
    report = somebody.report("last month")
    facts = somebody.facts(report)
    assert (facts["spent_before"], facts["spent_change"], facts["spent_change_percent"]) == (1400, 4200, 300)
    assert "days_compared" not in facts
    assert "more than in the period before." in report.text


def test_the_last_day_of_a_period_has_all_days_to_compare_with(somebody: Somebody) -> None:
    for day, minor in (("2026-10-01", 40_000), ("2026-10-31", 100_000), ("2026-11-30", 60_000)):
        somebody.spend(day, minor)
    facts = somebody.facts(somebody.report("monthly", datetime(2026, 11, 30, 12, tzinfo=UTC)))
    assert (facts["spent_before"], facts["before_end"]) == (1400, "2026-10-31")


def test_whole_periods_and_the_days_of_the_last_are_put_together_in_a_year(somebody: Somebody) -> None:
    """By hand, against the first 314 days of last year: January 100 and the tenth of November 200, not the 11th."""
    for day, minor in (
        ("2025-01-01", 10_000), ("2025-11-10", 20_000), ("2025-11-11", 40_000), ("2025-12-31", 80_000),
        ("2026-02-01", 60_000),
    ):  # fmt: skip
        somebody.spend(day, minor)
    report = somebody.report("this year")
    facts = somebody.facts(report)
    assert (facts["spent"], facts["spent_before"], facts["spent_year_ago"]) == (600, 300, 300)
    assert (facts["days_compared"], facts["before_end"]) == (314, "2025-11-10")
    assert "in the same days a year ago" in report.text


def test_a_week_is_compared_with_the_same_weekdays(somebody: Somebody) -> None:
    """The tenth of November 2026 is a Tuesday: Monday and Tuesday against Monday and Tuesday."""
    for day, minor in (("2026-11-02", 10_000), ("2026-11-03", 20_000), ("2026-11-04", 40_000), ("2026-11-09", 60_000)):
        somebody.spend(day, minor)
    facts = somebody.facts(somebody.report("this week"))
    assert (facts["spent"], facts["spent_before"], facts["spent_change_percent"]) == (600, 300, 100)


def test_refunds_and_income_of_single_days_count_in_their_direction(somebody: Somebody) -> None:
    """By hand: 300 less the 100 that came back are 200, then 500: 300 more. Another currency is in neither."""
    for day, minor in (("2026-11-02", 30_000), ("2026-11-09", 50_000)):
        somebody.spend(day, minor)
    ground, uid, monday = somebody.ground, somebody.uid, date(2026, 11, 2)
    ground.spend(uid, 10_000, somebody.food, kind="refund", date=monday)
    ground.spend(uid, 900_000, kind="income", date=monday)
    ground.spend(uid, 70_000, date=monday, currency="EUR")
    facts = somebody.facts(somebody.report("this week"))
    assert (facts["spent"], facts["spent_before"], facts["spent_change"]) == (500, 200, 300)
    assert facts["income_before"] == 9000


def test_beyond_some_hundred_entries_the_whole_period_stands_beside_and_no_change_is_told(
    somebody: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.reports.service.past.MOST_COMPARED", 1)
    assert MOST_COMPARED == 300
    for day, minor in (("2026-10-01", 30_000), ("2026-10-02", 30_000), ("2026-10-30", 40_000), ("2026-11-09", 90_000)):
        somebody.spend(day, minor)
    report = somebody.report("monthly")
    facts = somebody.facts(report)
    assert (facts["spent_before"], facts["days_before"]) == (1000, 31)
    assert {"spent_change", "budget_1_change", "days_compared"} & set(facts) == set()
    assert "The whole period before, of 31 days, came to 1000.00 DZD." in report.text
    assert report.charts[0].series[1] == ("Before, whole", [100_000])


def test_a_past_known_in_part_is_not_compared(somebody: Somebody) -> None:
    for day, minor in (("2026-10-06", 30_000), ("2026-11-09", 90_000)):
        somebody.spend(day, minor)
    report = somebody.report("monthly")
    facts = somebody.facts(report)
    assert facts["records_begin"] == "2026-10-06"
    assert {"spent_before", "spent_change", "before_start"} & set(facts) == set()
    assert "Records begin on 2026-10-06" in report.text
    assert len(report.charts[0].series) == 1
