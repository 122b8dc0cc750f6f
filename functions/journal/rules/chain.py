"""Audit rows as a chain: each carries the hash of the one before, so that none can be changed or taken out unseen.

What it shows is tampering by somebody who cannot rewrite all later rows and the head too.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.clock import rfc3339

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The number and the hash of the last row."""

    number: int = 0
    hash: str = START


def linked(row: Mapping[str, Any], head: Head) -> dict[str, Any]:
    """The row with its number, the hash before it and its own."""
    whole = {**row, "number": head.number + 1, "before": head.hash}
    return {**whole, "hash": digest(whole)}


def digest(row: Mapping[str, Any]) -> str:
    """SHA-256 over all of a row but its own hash."""
    told = {key: rfc3339(value) if hasattr(value, "tzinfo") else value for key, value in row.items() if key != "hash"}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def faults(rows: Iterable[Mapping[str, Any]], head: Head) -> list[str]:
    """What is wrong with a chain, the rows in order of their numbers; empty when it is whole."""
    found, last = [], Head()
    for row in rows:
        number = int(row["number"])
        if number != last.number + 1:
            found.append(f"rows {last.number + 1} to {number - 1} are missing")
        elif row["before"] != last.hash:
            found.append(f"row {number} does not follow the one before it")
        if row["hash"] != digest(row):
            found.append(f"row {number} was changed")
        last = Head(number, str(row["hash"]))
    if last != head:
        found.append(f"the last row is {head.number}, but there are rows up to {last.number}")
    return found
