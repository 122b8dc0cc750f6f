"""What a report reads, counted in the store in memory: documents that queries give and documents asked for by name."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import pytest

from functions.ledger import repository as ledger
from functions.reports.service import make_report
from functions.reports.service.gathering import LARGEST
from shared.gcp import firestore
from shared.period import period_of, previous_period
from tests.budget.memory import memory
from tests.ground import Ground, context
from tests.simulation.store import Client, Documents

T = TypeVar("T")
FEW, TIMES = 100, 1000
__all__ = ["memory"]


@dataclass
class Counting:
    """Counts what the store answers: each document, and one for an answer without any."""

    reads: int = 0
    asked: list[str] = field(default_factory=list)

    def read(self, what: str, call: Callable[[], T]) -> T:
        found = call()
        self.reads += max(1, len(found)) if isinstance(found, list) else 1
        self.asked.append(what)
        return found

    def write(self, what: str, call: Callable[[], T], retry: Any) -> T:
        return call()


@dataclass
class Kept:
    """A person with a hundred entries in the last four periods, and the store that they are in."""

    ground: Ground
    uid: str
    documents: Documents
    counting: Counting

    def report(self, message: str) -> tuple[int, dict[str, Any]]:
        """How much is read for it, and its facts."""
        self.counting.reads = 0
        made = make_report(context(self.uid), message)
        return self.counting.reads, {one["id"]: one["value"] for one in made.facts}

    def grow(self) -> int:
        """Each entry a thousand times over, sums too; how many entries there are then."""
        expenses = ("users", self.uid, "expenses")
        for path in list(self.documents.in_collection[expenses]):
            for copy in range(1, TIMES):
                further = (*expenses, f"{path[-1]}_{copy}")
                self.documents.by_path[further] = self.documents.by_path[path]
                self.documents.in_collection[expenses][further] = None
        for path in self.documents.in_collection[("users", self.uid, "periods")]:
            stored = self.documents.by_path[path]
            self.documents.by_path[path] = replace(stored, fields=_times(stored.fields))
        return len(self.documents.in_collection[expenses])


def _counted(counting: Counting, query: Any) -> int:
    """Counting costs a read for each thousand: the store in memory hands all documents out."""
    before = counting.reads
    found = firestore.count_of(query)
    counting.reads = before + max(1, -(-found // 1000))
    return found


def _times(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _times(one) for name, one in value.items()}
    return value * TIMES if type(value) is int else value


@pytest.fixture
def kept(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> Kept:
    documents, counting = Documents(), Counting()
    client = Client(documents, counting)
    monkeypatch.setattr(firestore, "_client", lambda *_: client)
    monkeypatch.setattr(ledger, "count_of", partial(_counted, counting))
    uid, period = memory.person(), period_of(memory.today())
    food = memory.budget(uid, "Food", 900_000)
    for _ in range(4):
        for rank in range(LARGEST):
            memory.spend(uid, 1000 + rank, food, date=period.start.replace(day=1 + rank))
        period = previous_period(period, 1)
    return Kept(memory, uid, documents, counting)


def test_a_report_on_a_hundred_thousand_entries_reads_as_much_as_one_on_a_hundred(kept: Kept) -> None:
    """A period's sums are one document, and more than its largest 25 entries are never read."""
    whole, food = kept.report("last month"), kept.report("food last month")
    assert kept.grow() == FEW * TIMES == 100_000
    grown_whole, grown_food = kept.report("last month"), kept.report("food last month")
    assert (grown_whole[0], grown_food[0]) == (whole[0], food[0])
    assert FEW < whole[0] < 2 * FEW
    assert grown_whole[1]["spent"] == TIMES * whole[1]["spent"] > 0
    assert grown_food[1]["spent"] == TIMES * food[1]["spent"] > 0


def test_a_report_on_the_current_period_reads_no_more_over_a_hundred_thousand_entries(kept: Kept) -> None:
    """Up to 300 entries are read to compare like with like; beyond, the sums of the whole period are told."""
    whole, food = kept.report("monthly"), kept.report("food this month")
    kept.grow()
    grown_whole, grown_food = kept.report("monthly"), kept.report("food this month")
    assert grown_whole[0] <= whole[0]
    assert grown_food[0] <= food[0]
    assert FEW < whole[0] < 2 * FEW
    assert grown_whole[1]["spent"] == TIMES * whole[1]["spent"] > 0
    assert grown_food[1]["spent"] == TIMES * food[1]["spent"] > 0
