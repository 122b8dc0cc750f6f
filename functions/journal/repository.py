"""Actions in the store: `users/{uid}/actions/{id}`."""

from dataclasses import asdict
from typing import Any

from functions.journal.models import Action
from shared.gcp.firestore import Commit, user


def _actions(uid: str) -> Any:
    return user(uid).collection("actions")


def _document(action: Action) -> dict[str, Any]:
    stored = asdict(action)
    del stored["id"]
    cost = stored.pop("cost_usd")
    return {**stored, "cost_usd": None if cost is None else str(cost)}


def add_action(commit: Commit, uid: str, action: Action) -> None:
    """Create the action in the commit of what it tells."""
    commit.create(_actions(uid).document(action.id), _document(action))
