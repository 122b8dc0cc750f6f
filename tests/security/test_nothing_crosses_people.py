"""RELIABILITY A 1 and 6: no route shows or changes what is another's, whatever a path, body, query or cursor names."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import main
from dev.signing import make_key_file
from functions.ledger.models import Receipt
from shared.gcp import storage
from shared.gcp.firestore import user
from shared.ids import new_id
from tests.contracts.ground import HTTP, World, app_of, world
from tests.contracts.scenarios import PUBLIC, ROUTES, Asked, Route, crossing
from tests.contracts.test_idempotency import services
from tests.ground import pushed, sign_in_as
from tests.shared.web.photos import blank_png

__all__ = ["services"]
WRITES = tuple(route for route in ROUTES if route.rule not in PUBLIC)
_ID = re.compile(r"(?:bud|exp|rcp|ntf|adv|act|msg|rep|rec|gol|imp)_[0-9a-z]{10,}")
_SEARCHED = ("?budget_id=<id>", "?category=Food", "?q=secret-tea", "?limit=1")


@pytest.fixture
def one(services: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    key = tmp_path / "key.json"
    make_key_file(key, "demo-ai-on")
    monkeypatch.setenv("SIGNING_KEY_FILE", str(key))
    with world(services) as found:
        yield found


def held(uid: str) -> dict[str, Any]:
    """path -> fields of all documents of a person, but which requests were answered."""
    found = {"": user(uid).get().to_dict()}
    for below in user(uid).collections():
        if below.id != "keys":
            found |= {row.reference.path: row.to_dict() for row in below.recursive().stream()}
    return found


def ids_in(uid: str) -> set[str]:
    """The identifiers of what a person has, and who that is."""
    return {uid, *_ID.findall(repr(held(uid)))}


def said(asked: Asked) -> str:
    """What a request names."""
    return f"{asked.path} {asked.body().get('json')}"


@pytest.mark.parametrize("route", WRITES, ids=str)
def test_no_write_reaches_what_is_anothers(one: World, route: Route) -> None:
    owner, stranger = one.uid, one.ground.person()
    asked = route.prepare(one.ground, owner)
    before, theirs = held(owner), ids_in(owner)
    answered = one.send(route, asked, "k", uid=stranger)
    named = {name for name in theirs if name in said(asked)}
    assert answered.status_code == 404 or (not named and answered.status_code < 500), answered.text
    assert held(owner) == before
    assert not [name for name in theirs - named if name in answered.text]
    assert 200 <= one.send(route, asked, "k", uid=owner).status_code < 300, "what is refused is there"


@pytest.mark.parametrize("route", WRITES, ids=str)
def test_no_body_can_say_for_whom_it_is(one: World, route: Route) -> None:
    asked, victim = route.prepare(one.ground, one.uid), one.ground.person()
    body = asked.body().get("json")
    if not isinstance(body, dict):
        return  # a form or nothing at all: no field is read
    before = held(victim)
    for name in ("uid", "user_id", "owner"):
        answered = one.send(route, asked, None, lambda extra=name: {"json": {**body, extra: victim}})
        assert answered.json is not None
        assert (answered.status_code, answered.json["code"]) == (400, "unknown_field")
    assert held(victim) == before


def reads() -> list[str]:
    """The rule of every route that reads something of the signed-in person."""
    found = set()
    for name in HTTP:
        for rule in import_module(main.FUNCTIONS[name]).app.url_map.iter_rules():
            if name != "docs" and "GET" in (rule.methods or ()) and rule.rule.startswith("/api/"):
                found.add(rule.rule)
    return sorted(found)


class Owner:
    """Somebody who has one of everything; `of` gives the id that a rule asks for."""

    def __init__(self, one: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self._one, self._patch, self.uid = one, monkeypatch, one.uid
        food = one.ground.budget(self.uid, "Food", 100_000)
        picture = Receipt(new_id("rcp"), "image/png", 1, "0" * 64, stored=True)
        storage.put(f"users/{self.uid}/receipts/{picture.id}", blank_png(8, 8), "image/png")
        about: dict[str, Any] = {"source": "receipt", "receipt": picture, "merchant": "secret-tea"}
        entries = [one.ground.spend(self.uid, 500, food, **about) for _ in range(3)]
        main.notify_on_event(pushed(crossing(self.uid)))
        goal = self.get("POST", "/api/budget/goals/", json={"title": "secret-bicycle", "target": 10, "saved": 0}).json
        report = self.get("POST", "/api/expenses/report/", json={"message": "this month"}).json
        self._ids = {
            "/api/budget/goals/": goal["id"],
            "/api/budget/": food.id,
            "/api/expenses/reports/": report["id"],
            "/api/expenses/": entries[0].id,
            "/api/notify/": one.ground.of_type("notification.created")[-1].notification_id,
        }

    def of(self, path: str) -> str:
        """The path with what this person has there."""
        return path.replace(
            "<id>", next((found for prefix, found in self._ids.items() if path.startswith(prefix)), "x")
        )

    def get(self, method: str, path: str, uid: str | None = None, **kwargs: Any) -> Any:
        sign_in_as(uid or self.uid, self._patch)
        return app_of(urlsplit(path).path).test_client().open(path, method=method, **kwargs)


def test_no_read_shows_what_is_anothers(one: World, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, stranger = Owner(one, monkeypatch), one.ground.person()
    theirs = {*ids_in(owner.uid), "secret-tea", "secret-bicycle", f"{owner.uid}@example.com"}
    assert len(theirs) > 8
    paths = [rule + more for rule in reads() for more in ("", *(_SEARCHED if "<" not in rule else ()))]
    assert len(paths) > 60
    shown = 0
    for path in map(owner.of, paths):
        mine = owner.get("GET", path)
        found = owner.get("GET", path, stranger)
        named = {name for name in theirs if name in path}
        if named and "?" not in path:
            assert mine.status_code == 200, f"{path}: {mine.text}"
            assert found.status_code == 404, path
        assert found.status_code < 500, path
        assert not [name for name in theirs - named if name in found.text], path
        shown += any(name in mine.text for name in theirs)
    assert shown > 10, "the owner sees it"


def test_a_place_in_anothers_list_shows_nothing_of_it(one: World, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, stranger = Owner(one, monkeypatch), one.ground.person()
    one.ground.budget(owner.uid, "Fun", 100_000)
    theirs, followed = ids_in(owner.uid), 0
    for path in ("/api/expenses/?limit=1", "/api/budget/?limit=1"):
        link = owner.get("GET", path).headers["Link"]
        following = link[link.index("<") + 1 : link.index(">")]
        found = owner.get("GET", following, stranger)
        assert found.status_code in {200, 400}
        assert not [name for name in theirs if name in found.text]
        assert any(name in owner.get("GET", following).text for name in theirs)
        followed += 1
    assert followed == 2
