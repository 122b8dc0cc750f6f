"""The audit trail of what models tried: one row for each attempt, chained, so that tampering is found."""

from collections.abc import Mapping
from typing import Any

from functions.journal.repository import gate as stored
from functions.journal.rules.chain import faults


def audit_trail(uid: str) -> list[Mapping[str, Any]]:
    """All rows of a person in their order."""
    return list(stored.audit_rows(uid))


def tampering(uid: str) -> list[str]:
    """What is wrong with a person's trail; empty when nobody changed, added or took out a row."""
    return faults(stored.audit_rows(uid), stored.Books(uid).head)
