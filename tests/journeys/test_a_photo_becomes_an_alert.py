"""Somebody photographs a receipt."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import requests

from dev.declaration import ROOT
from shared.period import today_in
from tests.dev.reading.drawing import HAS_FONTS, draw_receipt, encode, photograph
from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import give_budgets, sign_up

pytestmark = [
    pytest.mark.xdist_group("journeys"),
    pytest.mark.skipif(not HAS_FONTS, reason="the DejaVu fonts (fonts-dejavu-core) draw the receipts"),
]
CASES = ROOT.parent / "shared" / "eval" / "sroie"
TODAY = today_in(datetime.now(UTC), "Africa/Algiers")
LINES = (
    "SUPERETTE EL BARAKA",
    "12 rue Didouche Mourad",
    "Alger",
    "",
    f"Date: {TODAY:%d/%m/%Y}   08:42",
    "",
    "Pain               60.00",
    "Lait              240.00",
    "Fromage           890.00",
    "Cafe moulu        650.00",
    "",
    "TOTAL            1840.00 DA",
)


def receipt() -> bytes:
    return encode(photograph(draw_receipt(LINES), angle=1.5))


def test_a_photographed_receipt_becomes_an_entry_an_alert_and_can_be_seen_again(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    ids = give_budgets(stack, person, Groceries=1500)
    answer = person.photograph(receipt())
    assert answer.status_code == 201, answer.text
    row = answer.json()["expenses"][0]
    assert (row["amount"], row["currency"], row["category"]) == (1840.0, "DZD", "Groceries")
    assert row["date"] == TODAY.isoformat()
    assert "BARAKA" in row["merchant"]
    expense = person.get(f"/api/expenses/{row['id']}/")
    assert expense["source"] == "receipt"
    assert expense["receipt"]["content_type"] == "image/jpeg"
    link = person.get(f"/api/expenses/{row['id']}/receipt/")
    seen = requests.get(link["url"], timeout=30)
    assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/jpeg")
    assert seen.content.startswith(b"\xff\xd8\xff")
    assert answer.json()["alerts"] == ["Overspending detected in Groceries. Budget: 1500.00, Spent: 1840.00"]
    told = person.wait_for("/api/notify/", lambda rows: rows)
    assert told[0]["title"] == "⚠️ Overspending in Groceries"
    assert told[0]["related_budget_id"] == ids["Groceries"]


def test_the_same_photo_again_is_recorded_and_said_to_be_a_possible_duplicate(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    first = person.photograph(receipt()).json()["expenses"][0]
    second = person.photograph(receipt()).json()["expenses"][0]
    assert second["id"] != first["id"]
    assert person.get(f"/api/expenses/{second['id']}/")["possible_duplicate_of"] == [
        {"id": first["id"], "reason": "same receipt"}
    ]


def test_a_receipt_that_is_not_to_be_kept_is_read_and_leaves_no_file(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    row = person.photograph(receipt(), keep_receipt="false").json()["expenses"][0]
    assert row["amount"] == 1840.0
    assert person.call("GET", f"/api/expenses/{row['id']}/receipt/").status_code == 404


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"GIF89a" + bytes(50), 415, "unsupported_media"),
        (b"\0\0\0\x18ftypheic" + bytes(50), 415, "unsupported_media"),
        (b"\xff\xd8\xff" + bytes(50), 422, "unreadable_file"),
        (b"", 415, "unsupported_media"),
        (bytes(10_000_001), 413, "too_large"),
        (b"\xff\xd8\xff" + bytes(11_500_000), 413, "too_large"),
    ],
)
def test_a_file_that_is_no_receipt_gets_a_clear_refusal(
    stack: RunningStack, data: bytes, status: int, code: str
) -> None:
    person = sign_up(stack.url)
    answer = person.photograph(data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert person.get("/api/expenses/") == []


@pytest.mark.skipif(not CASES.is_dir(), reason="there are no real receipts in ../shared/eval beside this project")
def test_a_real_receipt_becomes_an_alert_for_the_budget_it_belongs_to(stack: RunningStack) -> None:
    """The first real receipts whose total is known; most are read right, and each that is moves its budget."""
    rows = json.loads((CASES / "index.json").read_text(encoding="utf-8"))[:5]
    right = 0
    for row in rows:
        person = sign_up(stack.url)
        person.call("PATCH", "/api/users/me/", json={"personal_info": {"preferred_currency": row["currency"]}})
        answer = person.photograph((CASES / row["file"]).read_bytes())
        assert answer.status_code in {201, 422}, answer.text
        if answer.status_code == 201:
            read = json.loads(answer.text, parse_float=Decimal)["expenses"][0]
            right += read["amount"] == Decimal(row["expected"]["total_plain"])
            assert person.get(f"/api/expenses/{read['id']}/receipt/")["url"]
    assert right >= 3
