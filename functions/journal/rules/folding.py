"""Several changes of one resource as a single one, changes turned round, and where a state stands after that.

A state of a resource is named by a version. Undoing brings a former state back under a new version, so each action
keeps under which version the states before and after its changes stand today (`Versions`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from functions.journal.models import Action, Change, Fields, Versions

Key = tuple[str, str]
# (resource, id, version): one state. The version None is that of a resource which was never made.
State = tuple[str, str, int | None]


class Split(Exception):
    """Between two changes of one resource somebody else changed it: they are not one change."""

    def __init__(self, later: Change) -> None:
        super().__init__(f"{later.resource} {later.id}")
        self.later = later


def inverse(change: Change) -> Change:
    """The change from after to before."""
    return replace(
        change,
        before=change.after,
        after=change.before,
        version_before=change.version_after,
        version_after=change.version_before,
    )


def _joined(base: Fields | None, over: Fields | None) -> Fields:
    return {**(base or {}), **(over or {})}


def _both(first: Change, second: Change) -> Change:
    """From before the first to after the second: each field as the first found it and as the second left it."""
    if first.version_after != second.version_before:
        raise Split(second)
    # What only one of both touched is the same on the other's side. Where the resource is not there at one end, the
    # other end keeps all fields that are known of it.
    before = None if first.before is None else _joined(second.before, first.before)
    after = None if second.after is None else _joined(first.after, second.after)
    return replace(
        second, before=before, after=after, version_before=first.version_before, version_after=second.version_after
    )


def fold(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change for each resource, from changes in the order in which they were made. Raises Split.

    The result is in the order of the last change of each resource. A resource that was made and removed on the way
    stays in it, with neither state.
    """
    folded: dict[Key, Change] = {}
    for change in changes:
        earlier = folded.pop((change.resource, change.id), None)
        folded[change.resource, change.id] = change if earlier is None else _both(earlier, change)
    return tuple(folded.values())


def states(action: Action) -> tuple[State, ...]:
    """Every state that the action knows of, each once, in order."""
    found: dict[State, None] = {}
    for change in action.standing:
        for version in (change.version_before, change.version_after):
            found[change.resource, change.id, version] = None
    return tuple(found)


def moved(action: Action, back: Mapping[State, int | None]) -> Action:
    """The action after some of its states have come back under other versions."""
    versions = tuple(
        Versions(
            back.get((one.resource, one.id, one.version_before), one.version_before),
            back.get((one.resource, one.id, one.version_after), one.version_after),
        )
        for one in action.standing
    )
    return replace(action, versions=versions)
