"""RELIABILITY F 40 and §9: an account is closed at once and removed wholly, wherever the removal is interrupted."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from functions.budget.subscribers import budget_on_expense
from functions.users import service
from functions.users.api.shapes import DELETION_STARTED
from functions.users.service import leaving
from functions.users.subscribers import delete_user
from shared.errors import Unavailable
from shared.events import AnyEvent, DeletionRequested, ExpenseRecorded
from shared.gcp import holdings, identity
from shared.gcp.firestore import Commit, Gone, client, tombstone, user
from shared.gcp.idempotency import request_key
from tests.ground import pushed
from tests.users.conftest import Call
from tests.users.people import Person, everything, forget_everybody, of, person, plant, traces_of


class Killed(BaseException):
    """Nobody catches it, as nobody survives a kill."""


@pytest.fixture
def leaver(call: Call, files: None, published: list[AnyEvent]) -> Person:
    assert files is None
    assert published == []
    forget_everybody()
    who = person(call)
    plant(who)
    return who


def close(call: Call, who: Person) -> None:
    answer = call("DELETE", "/api/users/me/", who.access)
    assert answer.json is not None
    assert (answer.status_code, answer.json["deletion"]) == (202, "started")


def requested(published: list[AnyEvent], who: Person) -> DeletionRequested:
    (event,) = [one for one in published if isinstance(one, DeletionRequested) and one.uid == who.uid]
    return event


def test_nothing_is_left_of_who_leaves_and_nobody_else_is_touched(
    call: Call, leaver: Person, published: list[AnyEvent]
) -> None:
    other = person(call)
    plant(other)
    before = of(other, everything())
    assert len(traces_of(leaver)) > len(leaver.traces) + 440
    close(call, leaver)
    delete_user(pushed(requested(published, leaver)))
    assert traces_of(leaver) == []
    assert of(other, everything()) == before
    assert call("GET", "/api/users/me/", other.access).status_code == 200
    grave = tombstone(leaver.uid).get().to_dict()
    assert grave is not None
    assert set(grave) == {"at", "finished_at"}


def killing_after(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies when step `number` is done."""
    steps = list(leaving.STEPS)
    name, step = steps[number]

    def last(uid: str) -> None:
        step(uid)
        raise Killed

    steps[number] = (name, last)
    monkeypatch.setattr(leaving, "STEPS", tuple(steps))


