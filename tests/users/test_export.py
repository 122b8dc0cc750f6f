"""RELIABILITY F 40: the export is all that the store holds about me, exact, mine only, and written page by page."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from functions.users.api.shapes import Export
from shared.clock import parse_rfc3339, rfc3339, system_clock
from shared.errors import Unavailable
from shared.gcp import firestore, holdings, storage
from shared.gcp.firestore import user
from tests.users.conftest import Call
from tests.users.people import COUNT, MANY, Person, everything, forget_everybody, person, plant

PATH = "/api/users/me/export/"


@pytest.fixture
def owner(call: Call, files: None) -> Person:
    assert files is None
    forget_everybody()
    who = person(call)
    answer = call("PATCH", "/api/users/me/", who.access, json={"monthly_income": "85000.10", "first_name": "Amine"})
    assert answer.status_code == 200
    plant(who)
    return who


def export(call: Call, who: Person) -> Any:
    answer = call("GET", PATH, who.access)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/json"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ai-on-export.json"'
    return json.loads(answer.text)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return rfc3339(value) if isinstance(value, datetime) else value


def test_it_is_all_that_the_store_holds_about_me_and_nothing_of_another(call: Call, owner: Person) -> None:
    other = person(call)
    plant(other)
    found = export(call, owner)
    base = f"users/{owner.uid}"
    held = {path.removeprefix(f"{base}/"): data for path, data in everything().items() if path.startswith(f"{base}/")}
    shown = {f"{name}/{row['id']}": row["data"] for name, rows in found["collections"].items() for row in rows}
    assert shown == {path: plain(data) for path, data in held.items()}
    assert shown.keys() >= {"keys/planted", "processed/planted", "seen/planted", "outbox/planted", "messages/planted"}
    assert found["person"] == plain(user(owner.uid).get().to_dict())
    for trace in other.traces:
        assert trace not in json.dumps(found)


def test_it_has_the_rows_about_me_that_lie_outside_of_my_folder(call: Call, owner: Person) -> None:
    plant(person(call))
    found = {row["id"]: row["data"] for row in export(call, owner)["elsewhere"]}
    held = {
        path: plain(data)
        for path, data in everything().items()
        if isinstance(data, dict) and data.get("uid") == owner.uid
    }
    assert found == held
    assert {path.partition("/")[0] for path in found} == {"usernames", "sign_ups", "dead_letters", "quarantine"}


def test_amounts_are_exact_and_their_digits_are_told(call: Call, owner: Person) -> None:
    text = call("GET", PATH, owner.access).text
    assert '"minor": 999999999999' in text
    found = json.loads(text)
    assert found["person"]["profile"]["monthly_income"] == 8500010
    assert found["digits"] == {"DZD": 2, "TND": 3}


def test_it_has_the_shape_that_is_described_and_its_last_member_says_that_it_is_whole(
    call: Call, owner: Person
) -> None:
    text = call("GET", PATH, owner.access).text
    Export.model_validate(json.loads(text))
    assert list(json.loads(text))[-1] == "complete"
    assert list(json.loads(text)) == list(Export.model_fields)


def test_receipts_are_links_for_five_minutes_to_my_files_alone(call: Call, owner: Person) -> None:
    plant(person(call))
    before = system_clock()
    found = export(call, owner)["files"]
    assert [row["name"] for row in found] == [f"users/{owner.uid}/receipts/{name}" for name in ("rcp_a", "rcp_b")]
    for row in found:
        asked = parse_qs(urlsplit(row["url"]).query)
        assert int(asked["X-Goog-Expires"][0]) <= 300
        assert unquote(urlsplit(row["url"]).path).endswith(row["name"])
        assert (parse_rfc3339(row["expires_at"]) - before).total_seconds() <= 310
        assert (row["content_type"], row["size"]) == ("image/jpeg", len(owner.canary))
        assert storage.read(row["name"]) == owner.canary.encode()


def test_two_exports_of_the_same_state_are_the_same_but_for_time_and_links(call: Call, owner: Person) -> None:
    one, two = export(call, owner), export(call, owner)
    for found in (one, two):
        del found["exported_at"], found["files"]
    assert one == two


def test_it_is_read_page_by_page_while_it_is_written(
    call: Call, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[int] = []
    real: Callable[[Any], list[Any]] = firestore.read_all

    def counted(query: Any) -> list[Any]:
        found = real(query)
        pages.append(len(found))
        return found

    monkeypatch.setattr(holdings, "read_all", counted)
    response = call("GET", PATH, owner.access, buffered=False)
    text, at = "", 0
    for part in response.response:
        text += part if isinstance(part, str) else part.decode()
        if not at and f'"many-{0:04}"' in text:
            at = len(pages)
    assert 0 < at < len(pages) - 2
    assert max(pages) <= 300
    assert sum(pages) > COUNT
    assert len(json.loads(text)["collections"][MANY]) > COUNT


def test_what_cannot_be_read_at_all_is_a_problem_and_not_half_an_answer(
    call: Call, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_: object) -> None:
        raise Unavailable("The store cannot be reached at the moment.")

    monkeypatch.setattr(holdings, "record", nobody)
    answer = call("GET", PATH, owner.access)
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")


def test_it_needs_a_sign_in(call: Call) -> None:
    assert call("GET", PATH).status_code == 401
