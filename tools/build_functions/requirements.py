"""The pinned requirements of one function: those distributions whose modules it imports, with all that they need."""

import re
import sys
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# What every function needs without importing it by name: the server, its worker, the time zones.
ALWAYS = ("functions-framework", "gunicorn", "tzdata")
# What a distribution loads only when it is there, and we rely on.
OPTIONAL = {"fpdf2": ("uharfbuzz",)}
# Where the functions run; the markers of requirements are read for it.
TARGET = {
    "python_version": "3.13",
    "python_full_version": "3.13.0",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "platform_machine": "x86_64",
    "platform_system": "Linux",
    "sys_platform": "linux",
    "os_name": "posix",
}
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.M)


class Unpinned(ValueError):
    """Something is needed that is neither pinned nor installed."""


@cache
def pins(text: str) -> dict[str, str]:
    """The blocks of a requirements file by canonical name: pin, marker and hashes."""
    starts = [found.start() for found in _PIN.finditer(text)]
    blocks = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return {canonicalize_name(block.split("==")[0].split("[")[0]): _bare(block) for block in blocks}


def _bare(block: str) -> str:
    """Without the comments that tell who asked for it: they name distributions that an archive lacks."""
    return "".join(f"{line}\n" for line in block.splitlines() if line.strip() and not line.strip().startswith("#"))


@cache
def _installed() -> dict[str, Distribution]:
    return {canonicalize_name(one.metadata["Name"]): one for one in distributions()}


@cache
def _providers() -> dict[str, str]:
    """Module or package by dotted name -> the distribution that brings it."""
    found: dict[str, str] = {}
    for name, one in _installed().items():
        for file in one.files or ():
            if file.suffix in {".py", ".so"} and ".." not in file.parts:
                stem = file.name.split(".")[0]
                parts = file.parts[:-1] if stem == "__init__" else (*file.parts[:-1], stem)
                found.setdefault(".".join(parts), name)
    return found


@cache
def provider_of(module: str) -> str | None:
    """The distribution of an imported name, None for the standard library. Raises Unpinned for what nobody brings."""
    parts = module.split(".")
    if parts[0] in sys.stdlib_module_names:
        return None
    names = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
    found = next((_providers()[name] for name in names if name in _providers()), None)
    if found is None and not any(one.startswith(f"{module}.") for one in _providers()):
        raise Unpinned(f"nothing that is installed brings {module}")
    return found


def _holds(wanted: Requirement, extras: frozenset[str]) -> bool:
    return wanted.marker is None or any(wanted.marker.evaluate({**TARGET, "extra": one}) for one in {"", *extras})


@cache
def closure(names: frozenset[str]) -> set[str]:
    """The distributions, with all that they need where the functions run. Raises Unpinned for one not installed."""
    waiting = [(name, frozenset[str]()) for name in names]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if name not in _installed():
            raise Unpinned(f"{name} is needed and not installed")
        asked = [Requirement(text) for text in _installed()[name].requires or ()]
        waiting += [(canonicalize_name(r.name), frozenset(r.extras)) for r in asked if _holds(r, extras)]
        waiting += [(extra, frozenset()) for extra in OPTIONAL.get(name, ())]
    return {name for name, _ in seen}


def subset(imported: frozenset[str], lock: Path) -> str:
    """The text of the requirements file of whoever imports these names. Raises Unpinned."""
    pinned = pins(lock.read_text(encoding="utf-8"))
    names = {found for module in imported if (found := provider_of(module))}
    needed = closure(frozenset(names | set(ALWAYS)))
    if missing := needed - set(pinned):
        raise Unpinned(f"not in {lock.name}: {', '.join(sorted(missing))}")
    return "".join(pinned[name] for name in sorted(needed))
