"""The import rules bite: a copy of the code with one forbidden import is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("functions", "shared", "dev", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", tmp_path)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_code_as_it_stands_keeps_the_rules(copy: Path) -> None:
    assert lint(copy).returncode == 0


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("shared/money.py", "import functions.users.models"),
        ("functions/users/rules/profile.py", "import functions.users.service"),
        ("functions/users/service/accounts.py", "import functions.docs.api"),
        ("functions/users/service/accounts.py", "import dev.ports"),
        ("shared/gcp/outbox.py", "import shared.web.app"),
    ],
)
def test_a_forbidden_import_breaks_the_build(copy: Path, file: str, line: str) -> None:
    target = copy / file
    target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    assert lint(copy).returncode != 0


def test_an_unlisted_feature_breaks_the_build(copy: Path) -> None:
    (copy / "functions" / "surprise").mkdir()
    (copy / "functions" / "surprise" / "__init__.py").touch()
    assert lint(copy).returncode != 0
