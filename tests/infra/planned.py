"""A plan as rules ask for it: resources by type, with the values that they would be made with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.terraform import planning


@dataclass(frozen=True, slots=True)
class Planned:
    """`rows` are (address, type, values); `file` is the plan itself."""

    rows: tuple[tuple[str, str, dict[str, Any]], ...]
    file: Path

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


def plan(environment: dict[str, str], folder: Path, archives: Path, **variables: str) -> Planned:
    """The plan of an environment of a copy. Fails with what terraform says."""
    file = planning.planned(environment, folder, archives, **variables)
    read = json.loads(file.read_text(encoding="utf-8"))
    return Planned(tuple(walk(read["planned_values"]["root_module"])), file)
