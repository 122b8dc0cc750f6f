"""The server as a process: what it keeps, where, and how it ends."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.dev.identity.conftest import EMAIL, PASSWORD, Client, code, running


@contextmanager
def _process(*arguments: str) -> Iterator[tuple[Client, "subprocess.Popen[str]"]]:
    command = [sys.executable, "-m", "dev.identity", "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield Client(process.stdout.readline().split()[1]), process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def test_a_kill_loses_no_account_and_no_token(tmp_path: Path) -> None:
    with _process("--data", str(tmp_path / "identity")) as (client, process):
        tokens = client.sign_up()
        process.send_signal(signal.SIGKILL)
        process.wait()
    with _process("--data", str(tmp_path / "identity")) as (client, _):
        user = client.post("accounts:lookup", {"idToken": tokens["idToken"]}).json()["users"][0]
        assert user["localId"] == tokens["localId"]
        assert client.refresh(tokens["refreshToken"]).status_code == 200
        again = {"email": EMAIL, "password": PASSWORD}
        assert client.post("accounts:signInWithPassword", again).status_code == 200


def test_what_is_kept_can_be_read_by_the_owner_alone(tmp_path: Path) -> None:
    with running(tmp_path / "identity") as client:
        client.sign_up()
        files = [file for file in (tmp_path / "identity").rglob("*") if file.is_file()]
        assert files
        assert all(file.stat().st_mode & 0o077 == 0 for file in files)
        kept = b"".join(file.read_bytes() for file in files)
        assert PASSWORD.encode() not in kept


def test_refresh_tokens_are_not_kept_in_the_clear(tmp_path: Path) -> None:
    with running(tmp_path) as client:
        token = client.sign_up()["refreshToken"]
        assert token.encode() not in (tmp_path / "identity.sqlite3").read_bytes()


def test_without_a_folder_nothing_outlives_the_process() -> None:
    with running() as client:
        tokens = client.sign_up()
    with running() as client:
        assert code(client.post("accounts:lookup", {"idToken": tokens["idToken"]})) == "INVALID_ID_TOKEN"


def test_a_request_to_stop_ends_it_cleanly() -> None:
    with _process() as (client, process):
        assert requests.get(f"{client.url}/healthz", timeout=10).json() == {"status": "ok"}
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_a_port_in_use_is_told_in_one_line() -> None:
    with running() as client:
        port = client.url.rsplit(":", 1)[1]
        command = [sys.executable, "-m", "dev.identity", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert port in done.stderr


@pytest.mark.parametrize("racers", [16])
def test_of_many_sign_ups_at_once_one_gets_the_address(racers: int, client: Client) -> None:
    body = {"email": EMAIL, "password": PASSWORD}
    with ThreadPoolExecutor(racers) as pool:
        answers = list(pool.map(lambda _: client.post("accounts:signUp", body), range(racers)))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * (racers - 1)
    assert {code(answer) for answer in answers if not answer.ok} == {"EMAIL_EXISTS"}
