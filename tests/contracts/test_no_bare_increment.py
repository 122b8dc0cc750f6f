"""An `Increment` may stand only in what goes into a `Commit`: anywhere else a lost acknowledgement doubles it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(file for folder in ("functions", "shared") for file in (ROOT / folder).rglob("*.py"))
_NAMES = {"Increment", "firestore.Increment"}
# Writers of a Commit, by the name that it has everywhere.
_WRITERS = {"merge", "update", "create"}


def bare(source: str) -> list[int]:
    """The lines of increments that go neither into a commit nor into a mapping that a commit is then given."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _NAMES:
            inside = [one for one in functions if one.lineno <= node.lineno <= (one.end_lineno or 0)]
            if not any(_commits(one, node) for one in inside):
                found.append(node.lineno)
    return found


def _commits(function: ast.AST, increment: ast.Call) -> bool:
    """Whether the increment, or the name that it is put into, is an argument of a writer of a commit."""
    names = {
        ast.unparse(target).split("[")[0].split(".")[0]
        for node in ast.walk(function)
        if isinstance(node, ast.Assign | ast.AnnAssign) and increment in ast.walk(node)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }
    for call in ast.walk(function):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        on = ast.unparse(call.func.value)
        if call.func.attr in _WRITERS and on in {"commit", "self.commit"}:
            for argument in call.args:
                if increment in ast.walk(argument) or names & {ast.unparse(one) for one in ast.walk(argument)}:
                    return True
    return False


def test_there_are_increments_to_look_at() -> None:
    assert sum("Increment(" in file.read_text(encoding="utf-8") for file in FILES) > 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_increment_stands_outside_of_a_commit(file: Path) -> None:
    assert bare(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "def f(ref):\n    ref.update({'n': Increment(1)})",
        "def f(ref):\n    ref.set({'n': firestore.Increment(1)}, merge=True)",
        "def f(batch, ref):\n    batch.update(ref, {'n': Increment(1)})\n    batch.commit()",
        "def f(transaction, ref):\n    moved = {'n': Increment(1)}\n    transaction.set(ref, moved, merge=True)",
        "def f(commit, ref):\n    commit.merge(ref, {'n': 1})\n    ref.update({'n': Increment(1)})",
        "SUM = {'n': Increment(1)}",
    ],
)
def test_a_planted_one_is_found(planted: str) -> None:
    assert bare(planted)


@pytest.mark.parametrize(
    "good",
    [
        "def f(commit, ref):\n    commit.merge(ref, {'a': {'n': Increment(-1)}})",
        "def f(commit, ref):\n    moved = {}\n    moved.get('a')['n'] = Increment(2)\n    commit.merge(ref, moved)",
    ],
)
def test_one_in_a_commit_is_not(good: str) -> None:
    assert bare(good) == []
