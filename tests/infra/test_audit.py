"""checkov is part of the gate: what it finds is told, what it shall not mind has a reason, its absence is said."""

import re
from pathlib import Path

import pytest

from tools.terraform import audit

pytestmark = pytest.mark.xdist_group("terraform")
OPEN = """
resource "google_storage_bucket" "open" {
  name                        = "open"
  location                    = "EU"
  uniform_bucket_level_access = false
  %s
}
"""


@pytest.fixture(scope="module")
def command() -> Path:
    """checkov, where `make check` has installed it."""
    found = audit.PLACE / "bin" / "checkov"
    if not found.is_file():
        pytest.skip("checkov is not installed (make check does it): what it finds is NOT tested")
    return found


def test_every_skipped_check_has_its_reason() -> None:
    skipped = list(audit.skips())
    assert len(skipped) > 5
    assert [one for one in skipped if len(one[2].split()) < 5] == []


def test_an_open_bucket_is_found_and_a_reason_quiets_it(command: Path, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OPEN % "", encoding="utf-8")
    found = audit.of_configuration(command, tmp_path)
    assert [one for one in found if "CKV_GCP_29 google_storage_bucket.open" in one]
    (tmp_path / "main.tf").write_text(OPEN % "#checkov:skip=CKV_GCP_29:a bucket of a test", encoding="utf-8")
    rest = audit.of_configuration(command, tmp_path)
    assert len(rest) == len(found) - 1
    assert not [one for one in rest if "CKV_GCP_29" in one]


def test_a_look_at_nothing_is_no_success(command: Path, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("locals {}\n", encoding="utf-8")
    with pytest.raises(RuntimeError):
        audit.of_configuration(command, tmp_path)


def test_where_it_cannot_be_had_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text("checkov==0.0.0 --hash=sha256:" + "0" * 64 + "\n", encoding="utf-8")
    monkeypatch.setenv("UV_OFFLINE", "1")
    assert audit.program(tmp_path / "venv", pins) is None
    monkeypatch.setattr(audit, "program", lambda: None)
    monkeypatch.setattr(audit, "available", lambda: True)
    assert audit.main() == 0
    monkeypatch.setattr(audit, "available", lambda: False)
    assert audit.main() == 0
    told = capsys.readouterr().out
    assert "NOT checked by it" in told
    assert "terraform is not installed" in told


def test_every_distribution_of_the_audit_is_pinned_with_hashes() -> None:
    text = audit.PINS.read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==\S+.*?\\\n    --hash=sha256:", text, re.M)
    assert "checkov" in pinned
    assert len(pinned) == len(re.findall(r"^[\w.-]+==", text, re.M))
