"""Reads the TypeScript that CDKTF generated for one resource, out of the source map in its JavaScript.

There every argument of a class has a note (`// name - computed: false, optional: true, required: false`) and an
accessor whose calls tell its type; every interface has a comment for each argument, with its allowed values.
"""

import base64
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Type = str | list[Any]  # Terraform's JSON form of a type

_SOURCE_MAP = re.compile(r"sourceMappingURL=data:application/json;base64,(\S+)")
_NOTE = re.compile(r"^  // (\w+) - computed: (\w+), optional: (\w+), required: (\w+)$")
_CLASS = re.compile(r"^export class (\w+) extends cdktf\.(\w+)")
_INTERFACE = re.compile(r"^export interface (\w+).*?^}", re.S | re.M)
_COMMENT = re.compile(r"/\*\*(.*?)\*/\s*readonly \w+\??:", re.S)
_ARGUMENT_OF_COMMENT = re.compile(r"\{@link \S+#(\w+) ")
_NESTED = re.compile(r"new (\w+?)(OutputReference|List|Map)\(this, \"(\w+)\"(?:, (true|false))?\)")

# The first text that an accessor contains decides its type, so the longer ones stand first.
_TYPES: tuple[tuple[str, Type], ...] = (
    ("cdktf.Fn.tolist(this.getListAttribute", ["set", "string"]),
    ("cdktf.Fn.tolist(this.getNumberListAttribute", ["set", "number"]),
    ("getNumberListAttribute", ["list", "number"]),
    ("getListAttribute", ["list", "string"]),
    ("getStringMapAttribute", ["map", "string"]),
    ("cdktf.StringMapList(", ["list", ["map", "string"]]),
    ("cdktf.StringMap(", ["map", "string"]),
    ("getNumberMapAttribute", ["map", "number"]),
    ("cdktf.NumberMap(", ["map", "number"]),
    ("getBooleanMapAttribute", ["map", "bool"]),
    ("cdktf.BooleanMap(", ["map", "bool"]),
    ("getAnyMapAttribute", ["map", "dynamic"]),
    ("getStringAttribute", "string"),
    ("getNumberAttribute", "number"),
    ("getBooleanAttribute", "bool"),
    ("interpolationForAttribute", "dynamic"),
)


@dataclass
class Argument:
    """One argument. `nested` is (stem of its class, suffix of its class, whether it is a set)."""

    flags: dict[str, bool]
    type: Type | None = None
    nested: tuple[str, str, bool] | None = None


@dataclass
class Bindings:
    """What one generated file says: classes with their base and arguments, and the comments of interfaces."""

    bases: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, dict[str, Argument]] = field(default_factory=dict)
    comments: dict[str, dict[str, str]] = field(default_factory=dict)


def typescript(javascript: Path) -> str:
    """The source in the map of a generated file. Raises ValueError where it has none."""
    found = _SOURCE_MAP.search(javascript.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{javascript}: no source map")
    return str(json.loads(base64.b64decode(found.group(1)))["sourcesContent"][0])


def read(text: str) -> Bindings:
    """The classes and comments of a source."""
    found = Bindings(comments=_comments(text))
    owner, argument = "", None
    for line in text.splitlines():
        if start := _CLASS.match(line):
            owner, argument = start.group(1), None
            found.bases[owner], found.arguments[owner] = start.group(2), {}
        elif line == "}" or ("// ====" in line and "SYNTH" in line):
            # Behind this heading a class only writes itself out.
            owner, argument = (owner if line != "}" else ""), None
        elif owner and (note := _NOTE.match(line)):
            flags = dict(
                zip(("computed", "optional", "required"), (one == "true" for one in note.groups()[1:]), strict=True)
            )
            argument = found.arguments[owner][note.group(1)] = Argument(flags)
        elif argument is not None and argument.type is None and argument.nested is None:
            _read_accessor(argument, line)
    return found


def _read_accessor(argument: Argument, line: str) -> None:
    nested = _NESTED.search(line)
    if nested and not nested.group(1).startswith("cdktf"):
        argument.nested = (nested.group(1), nested.group(2), nested.group(4) == "true")
        return
    argument.type = next((kind for text, kind in _TYPES if text in line), None)


def _comments(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for interface in _INTERFACE.finditer(text):
        rows = found[interface.group(1)] = {}
        for comment in _COMMENT.finditer(interface.group(0)):
            if name := _ARGUMENT_OF_COMMENT.search(comment.group(1)):
                words = comment.group(1).split("Docs at Terraform")[0]
                rows[name.group(1)] = re.sub(r"\s*\n\s*\*\s?", "\n", words).strip(" *\n")
    return found
