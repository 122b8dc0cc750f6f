"""No amount passes through binary floating point: annotations, literals, conversions and true divisions are walked.

What is no amount is named below, module by module, with what it is instead.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("functions", "shared")
    for path in (ROOT / folder).rglob("*.py")
    if not path.relative_to(ROOT).as_posix().startswith(("shared/gcp/", "shared/ai/", "shared/web/"))
)
NO_AMOUNTS = {
    "functions/expenses/rules/learning.py": "likelihoods of words",
    "functions/reports/service/drawing/bars.py": "millimetres on paper, the length of a bar among them",
    "functions/reports/service/drawing/document.py": "millimetres on paper",
    "shared/config.py": "seconds, and the scale of limits of requests",
    "shared/language.py": "how much a language is preferred",
}
DECIMALS = {
    "functions/expenses/rules/amount_reader.py": "decimals that were read in words",
    "functions/forecast/rules/blending.py": "decimals",
    "functions/forecast/rules/methods.py": "decimals",
    "functions/forecast/rules/bands.py": "decimals",
    "functions/onboarding/rules/figures.py": "decimals",
    "functions/chat/rules/policy/cost.py": "dollars, as decimals",
    "functions/expenses/rules/message.py": "decimals that were read in words",
    "functions/expenses/rules/query/phrasing.py": "a share, as a decimal",
}
_MAKES_NO_FLOAT = {"Decimal", "Fraction", "files"}


def floats(source: str) -> Iterator[str]:
    """Where a source names, writes or makes binary floats, as "line: what".

    Seconds (`..._S`) are left out, and the values of tables, which are examples for the documentation.
    """
    tree = ast.parse(source)
    left_out = {id(inner) for outer in ast.walk(tree) if _is_left_out(outer) for inner in ast.walk(outer)}
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.Name) and node.id == "float":
            yield f"{node.lineno}: float"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{node.lineno}: {node.value}"


def divisions(source: str) -> Iterator[str]:
    """Where a source divides with `/`, which makes floats of integers, and names no decimal (or path) beside it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            calls = {_called(inner) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
            if not calls & _MAKES_NO_FLOAT:
                yield f"{node.lineno}: /"


def _is_left_out(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return all(isinstance(target, ast.Name) and target.id.lower().endswith("_s") for target in targets)
    if isinstance(node, ast.arg):
        return node.arg.endswith("_s")
    return isinstance(node, ast.Dict)


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("file", FILES)
def test_nothing_that_may_be_an_amount_is_a_float(file: str) -> None:
    if file not in NO_AMOUNTS:
        source = (ROOT / file).read_text(encoding="utf-8")
        found = [*floats(source), *(() if file in DECIMALS else divisions(source))]
        assert found == []


@pytest.mark.parametrize("file", sorted(NO_AMOUNTS | DECIMALS))
def test_no_module_is_let_off_that_needs_it_no_more(file: str) -> None:
    source = (ROOT / file).read_text(encoding="utf-8")
    assert [*floats(source), *divisions(source)]


@pytest.mark.parametrize(
    "source",
    [
        "def limit(minor: float) -> int: ...",
        "def limit(minor: int) -> dict[str, float]: ...",
        "class Entry:\n    minor: int | float = 0",
        "total = minor * 1.19",
        "total = float(minor)",
        "share = minor / 3",
        "minor /= 3",
    ],
)
def test_a_float_is_seen(source: str) -> None:
    assert [*floats(source), *divisions(source)]


@pytest.mark.parametrize(
    "source",
    [
        "WAITS_S = 10.0",
        "def wait(for_s: float) -> None: ...",
        "share = minor // 3",
        "share = Decimal(minor) / 3",
        'EXAMPLE = {"amount": 500.00}',
    ],
)
def test_seconds_decimals_and_examples_are_none(source: str) -> None:
    assert [*floats(source), *divisions(source)] == []
