"""The journal against the entries: each change has its Action, and undoing brings back what was."""

from collections.abc import Iterable
from typing import Any

from tests.simulation import history
from tests.simulation.store import Written
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, Commit, World


def check(world: World) -> None:
    """Every version of every entry is told by exactly one change of one Action, committed with it."""
    for commit, written in history.writes(world, "expenses"):
        before, after = (one.fields if one else None for one in (written.before, written.after))
        if after is None or (before is not None and before["version"] == after["version"]):
            continue
        _told_once(commit, written.path[3], before, after)


def _told_once(commit: Commit, name: str, before: Fields | None, after: Fields) -> None:
    actions = [one for one in commit.writes if len(one.path) == 4 and one.path[2] == "actions" and one.after]
    made = [one for one in actions if one.before is None]
    turned = [one for one in actions if one.before is not None and _status(one.before) != _status(one.after)]
    if turned:
        _turned(turned, name, after)
        return
    told = [change for one in made for change in _changes(one, name)]
    if len(told) != 1:
        raise Broken(f"version {after['version']} of {name} is told by {len(told)} changes of the journal")
    change = told[0]
    if (change["version_before"], change["version_after"]) != (before and before["version"], after["version"]):
        raise Broken(f"the journal tells of other versions of {name} than {after['version']}: {change}")
    _same(name, change["after"] or {}, after)
    _same(name, change["before"] or {}, before or {})


def _turned(turned: Iterable[Written], name: str, after: Fields) -> None:
    """An Action that was undone or redone: the entry is what the Action says that it was before, or after."""
    for one in turned:
        changes = _changes(one, name)
        state = "before" if _status(one.after) == "undone" else "after"
        if changes and changes[0][state] is None:
            if after["status"] != "deleted":
                raise Broken(f"{name} was taken back, and is {after['status']}")
        elif changes and not (state == "after" and changes[0]["before"] is None):
            _same(name, _brought_back(changes[0][state], after), after)


def _brought_back(told: Fields, after: Fields) -> Fields:
    """A receipt that was read once does not wait to be read again: a person looks at it."""
    if told.get("status") == "pending" and after["status"] == "needs_review":
        return {field: value for field, value in told.items() if field not in {"status", "receipt"}}
    return told


def _status(document: Any) -> str:
    return str(document.fields["status"])


def _changes(action: Written, name: str) -> list[Fields]:
    assert action.after is not None
    return [one for one in action.after.fields["changes"] if one["resource"] == "expense" and one["id"] == name]


def _same(name: str, told: Fields, fields: Fields) -> None:
    wrong = {field: (value, fields.get(field)) for field, value in told.items() if fields.get(field) != value}
    if wrong:
        raise Broken(f"the journal tells otherwise of {name} (told, is): {wrong}")
