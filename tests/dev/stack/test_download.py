"""Fetching the emulators from a server of our own: good, cut short, wrong, refused, hostile."""

import hashlib
import http.server
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev import jars
from dev.download import ARCHIVES, Archive, DownloadFailed, bring_missing, fetch
from dev.ports import free_port

JAR = b"a jar" * 1000


def zipped(name: str, link: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        member = zipfile.ZipInfo(name)
        if link:
            member.external_attr = 0o120777 << 16
        archive.writestr(member, "content")
    return out.getvalue()


class _Server(http.server.ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, bytes] = {}
        self.cut: set[str] = set()


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        body = self.server.files.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        if body:
            self.wfile.write(body[: len(body) // 2] if self.path in self.server.cut else body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[tuple[str, dict[str, bytes], set[str]]]:
    with _Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", running.files, running.cut
        running.shutdown()
        thread.join()


Server = tuple[str, dict[str, bytes], set[str]]


def archive(base: str, name: str, data: bytes, unpack_into: str | None = None) -> Archive:
    return Archive(jars.FIRESTORE, f"{base}/{name}", len(data), hashlib.sha256(data).hexdigest(), unpack_into)


def left_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_good_file_is_put_in_its_place(server: Server, tmp_path: Path) -> None:
    base, files, _ = server
    files["/cloud-firestore-emulator-v9.jar"] = JAR
    fetch(archive(base, "cloud-firestore-emulator-v9.jar", JAR), tmp_path)
    assert (tmp_path / "cloud-firestore-emulator-v9.jar").read_bytes() == JAR
    assert left_in(tmp_path) == ["cloud-firestore-emulator-v9.jar"]


def test_a_good_zip_is_unpacked_where_it_is_looked_for(server: Server, tmp_path: Path) -> None:
    base, files, _ = server
    data = files["/p.zip"] = zipped("pubsub-emulator/lib/cloud-pubsub-emulator-0.8.37-all.jar")
    fetch(archive(base, "p.zip", data, "pubsub-emulator-0.8.37"), tmp_path)
    assert jars.PUBSUB.newest_in(tmp_path) is not None


def test_a_file_cut_short_leaves_nothing(server: Server, tmp_path: Path) -> None:
    base, files, cut = server
    files["/x.jar"] = JAR
    cut.add("/x.jar")
    with pytest.raises(DownloadFailed, match=r"x\.jar"):
        fetch(archive(base, "x.jar", JAR), tmp_path)
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("sent", [JAR[:-1] + b"!", JAR + b"!", JAR[:-1]])
def test_another_file_than_expected_is_never_used(server: Server, tmp_path: Path, sent: bytes) -> None:
    base, files, _ = server
    files["/x.jar"] = sent
    with pytest.raises(DownloadFailed, match="is not the expected file"):
        fetch(archive(base, "x.jar", JAR), tmp_path)
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    "data", [zipped("../../outside.jar"), zipped("/outside.jar"), zipped("link", link=True), b"no zip"]
)
def test_a_hostile_zip_is_not_unpacked(server: Server, tmp_path: Path, data: bytes) -> None:
    base, files, _ = server
    files["/x.zip"] = data
    with pytest.raises(DownloadFailed):
        fetch(archive(base, "x.zip", data, "x"), tmp_path / "into")
    assert left_in(tmp_path) == []


def test_refused_ends_in_one_message_with_the_way_out(tmp_path: Path) -> None:
    refused = archive(f"http://127.0.0.1:{free_port()}", "cloud-firestore-emulator-v9.jar", JAR)
    message = bring_missing((refused,), [tmp_path / "place"], tmp_path / "local")
    assert message is not None
    assert "cloud-firestore-emulator-v9.jar could not be fetched" in message
    assert str(tmp_path / "place") in message
    assert "gcloud components install cloud-firestore-emulator pubsub-emulator" in message
    assert left_in(tmp_path) == []


def test_not_found_is_a_failure_too(server: Server, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="404"):
        fetch(archive(server[0], "gone.jar", JAR), tmp_path)


def test_what_a_place_has_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "cloud-firestore-emulator.jar").write_bytes(JAR)
    unreachable = archive(f"http://127.0.0.1:{free_port()}", "cloud-firestore-emulator-v9.jar", JAR)
    assert bring_missing((unreachable,), [tmp_path], tmp_path / "local") is None


def test_the_pinned_archives_are_what_the_places_look_for() -> None:
    assert {one.emulator.name for one in ARCHIVES} == {"firestore", "pubsub"}
    for one in ARCHIVES:
        assert one.url.startswith("https://")
        assert len(one.sha256) == 64
