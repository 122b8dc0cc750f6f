"""Notifications are made in one place, behind what the person wants and the caps; pushes leave by one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TELLING = "functions/notify/service/telling.py"
PUSHING = "functions/notify/service/pushing.py"
DEPLOYED = [file for folder in ("functions", "shared") for file in sorted((ROOT / folder).rglob("*.py"))]


def calls(source: str) -> Iterator[tuple[str, ast.Call]]:
    """(last name of what is called, the call) everywhere in a source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def places(wanted: str, files: list[Path] | None = None) -> set[str]:
    """The files that call something of this name."""
    return {
        str(file.relative_to(ROOT))
        for file in files or DEPLOYED
        if any(name == wanted for name, _ in calls(file.read_text(encoding="utf-8")))
    }


def importers(module: str) -> set[str]:
    found = set()
    for file in DEPLOYED:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            else:
                names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            if any(one == module or one.startswith(f"{module}.") for one in names):
                found.add(str(file.relative_to(ROOT)))
    return found


def test_only_telling_makes_notifications_and_their_event() -> None:
    assert places("NotificationCreated") == {TELLING}
    stored = {"functions/notify/repository/notifications.py"}
    assert {file for file in places("Notification") if file.startswith("functions/")} - stored == {TELLING}


def test_every_way_to_make_one_asks_what_is_wanted_and_the_cap_first() -> None:
    tree = ast.parse((ROOT / TELLING).read_text(encoding="utf-8"))
    functions = {node.name: ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    adding = {name for name, code in functions.items() if "repository.add(" in code}
    assert adding == {"_put"}
    code = functions["_put"]
    assert 0 < code.index("rules.is_wanted(") < code.index("rules.counted(") < code.index("repository.add(")
    assert places("add", sorted((ROOT / "functions/notify").rglob("*.py"))) == {TELLING}


def test_only_one_module_speaks_with_fcm_and_only_the_pushing_uses_it() -> None:
    assert importers("firebase_admin.messaging") == {"shared/gcp/messaging.py"}
    users = importers("shared.gcp.messaging")
    assert {file for file in users if not file.startswith("functions/notify/service/")} == set()
    assert places("send", sorted((ROOT / "functions").rglob("*.py"))) == {PUSHING}
