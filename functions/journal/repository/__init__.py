"""Actions in the store: `users/{uid}/actions/{id}`.

`states` and `resources` repeat what stands in the changes, as text that the store can search.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from functions.journal.models import Action, Call, Change, Status, Versions
from functions.journal.rules.folding import State, states
from shared.errors import NotFound
from shared.gcp.firestore import Commit, client, get, newest_first, newest_page, read_all, user, where

Position = tuple[datetime, str]
# What one `array_contains_any` may ask for.
_AT_ONCE = 30
_RECENT = 5


def _actions(uid: str) -> Any:
    return user(uid).collection("actions")


def _named(state: State) -> str:
    resource, resource_id, version = state
    return f"{resource}/{resource_id}@{'-' if version is None else version}"


def _document(action: Action) -> dict[str, Any]:
    stored = asdict(action)
    del stored["id"]
    cost = stored.pop("cost_usd")
    found = list(dict.fromkeys(f"{one.resource}/{one.id}" for one in action.changes))
    return {
        **stored,
        "cost_usd": None if cost is None else str(cost),
        "states": [_named(state) for state in states(action)],
        "resources": found,
    }


def _action(snapshot: Any) -> Action:
    stored = snapshot.to_dict()
    del stored["states"], stored["resources"]
    cost, call = stored.pop("cost_usd"), stored.pop("call", None)
    return Action(
        id=snapshot.id,
        cost_usd=None if cost is None else Decimal(cost),
        call=None if call is None else Call(**{**call, "reasons": tuple(call["reasons"])}),
        changes=tuple(Change(**row) for row in stored.pop("changes")),
        versions=tuple(Versions(**row) for row in stored.pop("versions")),
        **stored,
    )


def add_action(commit: Commit, uid: str, action: Action) -> None:
    """Create the action in the commit of what it tells."""
    commit.create(_actions(uid).document(action.id), _document(action))


def reference(uid: str, action_id: str) -> Any:
    """Where an action is kept, to be read together with something else."""
    return _actions(uid).document(action_id)


def put_action(batch: Any, uid: str, action: Action) -> None:
    """The same as `add_action` for a guard, which adds its own writes to a commit."""
    batch.create(_actions(uid).document(action.id), _document(action))


class Read:
    """A read action and the write that fails when somebody else wrote in between."""

    def __init__(self, snapshot: Any) -> None:
        self._snapshot = snapshot
        self.action = _action(snapshot)

    @classmethod
    def of(cls, uid: str, action_id: str) -> "Read":
        """Raises NotFound."""
        snapshot = get(_actions(uid).document(action_id))
        if not snapshot.exists:
            raise NotFound("There is no such action.")
        return cls(snapshot)

    def settle(self, batch: Any, action: Action) -> None:
        """Replace a proposed action by what became of it."""
        option = client().write_option(last_update_time=self._snapshot.update_time)
        batch.update(self._snapshot.reference, _document(action), option=option)

    def write(self, commit: Commit, action: Action) -> None:
        """Put what undoing and redoing change into the commit; the changes themselves stay as they were made."""
        stored = _document(action)
        names = ("status", "versions", "states", "turned_at")
        commit.update(self._snapshot, {name: stored[name] for name in names})


def turn(uid: str, turn_id: str) -> list[Read]:
    """The actions of a turn in the order in which they were committed."""
    # Actions of one turn may carry the same time; the store's own does not lie about their order.
    found = read_all(where(_actions(uid), "turn_id", "==", turn_id))
    return [Read(row) for row in sorted(found, key=lambda row: (row.create_time, row.id))]


def knowing(uid: str, wanted: Iterable[State]) -> list[Read]:
    """The actions that know one of these states."""
    found: dict[str, Any] = {}
    names = [_named(state) for state in wanted]
    for start in range(0, len(names), _AT_ONCE):
        for row in read_all(where(_actions(uid), "states", "array_contains_any", names[start : start + _AT_ONCE])):
            found[row.id] = row
    return [Read(row) for row in found.values()]


def latest_on(uid: str, resource: str, resource_id: str) -> Action | None:
    """The action that touched a resource last, by being done, undone or redone; of the few newest ones."""
    query = where(_actions(uid), "resources", "array_contains", f"{resource}/{resource_id}")
    found = [_action(row) for row in read_all(newest_first(query, "created_at").limit(_RECENT))]
    return max(found, key=lambda one: one.turned_at or one.created_at, default=None)


def page(uid: str, status: Status | None, after: Position | None, limit: int) -> list[Action]:
    """Actions, newest first, from after a position; at most `limit`."""
    query = _actions(uid)
    if status is not None:
        query = where(query, "status", "==", status)
    return [_action(row) for row in read_all(newest_page(query, ("created_at",), after, limit))]
