"""`python -m tools.events_page`: writes docs/events.md from the models of events, infra/events.json and the code.

`--check` writes nothing and exits with 1 when the page is stale.
"""

import ast
import inspect
import sys
import types
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from dev.declaration import Declaration, load
from shared.events import EVENT_TYPES, MAX_BYTES, Event

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "events.md"
_HEAD = """# Events

Written by `python -m tools.events_page` from `shared/events/`, `infra/events.json` and the code that makes events; do
not edit it by hand.

An event is committed in the outbox together with the state that it reports, published right after the commit and then
removed; what stays for over 60 s is published by `sweep_outbox`, each minute. It travels as JSON of at most {kb} KB on
the topic of its noun, with its type in the attribute `type`. Amounts are minor units. Nobody relies on order: a
consumer recomputes from the store, or leaves what is not newer than the version it has seen (`shared/gcp/seen.py`).
Each consumer has its effect once: `processed/{{consumer}}_{{event id}}` stands in the commit of the effect. Events of
people whose account is closed are dropped, and no commit of theirs is taken any more (`shared/gcp/tombstones.py`).

What no consumer could take after {attempts} attempts goes to the topic `{dead}`, is kept in `dead_letters` and logged
as `event.dead_letter` with type, consumer and the number that wait. What is no event of ours, or one of a newer
version, is kept in `quarantine` and logged as `event.malformed` or `event.newer_version`.

```sh
python -m dev replay --dry-run                       # what waits in dead_letters, without sending it
python -m dev replay                                 # publish all of it again
python -m dev replay --from quarantine --type expense.recorded --since 2026-11-21T08:00:00Z
python -m dev replay --from outbox --id evt_…        # a row by its own id or by the event's
```

A row that was sent is marked and left out by the next run; one that fails again waits anew. The command works on the
running stack of the data folder (`--data`); where `FIRESTORE_EMULATOR_HOST` or `GOOGLE_CLOUD_PROJECT` is set, on what
the standard variables name. What cannot be read stays, and the command then ends with 1.
"""


def consumers(declared: Declaration, kind: str, topic: str) -> list[str]:
    """The workers that are subscribed to a type."""
    return [one.worker for one in declared.subscriptions if one.topic == topic and kind in one.types]


def producers(folder: Path = ROOT / "functions") -> dict[str, set[str]]:
    """By the name of a model: the features whose code makes it."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(folder.rglob("*.py")):
        for name in _called(file.read_text(encoding="utf-8")):
            found[name].add(file.relative_to(folder).parts[0])
    return found


def _called(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def type_name(kind: Any) -> str:
    """A field's type in words, such as `string or null` and `list of SplitShare`."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return type_name(inside[0])
    if origin is Literal:
        return " or ".join(f"`{one}`" for one in inside)
    if origin in {Union, types.UnionType}:
        return " or ".join(type_name(one) for one in inside)
    if origin is tuple:
        return f"list of {type_name(inside[0])}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.__name__
    return {str: "string", int: "integer", bool: "boolean", datetime: "time", type(None): "null"}[kind]


def _table(model: type[BaseModel], leave: frozenset[str] = frozenset()) -> list[str]:
    fields = [(name, field) for name, field in model.model_fields.items() if name not in leave]
    if not fields:
        return ["No fields of its own."]
    rows = [f"| `{name}` | {type_name(field.annotation)} |" for name, field in fields]
    return ["| field | type |", "|---|---|", *rows]


def _parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models inside a model's fields."""
    for field in model.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            one: Any = waiting.pop()
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield one
                yield from _parts(one)
            waiting.extend(get_args(one))


def page() -> str:
    """The whole page."""
    declared, makers = load(), producers()
    limits = next(one for one in declared.subscriptions if one.dead_letter_topic)
    head = _HEAD.format(kb=MAX_BYTES // 1000, attempts=limits.max_delivery_attempts, dead=limits.dead_letter_topic)
    lines = [head, "| type | topic | from | consumers |", "|---|---|---|---|"]
    for kind, model in EVENT_TYPES.items():
        made = ", ".join(sorted(makers[model.__name__])) or "–"
        heard = ", ".join(f"`{one}`" for one in consumers(declared, kind, model.topic)) or "–"
        lines.append(f"| `{kind}` | {model.topic} | {made} | {heard} |")
    lines += ["", "– : nothing that is built yet makes it, or hears it.", "", "## Every event", "", *_table(Event), ""]
    own = frozenset(Event.model_fields)
    inner: dict[str, type[BaseModel]] = {}
    for kind, model in EVENT_TYPES.items():
        inner |= {one.__name__: one for one in _parts(model)}
        lines += [
            f"## `{kind}`",
            "",
            (model.__doc__ or "").strip().replace("\n    ", "\n"),
            "",
            *_table(model, own),
            "",
        ]
    lines += ["## Parts", ""]
    for name, part in sorted(inner.items()):
        lines += [f"### {name}", "", inspect.getdoc(part) or "", "", *_table(part), ""]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    text = page()
    if "--check" in sys.argv:
        stale = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text
        print("docs/events.md is stale: run `python -m tools.events_page`" if stale else "docs/events.md is as it was")
        return int(stale)
    PAGE.write_text(text, encoding="utf-8")
    print("written to docs/events.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
