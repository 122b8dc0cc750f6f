"""Plans over the real store: the same as over a list, from sums where they are enough, and with few reads."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from google.cloud.firestore_v1.aggregation import AggregationQuery
from google.cloud.firestore_v1.query import Query
from hypothesis import HealthCheck, given, settings

from functions.budget.models import Budget
from functions.expenses.models.query import Clarify, Filters, QueryAnswer, QueryPlan, Span
from functions.expenses.service import answer_question, gathering, run_plan
from functions.ledger import service as ledger
from functions.ledger.models import Entry
from shared.ai.facts import rendered
from shared.gcp.firestore import user
from shared.gcp.store_client import Client
from shared.ids import new_id
from shared.period import period_of
from tests.expenses.query import naive
from tests.expenses.query.ledgers import plans
from tests.ground import Ground, context, ground, store

__all__ = ["ground", "store"]
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)
MONTH = Span(name="this_period")


class Household:
    """Somebody with budgets and entries."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.uid = ground, ground.person()
        self.budgets = {title: ground.budget(self.uid, title, 100_00) for title in ("Groceries", "Transport", "Gifts")}
        self.written: list[Entry] = []

    def write(self, *entries: Entry) -> None:
        """Post entries in commits of a hundred."""
        for start in range(0, len(entries), 100):
            asked = context(self.uid)
            commit = asked.commit()
            ledger.post(asked, commit, entries[start : start + 100])
            asked.finish(commit)
        self.written += entries

    def run(self, plan: QueryPlan) -> QueryAnswer | Clarify:
        return run_plan(context(self.uid, NOON), plan)

    def answer(self, measure: Any, period: Span = MONTH, **more: Any) -> QueryAnswer:
        found = self.run(QueryPlan(measure=measure, period=period, **more))
        assert isinstance(found, QueryAnswer)
        return found


@pytest.fixture
def household(ground: Ground) -> Household:
    return Household(ground)


def entry(minor: int, day: date, budget: Budget | None = None, **about: Any) -> Entry:
    known: dict[str, Any] = {"kind": "expense", "currency": "DZD", "status": "posted", "product_name": "Thing"}
    return Entry(
        id=new_id("exp"),
        minor=minor,
        date=day,
        period_start=period_of(day).key,
        created_at=NOON,
        updated_at=NOON,
        source="manual",
        budget_id=budget.id if budget else None,
        **(known | about),
    )


