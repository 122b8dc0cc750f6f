"""Makes the schema documents in `schemas/` out of the npm packages `@cdktf/provider-*`.

    npm pack @cdktf/provider-google@16.12.1 && mkdir google && tar xzf cdktf-provider-google-16.12.1.tgz -C google
    python -m tools.terraform.extract google/package registry.terraform.io/hashicorp/google

The packages are published by HashiCorp under MPL-2.0 and were generated from hashicorp/google 6.50.0; what is kept here
is theirs. time.json has the one type that is used of hashicorp/time 0.13.

Only names, types, flags and allowed values of the types in `types.txt` are kept. A listed type that a package lacks
is named: normal for one that only google-beta or time has.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from tools.terraform.bindings import Argument, Bindings, Type, read, typescript
from tools.terraform.serving import SCHEMAS

Json = dict[str, Any]
WANTED = Path(__file__).parent / "types.txt"
_TYPE_NAME = re.compile(r'tfResourceType = "(\w+)"')
_ALLOWED = re.compile(r"Possible values: \[([^\]]*)\]")
_OF_PROVIDER = re.compile(
    r"^      (\w+): (cdktf\.\w+|\w+|cdktf\.listMapper\(cdktf\.\w+, \w+\))\(this\._\w+\)", re.M
)  # fmt: skip


class Untyped(ValueError):
    """An argument whose type the bindings do not tell."""


def block(of: Bindings, owner: str, interface: str) -> Json:
    """The schema block of a class. Raises Untyped."""
    attributes: Json = {}
    blocks: Json = {}
    comments = of.comments.get(interface, {})
    for name, argument in of.arguments.get(owner, {}).items():
        comment = comments.get(name, "")
        if argument.nested is None:
            if argument.type is None:
                raise Untyped(f"{owner}.{name}")
            attributes[name] = _attribute(argument, argument.type, comment)
            continue
        stem, suffix, is_set = argument.nested
        inner = block(of, f"{stem}OutputReference", stem)
        if not argument.flags["computed"] and comment.startswith(f"{name} block"):
            blocks[name] = _nested(argument, name, inner)
        else:
            kind = _object(inner)
            if suffix != "OutputReference":
                kind = ["set" if is_set else "list", kind]
            attributes[name] = _attribute(argument, kind, comment)
    return {"attributes": attributes, "block_types": blocks}


def _attribute(argument: Argument, kind: Type, comment: str) -> Json:
    made: Json = {"type": kind, **{flag: True for flag, holds in argument.flags.items() if holds}}
    allowed = _ALLOWED.search(comment)
    if allowed and "..." not in allowed.group(1):
        made["x_enum"] = re.findall(r'"([^"]*)"', allowed.group(1))
    return made


def _nested(argument: Argument, name: str, inner: Json) -> Json:
    if name == "timeouts":
        return {"block": inner, "nesting_mode": "single"}
    assert argument.nested is not None
    _, suffix, is_set = argument.nested
    made: Json = {"block": inner, "nesting_mode": "set" if is_set else "list"}
    if argument.flags["required"]:
        made["min_items"] = 1
    if suffix == "OutputReference":
        made["max_items"] = 1
    return made


def _object(inner: Json) -> Type:
    fields = {name: about["type"] for name, about in inner["attributes"].items()}
    return ["object", fields | {key: ["list", ["object", {}]] for key in inner["block_types"]}]


def _provider(text: str) -> Json:
    kinds = {"string": "string", "bool": "bool", "number": "number"}
    attributes = {}
    for name, conversion in _OF_PROVIDER.findall(text):
        words = conversion.lower()
        kind = next((kind for word, kind in kinds.items() if word in words), ["map", "string"])
        if name != "alias":
            attributes[name] = {"type": ["list", "string"] if "list" in words else kind, "optional": True}
    return {"attributes": attributes, "block_types": {}}


def document(package: Path, address: str, wanted: set[str]) -> Json:
    """The document of an unpacked npm package, with the wanted types (`data.x` for data). Raises Untyped."""
    provider: Json = {"attributes": {}, "block_types": {}}
    kinds: tuple[Json, Json] = {}, {}
    for javascript in sorted(package.glob("lib/*/index.js")):
        text = typescript(javascript)
        name = _TYPE_NAME.search(text)
        if javascript.parent.name == "provider":
            provider = _provider(text)
        if name is None:
            continue
        is_data = javascript.parent.name.startswith("data-")
        if (f"data.{name.group(1)}" if is_data else name.group(1)) in wanted:
            of = read(text)
            owner = next(n for n, base in of.bases.items() if base in {"TerraformResource", "TerraformDataSource"})
            kinds[is_data][name.group(1)] = {"version": 0, "block": block(of, owner, f"{owner}Config")}
    schemas = {
        "provider": {"version": 0, "block": provider},
        "resource_schemas": kinds[0],
        "data_source_schemas": kinds[1],
    }
    return {"format_version": "1.0", "provider_schemas": {address: schemas}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked package")
    parser.add_argument("address", help="source address of the provider")
    asked = parser.parse_args()
    wanted = set(WANTED.read_text(encoding="utf-8").split())
    made = document(asked.package, asked.address, wanted)
    out = SCHEMAS / f"{asked.address.rpartition('/')[2]}.json"
    out.write_text(json.dumps(made, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    schemas = made["provider_schemas"][asked.address]
    absent = wanted - set(schemas["resource_schemas"]) - {f"data.{name}" for name in schemas["data_source_schemas"]}
    print(f"{out.name}: {out.stat().st_size:,} bytes; not in this package: {', '.join(sorted(absent)) or 'none'}")


if __name__ == "__main__":
    main()
