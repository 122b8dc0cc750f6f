"""Budgets in the store: `budgets/{id}`, `budget_titles/{key}` (one of a title), `thresholds/{budget}_{period}`."""

import hashlib
from dataclasses import asdict
from typing import Any

from functions.budget.models import Budget, Watch
from shared.errors import NotFound
from shared.gcp.firestore import Commit, get, read_all, user


def _budgets(uid: str) -> Any:
    return user(uid).collection("budgets")


def add_budget(commit: Commit, uid: str, budget: Budget, folded_title: str) -> None:
    """Create the budget and reserve its title; the commit is Contended when the title is in use."""
    key = hashlib.sha256(folded_title.encode()).hexdigest()[:40]
    commit.create(user(uid).collection("budget_titles").document(key), {"budget_id": budget.id})
    stored = asdict(budget)
    del stored["id"]
    commit.create(_budgets(uid).document(budget.id), stored)


def _budget(snapshot: Any) -> Budget:
    return Budget(id=snapshot.id, **snapshot.to_dict())


def all_budgets(uid: str) -> list[Budget]:
    """Every budget, the newest first."""
    found = [_budget(row) for row in read_all(_budgets(uid))]
    return sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)


def get_budget(uid: str, budget_id: str) -> Budget:
    """One budget. Raises NotFound."""
    snapshot = get(_budgets(uid).document(budget_id))
    if not snapshot.exists:
        raise NotFound("There is no such budget.")
    return _budget(snapshot)


class ReadWatch:
    """What is known of a budget's thresholds in a period, and the write that fails when that changed meanwhile."""

    def __init__(self, uid: str, budget_id: str, period_start: str) -> None:
        self._snapshot = get(user(uid).collection("thresholds").document(f"{budget_id}_{period_start}"))
        stored = self._snapshot.to_dict() or {}
        armings = tuple((int(key), int(count)) for key, count in stored.get("armings", {}).items())
        self.watch = Watch(frozenset(stored.get("reached", ())), armings)

    def write(self, commit: Commit, watch: Watch) -> None:
        """Put the new state into the commit."""
        stored = {"reached": sorted(watch.reached), "armings": {str(key): count for key, count in watch.armings}}
        if self._snapshot.exists:
            commit.update(self._snapshot, stored)
        else:
            commit.create(self._snapshot.reference, stored)
