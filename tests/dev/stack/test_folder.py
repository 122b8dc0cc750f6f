"""The data folder: one stack at a time, never anybody else's files, never half a file."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dev import signing, snapshot, wire
from dev.folder import DataFolder, FolderInUse, NotOurs, replace_text


def test_a_claimed_folder_cannot_be_claimed_again(tmp_path: Path) -> None:
    first = DataFolder(tmp_path / "data")
    first.claim()
    first.show({"url": "http://127.0.0.1:8080"})
    with pytest.raises(FolderInUse, match=r"http://127\.0\.0\.1:8080"):
        DataFolder(tmp_path / "data").claim()
    assert first.is_running()


def test_a_folder_of_somebody_else_is_neither_used_nor_emptied(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(NotOurs):
        DataFolder(tmp_path).claim()
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_forgetting_leaves_the_lock_and_the_logs(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.claim()
    (folder.path / "firestore").mkdir()
    (folder.path / "signing-key.json").write_text("{}")
    folder.begin(seeded=True)
    assert folder.is_seeded()
    folder.forget()
    assert folder.is_new()
    assert sorted(path.name for path in folder.path.iterdir()) == [".ai-on.lock", "logs"]
    assert folder.logs.is_dir()
    assert folder.is_running()


def test_a_link_out_of_the_folder_is_forgotten_but_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept")
    folder = DataFolder(tmp_path / "data")
    folder.claim()
    (folder.path / "storage").symlink_to(elsewhere)
    folder.forget()
    assert (elsewhere / "kept.txt").read_text() == "kept"
    assert not (folder.path / "storage").is_symlink()


def test_a_folder_on_which_no_stack_was_ready_is_new(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.claim()
    (folder.path / "identity").mkdir()
    assert folder.is_new()
    assert not folder.is_seeded()
    folder.begin(seeded=False)
    assert not folder.is_new()
    assert not folder.is_seeded()


def test_a_folder_without_a_stack_is_not_running(tmp_path: Path) -> None:
    assert not DataFolder(tmp_path / "never").is_running()
    assert DataFolder(tmp_path / "never").state() == {}


def test_the_signing_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    key = tmp_path / "signing-key.json"
    signing.make_key_file(key, "demo-ai-on")
    assert key.stat().st_mode & 0o777 == 0o600
    before = key.read_text()
    assert json.loads(before)["project_id"] == "demo-ai-on"
    signing.make_key_file(key, "demo-ai-on")
    assert key.read_text() == before


def test_an_export_that_fails_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tmp_path / "1" / "snapshot"
    whole.mkdir(parents=True)
    (whole / "snapshot.overall_export_metadata").write_text("")
    replace_text(tmp_path / "current", "1\n")
    before = snapshot.metadata_file(tmp_path)
    # The emulator takes the order and writes nothing, as when it is killed half-way.
    monkeypatch.setattr(snapshot, "call", lambda *_, **__: None)
    with pytest.raises(OSError, match="overall_export_metadata"):
        snapshot.save("127.0.0.1:1", "demo-ai-on", tmp_path)
    assert snapshot.metadata_file(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "current"]


def test_a_lost_export_is_told_not_ignored(tmp_path: Path) -> None:
    replace_text(tmp_path / "current", "gone\n")
    with pytest.raises(FileNotFoundError, match="FRESH=1"):
        snapshot.metadata_file(tmp_path)


def test_no_export_yet_is_no_data(tmp_path: Path) -> None:
    assert snapshot.metadata_file(tmp_path) is None


def test_a_part_that_is_gone_is_an_oserror() -> None:
    with pytest.raises(OSError, match="refused"):
        wire.call("GET", "http://127.0.0.1:1/")


def test_writers_at_the_same_time_leave_one_whole_text_and_no_rest(tmp_path: Path) -> None:
    """Two pytest workers of a fresh checkout note the same facts about a jar in the same moment."""
    texts = [str(number) * 100_000 for number in range(8)]
    file = tmp_path / "facts.json"
    with ThreadPoolExecutor(len(texts)) as pool:
        list(pool.map(lambda text: replace_text(file, text), texts))
    assert file.read_text(encoding="utf-8") in texts
    assert [path.name for path in tmp_path.iterdir()] == ["facts.json"]


def test_a_text_that_cannot_be_written_leaves_the_former_one_alone(tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    replace_text(file, "before")
    with pytest.raises(UnicodeEncodeError):
        replace_text(file, "\ud800")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("facts.json", "before")]
