"""A plan as rules ask for it: resources by type, with the values that they would be made with."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.terraform.serving import terraform

ROOT = Path(__file__).parents[2]
PROJECT = "aion-demo"
# The state of a real deployment is in a bucket; here it is nowhere.
_NO_BACKEND = 'terraform {\n  backend "local" {}\n}\n'


@dataclass(frozen=True, slots=True)
class Planned:
    """`rows` are (address, type, values)."""

    rows: tuple[tuple[str, str, dict[str, Any]], ...]

    def of(self, kind: str, *, inside: str = "") -> list[dict[str, Any]]:
        """The values of all resources of a type, of one module if that is named. Refuses an empty answer."""
        found = [values for address, type_, values in self.rows if type_ == kind and inside in address]
        assert found, f"no {kind}"
        return found

    def count(self, kind: str) -> int:
        return sum(type_ == kind for _, type_, _ in self.rows)


def walk(module: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for one in module.get("resources", ()):
        if one["mode"] == "managed":
            yield one["address"], one["type"], one["values"]
    for child in module.get("child_modules", ()):
        yield from walk(child)


def copied(to: Path) -> Path:
    """A copy of infra/ that a test may change; gives its folder terraform/."""
    shutil.copytree(ROOT / "infra", to / "infra", ignore=shutil.ignore_patterns(".terraform"))
    return to / "infra" / "terraform"


def plan(environment: dict[str, str], folder: Path, archives: Path, **variables: str) -> Planned:
    """The plan of an environment of a copy. Fails with what terraform says."""
    (folder / "backend_override.tf").write_text(_NO_BACKEND, encoding="utf-8")
    told = {"project": PROJECT, "archives": str(archives), **variables}
    options = [f"-var={name}={value}" for name, value in told.items()]
    for command in (["init"], ["plan", "-out=it.tfplan", *options]):
        done = terraform(environment, folder, command[0], "-input=false", "-no-color", *command[1:])
        assert done.returncode == 0, done.stdout
    shown = terraform(environment, folder, "show", "-json", "it.tfplan")
    told_json = next(line for line in shown.stdout.splitlines() if line.startswith('{"format_version"'))
    return Planned(tuple(walk(json.loads(told_json)["planned_values"]["root_module"])))
