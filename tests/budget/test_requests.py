"""Requests about budgets and goals as clients send them, hostile ones too: never a 500, and what they cost."""

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.budget.people import Household
from tests.ground import Ground
from tests.simulation.store import Client

FIELDS = [
    ("PATCH", "/api/budget/{id}/", "budget", {}),
    ("PATCH", "/api/budget/{id}/", "spent", {}),
    ("PATCH", "/api/budget/{id}/", "minimum", {}),
    ("POST", "/api/budget/move/", "amount", {"from": "{id}", "to": "{other}"}),
    ("POST", "/api/budget/goals/", "target", {"title": "A bicycle"}),
    ("POST", "/api/budget/goals/", "saved", {"title": "A bicycle", "target": 5}),
    ("PATCH", "/api/budget/goals/{goal}/", "target", {}),
    ("PATCH", "/api/budget/goals/{goal}/", "saved", {}),
]
NO_AMOUNT = [
    "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "true", "false", '"NaN"', '"Infinity"', '"1e3"', '"１２"',
    '"١٢"', '"1_000"', '"1,000"', '" 1"', '"0x10"', '""', '"-1"', "-1", "-0.01", "0.001", "1.999", "10000000000000",
    "1e30", "9" * 5000, '"' + "9" * 5000 + '"', "0." + "1" * 5000, "[" * 40 + "]" * 40, "{}", "[1]", '{"a":1}',
    '"\\u0000"',
    '"1\\n"', "[" * 5000, '{"a":' * 5000, "1e-400", "--1", "01", "+1", ".5", "1.",
]  # fmt: skip


