"""The household and the demo on a whole stack."""

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from dev.declaration import ROOT
from dev.parts import PROJECT
from dev.progress import PASSWORD, USER
from dev.seed.household import PLANS
from tests.dev.stack.process_of_stack import RunningStack, environment

pytestmark = pytest.mark.xdist_group("seed")


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    with RunningStack(tmp_path_factory.mktemp("seed") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def first_run(stack: RunningStack) -> "subprocess.CompletedProcess[str]":
    return run(stack, "dev.seed")


def run(stack: RunningStack, module: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    parts = stack.status()["parts"]
    env = environment(GOOGLE_CLOUD_PROJECT=PROJECT)
    for variable, part in (("FIRESTORE_EMULATOR_HOST", "firestore"), ("PUBSUB_EMULATOR_HOST", "pubsub")):
        env[variable] = parts[part]["url"].removeprefix("http://")
    argv = [sys.executable, "-m", module, "--base", stack.url, *arguments]
    return subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)


class Reader:
    def __init__(self, stack: RunningStack) -> None:
        body = {"username": USER, "password": PASSWORD}
        self._url = stack.url
        self._token = requests.post(f"{stack.url}/api/token/", json=body, timeout=30).json()["access"]

    def get(self, path: str) -> Any:
        """All rows of a list, or the one resource."""
        rows, url = [], self._url + path
        while url:
            answer = requests.get(url, headers={"Authorization": f"Bearer {self._token}"}, timeout=30)
            assert answer.status_code == 200, answer.text
            if isinstance(answer.json(), dict):
                return answer.json()
            rows += answer.json()
            url = answer.links.get("next", {}).get("url", "")
            url = url if url.startswith("http") or not url else self._url + url
        return rows

    def everything(self) -> list[Any]:
        paths = ("/api/users/me/", "/api/budget/", "/api/expenses/?limit=100")
        return [self.get(path) for path in paths]


def test_a_household_with_budgets_and_entries_is_there(
    stack: RunningStack, first_run: "subprocess.CompletedProcess[str]"
) -> None:
    assert first_run.returncode == 0, first_run.stderr
    me, budgets, expenses = Reader(stack).everything()
    assert (me["username"], me["profile"]["monthly_income"], me["profile"]["time_zone"]) == (
        "demo",
        178000,
        "Africa/Algiers",
    )
    assert [row["title"] for row in budgets] == [plan.title for plan in PLANS]
    assert {row["title"]: row["status"] for row in budgets if row["status"] != "ok"} == {"Health": "warning"}
    assert len(expenses) > 250
    start = budgets[0]["period"]["start"]
    spent = sum(row["amount"] for row in expenses if row["date"] >= start and row["kind"] == "expense")
    assert sum(row["spent"] for row in budgets) == pytest.approx(spent)
    titles = {row["id"]: row["title"] for row in budgets}
    assert all(titles.get(row["budget_id"]) == row["category_name"] for row in expenses)


def test_a_second_run_changes_nothing_also_on_another_day(
    stack: RunningStack, first_run: "subprocess.CompletedProcess[str]"
) -> None:
    assert first_run.returncode == 0, first_run.stderr
    before = Reader(stack).everything()
    again = run(stack, "dev.seed", "--today", "2025-01-15", "--seed", "2")
    assert (again.returncode, again.stdout) == (0, "demo has the household already; nothing was changed.\n")
    assert Reader(stack).everything() == before


def test_the_warning_of_the_budget_that_is_near_its_end_was_told(
    stack: RunningStack, first_run: "subprocess.CompletedProcess[str]"
) -> None:
    assert first_run.returncode == 0, first_run.stderr
    reader, deadline = Reader(stack), time.monotonic() + 30
    while not (told := reader.get("/api/notify/")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [row["message"] for row in told] == ["You have used 85% of your Health budget. Remaining: 1200.00 DZD"]


def test_without_a_stack_it_says_so(stack: RunningStack) -> None:
    failed = run(stack, "dev.seed", "--base", "http://127.0.0.1:9")
    assert failed.returncode == 1
    assert "http://127.0.0.1:9 does not answer" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_the_demo_ends_with_the_notification(stack: RunningStack) -> None:
    told = run(stack, "dev.demo", "--data", str(stack.data))
    assert told.returncode == 0, told.stdout + told.stderr
    assert "⚠️ Overspending in Health" in told.stdout
    assert "Overspending detected in Health. Budget: 8000.00, Spent: 9570.00" in told.stdout
    assert "\x1b[" not in told.stdout


def test_the_demo_refuses_a_stack_whose_folder_it_does_not_know(stack: RunningStack) -> None:
    refused = run(stack, "dev.demo", "--data", str(stack.data.parent / "other"))
    assert refused.returncode == 1
    assert "name its data folder" in refused.stderr
