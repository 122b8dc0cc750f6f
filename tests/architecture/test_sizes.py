"""Files and functions stay small enough to be read."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("functions", "shared", "dev", "tools", "tests")
FILES = [ROOT / "main.py", *(f for folder in FOLDERS for f in sorted((ROOT / folder).rglob("*.py")))]


def code_lines(file: Path) -> int:
    return sum(bool(line.strip()) for line in file.read_text(encoding="utf-8").splitlines())


def test_there_is_code_to_measure() -> None:
    assert len(FILES) > 50


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_has_at_most_300_lines_and_its_functions_40(file: Path) -> None:
    assert code_lines(file) <= 300
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.body[0].lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"
