"""Notifications: once per crossing, counted exactly, one person's own."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from google.cloud.firestore_v1.query import Query
from werkzeug.test import TestResponse

from functions.notify import service
from functions.notify.subscribers import notify_on_event
from shared.events import ThresholdCrossed
from shared.gcp.firestore import client, user
from shared.gcp.store_client import Client
from shared.ids import new_id
from tests.ground import Ground, context, pushed, sign_in_as
from tests.racing import race, same

KEYS = [
    "id",
    "notification_type",
    "priority",
    "title",
    "message",
    "is_read",
    "created_at",
    "read_at",
    "related_budget_id",
    "related_expense_id",
    "action_url",
    "action_data",
]


def crossed(uid: str, arming: int = 1, **about: Any) -> ThresholdCrossed:
    known: dict[str, Any] = {"budget_id": "bud_1", "title": "Food", "currency": "DZD", "period_start": "2026-11-01"}
    known |= {"threshold": 100, "over": True, "arming": arming, "spent": 1100, "limit": 1000, "expense_id": "exp_1"}
    return ThresholdCrossed(uid=uid, **(known | about))


def tell(uid: str, arming: int = 1, **about: Any) -> None:
    notify_on_event(pushed(crossed(uid, arming, **about)))


def call(path: str, method: str = "GET", **kwargs: Any) -> TestResponse:
    from functions.notify.api import app

    answered: TestResponse = app.test_client().open(path, method=method, **kwargs)
    return answered


def rows(query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call(f"/api/notify/{query}").text)
    return found


def unread() -> int:
    return int(json.loads(call("/api/notify/unread-count/").text)["unread_count"])


@pytest.fixture
def uid(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> str:
    person = ground.person()
    sign_in_as(person, monkeypatch)
    return person


def test_a_notification_has_the_keys_of_the_contract_in_order(uid: str) -> None:
    tell(uid)
    found = rows()
    assert [list(one) for one in found] == [KEYS]
    assert found[0]["action_url"] == "/budget/bud_1"
    assert (found[0]["is_read"], found[0]["read_at"], found[0]["action_data"]) == (False, None, None)


def test_one_crossing_is_told_once_however_often_it_is_delivered(ground: Ground, uid: str) -> None:
    event = pushed(crossed(uid))
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: notify_on_event(event), range(10)))
    tell(uid)  # another event of the same crossing
    assert (len(rows()), unread()) == (1, 1)
    assert len(ground.of_type("notification.created")) == 1
    tell(uid, arming=2)
    assert (len(rows()), unread()) == (2, 2)


def test_a_notification_is_in_the_language_of_the_profile(uid: str) -> None:
    user(uid).update({"profile.personal_info": {"language": "fr"}})
    tell(uid)
    (found,) = rows()
    assert found["title"] == "⚠️ Dépassement du budget Food"
    assert found["message"].endswith("Budget : 10,00\u00a0DZD, dépensé : 11,00\u00a0DZD")


def test_reading_counts_once_also_by_twenty_at_the_same_time(uid: str) -> None:
    tell(uid)
    tell(uid, arming=2)
    name = rows()[0]["id"]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: call(f"/api/notify/{name}/"), range(20)))
    assert {one.status_code for one in answers} <= {200, 409}
    assert unread() == 1
    first = json.loads(call(f"/api/notify/{name}/read/", "PATCH").text)
    assert first["is_read"] is True
    assert json.loads(call(f"/api/notify/{name}/").text)["read_at"] == first["read_at"]
    assert [one["id"] for one in rows("?read=true")] == [name]
    assert name not in {one["id"] for one in rows("?read=false")}


def test_removing_an_unread_one_counts_it_out_and_a_read_one_does_not(uid: str) -> None:
    for arming in (1, 2, 3):
        tell(uid, arming)
    read, removed, _ = (one["id"] for one in rows())
    call(f"/api/notify/{read}/")
    assert [call(f"/api/notify/{name}/delete/", "DELETE").status_code for name in (read, removed)] == [204, 204]
    assert (unread(), len(rows())) == (1, 1)
    assert call(f"/api/notify/{removed}/delete/", "DELETE").status_code == 404


@pytest.mark.parametrize("route", [("read/", "PATCH"), ("delete/", "DELETE")], ids=["read", "remove"])
def test_forty_racers_with_one_key_have_one_effect_and_one_answer(uid: str, route: tuple[str, str]) -> None:
    tell(uid)
    tell(uid, arming=2)
    path = f"/api/notify/{rows()[0]['id']}/{route[0]}"
    race(lambda: call(path, route[1], headers={"Idempotency-Key": "k"}))
    assert unread() == 1


def test_marking_read_what_was_read_is_remembered_too(uid: str) -> None:
    tell(uid)
    path = f"/api/notify/{rows()[0]['id']}/"
    call(path)
    first = call(f"{path}read/", "PATCH", headers={"Idempotency-Key": "k"})
    assert call(f"{path}delete/", "DELETE").status_code == 204
    again = call(f"{path}read/", "PATCH", headers={"Idempotency-Key": "k"})
    assert same(again) == same(first)
    assert again.headers["Idempotent-Replay"] == "true"
    assert call(f"{path}read/", "PATCH", headers={"Idempotency-Key": "another"}).status_code == 404


def test_any_number_is_marked_read_and_a_repetition_gets_the_same_answer(uid: str) -> None:
    batch = client().batch()
    for rank in range(450):
        stored = {"notification_type": "system", "priority": "low", "title": str(rank), "message": "", "is_read": False}
        stored |= {"created_at": datetime.now(UTC), "read_at": None}
        batch.set(user(uid).collection("notifications").document(new_id("ntf")), stored)
    batch.set(user(uid).collection("counters").document("notifications"), {"unread": 450})
    batch.commit()
    first = call("/api/notify/mark-all-read/", "POST", headers={"Idempotency-Key": "k"})
    again = call("/api/notify/mark-all-read/", "POST", headers={"Idempotency-Key": "k"})
    assert first.json == again.json == {"marked_count": 450}
    assert again.headers["Idempotent-Replay"] == "true"
    assert call("/api/notify/mark-all-read/", "POST").json == {"marked_count": 0}
    assert unread() == 0


def test_pages_are_newest_first_and_whole(uid: str) -> None:
    for arming in range(1, 6):
        tell(uid, arming)
    whole = [one["id"] for one in rows()]
    seen, path = [], "/api/notify/?limit=2"
    while path:
        page = call(path)
        seen += [one["id"] for one in json.loads(page.text)]
        path = page.headers.get("Link", "").split(">")[0][1:]
    assert seen == whole
    assert len(whole) == 5
    moments = [one["created_at"] for one in rows()]
    assert moments == sorted(moments, reverse=True)


def test_a_filter_that_is_neither_is_refused(uid: str) -> None:
    assert uid
    assert call("/api/notify/?read=maybe").status_code == 400


ROUTES = [("GET", "{}/"), ("PATCH", "{}/read/"), ("DELETE", "{}/delete/")]


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_another_persons_notification_is_not_found(ground: Ground, uid: str, method: str, route: str) -> None:
    assert uid
    stranger = ground.person()
    tell(stranger)
    name = ground.of_type("notification.created")[0].notification_id
    for one in (name, "ntf_0000000000000000000000000", "x"):
        assert call(f"/api/notify/{route.format(one)}", method).status_code == 404
    assert rows() == []


@pytest.mark.parametrize(
    ("method", "route"), [*ROUTES, ("GET", ""), ("GET", "unread-count/"), ("POST", "mark-all-read/")]
)
def test_nobody_gets_in_without_a_token(method: str, route: str) -> None:
    assert call(f"/api/notify/{route.format('ntf_1')}", method).status_code == 401


@pytest.mark.parametrize("number", [1, 30])
def test_the_unread_count_is_one_read_however_many_there_are(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    uid = ground.person()
    for arming in range(1, number + 1):
        tell(uid, arming)
    reads = counted_reads(monkeypatch)
    assert service.unread_count(context(uid)) == number
    assert reads == [f"users/{uid}/counters/notifications"]


def counted_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the client reads from here on: paths of documents, `query` for each query."""
    found: list[str] = []
    get_all, stream = Client.get_all, Query.stream

    def read(client: Any, references: Any, *about: Any, **more: Any) -> Any:
        found.extend(reference.path for reference in references)
        return get_all(client, references, *about, **more)

    def run(query: Any, *about: Any, **more: Any) -> Any:
        found.append("query")
        return stream(query, *about, **more)

    monkeypatch.setattr(Client, "get_all", read)
    monkeypatch.setattr(Query, "stream", run)
    return found
