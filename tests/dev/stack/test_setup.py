"""Set-up where something is missing: what it says, and that it then stops or goes on."""

import os
import subprocess
from pathlib import Path

import pytest

from dev.declaration import ROOT
from tools.setup import install, packages


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def test_a_python_that_is_too_old_ends_in_one_clear_message(tmp_path: Path) -> None:
    copied = tmp_path / "project" / "tools" / "setup"
    copied.mkdir(parents=True)
    (copied / "run").write_bytes((ROOT / "tools" / "setup" / "run").read_bytes())
    program(tmp_path / "bin", "python3", 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac')
    (tmp_path / "bin" / "dirname").symlink_to("/usr/bin/dirname")
    said = subprocess.run(
        ["/bin/bash", str(copied / "run")],
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert "needs Python 3.11 or newer" in said.stderr
    assert "Python 3.9.2" in said.stderr


def test_missing_programs_are_named_and_do_not_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    message = packages.install_missing(tmp_path / "tried")
    assert message is not None
    assert "sudo apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-ara" in message
    assert "chromium" in message


def test_a_missing_language_alone_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "tesseract", 'printf "List of available languages (2):\\neng\\nfra\\n"')
    program(tmp_path / "bin", "chromium", "true")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert [one for one in packages.missing() if not one.startswith("fonts")] == ["tesseract-ocr-ara"]


def test_what_could_not_be_installed_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []

    def refuse(_prefix: list[str], *arguments: str) -> bool:
        calls.append(arguments)
        return False

    monkeypatch.setattr(packages, "missing", lambda: ["chromium"])
    monkeypatch.setattr(packages, "_privileged", list)
    monkeypatch.setattr(packages, "_apt", refuse)
    assert packages.install_missing(tmp_path / "state" / "tried")
    tries = len(calls)
    assert packages.install_missing(tmp_path / "state" / "tried")
    assert len(calls) == tries == 3


def test_another_lock_is_another_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = install.fingerprint()
    changed = tmp_path / "requirements-dev.txt"
    changed.write_bytes(install.LOCK.read_bytes() + b"# new\n")
    monkeypatch.setattr(install, "LOCK", changed)
    assert install.fingerprint() != before


def test_make_lists_every_command_that_it_has() -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    said = subprocess.run(["make"], cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout
    listed = {line.split()[1] for line in said.splitlines()}
    phony = next(line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:"))
    assert listed == set(phony.split()[1:])
