"""Bugs of budgets and of undoing that are planted one at a time; see `planted`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest


def edited_is_rebalanced(patch: "pytest.MonkeyPatch") -> None:
    """The rebalance forgets which budget the person has just set."""
    from functions.budget.service import rebalancing

    real = rebalancing._tasks
    patch.setattr(
        rebalancing, "_tasks", lambda *about: [replace(one, decided=frozenset[str]()) for one in real(*about)]
    )


def pinned_is_rebalanced(patch: "pytest.MonkeyPatch") -> None:
    """The rebalance takes from budgets that are pinned, too."""
    from functions.budget.service import rebalancing

    real = rebalancing._share
    patch.setattr(rebalancing, "_share", lambda standing: replace(real(standing), pinned=False))


def edit_is_not_absorbed(patch: "pytest.MonkeyPatch") -> None:
    """What is left to be absorbed is set, and not added to: the edit before is forgotten."""
    from functions.budget.repository import plan

    def add(commit: Any, uid: str, currency: str, difference: int, edited: str | None) -> None:
        commit.merge(
            plan._plan(uid), {"unabsorbed": {currency: difference}, "edited": {edited: True} if edited else {}}
        )

    patch.setattr(plan, "add", add)


def rebalanced_below_spent(patch: "pytest.MonkeyPatch") -> None:
    """The rebalance takes what was spent already."""
    from functions.budget.service import rebalancing

    real = rebalancing._share
    patch.setattr(rebalancing, "_share", lambda standing: replace(real(standing), spent=0))


def stale_event_is_believed(patch: "pytest.MonkeyPatch") -> None:
    """The watch keeps the amounts that events tell, the last one that came; an older one may come later."""
    from functions.budget.repository import budgets as stored
    from functions.budget.service import watching
    from shared.web import subscriber

    told: dict[str, int] = {}
    handle: Any = subscriber._handle
    read = stored.read_budgets

    def remember(name: str, kind: str, handler: Any, message: Any, **how: Any) -> None:
        def noting(context: Any, event: Any) -> None:
            if kind == "budget.changed":
                told[event.budget_id] = event.after
            elif kind == "budgets.rebalanced":
                told.update({one.budget_id: one.after for one in event.changes})
            handler(context, event)

        handle(name, kind, noting, message, **how)

    class Projected:
        """The repository as the watch has it."""

        def __getattr__(self, name: str) -> Any:
            return getattr(stored, name)

        def read_budgets(self, uid: str, moment: Any = None) -> Any:
            found = read(uid, moment)
            for one in found:
                one.budget = replace(one.budget, minor=told.get(one.budget.id, one.budget.minor))
            return found

    patch.setattr(subscriber, "_handle", remember)
    patch.setattr(watching, "stored", Projected())


def half_a_turn_is_undone(patch: "pytest.MonkeyPatch") -> None:
    """Of a turn only the last action is taken back."""
    from functions.journal import repository

    real = repository.turn
    patch.setattr(repository, "turn", lambda uid, turn_id: real(uid, turn_id)[-1:])


def undone_receipt_waits_again(patch: "pytest.MonkeyPatch") -> None:
    """Found by the simulation: a receipt whose reading was undone waited to be read again."""
    from functions.ledger import service as ledger
    from functions.ledger.service import changes, editing

    real = ledger.apply_change

    def apply(context: Any, commit: Any, change: Any) -> Any:
        before = change.before or {}
        read = ledger.Read(context.uid, change.id)
        if before.get("status") != "pending" or read.entry.version != change.version_after:
            return real(context, commit, change)
        return editing.put(context, commit, read, changes.with_fields(read.entry, before))

    patch.setattr(ledger, "apply_change", apply)


OF_BUDGETS = (
    edited_is_rebalanced,
    pinned_is_rebalanced,
    edit_is_not_absorbed,
    rebalanced_below_spent,
    stale_event_is_believed,
    half_a_turn_is_undone,
    undone_receipt_waits_again,
)
