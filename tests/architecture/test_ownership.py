"""A feature is entered through its service and models, and its documents belong to its repository alone."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEATURES = sorted(folder.name for folder in (ROOT / "functions").iterdir() if (folder / "__init__.py").is_file())
FILES = sorted(path.relative_to(ROOT) for path in (ROOT / "functions").rglob("*.py"))
DOORS = {"service", "models"}
FOLDERS = {"functions", "shared", "dev", "infra", "tools", "tests", "bench", "docs"}


def imported(source: str) -> Iterator[str]:
    """The modules, dotted, that a source imports anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def trespasses(feature: str, source: str) -> list[str]:
    """Imports of another feature that do not go through its service or models."""
    found = []
    for name in imported(source):
        parts = name.split(".")
        if parts[0] == "functions" and len(parts) > 2 and parts[1] != feature and parts[2] not in DOORS:
            found.append(name)
    return found


def collections(source: str) -> set[str]:
    """Names of Firestore collections that a source writes as text."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"collection", "collection_group"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_the_features_are_found() -> None:
    assert {"users", "expenses", "budget", "ledger", "notify", "outbox", "docs"} <= set(FEATURES)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_another_feature_is_entered_through_its_service_or_models(file: Path) -> None:
    if len(file.parts) > 2 and file.parts[1] != "docs":
        assert trespasses(file.parts[1], (ROOT / file).read_text(encoding="utf-8")) == []


def test_an_import_of_another_features_repository_is_seen() -> None:
    assert trespasses("expenses", "from functions.budget.repository import all_budgets")
    assert trespasses("expenses", "def f():\n    from functions.budget import rules")
    assert not trespasses(
        "expenses", "from functions.budget import service\nfrom functions.budget.models import Budget"
    )


def test_only_repositories_name_collections_and_each_belongs_to_one_feature() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for file in FILES:
        for name in collections((ROOT / file).read_text(encoding="utf-8")):
            in_repository = "repository" in (file.stem, file.parent.name)
            assert in_repository or file.parts[1] == "docs", f"{file} names the collection {name}"
            owners[name].add(file.parts[1])
    assert owners["expenses"] == {"ledger"}
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_the_top_folders_are_those_of_the_design() -> None:
    kept = {one.name for one in ROOT.iterdir() if one.is_dir() and not one.name.startswith((".", "__"))}
    assert kept - {"build", "node_modules"} <= FOLDERS
