"""The page that shows the description: everything it needs comes from this service."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, sync_playwright
from werkzeug.test import Client

from tests.docs.openapi_checks import operations

OWN = ("/api/docs/start.js", "/api/docs/page.css", "/api/docs/swagger-ui.css", "/api/docs/swagger-ui-bundle.js")


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs"])
def test_the_page_names_only_addresses_of_this_service(client: Client, path: str) -> None:
    page = client.get(path)
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "<title>AI-On API</title>" in page.text
    named = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert set(OWN) <= set(named)
    assert all(client.get(one).status_code == 200 for one in named)
    for text in (page.text, client.get("/api/docs/start.js").text, client.get("/api/docs/page.css").text):
        assert not re.search(r"https?:|//", text)


def test_the_page_may_run_only_scripts_of_this_service(client: Client) -> None:
    page = client.get("/api/docs/")
    rules = dict(row.strip().split(" ", 1) for row in page.headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["connect-src"] == "'self'"
    assert "unsafe" not in str(rules)
    assert "http" not in str(rules)
    assert not re.search(r"<script(?![^>]*src=)[^>]*>|\son\w+=", page.text)


@pytest.mark.parametrize("path", ["/api/docs/", *OWN])
def test_a_cache_may_keep_each_part_and_asks_whether_it_changed(client: Client, path: str) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["nothing.js", "plugins.py", "..%2f..%2fplugins.py", "templates", "%2e%2e"])
def test_nothing_else_of_the_package_is_served(client: Client, name: str) -> None:
    assert client.get(f"/api/docs/{name}").status_code in {401, 404}


def _watch(page: Page) -> tuple[list[str], list[str]]:
    """Lists that fill with what went wrong, and with the addresses that were asked for."""
    wrong: list[str] = []
    asked: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            wrong.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on("request", lambda request: asked.append(request.url))
    return wrong, asked


def test_a_browser_shows_every_route_and_asks_nobody_else(served: str, client: Client, tmp_path: Path) -> None:
    document = client.get("/api/schema/").json
    assert isinstance(document, dict)
    expected = {f"{method.upper()} {path}" for path, method, _ in operations(document)}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        wrong, asked = _watch(page)
        page.goto(f"{served}/api/docs/")
        page.locator(".opblock").nth(len(expected) - 1).wait_for()
        rows = page.locator(".opblock-summary").all()
        shown = {
            f"{row.locator('.opblock-summary-method').inner_text()} "
            f"{row.locator('.opblock-summary-path').get_attribute('data-path')}"
            for row in rows
        }
        assert shown == expected
        assert page.title() == "AI-On API"
        page.screenshot(path=tmp_path / "list.png", full_page=True)
        page.locator("#operations-users-change_me_api_users_me__patch .opblock-summary-control").click()
        page.get_by_text("Idempotency-Key").first.wait_for()
        page.screenshot(path=tmp_path / "route.png", full_page=True)
        browser.close()
    assert wrong == []
    assert asked
    assert all(url.startswith((f"{served}/api/", "data:")) for url in asked)


def test_a_browser_keeps_the_sign_in_and_can_try_a_route(
    served: str, store: str, project: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", store)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        wrong, _ = _watch(page)
        page.goto(f"{served}/api/docs/")
        page.locator(".auth-wrapper .authorize").click()
        page.locator(".auth-container input").fill("a token")
        page.locator(".auth-btn-wrapper .authorize").click()
        page.screenshot(path=tmp_path / "signed-in.png")
        page.reload()
        page.locator(".auth-wrapper .authorize.locked").wait_for()
        page.locator("#operations-service-health_api_health__get .opblock-summary-control").click()
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").click()
        answer = page.locator(".live-responses-table .response")
        answer.wait_for()
        assert answer.locator(".response-col_status").inner_text().startswith("200")
        page.screenshot(path=tmp_path / "tried.png", full_page=True)
        browser.close()
    assert wrong == []
