"""The stack as one program: what it shows, refuses, keeps and leaves behind."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests

from dev.parts import PROJECT
from tests.dev.stack.process_of_stack import RunningStack, alive, command

pytestmark = pytest.mark.xdist_group("stack")
DOCUMENT = f"/v1/projects/{PROJECT}/databases/(default)/documents/kept/one"
OBJECT = f"/{PROJECT}-receipts/o/users%2Fu1%2Fkept.txt"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    with RunningStack(tmp_path_factory.mktemp("stack") / "data") as running:
        yield running


def test_status_names_every_part_with_its_process_time_and_memory(stack: RunningStack) -> None:
    status = stack.status()
    assert status["ready"] is True
    assert status["url"] == stack.url
    assert set(status["parts"]) == {"gateway", "firestore", "pubsub", "storage", "identity", "gemini", "fcm"}
    for part in status["parts"].values():
        assert psutil.pid_exists(part["pid"])
        assert part["ready_s"] > 0
        assert part["rss_mb"] is not None


def test_status_tells_the_memory_of_every_part(stack: RunningStack) -> None:
    # The kernel's counter of a busy process may read 0 for a moment, so each part is asked a few times.
    seen = dict.fromkeys(stack.status()["parts"], 0.0)
    for _ in range(10):
        for name, part in stack.status()["parts"].items():
            seen[name] = max(seen[name], part["rss_mb"])
    assert min(seen.values()) > 1, seen


def test_health_answers_when_ready_was_said(stack: RunningStack) -> None:
    assert requests.get(f"{stack.url}/api/health/", timeout=10).status_code == 200


def test_workers_cannot_be_reached_on_the_public_port(stack: RunningStack) -> None:
    topic = f"projects/{PROJECT}/topics/schedules"
    answer = requests.post(f"{stack.url}/sweep_outbox/{topic}", json={}, timeout=10)
    assert answer.status_code == 401  # like every unknown path without a token


def test_a_second_stack_on_the_same_folder_says_so(stack: RunningStack) -> None:
    second = command("up", "--port", "0", "--data", str(stack.data))
    assert second.returncode == 2
    assert "already runs on" in second.stderr
    assert stack.url in second.stderr
    assert stack.status()["ready"] is True


def test_a_second_stack_on_the_same_port_says_so(stack: RunningStack, tmp_path: Path) -> None:
    port = stack.url.rpartition(":")[2]
    second = command("up", "--port", port, "--data", str(tmp_path / "other"))
    assert second.returncode == 2
    assert f"Port {port} is in use" in second.stderr
    assert second.stderr.count("\n") == 1


def test_a_port_that_another_program_uses_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        refused = command("up", "--port", str(other.getsockname()[1]), "--data", str(tmp_path / "data"))
    assert refused.returncode == 2
    assert refused.stdout == ""


def test_only_the_loopback_is_listened_on(stack: RunningStack) -> None:
    listening = {
        connection.laddr.ip
        for process in stack.family()
        for connection in process.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}


def _write(stack: RunningStack) -> None:
    document = {"fields": {"minor": {"integerValue": "35000"}}}
    requests.patch(stack.url_of("firestore") + DOCUMENT, json=document, timeout=10).raise_for_status()
    upload = f"{stack.url_of('storage')}/upload/storage/v1/b{OBJECT.rpartition('/')[0]}"
    where = {"uploadType": "media", "name": "users/u1/kept.txt"}
    headers = {"Content-Type": "image/png"}
    requests.post(upload, params=where, data=b"receipt", headers=headers, timeout=10).raise_for_status()
    _identity(stack, "signUp").raise_for_status()


def _identity(stack: RunningStack, method: str) -> requests.Response:
    account = {"email": "kept@example.com", "password": "Kept-Passw0rd", "returnSecureToken": True}
    return requests.post(f"{stack.url_of('identity')}/v1/accounts:{method}?key=local", json=account, timeout=10)


def test_a_stop_keeps_document_object_and_account(tmp_path: Path) -> None:
    with RunningStack(tmp_path / "data") as first:
        _write(first)
        first.send(signal.SIGINT)
        assert first.wait() == 0
    with RunningStack(tmp_path / "data") as second:
        document = requests.get(second.url_of("firestore") + DOCUMENT, timeout=10).json()
        kept = requests.get(f"{second.url_of('storage')}/storage/v1/b{OBJECT}", timeout=10).json()
        bytes_ = requests.get(f"{second.url_of('storage')}/storage/v1/b{OBJECT}?alt=media", timeout=10).content
        signed_in = _identity(second, "signInWithPassword")
    assert document["fields"] == {"minor": {"integerValue": "35000"}}
    assert kept["contentType"] == "image/png"
    assert bytes_ == b"receipt"
    assert signed_in.status_code == 200


def test_fresh_forgets_what_was_kept(tmp_path: Path) -> None:
    with RunningStack(tmp_path / "data") as first:
        _write(first)
    with RunningStack(tmp_path / "data", "--fresh") as second:
        assert requests.get(second.url_of("firestore") + DOCUMENT, timeout=10).status_code == 404
        assert requests.get(f"{second.url_of('storage')}/storage/v1/b{OBJECT}", timeout=10).status_code == 404
        assert _identity(second, "signInWithPassword").status_code == 400


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_end_leaves_a_process_behind(tmp_path: Path, sign: signal.Signals) -> None:
    with RunningStack(tmp_path / "data") as stack:
        family = stack.family()
        assert len(family) >= 8
        stack.send(sign)
        code = stack.wait()
        assert alive(family) == []
    assert code == (-signal.SIGKILL if sign == signal.SIGKILL else 0)
    assert stack.status()["ready"] is False


def test_down_stops_the_stack_and_waits_for_it(tmp_path: Path) -> None:
    with RunningStack(tmp_path / "data") as stack:
        family = stack.family()
        said = command("down", "--data", str(stack.data))
        assert said.returncode == 0
        assert alive(family, within_s=2.0) == []
    assert command("down", "--data", str(stack.data)).returncode == 0
    status = command("status", "--json", "--data", str(stack.data))
    assert status.returncode == 3
    assert '"ready": false' in status.stdout


def test_a_part_that_dies_is_named_and_everything_stops(tmp_path: Path) -> None:
    with RunningStack(tmp_path / "data") as stack:
        family = stack.family()
        psutil.Process(stack.status()["parts"]["identity"]["pid"]).kill()
        assert stack.wait() == 1
        assert alive(family) == []
    assert "identity ended unasked" in "".join(stack.output)
