"""Which files of ours a function reaches, and what it imports of others: read from the source, nothing is run.

Imports inside functions count, those under TYPE_CHECKING do not.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OWN = ("functions", "shared")
# Modules that load others by name: the module, and the pattern of the files that it may ask for.
BY_NAME = {"functions.docs.service": "functions/*/api*"}
# What a module reaches without an import: a script that it starts, a package whose files it sends.
BESIDES = {
    "shared.web.uploads": ("shared.web.uploads_child",),
    "functions.docs.api": ("flask_openapi3_swagger",),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """`modules` of ours with their files, the dotted names that are `imported` from others, and those of ours that
    are `called`: reached without what is only loaded by name."""

    modules: dict[str, Path]
    imported: frozenset[str]
    called: frozenset[str]


def file_of(root: Path, module: str) -> Path | None:
    """The source of a module of ours: a file or the `__init__` of a package."""
    place = root.joinpath(*module.split("."))
    return next((one for one in (place.with_suffix(".py"), place / "__init__.py") if one.is_file()), None)


def name_of(root: Path, file: Path) -> str:
    """The module of a file: the inverse of `file_of`."""
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in node.orelse if isinstance(node, ast.If) and _is_for_types(node) else ast.iter_child_nodes(node):
        yield from _walk(child)


@cache
def imports(file: Path, module: str) -> frozenset[str]:
    """Every dotted name that a file may load. `from a import b` gives a and a.b, for b may be a module."""
    found: set[str] = set()
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for node in _walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            found.update({base, *(f"{base}.{alias.name}" for alias in node.names)})
    return frozenset(found)


def _spread(root: Path, start: str, *, by_name: bool) -> tuple[dict[str, Path], set[str]]:
    modules: dict[str, Path] = {}
    foreign: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        parts = module.split(".")
        file = file_of(root, module)
        if parts[0] not in OWN:
            foreign.add(module)
        elif file is not None and module not in modules:
            modules[module] = file
            waiting += [".".join(parts[:end]) for end in range(1, len(parts))]
            waiting += [*imports(file, module), *BESIDES.get(module, ())]
            if by_name and module in BY_NAME:
                waiting += [name_of(root, one) for one in root.glob(BY_NAME[module])]
    return modules, foreign


def reached(root: Path, start: str) -> Reached:
    """All that the module `start` reaches. Raises FileNotFoundError when there is no such module."""
    if file_of(root, start) is None:
        raise FileNotFoundError(start)
    modules, foreign = _spread(root, start, by_name=True)
    called, _ = _spread(root, start, by_name=False)
    return Reached(modules, frozenset(foreign), frozenset(called))
