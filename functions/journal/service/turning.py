"""Undo and redo: each resource gets a former state back in one commit, or nothing happens at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from functions.journal import repository
from functions.journal.models import Action, Applier, Blocked, Change, Resource, Scope, Status
from functions.journal.rules import Split, fold, inverse, moved
from functions.journal.rules.folding import State
from shared.clock import rfc3339
from shared.context import Context
from shared.errors import Conflict, FieldError, NotFound
from shared.gcp.firestore import Commit, Contended
from shared.gcp.idempotency import Kept
from shared.ids import is_id

Answer = Callable[[tuple[Action, ...]], Kept]
Appliers = Mapping[Resource, Applier]
# Made of the very Actions that are turned, in the order in which they were done, where it depends on them.
AppliersOf = Callable[[Sequence[Action]], Appliers]


@dataclass(frozen=True, slots=True)
class _Way:
    """From which status to which, the word for people, and what brings each kind of resource back.

    `in_the_way` is what the look before found to stand in the way, if there was one.
    """

    from_: Status
    to: Status
    word: str
    appliers: Appliers | AppliersOf
    in_the_way: list[tuple[str, str]]


def undo(
    context: Context, action_id: str, scope: Scope, appliers: Appliers | AppliersOf, answer: Answer | None = None
) -> tuple[Action, ...]:
    """Take back an Action, or all of its turn that is not taken back yet; gives what became undone, newest first.

    All of it is one commit. Raises NotFound; Conflict `undo_blocked` with what is in the way in `errors`, when a
    resource is not as the Action left it; `already_decided` when there is nothing left to undo; `conflict` when it was
    never done.
    """
    way = _Way("done", "undone", "undone", appliers, [])
    return context.attempt(lambda: _turn(context, action_id, scope, way, answer))


def redo(
    context: Context, action_id: str, scope: Scope, appliers: Appliers | AppliersOf, answer: Answer | None = None
) -> tuple[Action, ...]:
    """Make an undone Action, or all undone ones of its turn, anew; the same way and with the same refusals."""
    way = _Way("undone", "done", "redone", appliers, [])
    return context.attempt(lambda: _turn(context, action_id, scope, way, answer))


def take_back(context: Context, turn_id: str, appliers: Appliers | AppliersOf) -> tuple[Action, ...]:
    """Undo what is done of a turn, and drop what waits there to be confirmed; gives both, the newest first.

    All of it is one commit. Raises as `undo` does; `already_decided` also when the turn did nothing.
    """
    way = _Way("done", "undone", "undone", appliers, [])

    def attempt() -> tuple[Action, ...]:
        found = repository.turn(context.uid, turn_id)
        waiting = [one for one in found if one.action.status == "needs_confirmation"]
        done = [one for one in found if one.action.status == "done"]
        if not done and not waiting:
            raise Conflict("There is nothing left to undo.", "already_decided")
        return _committed(context, done, way, None, waiting)

    return context.attempt(attempt)


def _turn(context: Context, action_id: str, scope: Scope, way: _Way, answer: Answer | None) -> tuple[Action, ...]:
    return _committed(context, _chosen(context.uid, action_id, scope, way), way, answer)


def _committed(
    context: Context,
    reads: Sequence[repository.Read],
    way: _Way,
    answer: Answer | None,
    dropped: Sequence[repository.Read] = (),
) -> tuple[Action, ...]:
    """The commit of what is turned, and of proposals that are `dropped` with it."""
    commit = context.commit()
    back = _put_back(context, commit, reads, way)
    turned: dict[str, Action] = {}
    ours = {one.action.id: one for one in reads}
    others = (one for one in repository.knowing(context.uid, back) if one.action.id not in ours)
    for read in (*ours.values(), *others):
        action = moved(read.action, back)
        if action.id in ours:
            action = turned[action.id] = replace(action, status=way.to, turned_at=context.now)
        read.write(commit, action)
    for read in dropped:
        gone = turned[read.action.id] = replace(read.action, status="rejected", turned_at=context.now)
        read.write(commit, gone)
    result = tuple(turned[one.action.id] for one in (*reversed(dropped), *reversed(reads)))
    context.finish(commit, (lambda: answer(result)) if answer else None)
    return result


def _chosen(uid: str, action_id: str, scope: Scope, way: _Way) -> list[repository.Read]:
    """What is to be turned, in the order in which it was done. Raises NotFound and Conflict."""
    if not is_id(action_id, "act"):
        raise NotFound("There is no such action.")
    asked = repository.Read.of(uid, action_id)
    if asked.action.status not in {way.from_, way.to}:
        raise Conflict(f"This was never done, so it cannot be {way.word}.")
    alone = scope == "action" or asked.action.turn_id is None
    found = [asked] if alone else repository.turn(uid, str(asked.action.turn_id))
    chosen = [one for one in found if one.action.status == way.from_]
    if not chosen:
        raise Conflict(f"This was {way.word} before.", "already_decided")
    return chosen


def _put_back(context: Context, commit: Commit, reads: Sequence[repository.Read], way: _Way) -> dict[State, int | None]:
    """Put the inverse of all changes into the commit; gives the versions under which former states come back."""
    blocked: list[Blocked] = []
    turning = {one.action.id for one in reads}
    try:
        folded = fold(change for one in reads for change in one.action.standing)
    except Split as split:
        blocked.append(Blocked(split.later.resource, split.later.id, "It was changed in between."))
        folded = ()
    wanted = reversed(folded) if way.to == "undone" else map(inverse, folded)
    appliers = way.appliers([one.action for one in reads]) if callable(way.appliers) else way.appliers
    back: dict[State, int | None] = {}
    for change in wanted:
        try:
            back[change.resource, change.id, change.version_before] = _apply(context, commit, appliers, change, turning)
        except Blocked as found:
            blocked.append(found)
    if blocked:
        _look_again(way, [(one.resource, one.id) for one in blocked])
        raise _refusal(context.uid, blocked, turning, way)
    return back


def _look_again(way: _Way, found: list[tuple[str, str]]) -> None:
    """A refusal is given after two looks that agree. Raises Contended after the first.

    Who loses a race sees the winner's resource beside an action that it had read before: nothing is in its way, and a
    second look, which begins with the action, tells that it is decided. The two reads are not of one moment, and where
    a store shows one commit document by document (the emulator does), reading the action once more is no help either.
    """
    if found != way.in_the_way:
        way.in_the_way[:] = found
        raise Contended


def _apply(context: Context, commit: Commit, appliers: Appliers, change: Change, turning: set[str]) -> int | None:
    if change.before is None and change.after is None:
        return _nothing(context.uid, change, turning)
    applier = appliers.get(change.resource)
    if applier is None:
        raise Blocked(change.resource, change.id, "Changes of this kind cannot be taken back.")
    return applier(context, commit, change).version_after


def _nothing(uid: str, change: Change, turning: set[str]) -> int | None:
    """Made and removed within the turn: there is nothing to bring back, unless somebody has made it again since."""
    state = change.resource, change.id, change.version_after
    for read in repository.knowing(uid, [state]):
        moves_on = any((one.resource, one.id, one.version_before) == state for one in read.action.standing)
        if moves_on and read.action.status == "done" and read.action.id not in turning:
            raise Blocked(change.resource, change.id, "It was made again.")
    return change.version_after


def _refusal(uid: str, blocked: Sequence[Blocked], turning: set[str], way: _Way) -> Conflict:
    errors = []
    for one in blocked:
        later = repository.latest_on(uid, one.resource, one.id)
        why = one.reason
        if later is not None and later.id not in turning:
            why = f"{one.reason} Since {rfc3339(later.turned_at or later.created_at)}: {later.summary}"
        errors.append(FieldError(f"{one.resource}.{one.id}", "undo_blocked", why))
    return Conflict(f"This cannot be {way.word}: {errors[0].detail}", "undo_blocked", tuple(errors))
