"""A developer opens the page of the API in a real browser and does the main job there."""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, sync_playwright

from tests import emulators
from tests.dev.stack.process_of_stack import RunningStack

pytestmark = pytest.mark.xdist_group("journeys")


def operation(page: Page, method: str, path: str) -> Locator:
    """The block of one route, opened and ready to be tried."""
    block = page.locator(f".opblock-{method}").filter(has=page.locator(f'[data-path="{path}"]'))
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Try it out").click()
    return block


def execute(block: Locator, body: dict[str, str]) -> tuple[str, dict[str, object]]:
    """Status and JSON of what the page shows after Execute."""
    block.locator("textarea.body-param__text").fill(json.dumps(body))
    block.get_by_role("button", name="Execute").click()
    live = block.locator(".live-responses-table .response")
    live.wait_for()
    status = live.locator(".response-col_status").inner_text().split()[0]
    return status, json.loads(live.locator("pre.microlight, .highlight-code pre").first.inner_text())


def test_signing_up_authorising_and_recording_an_expense_on_the_page(stack: RunningStack, tmp_path: Path) -> None:
    name = emulators.own_project("page")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1200})
        page.goto(f"{stack.url}/api/docs/")
        sign_up = {"username": name, "email": f"{name}@example.com", "password": "a long pass phrase"}
        status, _ = execute(operation(page, "post", "/api/users/create/"), sign_up)
        assert status == "201"
        credentials = {"username": name, "password": "a long pass phrase"}
        status, tokens = execute(operation(page, "post", "/api/token/"), credentials)
        assert status == "200"
        page.locator(".auth-wrapper .authorize").click()
        page.locator(".auth-container input").fill(str(tokens["access"]))
        page.locator(".auth-btn-wrapper .authorize").click()
        page.locator(".auth-btn-wrapper .btn-done").click()
        expense = operation(page, "post", "/api/expenses/")
        status, recorded = execute(expense, {"message": "I spent 500 DZD at a coffee shop"})
        page.screenshot(path=tmp_path / "recorded.png", full_page=True)
        browser.close()
    assert status == "201"
    assert recorded["message"] == "Processed 1 expenses."