def some_entries(household: Household) -> list[Entry]:
    """Forty of all kinds over four months."""
    budgets = [*household.budgets.values(), None]
    kinds = ("expense", "expense", "expense", "refund", "income", "adjustment")
    found = []
    for rank in range(40):
        day = TODAY - timedelta(days=rank * 3 % 117)
        about: dict[str, Any] = {
            "kind": kinds[rank % 6],
            "merchant": ("Carrefour", "CARREFOUR", "Souk", None)[rank % 4],
            "product_name": ("Coffee", "two taxis", "Bread")[rank % 3],
            "status": "needs_review" if rank % 11 == 10 else "posted",
            "currency": "EUR" if day < date(2026, 9, 1) and rank % 2 else "DZD",
        }
        found.append(entry(100 + rank * 731, day, budgets[rank % 4], **about))
    return [replace(one, created_at=NOON + timedelta(seconds=rank)) for rank, one in enumerate(found)]


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How many documents were read, by what; a query that finds nothing costs one, a count one for each thousand."""
    seen: Counter[str] = Counter()
    stream, get_all, aggregate = Query.stream, Client.get_all, AggregationQuery.get

    def streamed(self: Any, *args: Any, **kwargs: Any) -> Any:
        rows = list(stream(self, *args, **kwargs))
        seen[self._parent.id] += max(1, len(rows))
        return iter(rows)

    def got(self: Any, references: Any, *args: Any, **kwargs: Any) -> Any:
        seen.update(reference.parent.id for reference in references)
        return get_all(self, references, *args, **kwargs)

    def aggregated(self: Any, *args: Any, **kwargs: Any) -> Any:
        rows: Any = aggregate(self, *args, **kwargs)
        seen["counts"] += 1 + int(rows[0][0].value) // 1000
        return rows

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Query, "stream", streamed)
        patched.setattr(Client, "get_all", got)
        patched.setattr(AggregationQuery, "get", aggregated)
        yield seen


def test_random_plans_over_the_real_store_give_what_a_naive_fold_gives(household: Household) -> None:
    household.write(*some_entries(household))
    titles = {one.id: title for title, one in household.budgets.items()}
    ways = Counter[bool]()

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(plans())
    def over(plan: QueryPlan) -> None:
        answer = household.run(plan)
        expected = naive.expected(plan, household.written, titles, (TODAY, 1, ledger.counted))
        if isinstance(answer, Clarify):
            assert len({*expected.values, *expected.before}) > 1
            return
        ways[answer.from_totals] += 1
        assert answer.count == expected.count
        facts = {fact.id: fact for fact in answer.figures}
        if plan.measure not in {"largest", "smallest"} and len({*expected.values, *expected.before}) == 1:
            assert list(answer.ids) == expected.ids[:20]
            for value in expected.values.values():
                told = facts.get(plan.measure)
                assert (told and told.value * (10 if plan.measure == "share" else 1)) == value  # type: ignore[operator]

    over()
    assert ways[False]
    assert household.answer("spent").from_totals


def test_sums_answer_a_month_with_hundreds_of_entries_in_few_reads(household: Household) -> None:
    food = household.budgets["Groceries"]
    household.write(*(entry(100 + rank, TODAY, food) for rank in range(250)))
    household.write(*(entry(10_000, TODAY, kind="income") for _ in range(3)))
    with counted() as seen:
        answer = household.answer("spent", filters=Filters(categories=("groceries",)))
    assert answer.from_totals
    assert answer.figures[0].value == sum(100 + rank for rank in range(250))
    assert (answer.count, len(answer.ids), len(set(answer.ids))) == (250, 20, 20)
    assert seen == {"users": 1, "budgets": 3, "periods": 1, "expenses": 21, "counts": 2}
    with counted() as seen:
        over_a_year = household.answer("net", Span(name="this_year"), group="period", compare="previous")
    assert over_a_year.from_totals
    assert over_a_year.count == 253
    assert seen["periods"] == 2  # one month with entries, and a query for the year before
    assert seen["expenses"] == 21


def test_what_sums_cannot_tell_is_read_from_the_entries_that_the_store_selects(household: Household) -> None:
    food, bus = household.budgets["Groceries"], household.budgets["Transport"]
    household.write(*(entry(100, TODAY - timedelta(days=rank % 20), food) for rank in range(30)))
    household.write(*(entry(100, TODAY, bus, merchant="ETUSA") for _ in range(5)), entry(900, date(2026, 9, 1), bus))
    with counted() as seen:
        week = household.answer("spent", Span(name="this_week"), filters=Filters(categories=("Transport",)))
    assert (week.figures[0].value, week.from_totals, week.count) == (500, False, 5)
    assert seen == {"users": 1, "budgets": 3, "expenses": 5}
    with counted() as seen:
        shop = household.answer("count", filters=Filters(merchant="etusa"))
    assert shop.figures[0].value == 5
    assert seen == {"users": 1, "budgets": 3, "expenses": 35}


def test_more_entries_than_are_looked_at_are_asked_about_and_not_summed_in_part(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST_READ", 10)
    household.write(*(entry(100, TODAY - timedelta(days=rank * 9)) for rank in range(11)))
    asked = household.run(QueryPlan(measure="largest", period=Span(name="all")))
    assert isinstance(asked, Clarify)
    assert asked.field == "period"
    answers = [household.run(one.plan) for one in asked.options]
    assert any(isinstance(one, QueryAnswer) and one.count for one in answers)


def test_what_is_left_comes_from_the_budgets_with_their_limits(household: Household) -> None:
    food, gifts = household.budgets["Groceries"], household.budgets["Gifts"]
    household.write(entry(30_00, TODAY, food), entry(120_00, TODAY, gifts))
    left = household.answer("left", filters=Filters(categories=("Groceries",)))
    assert left.words == ("You have 70.00 DZD left of 100.00 DZD from 1 November 2026 to 30 November 2026 (Groceries).")
    assert left.ids == (food.id,)
    gone = household.answer("left", filters=Filters(categories=("gifts",)))
    assert gone.words.startswith("You are 20.00 DZD over the limit of 100.00 DZD")
    every = household.answer("left", group="category")
    assert [(row.label, row.value) for row in every.rows] == [
        ("Transport", 100_00),
        ("Groceries", 70_00),
        ("Gifts", -20_00),
    ]
    assert every.figures[0].value == 150_00


def test_currencies_are_never_summed_and_are_asked_about(household: Household) -> None:
    household.write(entry(5_00, TODAY), entry(7_00, TODAY, currency="EUR"))
    asked = household.run(QueryPlan(measure="spent", period=MONTH))
    assert isinstance(asked, Clarify)
    assert [one.label for one in asked.options] == ["DZD", "EUR", "Each currency apart"]
    dinar, euro, each = (household.run(one.plan) for one in asked.options)
    assert isinstance(dinar, QueryAnswer)
    assert isinstance(euro, QueryAnswer)
    assert isinstance(each, QueryAnswer)
    assert (dinar.figures[0].value, euro.figures[0].value) == (5_00, 7_00)
    assert [(fact.value, fact.currency) for fact in each.figures[:2]] == [(5_00, "DZD"), (7_00, "EUR")]


def test_an_exchanged_entry_counts_in_the_currency_that_it_was_exchanged_into(household: Household) -> None:
    from functions.ledger.models import Exchange

    household.write(entry(10_00, TODAY, currency="EUR", exchange=Exchange("DZD", "145.5", "said", TODAY)))
    assert household.answer("spent").figures[0].value == 1455_00


def test_entries_of_a_deleted_budget_have_no_category(household: Household) -> None:
    from functions.budget import service as budgets

    gifts = household.budgets["Gifts"]
    household.write(entry(5_00, TODAY, gifts), entry(2_00, TODAY))
    budgets.delete_budget(context(household.uid), gifts.id, None)
    found = household.answer("spent", filters=Filters(categories=("uncategorized",)))
    assert found.figures[0].value == 7_00
    by_category = household.answer("spent", group="category")
    assert by_category.from_totals
    assert [(row.label, row.value) for row in by_category.rows] == [("Uncategorized", 7_00)]


def test_another_persons_budget_and_entries_are_not_there(household: Household, ground: Ground) -> None:
    other = Household(ground)
    other.write(entry(99_00, TODAY, other.budgets["Gifts"]))
    assert household.answer("spent").figures[0].value == 0
    asked = household.run(
        QueryPlan(measure="spent", period=MONTH, filters=Filters(categories=(other.budgets["Gifts"].id,)))
    )
    assert isinstance(asked, Clarify)
    assert [one.label for one in asked.options] == ["Gifts", "Transport", "Groceries"]
    mine = household.answer("spent", filters=Filters(categories=(household.budgets["Gifts"].id,)))
    assert mine.plan.filters.categories == ("Gifts",)


def test_a_question_is_answered_without_a_model_in_the_persons_language(household: Household) -> None:
    user(household.uid).update({"profile.personal_info.language": "fr"})
    household.write(entry(1234_50, TODAY, household.budgets["Groceries"], product_name="Pain"))
    found = answer_question(context(household.uid, NOON), "combien j'ai dépensé en courses ce mois-ci ?")
    assert isinstance(found, QueryAnswer)
    assert found.words.replace("\u202f", " ").replace("\xa0", " ") == (
        "Vous avez dépensé 1 234,50 DZD du 1 novembre 2026 au 30 novembre 2026 (Groceries).\n\nOpérations comptées : 1."
    )
    assert found.source == {
        "query": {"measure": "spent", "period": {"name": "this_period"}, "filters": {"categories": ["Groceries"]}},
        "period": {"start": "2026-11-01", "end": "2026-11-30"},
        "facts": rendered(found.snapshot),
        "ids": list(found.ids),
        "count": 1,
    }
    assert household.run(QueryPlan.model_validate(found.source["query"])) == found
    assert answer_question(context(household.uid, NOON), "bonjour") is None


def test_the_persons_own_periods_and_day_are_asked_of(household: Household) -> None:
    user(household.uid).update({"profile.period_start_day": 25, "profile.time_zone": "Pacific/Kiritimati"})
    late = datetime(2026, 11, 24, 12, tzinfo=UTC)  # the 25th there already
    found = run_plan(context(household.uid, late), QueryPlan(measure="spent", period=MONTH))
    assert isinstance(found, QueryAnswer)
    assert (found.period.start, found.period.end) == (date(2026, 11, 25), date(2026, 12, 24))
