"""The reconciler finds and corrects what the sums lack, tells where, and never cries wolf."""

import logging
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.ledger import repository
from functions.ledger import service as ledger
from functions.ledger.models import Entry
from functions.ledger.service import reconciling
from functions.ledger.subscribers import reconcile
from shared.gcp.firestore import Increment, retry_contended, user
from tests.ground import Ground, context
from tests.ledger.losing import lost_acknowledgement
from tests.ledger.schedules import due

CELLS = [
    "totals.DZD.{food}",
    "totals.DZD.none",
    "totals.EUR.{food}",
    "income.DZD",
    "totals.DZD.bud_nobody",
    "income.JPY",
]


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record)


@pytest.fixture
def lines() -> Iterator[list[logging.LogRecord]]:
    """What is logged while the test runs."""
    logger, handler = logging.getLogger("ai-on"), _Kept()
    logger.addHandler(handler)
    level = logger.level
    logger.setLevel(logging.INFO)
    yield handler.lines
    logger.setLevel(level)
    logger.removeHandler(handler)


def run(lines: list[logging.LogRecord]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One run of the worker: its summary, and the differences that it reported."""
    lines.clear()
    reconcile(due("schedule.reconcile"))
    found: dict[str, list[dict[str, Any]]] = {}
    for one in lines:
        found.setdefault(one.getMessage(), []).append(getattr(one, "fields", {}))
    (summary,) = found["ledger.reconciled"]
    return summary, found.get("ledger.difference", [])


def household(ground: Ground) -> tuple[str, str, str]:
    """Somebody with entries of each kind: uid, budget and current period."""
    uid = ground.person()
    food = ground.budget(uid, "Food", 100_000)
    for about in ({}, {"budget": food}, {"budget": food, "currency": "EUR"}, {"kind": "income"}, {"kind": "refund"}):
        entry = ground.spend(uid, 30 if about.get("kind") == "refund" else 100, **about)
    ground.spend(uid, 50, status="needs_review")
    return uid, food.id, entry.period_start


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("error", [1, -1])
def test_a_planted_error_of_one_unit_is_found_at_once_corrected_and_gone(
    ground: Ground, lines: list[logging.LogRecord], cell: str, error: int
) -> None:
    uid, food, start = household(ground)
    place = cell.format(food=food)
    before = ledger.totals(uid, start)
    user(uid).collection("periods").document(start).update({place: Increment(error)})
    summary, (difference,) = run(lines)
    assert (summary["entries"], summary["differing_cells"], summary["corrected_cells"]) == (6, 1, 1)
    assert difference["places"] == [f"{start} {place}"]
    assert (difference["metric"], difference["value"], difference["corrected"]) == ("ledger_difference", 1, 1)
    after = ledger.totals(uid, start)
    assert {cell: minor for cell, minor in after.spent.items() if minor} == dict(before.spent)
    assert {name: minor for name, minor in after.income.items() if minor} == dict(before.income)
    (record,) = [row.to_dict() for row in user(uid).collection("corrections").stream()]
    assert (record["period_start"], record["cells"]) == (start, {place: -error})
    assert record["at"] <= datetime.now(UTC)
    assert run(lines)[0]["differing_cells"] == 0
    assert len(list(user(uid).collection("corrections").stream())) == 1


def test_a_period_that_is_lost_and_a_cell_that_is_no_number_are_made_right(
    ground: Ground, lines: list[logging.LogRecord]
) -> None:
    uid, food, start = household(ground)
    before = ledger.totals(uid, start)
    user(uid).collection("periods").document(start).delete()
    assert run(lines)[0]["corrected_cells"] == 4
    assert ledger.totals(uid, start) == before
    user(uid).collection("periods").document(start).update({f"totals.DZD.{food}": "much"})
    assert run(lines)[0]["corrected_cells"] == 1
    assert ledger.totals(uid, start) == before
    assert run(lines)[0]["differing_cells"] == 0


def test_the_log_tells_the_place_and_neither_amounts_nor_who_it_is(
    ground: Ground, lines: list[logging.LogRecord]
) -> None:
    uid, _, start = household(ground)
    user(uid).collection("periods").document(start).update({"totals.DZD.none": Increment(98_765)})
    _, (difference,) = run(lines)
    assert uid not in str(difference)
    assert "98765" not in str(difference)


def test_thirty_writers_at_once_make_no_false_alarm(ground: Ground, lines: list[logging.LogRecord]) -> None:
    uid, _, _ = household(ground)

    def write(seed: int) -> None:
        dice = random.Random(seed)
        made: list[Entry] = []
        for _ in range(5):
            if not made or dice.random() < 0.5:
                day = ground.today() - timedelta(days=dice.randrange(40))
                made.append(ground.spend(uid, dice.randrange(1, 500), date=day))
            else:
                edit_or_delete(uid, made.pop(dice.randrange(len(made))).id, dice)

    with ThreadPoolExecutor(30) as pool:
        writers = [pool.submit(write, seed) for seed in range(30)]
        runs = [run(lines)]
        while not all(one.done() for one in writers):
            runs.append(run(lines))
        for one in writers:
            one.result()
    runs.append(run(lines))
    assert [(summary["differing_cells"], reported) for summary, reported in runs] == [(0, [])] * len(runs)


def edit_or_delete(uid: str, entry_id: str, dice: random.Random) -> None:
    def attempt() -> None:
        asked, read = context(uid), ledger.Read(uid, entry_id)
        commit = asked.commit()
        if dice.random() < 0.5:
            ledger.remove(asked, commit, read)
        else:
            ledger.edit(asked, commit, read, replace(read.entry, minor=dice.randrange(1, 500)))
        asked.finish(commit)

    retry_contended(attempt)


def test_a_planted_error_is_corrected_also_while_people_write(ground: Ground, lines: list[logging.LogRecord]) -> None:
    uid, _, start = household(ground)
    user(uid).collection("periods").document(start).update({"totals.DZD.none": Increment(1)})

    def write() -> None:
        for _ in range(15):
            ground.spend(uid, 10)

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        while not writer.done():
            run(lines)
        writer.result()
    run(lines)
    assert run(lines)[0]["differing_cells"] == 0
    corrections = [row.to_dict()["cells"] for row in user(uid).collection("corrections").stream()]
    assert corrections == [{"totals.DZD.none": -1}]


def test_an_entry_that_arrives_between_comparing_and_correcting_has_all_compared_again(
    ground: Ground, lines: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    uid, _, start = household(ground)
    user(uid).collection("periods").document(start).update({"totals.DZD.none": Increment(1)})
    real, late = repository.entries_and_totals, [77, 78]

    def compare(who: str) -> Any:
        found = real(who)
        if late:
            ground.spend(uid, late.pop())
        return found

    monkeypatch.setattr(repository, "entries_and_totals", compare)
    summary, reported = run(lines)
    assert (summary["differing_cells"], summary["corrected_cells"], len(reported), late) == (1, 1, 1, [])
    assert run(lines)[0]["differing_cells"] == 0


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_lost_acknowledgement_corrects_nothing_twice(
    ground: Ground, lines: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    uid, _, start = household(ground)
    user(uid).collection("periods").document(start).update({"totals.DZD.none": Increment(1)})
    with lost_acknowledgement(monkeypatch, number) as commits:
        summary, _ = run(lines)
    assert (summary["corrected_cells"], commits[0]) == (1, 3)
    assert len(ground.of_type("totals.moved")) == 1
    assert run(lines)[0]["differing_cells"] == 0
    assert len(list(user(uid).collection("corrections").stream())) == 1


def test_people_are_taken_in_pages_and_the_next_run_goes_on_where_one_stopped(
    ground: Ground, lines: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    people = sorted(ground.person() for _ in range(5))
    for uid in people:
        entry = ground.spend(uid, 100)
        user(uid).collection("periods").document(entry.period_start).update({"totals.DZD.none": Increment(1)})
    monkeypatch.setattr(reconciling, "_PEOPLE_A_PAGE", 2)
    monkeypatch.setattr(reconciling, "PEOPLE_A_RUN", 4)
    first, _ = run(lines)
    assert (first["people"], first["corrected_cells"], first["finished"]) == (4, 4, False)
    second, _ = run(lines)
    assert (second["people"], second["corrected_cells"], second["finished"]) == (1, 1, True)
    third, _ = run(lines)
    assert (third["people"], third["differing_cells"]) == (4, 0)


def test_a_ledger_that_cannot_be_read_is_reported_and_does_not_stop_the_others(
    ground: Ground, lines: list[logging.LogRecord]
) -> None:
    broken, _, _ = household(ground)
    user(broken).collection("expenses").document("exp_broken").set({"date": "never"})
    uid, _, start = household(ground)
    user(uid).collection("periods").document(start).update({"totals.DZD.none": Increment(1)})
    summary, reported = run(lines)
    assert (summary["failed"], summary["corrected_cells"], len(reported)) == (1, 1, 1)


def test_many_entries_are_folded_page_by_page(ground: Ground) -> None:
    uid = ground.person()
    for minor in range(1, 12):
        ground.spend(uid, minor)
    count, sums, kept = repository.entries_and_totals(uid, size=4)
    assert count == 11
    assert sums == {kept[0].start: {"totals": {("DZD", "none"): 66}, "income": {}}}
