"""The journal against entries and budgets: each change has its Action, and undoing brings back what was."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.simulation import history
from tests.simulation.broker import Message
from tests.simulation.clients import Doing
from tests.simulation.store import Written
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, Commit, World

_WAITING = "needs_confirmation"
Place = tuple[str, str]  # kind of resource, identifier


def check(world: World) -> None:
    """Every version of every entry and budget is told by exactly one change of one Action, committed with it."""
    actions = _Actions()
    for commit in world.commits:
        actions.committed(commit)
    order: dict[tuple[str, ...], int] = {}
    for collection, resource in (("expenses", "expense"), ("budgets", "budget")):
        for commit, written in history.writes(world, collection):
            for one in commit.writes:
                if one.path[2:3] == ("actions",):
                    order.setdefault(one.path, len(order))
            before, after = (one.fields if one else None for one in (written.before, written.after))
            if after is None or (before is not None and before["version"] == after["version"]):
                continue
            _told_once(commit, (resource, written.path[3]), before, after, order)


class _Actions:
    """The status of every action along the history, and what may not happen any more because of it."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], Fields] = {}
        self._since: dict[tuple[str, ...], datetime] = {}  # when it came to its status
        self._not_to_be_read: set[str] = set()

    def committed(self, commit: Commit) -> None:
        """Look at one commit, in order."""
        turned = [one for one in commit.writes if one.path[2:3] == ("actions",) and one.before and _is_turn(one)]
        if isinstance(commit.owner, Message) and commit.owner.worker == "read_pending_receipts":
            for one in commit.writes:
                if len(one.path) == 4 and one.path[2] == "expenses" and one.path[3] in self._not_to_be_read:
                    raise Broken(f"{one.path[3]} was read again, though the person had undone its reading")
        if turned:
            self._turned_whole(commit, turned)
        for one in commit.writes:
            if one.path[2:3] == ("actions",) and one.after is not None:
                self._rows[one.path] = one.after.fields
                if one.before is None or _status(one.before) != _status(one.after):
                    self._since[one.path] = commit.at
                if one in turned:
                    self._remember(one.after.fields)

    def _turned_whole(self, commit: Commit, turned: Sequence[Written]) -> None:
        """Of a turn that is undone or redone as a whole, nothing stays behind that stood there when it was asked."""
        if not isinstance(commit.owner, Doing) or not _is_of_a_turn(commit):
            return
        first = turned[0]
        assert first.before is not None
        whose, turn, status = first.path[1], first.before.fields["turn_id"], _status(first.before)
        begun = min(commit.owner.begun)
        of_turn = {
            path
            for path, row in self._rows.items()
            if turn and path[1] == whose and row["turn_id"] == turn and row["status"] == status
            if self._since[path] < begun
        }
        if left := of_turn - {one.path for one in turned}:
            raise Broken(f"{commit.owner.name} left {len(left)} actions of the turn as they were")

    def _remember(self, action: Fields) -> None:
        names = {one["id"] for one in action["changes"] if one["resource"] == "expense"}
        self._not_to_be_read -= names
        if action["tool"] == "read_receipt" and action["status"] == "undone":
            self._not_to_be_read |= {one["id"] for one in action["changes"] if one["before"] is not None}


def _is_turn(action: Written) -> bool:
    """Whether it was undone or made anew; not whether somebody decided about it."""
    return {_status(action.before), _status(action.after)} == {"done", "undone"}


def _is_made(action: Written) -> bool:
    """Whether it came to be done for the first time: at once, or by a confirmation."""
    return _status(action.after) == "done" and (action.before is None or _status(action.before) == _WAITING)


def _is_of_a_turn(commit: Commit) -> bool:
    """Whether a whole turn was to be turned."""
    asked = commit.owner.asked
    return bool(asked.path.endswith("/turn/") or (asked.body or {}).get("scope") == "turn")


def _told_once(commit: Commit, place: Place, before: Fields | None, after: Fields, order: Any) -> None:
    actions = [one for one in commit.writes if len(one.path) == 4 and one.path[2] == "actions" and one.after]
    made = [one for one in actions if _is_made(one)]
    turned = [one for one in actions if one.before is not None and _is_turn(one)]
    name = place[1]
    if turned:
        _turned(sorted(turned, key=lambda one: order[one.path]), place, after)
        return
    told = [change for one in made for change in _changes(one, place)]
    if len(told) != 1:
        raise Broken(f"version {after['version']} of {name} is told by {len(told)} changes of the journal")
    change = told[0]
    if (change["version_before"], change["version_after"]) != (before and before["version"], after["version"]):
        raise Broken(f"the journal tells of other versions of {name} than {after['version']}: {change}")
    _same(name, change["after"] or {}, after)
    _same(name, change["before"] or {}, before or {})


def _turned(turned: Sequence[Written], place: Place, after: Fields) -> None:
    """Actions that were undone or redone, in the order in which they were made: what they touched is as it was before
    the first of them, or after the last."""
    is_undone = _status(turned[0].after) == "undone"
    state = "before" if is_undone else "after"
    changes = [change for one in (turned[::-1] if is_undone else turned) for change in _changes(one, place)]
    if not changes:
        raise Broken(f"{place[1]} was moved by an undo of what did not touch it")
    expected: Fields | None = {}
    for change in changes:
        expected = None if change[state] is None else {**(expected or {}), **change[state]}
    if expected is None:
        if after.get("status", "deleted") != "deleted" or ("deleted_at" in after and after["deleted_at"] is None):
            raise Broken(f"{place[1]} was taken back, and is {after}")
    elif is_undone or all(change["before"] is not None for change in changes):
        _same(place[1], _brought_back(expected, after), after)


def _brought_back(told: Fields, after: Fields) -> Fields:
    """A receipt that was read once does not wait to be read again: a person looks at it."""
    if told.get("status") == "pending" and after["status"] == "needs_review":
        return {field: value for field, value in told.items() if field not in {"status", "receipt"}}
    return told


def _status(document: Any) -> str:
    return str(document.fields["status"])


def _changes(action: Written, place: Place) -> list[Fields]:
    assert action.after is not None
    return [one for one in action.after.fields["changes"] if (one["resource"], one["id"]) == place]


def _same(name: str, told: Fields, fields: Fields) -> None:
    wrong = {field: (value, fields.get(field)) for field, value in told.items() if fields.get(field) != value}
    if wrong:
        raise Broken(f"the journal tells otherwise of {name} (told, is): {wrong}")
