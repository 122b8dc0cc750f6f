"""What a person's turns used: `usage/{month}`, sums that only grow, each part added in the commit of its turn."""

from datetime import datetime
from typing import Any

from shared.gcp.firestore import Commit, Document, Increment, get, user


def _month(uid: str, at: datetime) -> Any:
    return user(uid).collection("usage").document(f"{at:%Y-%m}")


def read(uid: str, at: datetime) -> Document:
    """The sums of the month; empty before its first turn. One read."""
    return get(_month(uid, at)).to_dict() or {}


def add(commit: Commit, uid: str, at: datetime, tokens: int, micros: int) -> None:
    """Put what a turn used into its commit."""
    commit.merge(
        _month(uid, at),
        {
            "turns": Increment(1),
            "tokens": Increment(tokens),
            "micros": Increment(micros),
            "days": {f"{at:%d}": Increment(tokens)},
        },
    )
