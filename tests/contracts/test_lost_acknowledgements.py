"""At each commit of each request and of each worker: an acknowledgement that is lost, and contention.

The effect is there once and the caller gets its answer, or 503 and the answer on repetition; never a part, never a 500.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import main
from dev.declaration import load
from shared.errors import Conflict, Unavailable
from shared.gcp import outbox
from shared.web.subscriber import TYPES
from tests.contracts.faults import Kind, all_sites, faults, sites
from tests.contracts.ground import world
from tests.contracts.scenarios import DELIVERIES, ROUTES, USES, Route
from tests.contracts.test_idempotency import services

__all__ = ["services"]
each_route = pytest.mark.parametrize("route", ROUTES, ids=str)
each_delivery = pytest.mark.parametrize("which", sorted(DELIVERIES), ids=" ".join)
# Kind, how often, and whether the client's own retry gets over it.
FAULTS: tuple[tuple[Kind, int], ...] = (("lost", 1), ("lost", 10**6), ("aborted", 1), ("aborted", 5))
each_fault = pytest.mark.parametrize(("kind", "times"), FAULTS)
Services = dict[str, str]


def sweep() -> None:
    """What the schedule does two minutes later."""
    outbox.sweep(datetime.now(UTC) + timedelta(minutes=2))


@each_route
@each_fault
def test_a_request_has_one_effect_and_one_answer_whatever_commit_fails(
    services: Services, monkeypatch: pytest.MonkeyPatch, route: Route, kind: Kind, times: int
) -> None:
    impatient(monkeypatch, times)
    with world(services) as one:
        asked = route.prepare(one.ground, one.uid)
        with faults() as commits:
            status = one.send(route, asked, "k").status_code
        sweep()
        weight = one.weight()
    assert commits.count > 0
    for number in range(1, commits.count + 1):
        with world(services) as one:
            asked = route.prepare(one.ground, one.uid)
            with faults(kind, number, times):
                first = one.send(route, asked, "k")
            assert first.status_code in {status, 503}, (number, first.text)
            again = one.send(route, asked, "k")
            if first.status_code == 503:
                assert first.headers["Retry-After"]
            else:
                assert again.data == first.data
            assert again.status_code == status, (number, again.text)
            if times == 1 and kind == "lost":
                assert first.status_code == status, number
            sweep()
            assert one.weight() == weight, number


def impatient(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """A store that never acknowledges is given up sooner than in production."""
    if times > 5:
        from shared.gcp import firestore, holdings

        monkeypatch.setattr(firestore, "_RETRY", firestore._RETRY.with_timeout(0.5))
        monkeypatch.setattr(holdings, "_AGAIN", holdings._AGAIN.with_timeout(0.5))


@each_delivery
@each_fault
def test_a_worker_has_one_effect_whatever_commit_fails(
    services: Services, monkeypatch: pytest.MonkeyPatch, which: tuple[str, str], kind: Kind, times: int
) -> None:
    impatient(monkeypatch, times)
    worker = getattr(main, which[0])
    with world(services) as one:
        event = DELIVERIES[which](one.ground, one.uid)
        with faults() as commits:
            worker(event)
        sweep()
        weight = one.weight()
    # The sweep publishes and removes one row at a time, without a commit; see test_killed.
    assert commits.count > 0 or which[0] == "sweep_outbox"
    for number in range(1, commits.count + 1):
        with world(services) as one:
            event = DELIVERIES[which](one.ground, one.uid)
            with faults(kind, number, times):
                deliver(worker, event)
            if kind == "lost" and times == 1:
                assert len(one.ground.published) == len(weight["published"]), "its events wait for the sweep"
            deliver(worker, event)
            worker(event)
            sweep()
            assert one.weight() == weight, number


def deliver(worker: Callable[[Any], None], event: Any) -> None:
    """Deliver once; being busy or cut off from the store means that it comes again, every other failure is a fault."""
    with suppress(Conflict, Unavailable):
        worker(event)


def test_every_type_that_a_worker_handles_has_a_row() -> None:
    handled = {(name, kind) for name in load().workers for kind in getattr(getattr(main, name), TYPES) or {""}}
    assert len(handled) > 5
    assert handled == set(DELIVERIES)


def test_every_place_that_commits_is_reached_by_a_row(services: Services) -> None:
    reached: set[tuple[str, int]] = set()
    with faults() as commits:
        for route in ROUTES:
            with world(services) as one:
                one.send(route, route.prepare(one.ground, one.uid), "k")
        for (worker, _), prepare in DELIVERIES.items():
            with world(services) as one:
                getattr(main, worker)(prepare(one.ground, one.uid))
        for use in USES.values():
            with world(services) as one:
                use(one.ground, one.uid)
        reached = commits.places
    places = all_sites()
    assert len(places) > 8
    missed = [
        f"{file}:{first}"
        for file, first, last in places
        if not any(name == file and first <= line <= last for name, line in reached)
    ]
    assert missed == [], "add a row to tests/contracts/scenarios.py that reaches these"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(context, commit):\n    context.finish(commit)", [(2, 2)]),
        ("commit.run()", [(1, 1)]),
        ("Commit(guard).run()", [(1, 1)]),
        ("self._batch.commit(\n  timeout=1)", [(1, 2)]),
        ("subprocess.run(command)\ncommit = context.commit()\nrun()", []),
    ],
)
def test_a_place_that_commits_is_found(source: str, found: list[tuple[int, int]]) -> None:
    assert sites(source) == found
