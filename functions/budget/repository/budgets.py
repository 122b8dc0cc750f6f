"""Budgets in the store: `budgets/{id}`, `budget_titles/{key}` (one of a title), `thresholds/{budget}_{period}`,
`budgets_deleted/all`."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from functions.budget.models import Budget, Warned, Watch
from shared.errors import NotFound
from shared.gcp.firestore import DELETE_FIELD, Commit, get, get_each, read_all, user


def _budgets(uid: str) -> Any:
    return user(uid).collection("budgets")


def _deleted(uid: str) -> Any:
    return user(uid).collection("budgets_deleted").document("all")


def _title(uid: str, folded_title: str) -> Any:
    key = hashlib.sha256(folded_title.encode()).hexdigest()[:40]
    return user(uid).collection("budget_titles").document(key)


_FIELDS = tuple(one.name for one in fields(Budget) if one.name != "id")


def _document(budget: Budget, names: Iterable[str] = _FIELDS) -> dict[str, Any]:
    stored = {name: getattr(budget, name) for name in names}
    if stored.get("warning") is not None:
        stored["warning"] = asdict(stored["warning"])
    return stored


def _budget(snapshot: Any) -> Budget:
    stored = snapshot.to_dict()
    warning = stored.pop("warning", None)
    return Budget(id=snapshot.id, warning=None if warning is None else Warned(**warning), **stored)


def reference(uid: str, budget_id: str) -> Any:
    """Where a budget is kept, to be read together with something else."""
    return _budgets(uid).document(budget_id)


def add_budget(commit: Commit, uid: str, budget: Budget, folded_title: str) -> None:
    """Create the budget and reserve its title; the commit is Contended when the title is in use."""
    reserve_title(commit, uid, budget.id, folded_title)
    commit.create(_budgets(uid).document(budget.id), _document(budget))


def reserve_title(commit: Commit, uid: str, budget_id: str, folded_title: str) -> None:
    """Take a title; the commit is Contended when another budget has it."""
    commit.create(_title(uid, folded_title), {"budget_id": budget_id})


def free_title(commit: Commit, uid: str, folded_title: str) -> None:
    """Give a title back."""
    commit.delete(_title(uid, folded_title))


def mark_deleted(commit: Commit, uid: str, budget_id: str, *, deleted: bool) -> None:
    """Put into the commit that a budget was deleted or came back, where one read tells of all."""
    commit.merge(_deleted(uid), {"ids": {budget_id: True if deleted else DELETE_FIELD}})


def deleted_ids(uid: str) -> frozenset[str]:
    """The budgets that are deleted. One read."""
    return frozenset((get(_deleted(uid)).to_dict() or {}).get("ids", ()))


def is_title_taken(uid: str, folded_title: str) -> bool:
    """Whether a budget that is not deleted has this title."""
    return bool(get(_title(uid, folded_title)).exists)


class ReadBudget:
    """A read budget, deleted or not, and the write that fails when somebody else wrote in between. Raises NotFound."""

    def __init__(self, uid: str, budget_id: str, snapshot: Any = None) -> None:
        self._snapshot = get(_budgets(uid).document(budget_id)) if snapshot is None else snapshot
        if not self._snapshot.exists:
            raise NotFound("There is no such budget.")
        self.budget = _budget(self._snapshot)

    def live(self) -> Budget:
        """The budget. Raises NotFound when it was deleted."""
        if self.budget.deleted_at is not None:
            raise NotFound("There is no such budget.")
        return self.budget

    def replace(self, commit: Commit, budget: Budget) -> None:
        """Put the new state into the commit: the fields that differ, for each one costs time to write."""
        changed = [name for name in _FIELDS if getattr(self.budget, name) != getattr(budget, name)]
        # Also one that changes nothing must find the budget as it was read.
        commit.update(self._snapshot, _document(budget, changed or ["version"]))


def read_budgets(uid: str, moment: Any = None) -> list[ReadBudget]:
    """Every budget that is not deleted, to be changed, the newest first; as they are or were at a moment."""
    found = [ReadBudget(uid, row.id, row) for row in read_all(_budgets(uid), moment)]
    live = [one for one in found if one.budget.deleted_at is None]
    return sorted(live, key=lambda one: (one.budget.created_at, one.budget.id), reverse=True)


def all_budgets(uid: str, *, with_deleted: bool = False) -> list[Budget]:
    """Every budget, the newest first."""
    found = [_budget(row) for row in read_all(_budgets(uid))]
    kept = [one for one in found if with_deleted or one.deleted_at is None]
    return sorted(kept, key=lambda one: (one.created_at, one.id), reverse=True)


class ReadWatch:
    """What is known of a budget's thresholds in a period, and the write that fails when that changed meanwhile."""

    def __init__(self, snapshot: Any) -> None:
        self._snapshot = snapshot
        stored = snapshot.to_dict() or {}
        armings = tuple((int(key), int(count)) for key, count in stored.get("armings", {}).items())
        self.watch = Watch(frozenset(stored.get("reached", ())), armings)

    def write(self, commit: Commit, watch: Watch) -> None:
        """Put the new state into the commit."""
        stored = {"reached": sorted(watch.reached), "armings": {str(key): count for key, count in watch.armings}}
        if self._snapshot.exists:
            commit.update(self._snapshot, stored)
        else:
            commit.create(self._snapshot.reference, stored)


def read_watches(uid: str, budget_ids: Iterable[str], period_start: str, moment: Any) -> Mapping[str, ReadWatch]:
    """What is known of these budgets in a period, at a moment. One round trip."""
    asked = list(budget_ids)
    refs = [user(uid).collection("thresholds").document(f"{one}_{period_start}") for one in asked]
    found = get_each(*refs, moment=moment)
    return {budget_id: ReadWatch(row) for budget_id, row in zip(asked, found, strict=True)}
