"""The stack is stopped and started again: everything is as it was."""

from pathlib import Path

import pytest
import requests

from tests.dev.reading.drawing import HAS_FONTS, draw_receipt, encode
from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import Person, give_budgets, sign_up
from tests.journeys.test_a_photo_becomes_an_alert import LINES

pytestmark = pytest.mark.xdist_group("journeys")
DOWN = {"mode": "down"}


@pytest.mark.skipif(not HAS_FONTS, reason="the DejaVu fonts (fonts-dejavu-core) draw the receipts")
def test_stop_and_start_keep_entries_budgets_notifications_receipts_and_what_waits(tmp_path: Path) -> None:
    key = {"Idempotency-Key": "before-the-stop"}
    photo = encode(draw_receipt(LINES), "PNG")
    with RunningStack(tmp_path / "data") as stack:
        person = sign_up(stack.url)
        ids = give_budgets(stack, person, Groceries=1500)
        said = person.say("groceries 100 DZD", headers=key)
        seen = person.photograph(photo, "image/png").json()["expenses"][0]
        told = person.wait_for("/api/notify/", lambda rows: rows)
        requests.post(f"{stack.url_of('gemini')}/script/", json=DOWN, timeout=10).raise_for_status()
        waiting = person.photograph(photo[:-1] + b"\0" + photo[-1:], "image/png").json()["expenses"][0]
        assert waiting["status"] == "pending"
        before = person.get("/api/expenses/")
    with RunningStack(tmp_path / "data", "--schedule-every", "1") as stack:
        again = Person(stack.url, person.uid, person.token)
        read = again.wait_for(f"/api/expenses/{waiting['id']}/", lambda row: row["status"] == "posted")
        assert read["amount"] == 1840.0
        after = {row["id"]: row for row in again.get("/api/expenses/")}
        assert all(after[row["id"]] == row for row in before if row["id"] != waiting["id"])
        assert again.get(f"/api/budget/{ids['Groceries']}/")["spent"] == 100.0 + 2 * 1840.0
        assert told[0] in again.get("/api/notify/")
        assert again.say("groceries 100 DZD", headers=key).headers["Idempotent-Replay"] == "true"
        assert said.json()["expenses"][0]["id"] in after
        link = again.get(f"/api/expenses/{seen['id']}/receipt/")
        assert requests.get(link["url"], timeout=30).content.startswith(b"\x89PNG")
