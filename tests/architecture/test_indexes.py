"""Every query of our code has its index in `infra/indexes.json`, and every index there has a query."""

import ast
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from google.cloud.firestore_v1.query import Query

from functions.advisor import repository as advice
from functions.budget.repository import budgets, goals
from functions.chat.repository import messages
from functions.journal import repository as journal
from functions.journal.repository import gate
from functions.ledger import repository as ledger
from functions.ledger.models import Filter
from functions.notify import repository as notify
from functions.reports import repository as reports
from functions.users import repository as users
from shared.config import config
from shared.gcp import holdings, outbox, parked, tombstones, walking
from shared.gcp.firestore import Commit, client, newest_first, where
from shared.gcp.idempotency import Processed
from tests.architecture.indexes import Shape, declared, is_served, shape_of

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 21, tzinfo=UTC)
DAY = date(2026, 11, 21)
Site = tuple[str, int]


def _pages() -> Iterator[Callable[[], Any]]:
    """A list of entries by every combination of filters, from its beginning and from a position."""
    for first, last, budget, kind, status, currency, after in product(
        (None, DAY), (None, DAY), (None, "bud_1"), (None, "refund"), (None, "pending", "deleted"), (None, "EUR"), (0, 1)
    ):
        chosen: tuple[Any, ...] = (first, last, budget, kind, status, currency)
        yield partial(ledger.page, "u", Filter(*chosen), ("2026-11-21", NOW, "exp_1") if after else None, 10)


QUERIES: list[Callable[[], Any]] = [
    *_pages(),
    lambda: ledger.totals_between("u", "2026-01-01", "2026-11-21"),
    lambda: gate.audit_rows("u"),
    lambda: gate.proposing_row("u", "act_1"),
    lambda: ledger.largest("u", "2026-11-01", "DZD", 10),
    lambda: ledger.largest("u", "2026-11-01", "DZD", 10, "bud_1"),
    lambda: ledger.first_day("u"),
    lambda: ledger.misplaced("u", 5, 10),
    lambda: ledger.entries_and_totals("u"),
    lambda: ledger.former_states("u", "exp_1"),
    lambda: ledger.with_receipt("u", "0" * 64),
    lambda: ledger.of_receipt("u", "rcp_1"),
    lambda: ledger.pending(10, NOW),
    lambda: budgets.read_budgets("u"),
    lambda: budgets.all_budgets("u"),
    lambda: goals.all_goals("u"),
    lambda: journal.turn("u", "msg_1"),
    lambda: journal.knowing("u", [("budget", "bud_1", 1)]),
    lambda: journal.latest_on("u", "budget", "bud_1"),
    lambda: journal.page("u", None, None, 10),
    lambda: journal.page("u", "done", (NOW, "act_1"), 10),
    lambda: notify.mark_all(Commit(Processed("u", "c", "e", NOW)), "u", NOW, 10),
    lambda: notify.remove_old(Commit(Processed("u", "c", "e", NOW)), "u", NOW, NOW, 10),
    lambda: notify.devices_of("u"),
    lambda: notify.tokens_of("t"),
    lambda: notify.waiting("u", "digest", NOW),
    lambda: notify.due("digest", NOW, None, 10),
    lambda: notify.page("u", None, None, 10),
    lambda: notify.page("u", True, (NOW, "ntf_1"), 10),
    lambda: messages.page("u", None, 10),
    lambda: messages.page("u", (NOW, "msg_1"), 10),
    lambda: messages.remove_some(Commit(Processed("u", "c", "e", NOW)), "u", 10),
    lambda: advice.page("u", None, 10),
    lambda: advice.page("u", (NOW, "adv_1"), 10),
    lambda: reports.page("u", None, 10),
    lambda: reports.page("u", (NOW, "rep_1"), 10),
    lambda: users.uids_after(None, 10),
    lambda: users.uids_after("u", 10),
    lambda: list(holdings.elsewhere("u")),
    lambda: walking.forget("u"),
    lambda: tombstones.unfinished(NOW, 10),
    lambda: list(holdings.documents("u", "expenses")),
    lambda: outbox.waiting(NOW),
    lambda: parked.waiting("quarantine"),
    lambda: parked.waiting("dead_letters"),
]


def sites() -> set[Site]:
    """Where our code runs a query: file and line."""
    found: set[Site] = set()
    for folder in ("functions", "shared/gcp"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _runs(node.func) and file.name != "firestore.py":
                    found.add((str(file.relative_to(ROOT)), node.lineno))
    return found


def _runs(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id == "read_all"
    return isinstance(function, ast.Attribute) and function.attr in {"stream", "read_all"}


def _asker(frame: FrameType | None) -> Site:
    """The place in our code, above the one function that hands queries to the client."""
    while frame is not None:
        place = Path(frame.f_code.co_filename)
        ours = any(place.is_relative_to(ROOT / folder) for folder in ("functions", "shared"))
        if ours and place.name != "firestore.py":
            return str(place.relative_to(ROOT)), frame.f_lineno
        frame = frame.f_back
    raise AssertionError("nobody of ours asks this")


@pytest.fixture(scope="module")
def asked() -> dict[Site, set[Shape]]:
    """The shapes of all queries by the place that runs them; no store is asked."""
    found: dict[Site, set[Shape]] = {}

    def stream(query: Query, *_: Any, **__: Any) -> Iterator[Any]:
        place, line = _asker(sys._getframe(1))
        found.setdefault((place, line), set()).add(shape_of(query))
        return iter(())

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1")
        patched.setenv("GOOGLE_CLOUD_PROJECT", "indexes")
        patched.setattr(Query, "stream", stream)
        patched.setattr(ledger, "at_one_moment", lambda read: read(None))
        config.cache_clear()
        for query in QUERIES:
            query()
    config.cache_clear()
    return found


def test_every_place_that_runs_a_query_is_looked_at(asked: dict[Site, set[Shape]]) -> None:
    assert sites() - asked.keys() == set()


def test_every_query_is_served(asked: dict[Site, set[Shape]]) -> None:
    indexes = declared()
    assert [one for shapes in asked.values() for one in shapes if not is_served(one, indexes)] == []


def test_every_index_has_a_query_that_needs_it(asked: dict[Site, set[Shape]]) -> None:
    shapes, indexes = set().union(*asked.values()), declared()
    needless = [one for one in indexes if all(is_served(shape, indexes - {one}) for shape in shapes)]
    assert needless == []


def test_a_query_without_its_index_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1")
    expenses = client().collection("users").document("u").collection("expenses")
    by_merchant = newest_first(where(expenses, "merchant", "==", "Souk"), "date", "created_at")
    by_amount = where(where(expenses, "kind", "==", "refund"), "minor", ">", 5)
    everybody = where(client().collection_group("budgets"), "title", "==", "Food")
    other_order = (
        where(expenses, "deleted", "==", False).order_by("date", direction="DESCENDING").order_by("created_at")
    )
    for query in (by_merchant, by_amount, everybody, other_order):
        assert not is_served(shape_of(query), declared())
    both = where(where(expenses, "kind", "==", "refund"), "merchant", "==", "Souk")
    assert is_served(shape_of(both), declared())
