"""What a commit really changes, told by its Action: the caps count this, not what a call said it would do."""

from collections.abc import Iterable, Mapping

from functions.journal.models import Action, Change, Moved

_AMOUNTS: Mapping[str, tuple[str, ...]] = {
    "expense": ("minor",),
    "budget": ("minor",),
    "goal": ("minor", "target", "saved"),
}
_LOST = {"deleted_at": None, "deleted": False}


def moved_by(action: Action) -> tuple[Moved, ...]:
    """The money that an Action moves: by how much each amount is another one. In minor units, never below zero."""
    found = ((_difference(one), one.currency) for one in action.changes)
    return tuple(Moved(action.created_at, minor, code) for minor, code in found if minor and code)


def _difference(change: Change) -> int:
    before, after = change.before or {}, change.after or {}
    names = _AMOUNTS.get(change.resource, ())
    return sum(abs((after.get(name) or 0) - (before.get(name) or 0)) for name in names)


def loses(changes: Iterable[Change]) -> bool:
    """Whether something is gone after these changes that was there before."""
    return any(_is_lost(one) for one in changes)


def _is_lost(change: Change) -> bool:
    if change.after is None:
        return change.before is not None
    gone = any((change.after.get(name) or nothing) != nothing for name, nothing in _LOST.items())
    return gone or change.after.get("status") == "deleted"
