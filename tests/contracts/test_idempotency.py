"""CONTRACT §1 "retries" on every route that writes: one row of `scenarios.ROUTES` each."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.clock import system_clock
from shared.errors import Unavailable
from shared.gcp.firestore import Commit, client
from tests import emulators
from tests.contracts.ground import unsafe_routes, world
from tests.contracts.scenarios import PUBLIC, ROUTES, WITHOUT_EFFECT, Route
from tests.dev.fcm import conftest as fcm
from tests.dev.identity.conftest import running

each_route = pytest.mark.parametrize("route", ROUTES, ids=str)


@pytest.fixture(scope="module")
def services() -> Iterator[dict[str, str]]:
    with (
        emulators.firestore() as store,
        emulators.storage(bucket="kept") as files,
        running() as people,
        fcm.running() as pushes,
    ):
        yield {
            "FIRESTORE_EMULATOR_HOST": store,
            "STORAGE_EMULATOR_HOST": files,
            "RECEIPTS_BUCKET": "kept",
            "FCM_EMULATOR_HOST": pushes.host,
            "identity": people.url,
        }


def code(answer: TestResponse) -> str:
    return str((answer.json or {}).get("code"))


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    """The clock of requests stands later."""

    def moved() -> datetime:
        return system_clock() + timedelta(**by)

    monkeypatch.setattr("shared.web.app.system_clock", moved)


def test_every_route_that_writes_has_a_row() -> None:
    rows = {route.rule for route in ROUTES} | set(WITHOUT_EFFECT)
    assert len(rows) > 5
    assert unsafe_routes() == rows


@each_route
class TestEachRoute:
    def test_the_same_request_again_gets_the_same_answer_and_has_no_effect(
        self, services: dict[str, str], route: Route
    ) -> None:
        with world(services) as one:
            asked = route.prepare(one.ground, one.uid)
            first = one.send(route, asked, "k")
            weight = one.weight()
            again = one.send(route, asked, "k")
            assert 200 <= first.status_code < 300, first.text
            assert (again.status_code, again.data) == (first.status_code, first.data)
            assert again.headers["Idempotent-Replay"] == "true"
            assert "Idempotent-Replay" not in first.headers
            assert one.weight() == weight

    def test_another_body_under_the_same_key_is_refused(self, services: dict[str, str], route: Route) -> None:
        with world(services) as one:
            asked = route.prepare(one.ground, one.uid)
            one.send(route, asked, "k")
            weight = one.weight()
            other = one.send(route, asked, "k", asked.other)
            assert (other.status_code, code(other)) == (422, "idempotency_key_reused")
            assert one.weight() == weight

    def test_a_key_belongs_to_one_person_and_one_path(self, services: dict[str, str], route: Route) -> None:
        with world(services) as one:
            asked = route.prepare(one.ground, one.uid)
            one.send(route, asked, "k")
            stranger = one.ground.person()
            theirs = route.prepare(one.ground, stranger)
            answered = one.send(route, theirs, "k", uid=stranger)
            assert 200 <= answered.status_code < 300
            assert "Idempotent-Replay" not in answered.headers

    def test_a_repetition_while_the_first_runs_waits_and_then_gets_its_answer(
        self, services: dict[str, str], route: Route, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real, inside = Commit.run, []
        with world(services) as one:
            asked = route.prepare(one.ground, one.uid)

            def run(commit: Commit) -> None:
                monkeypatch.setattr(Commit, "run", real)
                inside.append(one.send(route, asked, "k"))
                real(commit)

            monkeypatch.setattr(Commit, "run", run)
            first = one.send(route, asked, "k")
            # Slow work claims its key; quick work lets the faster one win. Either way there is one answer.
            assert 200 <= first.status_code < 300
            assert (inside[0].status_code, inside[0].data) == (first.status_code, first.data) or (
                (inside[0].status_code, code(inside[0]), inside[0].headers["Retry-After"]) == (409, "in_progress", "1")
            )
            again = one.send(route, asked, "k")
            assert (again.status_code, again.data) == (first.status_code, first.data)

    def test_a_key_ends_after_24_hours_by_our_own_clock(
        self, services: dict[str, str], route: Route, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with world(services) as one:
            asked = route.prepare(one.ground, one.uid)
            one.send(route, asked, "k")
            later(monkeypatch, hours=23, minutes=59)
            assert one.send(route, asked, "k").headers["Idempotent-Replay"] == "true"
            later(monkeypatch, hours=24, minutes=1)
            assert "Idempotent-Replay" not in one.send(route, asked, "k").headers

    def test_a_failure_is_not_stored_and_a_repetition_completes_the_work(
        self, services: dict[str, str], route: Route, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Commit) -> None:
            raise Unavailable("down")

        with world(services) as one:
            asked = route.prepare(one.ground, one.uid)
            with monkeypatch.context() as broken:
                broken.setattr(Commit, "run", fail)
                refused = one.send(route, asked, "k")
            assert (refused.status_code, bool(refused.headers["Retry-After"])) == (503, True)
            done = one.send(route, asked, "k")
            assert 200 <= done.status_code < 300
            assert "Idempotent-Replay" not in done.headers

    def test_a_refused_request_is_not_stored(self, services: dict[str, str], route: Route) -> None:
        if route.name or route.rule not in {"PATCH /api/users/me/", "POST /api/expenses/", *PUBLIC}:
            return  # nothing in their body can be wrong
        with world(services) as one:
            asked = route.prepare(one.ground, one.uid)
            wrong = one.send(route, asked, "k", lambda: {"json": {"surprise": 1}})
            assert wrong.status_code == 400
            right = one.send(route, asked, "k")
            assert 200 <= right.status_code < 300


def test_tokens_of_a_sign_up_are_not_readable_in_the_store(services: dict[str, str]) -> None:
    route = ROUTES[0]
    with world(services) as one:
        asked = route.prepare(one.ground, one.uid)
        first: Any = one.send(route, asked, "k").json
        (row,) = client().collection("sign_ups").stream()
        kept = str(row.to_dict())
        assert first["access"] not in kept
        assert first["refresh"] not in kept
        other = asked.body()["json"] | {"password": "another pass phrase"}
        assert code(one.send(route, asked, "k", lambda: {"json": other})) == "idempotency_key_reused"


@pytest.mark.parametrize("rule", [rule for rule in WITHOUT_EFFECT if "token" in rule])
def test_tokens_are_given_anew_for_each_request_and_never_stored(services: dict[str, str], rule: str) -> None:
    with world(services) as one:
        signing = ROUTES[0].prepare(one.ground, one.uid)
        made: Any = one.send(ROUTES[0], signing, None).json
        password = signing.body()["json"]
        body = {"refresh": made["refresh"]} if "refresh" in rule else {
            "email": password["email"], "password": password["password"]
        }  # fmt: skip
        weight = one.weight()
        path = rule.split()[1]
        from functions.users.api import app

        for _ in range(2):
            answered = app.test_client().post(path, json=body, headers={"Idempotency-Key": "k"})
            assert answered.status_code == 200
            assert "Idempotent-Replay" not in answered.headers
        assert one.weight() == weight