@pytest.mark.parametrize("number", range(len(leaving.STEPS)), ids=[name for name, _ in leaving.STEPS])
def test_killed_after_any_step_and_run_again_nothing_is_left(
    call: Call, leaver: Person, published: list[AnyEvent], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    close(call, leaver)
    event = pushed(requested(published, leaver))
    with monkeypatch.context() as inside:
        killing_after(number, inside)
        with pytest.raises(Killed):
            delete_user(event)
    delete_user(event)
    assert traces_of(leaver) == []


def _every_second(real: Callable[..., object]) -> Callable[..., object]:
    calls = iter(range(10**6))

    def sometimes(*args: object, **kwargs: object) -> object:
        if next(calls) % 2:
            raise Killed
        return real(*args, **kwargs)

    return sometimes


@pytest.mark.parametrize("where", ["_erase", "read_all"])
def test_killed_in_the_middle_of_a_step_again_and_again_it_comes_to_an_end(
    call: Call, leaver: Person, published: list[AnyEvent], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    close(call, leaver)
    event = pushed(requested(published, leaver))
    kills = 0
    for _ in range(200):
        with monkeypatch.context() as inside:
            inside.setattr(holdings, where, _every_second(getattr(holdings, where)))
            try:
                delete_user(event)
                break
            except Killed:
                kills += 1
    delete_user(event)
    assert kills > 1
    assert traces_of(leaver) == []


def test_a_removal_whose_event_was_lost_is_taken_up_by_the_schedule(
    call: Call, leaver: Person, published: list[AnyEvent]
) -> None:
    close(call, leaver)
    stays = person(call)
    now = datetime.now(UTC)
    assert requested(published, leaver)
    service.finish_deletions(now)
    assert traces_of(leaver) != []
    service.finish_deletions(now + leaving.LATE + timedelta(seconds=1))
    assert traces_of(leaver) == []
    assert call("GET", "/api/users/me/", stays.access).status_code == 200


def test_of_two_late_removals_one_that_fails_does_not_hold_up_the_other(
    call: Call, leaver: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(call, leaver)
    second = person(call)
    close(call, second)
    real = identity.revoke

    def fails_for_the_first(uid: str) -> None:
        if uid == leaver.uid:
            raise Unavailable("Accounts cannot be reached right now.")
        real(uid)

    steps = (("tokens", fails_for_the_first), *leaving.STEPS[1:])
    with monkeypatch.context() as inside:
        inside.setattr(leaving, "STEPS", steps)
        service.finish_deletions(datetime.now(UTC) + timedelta(hours=1))
    assert traces_of(second) == []
    assert traces_of(leaver) != []
    service.finish_deletions(datetime.now(UTC) + timedelta(hours=1))
    assert traces_of(leaver) == []


def test_the_steps_are_in_the_order_that_was_promised() -> None:
    names = [name for name, _ in leaving.STEPS]
    assert names == ["tokens", "messages", "files", "documents", "elsewhere", "account", "remains"]


def test_an_event_that_comes_twice_or_late_makes_nothing_anew(
    call: Call, leaver: Person, published: list[AnyEvent]
) -> None:
    close(call, leaver)
    event = pushed(requested(published, leaver))
    delete_user(event)
    delete_user(event)
    late = ExpenseRecorded(
        uid=leaver.uid, expense_id="exp_1", entry_version=1, period_start="2026-11-01", splits=(), currency="DZD",
        kind="expense",
    )  # fmt: skip
    budget_on_expense(pushed(late))
    assert traces_of(leaver) == []


def test_a_second_request_is_harmless_until_the_account_is_gone(
    call: Call, leaver: Person, published: list[AnyEvent]
) -> None:
    close(call, leaver)
    held = of(leaver, everything())
    close(call, leaver)
    assert of(leaver, everything()) == held
    delete_user(pushed(requested(published, leaver)))
    assert call("DELETE", "/api/users/me/", leaver.access).status_code == 401
    assert traces_of(leaver) == []


def test_one_key_of_a_deletion_gives_the_same_answer_again(
    call: Call, leaver: Person, published: list[AnyEvent]
) -> None:
    keyed = {"headers": {"Idempotency-Key": "bye"}}
    first = call("DELETE", "/api/users/me/", leaver.access, **keyed)
    again = call("DELETE", "/api/users/me/", leaver.access, **keyed)
    assert (again.status_code, again.json) == (first.status_code, first.json) == (202, DELETION_STARTED)
    assert all(row["what"] and row["days"] > 0 for row in DELETION_STARTED["outlives"])
    assert requested(published, leaver)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """The clock of requests, some seconds on."""
    return lambda seconds: monkeypatch.setattr(
        "shared.web.app.system_clock", lambda: datetime.now(UTC) + timedelta(seconds=seconds)
    )


def test_who_signed_in_more_than_five_minutes_ago_signs_in_again_first(
    call: Call, leaver: Person, published: list[AnyEvent], later: Callable[[float], None]
) -> None:
    later(302)
    answer = call("DELETE", "/api/users/me/", leaver.access)
    assert answer.json is not None
    assert (answer.status_code, answer.json["code"]) == (403, "recent_sign_in_required")
    assert call("GET", "/api/users/me/", leaver.access).status_code == 200
    assert published == []
    later(120)
    close(call, leaver)


def test_a_refreshed_token_does_not_make_the_sign_in_recent(
    call: Call, leaver: Person, later: Callable[[float], None]
) -> None:
    fresh = call("POST", "/api/token/refresh/", json={"refresh": leaver.refresh}).json
    assert fresh is not None
    later(302)
    assert call("DELETE", "/api/users/me/", fresh["access"]).status_code == 403


def test_from_the_answer_on_nothing_of_the_person_is_read_or_written(call: Call, leaver: Person) -> None:
    now = datetime.now(UTC)
    at_work = Commit(request_key(leaver.uid, "POST /slow", None, "", now))
    at_work.merge(user(leaver.uid).collection("budgets").document("late"), {"canary": leaver.canary})
    close(call, leaver)
    held = of(leaver, everything())
    for method, path in (
        ("PATCH", "/api/users/me/"), ("GET", "/api/users/me/"), ("GET", "/api/users/me/export/"),
        ("POST", "/api/users/me/sign-out-everywhere/"),
    ):  # fmt: skip
        body = {"json": {"savings": 1}} if method == "PATCH" else {}
        assert call(method, path, leaver.access, **body).status_code == 401
    with pytest.raises(Gone):
        at_work.run()
    who = {name: leaver.sign_up[name] for name in ("email", "password")}
    assert call("POST", "/api/token/", json=who).status_code == 401
    assert call("POST", "/api/token/refresh/", json={"refresh": leaver.refresh}).status_code == 401
    assert of(leaver, everything()) == held


def test_the_user_name_and_the_address_are_free_again(call: Call, leaver: Person, published: list[AnyEvent]) -> None:
    close(call, leaver)
    delete_user(pushed(requested(published, leaver)))
    answer = call("POST", "/api/users/create/", json=leaver.sign_up)
    assert answer.json is not None
    assert (answer.status_code, answer.json["id"] != leaver.uid) == (201, True)
    assert call("PATCH", "/api/users/me/", answer.json["access"], json={"savings": 5}).status_code == 200


def test_a_part_that_is_down_delays_the_removal_and_no_more(
    call: Call, leaver: Person, published: list[AnyEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    close(call, leaver)
    event = pushed(requested(published, leaver))
    with monkeypatch.context() as inside:
        inside.setenv("STORAGE_EMULATOR_HOST", "http://127.0.0.1:9")
        inside.setattr("shared.gcp.storage._receipts", _nobody)
        with pytest.raises(Unavailable):
            delete_user(event)
    delete_user(event)
    assert traces_of(leaver) == []


def _nobody() -> None:
    import requests

    raise requests.ConnectionError


def test_a_request_that_was_at_work_all_the_while_leaves_nothing(
    call: Call, leaver: Person, published: list[AnyEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    close(call, leaver)
    real = identity.delete_account

    def and_then(uid: str) -> None:
        real(uid)
        plant(leaver)

    steps = tuple((name, and_then if name == "account" else step) for name, step in leaving.STEPS)
    monkeypatch.setattr(leaving, "STEPS", steps)
    delete_user(pushed(requested(published, leaver)))
    assert traces_of(leaver) == []


def test_the_walk_of_these_tests_finds_what_is_planted(call: Call, leaver: Person) -> None:
    assert callable(call)
    client().collection("somewhere").document("else").collection("deep").document("x").set({"c": leaver.canary})
    assert "somewhere/else/deep/x" in traces_of(leaver)
    client().collection("somewhere").document("else").collection("deep").document("x").delete()
