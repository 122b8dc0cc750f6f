"""Archives as the cloud serves them: unpacked, in a virtual environment that holds their requirements and no more, on
the Python of the runtime where there is one (`test_archives` says which it was)."""

import base64
import json
import os
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from dev.ports import free_port
from tests.infra.runtime import environment

_READY_S = 90
pytestmark = pytest.mark.xdist_group("terraform")


def _installed(archives: Path, name: str, folder: Path) -> Path:
    built = json.loads((archives / "manifest.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(archives / built[name]["file"]) as packed:
        packed.extractall(folder)
    return environment(folder / "venv", folder / "requirements.txt")


@contextmanager
def serving(archives: Path, name: str, folder: Path) -> Iterator[str]:
    """The URL of a function, started by the framework's own script from its archive."""
    programs, port = _installed(archives, name, folder), free_port()
    command = [str(programs / "functions-framework"), "--target", name, "--host", "127.0.0.1", "--port", str(port)]
    clean = {key: value for key, value in os.environ.items() if "EMULATOR" not in key and key != "PYTHONPATH"}
    told = {**clean, "GOOGLE_CLOUD_PROJECT": "aion-demo", "FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"}
    process = subprocess.Popen(command, cwd=folder, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    url = f"http://127.0.0.1:{port}"
    try:
        _await(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def _await(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _READY_S
    while time.monotonic() < until:
        if process.poll() is not None:
            assert process.stderr is not None
            pytest.fail(process.stderr.read().decode()[-2000:])
        try:
            requests.get(f"{url}/robots.txt", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the function did not start")


def test_routes_are_served_and_refuse_who_has_not_signed_in(archives: Path, tmp_path: Path) -> None:
    with serving(archives, "users", tmp_path) as url:
        assert requests.get(f"{url}/api/users/me/", timeout=30).status_code == 401
        refused = requests.post(f"{url}/api/token/", json={"email": 1}, timeout=30)
    assert (refused.status_code, refused.headers["Content-Type"]) == (400, "application/problem+json")


def test_the_description_of_all_routes_and_its_page_are_served(archives: Path, tmp_path: Path) -> None:
    with serving(archives, "docs", tmp_path) as url:
        described = requests.get(f"{url}/api/schema/", timeout=60)
        style = requests.get(f"{url}/api/docs/swagger-ui.css", timeout=30)
    assert "/api/expenses/" in described.json()["paths"]
    assert style.status_code == 200
    assert len(style.content) > 10_000


def test_a_worker_takes_what_pubsub_pushes(archives: Path, tmp_path: Path) -> None:
    attributes = {"type": "something.else"}
    message = {"data": base64.b64encode(b"{}").decode(), "messageId": "1", "attributes": attributes}
    pushed = {
        "message": {**message, "publishTime": "2026-11-25T00:00:00Z"},
        "subscription": "projects/p/subscriptions/s",
    }
    with serving(archives, "budget_on_expense", tmp_path) as url:
        path = f"{url}/projects/aion-demo/topics/expenses"
        assert requests.post(path, json=pushed, timeout=30).status_code == 200
        assert requests.get(path, timeout=30).status_code == 405
