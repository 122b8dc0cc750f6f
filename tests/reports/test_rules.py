"""The rules of a report: its own words tell only its facts, its charts show its lines, what is unusual is so."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.ledger.models import Totals
from functions.reports.models import Compared, Figures, GoalLine, Item, Line, Repeating, Sums, Unusual
from functions.reports.rules.charts import charts_of
from functions.reports.rules.comparing import change, others_of, per_mille, said_income, sums_of, unusual_among
from functions.reports.rules.facts import percent, snapshot_of
from functions.reports.rules.prose import title_of, told
from shared.ai.facts import check
from shared.ai.plain import is_plain
from shared.language import WRITTEN, Language
from shared.period import Period, next_period, period_of

TITLES = ("Rent", "Food", "Épicerie", "Transport", "النقل", "Health", "Fun")
MINOR = st.integers(0, 10**8)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NAMES = st.sampled_from(["Market", "Café 21", "Landlord", "[x](https://evil.example)", "<b>Shop</b>", "سوق"])


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    titles = draw(st.lists(st.sampled_from(TITLES), unique=True, max_size=7))
    found = [
        Line(f"bud_{title}", title, draw(MINOR), draw(MINOR), draw(MINOR), draw(st.none() | MINOR)) for title in titles
    ]
    if draw(st.booleans()):
        found.append(Line(None, None, draw(MINOR), draw(MINOR), 0))
    return sorted((one for one in found if one.spent or one.before), key=lambda one: -one.spent)


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    found, days = draw(lines()), period_of(draw(DAYS))
    items = draw(st.lists(st.builds(Item, st.uuids().map(str), NAMES, st.integers(1, 10**8), DAYS), max_size=4))
    income = draw(MINOR)
    return Figures(
        draw(st.sampled_from(["DZD", "EUR", "JPY", "TND"])),
        days,
        draw(compared(period_of(days.start - timedelta(days=1)))),
        so_far=draw(st.booleans()),
        title=draw(st.none() | st.sampled_from(TITLES)),
        now=Sums(income, {one.budget_id: one.spent for one in found}),
        before=Sums(draw(MINOR), {one.budget_id: one.before for one in found}),
        year_ago=draw(st.none() | st.builds(Sums, MINOR, st.just({one.budget_id: one.year_ago for one in found}))),
        lines=found,
        biggest=items,
        unusual=[Unusual(one, "Food", draw(st.integers(1, one.minor)), 3) for one in items[:2]],
        repeating=[Repeating(one.name, one.minor, "month", one.date) for one in items[2:]],
        goals=draw(st.lists(st.builds(GoalLine, st.just("Car"), MINOR, MINOR, st.integers(0, 100)), max_size=1)),
        course=[(days, draw(MINOR)), (next_period(days, 1), draw(MINOR))],
        by_profile=draw(st.booleans()),
        year_way=draw(st.sampled_from(["all", "same_days", "whole"])),
    )


def compared(days: Period) -> st.SearchStrategy[Compared]:
    ways = st.sampled_from(["all", "same_days", "whole"])
    return st.builds(Compared, st.just(days), ways) | st.builds(Compared, st.just(days), st.just("partly"), DAYS)


@pytest.mark.parametrize("code", WRITTEN)
@given(found=figures())
def test_the_words_of_the_template_tell_facts_alone_and_lead_nowhere(code: str, found: Figures) -> None:
    language = Language(code)
    text, snapshot = told(found, language), snapshot_of(found)
    checked = check(text, snapshot, code)
    assert checked.supported, (checked.unbound, text)
    assert is_plain(text)
    assert "\n" not in title_of(found, language)


@given(figures())
def test_facts_have_shapes_of_the_contract(found: Figures) -> None:
    facts = snapshot_of(found).facts
    assert len({one.id for one in facts}) == len(facts)
    assert all(one.label and one.how for one in facts)


@pytest.mark.parametrize("code", WRITTEN)
@given(found=figures())
def test_charts_show_what_the_lines_say(code: str, found: Figures) -> None:
    charts = {one.id: one for one in charts_of(found, Language(code))}
    for chart in charts.values():
        assert chart.kind in {"bar", "line", "pie"}
        assert all(len(values) == len(chart.labels) for _, values in chart.series)
    if "budgets" in charts:
        assert list(charts["budgets"].series[0][1]) == [one.spent for one in found.lines[:8]]
    if "shares" in charts:
        assert sum(charts["shares"].series[0][1]) == sum(one.spent for one in found.lines if one.spent > 0)
        assert len(charts["shares"].labels) <= 7
    assert ("course" in charts) == all(minor for _, minor in found.course)


def item(minor: int, budget_id: str | None = "bud_1") -> Item:
    return Item(f"exp_{minor}", "Shop", minor, date(2026, 11, 9), budget_id)


def test_unusual_is_more_than_twice_the_largest_of_its_budget_in_at_least_two_periods_before() -> None:
    before = [[item(100), item(50)], [item(80)], [item(90, "bud_2")]]
    found = unusual_among([item(201), item(200), item(900, "bud_2")], before, {"bud_1": "Food"})
    assert [(one.item.minor, one.usual, one.periods, one.title) for one in found] == [(201, 100, 2, "Food")]


@given(st.lists(st.integers(1, 10**6), max_size=6), st.lists(st.lists(st.integers(1, 10**6), max_size=4), max_size=4))
def test_what_is_unusual_always_has_its_reason(now: list[int], before: list[list[int]]) -> None:
    for one in unusual_among([item(minor) for minor in now], [[item(minor) for minor in row] for row in before], {}):
        assert one.item.minor > 2 * one.usual
        assert one.usual == max(minor for row in before for minor in row)
        assert one.tenths >= 20


def test_the_income_of_the_profile_stands_for_each_period_with_spending_where_none_was_recorded() -> None:
    spending, abroad, idle = Totals({("DZD", "bud_1"): 5}), Totals({("EUR", None): 9}), Totals({("DZD", None): 0})
    assert said_income([spending, abroad, idle, spending], "DZD", 70) == 140
    assert said_income([spending, Totals(income={"DZD": 1})], "DZD", 70) is None
    assert said_income([idle], "DZD", 70) is None
    assert said_income([spending], "DZD", None) is None


def test_what_is_left_of_a_budget_is_its_limit_less_what_was_spent() -> None:
    days = period_of(date(2026, 11, 9))
    line, over = Line("bud_1", "Food", 300, 200, 0, 1000), Line("bud_2", "Fun", 700, 0, 0, 500)
    sums = Sums(0, {"bud_1": 300, "bud_2": 700}), Sums(0, {"bud_1": 200})
    found = snapshot_of(Figures("DZD", days, Compared(days), True, None, sums[0], sums[1], None, [over, line]))
    values = {one.id: one.value for one in found.facts}
    assert (values["budget_1_left"], values["budget_1_used"]) == (-200, 140)
    assert (values["budget_2_left"], values["budget_2_used"], values["budget_2_change"]) == (700, 30, 100)


def test_sums_are_of_one_currency_and_deleted_budgets_count_as_none() -> None:
    rows = [
        Totals({("DZD", "bud_1"): 5, ("EUR", "bud_1"): 9, ("DZD", "gone"): 3, ("DZD", None): 1}, {"DZD": 8, "EUR": 2})
    ]
    found = sums_of([*rows, *rows], "DZD", {"bud_1"})
    assert (found.income, found.spent, found.total) == (16, {"bud_1": 10, None: 8}, 18)
    assert sums_of(rows, "DZD", {"bud_1"}, "bud_1") == Sums(0, {"bud_1": 5})
    assert others_of([*rows, *rows], "DZD") == {"EUR": 18}


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 2, 500), (1, 3, 333), (2, 3, 667), (-1, 9, -111), (1, 0, None)]
)
def test_shares_are_rounded_half_up(part: int, whole: int, share: int | None) -> None:
    assert per_mille(part, whole) == share


def test_percent_is_rounded_half_away_from_zero() -> None:
    assert [percent(share) for share in (5, 4, -5, -4, 1005, -15)] == [1, 0, -1, 0, 101, -2]
    assert change(150, 100) == 500
    assert change(1, 0) is None