class Place:
    """One person with two budgets and a goal."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.names = {"id": household.ground.budget(household.uid, "Food", 10_000).id}
        self.names["other"] = household.ground.budget(household.uid, "Fun", 10_000).id
        goal = household.ask("POST", "/api/budget/goals/", {"title": "A house", "target": 10}).json
        assert goal is not None
        self.names["goal"] = goal["id"]

    def send(self, method: str, path: str, text: str) -> TestResponse:
        from functions.budget.api import app

        path = path.format(**self.names)
        found: TestResponse = app.test_client().open(path, method=method, data=text, content_type="application/json")
        return found

    def field(self, where: tuple[str, str, str, dict[str, Any]], token: str) -> TestResponse:
        method, path, name, rest = where
        known = {key: value.format(**self.names) if isinstance(value, str) else value for key, value in rest.items()}
        text = json.dumps(known)[:-1] + (", " if known else "") + f'"{name}": {token}}}'
        return self.send(method, path, text)


@pytest.fixture
def place(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(Household(memory, monkeypatch))


@pytest.mark.parametrize("where", FIELDS, ids=lambda one: f"{one[1]} {one[2]}")
def test_what_is_no_amount_is_refused_at_every_field(place: Place, where: Any) -> None:
    before = place.household.amounts(), place.household.get("/api/budget/goals/")
    for token in NO_AMOUNT:
        refused = place.field(where, token)
        assert (refused.status_code, token) == (400, token), refused.text
        assert refused.json["code"] in {"invalid_amount", "invalid_json"}, (token, refused.text)  # type: ignore[index]
    twice = f'{{"{where[2]}": 1, "{where[2]}": 2}}'
    assert place.send(where[0], where[1], twice).json["code"] == "invalid_json"  # type: ignore[index]
    assert (place.household.amounts(), place.household.get("/api/budget/goals/")) == before


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(FIELDS),
    st.one_of(
        st.floats().map(json.dumps),
        st.integers().map(str),
        st.text().map(json.dumps),
        st.decimals(allow_nan=True).map(str),
        st.recursive(st.none() | st.booleans(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)).map(
            json.dumps
        ),
        st.text(),
    ),
)
def test_whatever_stands_where_an_amount_is_due_is_answered_by_us(
    place: Place, where: tuple[str, str, str, dict[str, Any]], token: str
) -> None:
    assert place.field(where, token).status_code in {200, 201, 400, 422}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/budget/{}/"),
        ("PATCH", "/api/budget/{}/"),
        ("DELETE", "/api/budget/{}/"),
        ("POST", "/api/budget/{}/restore/"),
        ("GET", "/api/budget/{}/history/"),
        ("GET", "/api/budget/goals/{}/"),
        ("PATCH", "/api/budget/goals/{}/"),
        ("DELETE", "/api/budget/goals/{}/"),
    ],
)
def test_names_of_others_and_names_of_nothing_are_not_found(place: Place, method: str, path: str) -> None:
    mine = dict(place.names)
    other = Place(Household(place.household.ground, pytest.MonkeyPatch()))
    from tests.ground import sign_in_as

    with pytest.MonkeyPatch.context() as patch:
        sign_in_as(place.household.uid, patch)
        names = [*other.names.values(), "bud_1", "gol_", "%2e%2e", "a%2Fb", "%00", "__x__", "x" * 2000, "bud_%E2%80%AE"]
        names.append(mine["goal"] if "goals" not in path else mine["id"])
        for name in names:
            body = '{"pinned": true}' if "goals" not in path else '{"saved": 1}'
            answered = place.send(method, path.replace("{}", name), body if method == "PATCH" else "")
            assert answered.status_code == 404, (name, answered.text)


def test_fields_that_are_shown_but_not_written_are_told_from_unknown_ones(place: Place) -> None:
    for path, names in (
        ("/api/budget/{id}/", ["title", "description", "remaining", "currency", "status", "carried_over", "period"]),
        ("/api/budget/goals/{goal}/", ["monthly_need", "progress", "id", "currency", "created_at"]),
    ):
        for name in names:
            assert place.send("PATCH", path, f'{{"{name}": 1}}').json["code"] == "read_only_field"  # type: ignore[index]
        assert place.send("PATCH", path, '{"colour": 1}').json["code"] == "unknown_field"  # type: ignore[index]
        assert place.send("PATCH", path, "{}").status_code == 400


DAYS = [
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "20261101",
    "2026-W01-1",
    "0",
    "1700000000",
    "2026-11-1",
    "",
    "٢٠٢٦-١١-٠١",
]


@pytest.mark.parametrize("day", DAYS)
def test_a_day_that_is_none_or_beyond_all_calendars_is_refused(place: Place, day: str) -> None:
    for path in ("/api/budget/", "/api/budget/summary/"):
        assert place.household.ask("GET", f"{path}?period={day}").status_code == 400, day
    body = {"title": "A bicycle", "target": 5, "date": day}
    assert place.household.ask("POST", "/api/budget/goals/", body).status_code == 400
    body = {"date": day}
    assert place.household.ask("PATCH", f"/api/budget/goals/{place.names['goal']}/", body).status_code == 400


def test_any_period_can_be_asked_for(place: Place) -> None:
    place.household.ground.spend(place.household.uid, 700)
    (food, fun) = sorted(place.household.get("/api/budget/"), key=lambda row: row["title"])
    later = place.household.get("/api/budget/?period=2199-12-31")
    assert [(row["title"], row["spent"], row["period"]["start"]) for row in later] == [
        ("Fun", 0, "2199-12-01"),
        ("Food", 0, "2199-12-01"),
    ]
    assert place.household.get("/api/budget/?period=1900-01-01") == []
    assert place.household.get("/api/budget/summary/?period=1900-01-01")["left_per_day"] is None
    assert place.household.get("/api/budget/summary/?period=2199-12-31")["planned"] == food["budget"] + fun["budget"]


@contextmanager
def counted() -> Iterator[list[str]]:
    """The documents that are read, by their paths."""
    from tests.simulation.store import client as memory

    seen: list[str] = []
    real = memory.Direct.read

    def read(self: Any, what: str, call: Any) -> Any:
        found = real(self, what, call)
        rows = found if isinstance(found, list) else [found]
        seen.extend([what] * max(1, len(rows)))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory.Direct, "read", read)
        yield seen


def test_reads_are_counted_and_few(place: Place) -> None:
    assert isinstance(Client, type)
    for path, most in (
        ("/api/budget/", 2 + 2),  # each budget, the sums and the person's settings
        ("/api/budget/summary/", 2 + 2),
        (f"/api/budget/{place.names['id']}/", 3),
        (f"/api/budget/{place.names['id']}/history/", 3 + 1),
        ("/api/budget/goals/", 1 + 1),
    ):
        with counted() as seen:
            place.household.get(path)
        assert 0 < len(seen) <= most, (path, seen)
    with counted() as seen:
        assert place.household.ask("PATCH", f"/api/budget/{place.names['id']}/", {"budget": 5}).status_code == 200
    assert 0 < len(seen) <= 3, seen


@pytest.mark.parametrize("path", ["/api/budget/", "/api/budget/goals/"])
def test_pages_of_any_size_are_whole(place: Place, path: str) -> None:
    household = place.household
    for rank in range(9):
        household.ground.budget(household.uid, f"Budget {rank}", 100)
        household.ask("POST", "/api/budget/goals/", {"title": f"Goal {rank}", "target": 10})
    whole = [row["id"] for row in household.get(f"{path}?limit=100")]
    assert len(whole) in {10, 11}
    for limit in (1, 3, 10, 11):
        found, link = [], f"{path}?limit={limit}"
        while link:
            page = household.ask("GET", link)
            rows = json.loads(page.text)
            assert len(rows) <= limit
            found += [row["id"] for row in rows]
            link = page.headers["Link"].split(">")[0][1:] if "Link" in page.headers else ""
        assert found == whole
    for wrong in ("0", "101", "-1", "x", "１", "9" * 400, "1.5", ""):
        assert household.ask("GET", f"{path}?limit={wrong}").status_code == 400


@pytest.mark.parametrize("group", ["budget", "goals", "history", "notify"])
@pytest.mark.parametrize(
    "position",
    [
        [],
        ["x"],
        ["x", "y"],
        ["2026-01-01T00:00:00", "y"],
        ["9999-12-31T23:59:59-23:59", "a/b"],
        ["", ""],
        ["1", "2", "3"],
    ],
)
def test_a_cursor_that_we_have_not_written_is_refused(place: Place, group: str, position: list[str]) -> None:
    from functions.notify.api import app as notify

    paths = {"budget": "/api/budget", "goals": "/api/budget/goals", "notify": "/api/notify"}
    path = paths.get(group) or f"/api/budget/{place.names['id']}/history"
    binding = hashlib.sha256(json.dumps([place.household.uid, path, []]).encode()).hexdigest()[:16]
    whole = json.dumps([binding, *position], separators=(",", ":")).encode()
    cursor = base64.urlsafe_b64encode(whole).decode().rstrip("=")
    client = notify.test_client() if group == "notify" else None
    answered = (
        client.get(f"{path}/?cursor={cursor}") if client else place.household.ask("GET", f"{path}/?cursor={cursor}")
    )
    assert (answered.status_code, answered.json["code"]) == (400, "invalid_cursor")  # type: ignore[index]


def test_a_restore_heeds_the_tag_and_every_single_answer_has_one(place: Place) -> None:
    household, path = place.household, f"/api/budget/{place.names['id']}/"
    shown = household.ask("GET", path)
    changed = household.ask("PATCH", path, {"pinned": True}, **{"If-Match": shown.headers["ETag"]})
    assert changed.headers["ETag"] == household.ask("GET", path).headers["ETag"] != shown.headers["ETag"]
    household.ask("DELETE", path)
    assert household.ask("POST", f"{path}restore/", **{"If-Match": shown.headers["ETag"]}).status_code == 412
    restored = household.ask("POST", f"{path}restore/", **{"If-Match": "*"})
    assert (restored.status_code, restored.headers["ETag"]) == (200, household.ask("GET", path).headers["ETag"])
    assert household.ask("PATCH", path, {"pinned": False}, **{"If-Match": restored.headers["ETag"]}).status_code == 200


def test_a_repeated_request_gets_its_first_answer_also_where_its_own_effect_would_refuse_it(place: Place) -> None:
    household, path = place.household, f"/api/budget/{place.names['id']}/"
    from functions.budget import service as budgets
    from shared.errors import NotFound
    from shared.gcp.idempotency import Replayed
    from tests.ground import context

    asked = context(household.uid)
    asked.guard.given = True  # type: ignore[attr-defined]
    budgets.delete_budget(asked, place.names["id"], None, lambda: (204, ""))
    twin = context(household.uid)
    twin.guard.given, twin.guard.ref = True, asked.guard.ref  # type: ignore[misc, attr-defined]
    with pytest.raises(Replayed):  # it had looked for its key before the first one was done
        budgets.delete_budget(twin, place.names["id"], None, lambda: (204, ""))
    with pytest.raises(NotFound):
        budgets.delete_budget(context(household.uid), place.names["id"])
    assert household.ask("GET", path).status_code == 404
