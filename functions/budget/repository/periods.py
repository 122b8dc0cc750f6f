"""What budgets were when their period ended: `budget_periods/{start}`, one document for all of them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from functions.budget.models import Closed
from shared.gcp.firestore import Commit, get, user


def _period(uid: str, start: str) -> Any:
    return user(uid).collection("budget_periods").document(start)


def closed(uid: str, start: str, moment: Any = None) -> Mapping[str, Closed]:
    """Budgets by id as they stood at the end of this period; empty when it was not closed. One read."""
    stored = get(_period(uid, start), moment).to_dict() or {}
    return {key: Closed(**row) for key, row in stored.get("budgets", {}).items()}


def close(commit: Commit, uid: str, start: str, budgets: Mapping[str, Closed]) -> None:
    """Put the ends of some budgets into the commit; others of the same period stay."""
    rows = {key: asdict(row) for key, row in budgets.items()}
    commit.merge(_period(uid, start), {"start": start, "budgets": rows})
