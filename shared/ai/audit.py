"""One record for each tool call that a model tried. It tells what happened and holds no word of anybody."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal[
    "done",
    "denied",  # by the gate or by the tool itself
    "invalid",  # unknown tool, too large, not in the schema, or in an answer that did not finish
    "failed",  # the tool broke
    "over_budget",  # tool calls, tokens or time were used up
]
UNKNOWN_TOOL = "unknown"  # the name that a model made up may hold anything


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """`arguments_sha256` is of the canonical JSON; sizes are bytes of JSON; `effect` is None for an unknown tool.

    `milliseconds` is the time that the tool itself took, 0 when it was not begun.
    """

    agent: str
    tool: str
    effect: str | None
    outcome: Outcome
    arguments_sha256: str
    arguments_bytes: int
    result_bytes: int
    milliseconds: int
    model: str
    depth: int


def canonical(value: Any) -> bytes:
    """The one JSON text of a value: sorted keys, no spaces, UTF-8. Raises ValueError for what JSON cannot hold."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode(errors="surrogatepass")


def fingerprint(arguments: Any) -> tuple[str, int]:
    """SHA-256 and size of arguments, also of those that no JSON can hold."""
    try:
        data = canonical(arguments)
    except (ValueError, TypeError, RecursionError):
        data = repr(arguments).encode(errors="surrogatepass")
    return hashlib.sha256(data).hexdigest(), len(data)
