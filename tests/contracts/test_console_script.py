"""The functions as they are deployed: the functions-framework console script, started from somewhere else."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from dev import process
from dev.declaration import ROOT
from dev.ports import free_port
from tests import emulators
from tests.dev.identity.conftest import running
from tests.dev.stack.process_of_stack import environment

# Runs in every process of the script before anything else, and notes each module that is really looked up.
NOTING = """
import os, sys
_file = os.open(os.environ["NOTED_IMPORTS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
class _Note:
    @staticmethod
    def find_spec(name, path=None, target=None):
        os.write(_file, (name + "\\n").encode())
sys.meta_path.insert(0, _Note)
"""
OTHERS = ("functions.users.api", "functions.budget.api", "functions.notify", "functions.docs", "functions.outbox")
HEAVY = ("google.genai", "google.cloud.storage", "PIL", "pikepdf")


class Served:
    """One function on a port of its own."""

    def __init__(self, url: str, noted: Path) -> None:
        self.url = url
        self._noted = noted

    def imported(self) -> set[str]:
        """Every module that its processes have looked up so far."""
        return set(self._noted.read_text(encoding="utf-8").split())


@contextmanager
def served(target: str, folder: Path, env: dict[str, str]) -> Iterator[Served]:
    port, noted = free_port(), folder / "imports"
    (folder / "sitecustomize.py").write_text(NOTING, encoding="utf-8")
    script = Path(sys.executable).with_name("functions-framework")
    argv = [str(script), f"--source={ROOT / 'main.py'}", f"--target={target}", f"--port={port}", "--host=127.0.0.1"]
    variables = environment(PYTHONPATH=str(folder), NOTED_IMPORTS=str(noted), **env)
    child = process.start(argv, variables, folder / "log", folder)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                requests.get(url, timeout=5)
                break
            except requests.ConnectionError:
                assert child.poll() is None, process.tail(folder / "log")
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield Served(url, noted)
    finally:
        process.ask_to_stop(child)
        process.wait_stopped(child, 20)


@pytest.fixture(scope="module")
def surroundings() -> Iterator[tuple[dict[str, str], str]]:
    """The environment of a function, and the token of somebody who has signed up."""
    with emulators.firestore() as store, emulators.pubsub() as broker, running() as people:
        env = {
            "GOOGLE_CLOUD_PROJECT": "demo-ai-on",
            "FIRESTORE_EMULATOR_HOST": store,
            "PUBSUB_EMULATOR_HOST": broker,
            "IDENTITY_TOOLKIT_URL": people.url,
            "SECURE_TOKEN_URL": people.url,
            "ID_TOKEN_CERT_URL": f"{people.url}/certificates",
            "FIREBASE_API_KEY": "local",
        }
        with pytest.MonkeyPatch.context() as patch:
            for name, value in env.items():
                patch.setenv(name, value)
            from functions.users.api import app
            from shared.config import config

            config.cache_clear()
            name = emulators.own_project("script")
            body = {"username": name, "email": f"{name}@example.com", "password": "a long pass phrase"}
            answer = app.test_client().post("/api/users/create/", json=body)
            assert answer.status_code == 201, answer.text
            token = answer.get_json()["access"]
        config.cache_clear()
        yield env, token


def test_expenses_is_served_and_loads_nothing_that_it_does_not_need_yet(
    surroundings: tuple[dict[str, str], str], tmp_path: Path
) -> None:
    env, token = surroundings
    headers = {"Authorization": f"Bearer {token}"}
    with served("expenses", tmp_path, env) as function:
        assert requests.get(f"{function.url}/api/expenses/", timeout=30).status_code == 401
        listed = requests.get(f"{function.url}/api/expenses/", headers=headers, timeout=30)
        assert (listed.status_code, listed.json()) == (200, [])
        loaded = function.imported()
        assert "functions.expenses.api" in loaded
        assert [name for name in (*OTHERS, *HEAVY) if name in loaded] == []
        said = requests.post(
            f"{function.url}/api/expenses/", headers=headers, json={"message": "tea 5 EUR"}, timeout=60
        )
        assert said.status_code == 201, said.text
        assert said.json()["degraded"] is True  # there is neither a key nor Vertex
        assert [name for name in OTHERS if name in function.imported()] == []


def test_a_worker_is_served_and_refuses_what_is_no_push(
    surroundings: tuple[dict[str, str], str], tmp_path: Path
) -> None:
    env, _ = surroundings
    with served("budget_on_expense", tmp_path, env) as function:
        assert 400 <= requests.post(function.url, data=b"nothing", timeout=30).status_code < 500
        assert "functions.expenses.api" not in function.imported()


def test_a_name_that_is_no_function_does_not_start(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("functions-framework")
    argv = [str(script), f"--source={ROOT / 'main.py'}", "--target=nothing", f"--port={free_port()}"]
    ended = subprocess.run(argv, cwd=tmp_path, env=dict(os.environ), capture_output=True, timeout=60, check=False)
    assert ended.returncode != 0
