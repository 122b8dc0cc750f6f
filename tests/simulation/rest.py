"""What must hold when everything has come to rest: nothing lost, nothing twice, everything told."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from tests.simulation import (
    allowance,
    audit,
    budgeting,
    conversations,
    crossings,
    edits,
    fold,
    history,
    plans,
    policy,
    trail,
)
from tests.simulation.broker import Message, declared
from tests.simulation.clients import Clients, Doing
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, Commit, World

# Not the sums: that they are moved once is seen by the fold.
_STATE = {"expenses", "budgets", "notifications", "actions", "thresholds"}
_ALWAYS = {"words", "receipt", "entries", "delete", "restore", "undo", "redo", "remove"}
_ALWAYS |= {"budget edit", "budget delete", "budget restore", "move"}


def is_quiet(world: World) -> bool:
    """Whether nothing waits in the store: no event in an outbox, no receipt to be read."""
    for path, document in world.documents.by_path.items():
        if len(path) == 4 and path[2] == "outbox":
            return False
        if len(path) == 4 and path[2] == "expenses" and document.fields["status"] == "pending":
            return False
    return True


def standing_back(world: World) -> list[datetime]:
    """When receipts are to be read for which no model might be asked any more."""
    return [
        document.fields["read_after"]
        for path, document in world.documents.by_path.items()
        if len(path) == 4 and path[2] == "expenses" and document.fields["status"] == "pending"
    ]


def check(world: World, clients: Clients) -> None:
    """Everything that must hold at rest."""
    fold.check(world)
    _one_effect_for_each_request(world, clients)
    edits.check(world, clients)
    _events_reached_everybody_once(world)
    _every_change_was_told(world)
    audit.check(world)
    _only_poison_is_aside(world)
    crossings.check(world)
    plans.check(world, clients)
    conversations.check(world, clients)
    policy.check(world)
    trail.check(world)
    allowance.check(world)
    _files_are_there(world)


def _files_are_there(world: World) -> None:
    """Who is told of the file of a receipt can have it."""
    names = " ".join(world.bucket.objects)
    for uid in history.everybody(world):
        for name, entry in history.rows(world, uid, "expenses").items():
            receipt = entry["receipt"]
            if entry["status"] != "deleted" and receipt and receipt["stored"] and receipt["id"] not in names:
                raise Broken(f"{name} has a receipt whose file is gone")


def _is_effect(commit: Commit) -> bool:
    """Whether a commit changed what people have; keys, marks and the outbox are the system's own."""
    return any(
        (len(one.path) > 3 and one.path[2] in _STATE) or (len(one.path) == 2 and one.path[0] == "users")
        for one in commit.writes
    )


def _one_effect_for_each_request(world: World, clients: Clients) -> None:
    effects: Counter[int] = Counter()
    for commit in world.commits:
        if isinstance(commit.owner, Doing) and _is_effect(commit):
            effects[id(commit.owner)] += 1
    for doing in clients.all:
        if doing.operation.kind not in _OF_MANY_EFFECTS:
            _right_effect(doing, effects[id(doing)])
        _right_end(world, doing)


# A message may ask for several things; what came of it is looked at by `conversations`.
_OF_MANY_EFFECTS = frozenset({"read all", "talk", "say again"})


def _right_effect(doing: Doing, count: int) -> None:
    """Something that was answered as done was done once; nothing was done twice, also where nobody was answered."""
    kind = doing.operation.kind
    if count > 1:
        raise Broken(f"{doing.name} had {count} effects")
    if doing.asked.method == "GET" and count and kind not in {"read one", "foreign"}:
        raise Broken(f"{doing.name} only looked, and had an effect")
    good = [one for one in doing.answers if one.is_good]
    anew = kind == "again" and doing.root is None
    if good and (kind in _ALWAYS or anew) and count != 1:
        raise Broken(f"{doing.name} was answered {good[0].status}, and had {count} effects")


def _right_end(world: World, doing: Doing) -> None:
    good = any(one.is_good for one in doing.answers)
    if not doing.is_over:
        raise Broken(f"{doing.name} never came to an end")
    if doing.operation.kind not in _MAY_FAIL and doing.is_known and not good and not _refused(world, doing):
        raise Broken(f"{doing.name} ended in {doing.answers[-1].status}: {doing.answers[-1].body}")


_MAY_FAIL = {"foreign", "edit", "delete", "restore", "undo", "redo", "remove", "read one", "one"}
_MAY_FAIL |= budgeting.DRAWS.keys() | {"confirm", "chat undo", "chat redo"}


def _refused(world: World, doing: Doing) -> bool:
    """Whether it had to be refused: the model read nothing, or a budget that is named was deleted meanwhile."""
    if any(one.status == 400 for one in doing.answers):
        asked = str(doing.asked.body)
        budgets = ((one.path[3], one.after) for _, one in history.writes(world, "budgets"))
        return any(after and after.fields["deleted_at"] and name in asked for name, after in budgets)
    return doing.answers[-1].status == 422 and '"nothing_recognised"' in doing.answers[-1].body


def _events_reached_everybody_once(world: World) -> None:
    taken = world.broker.taken
    for event in history.events(world):
        for worker, about in declared()["workers"].items():
            wanted = any(event["type"] in types for types in about["subscriptions"].values())
            if wanted and (worker, event["event_id"]) not in taken:
                raise Broken(f"{event['type']} {event['event_id']} never reached {worker}")
    effects: dict[Any, list[str]] = defaultdict(list)
    for commit in world.commits:
        if isinstance(commit.owner, Message) and commit.owner.event_id and _is_effect(commit):
            effects[commit.owner.worker, commit.owner.event_id].append(commit.task)
    for place, tasks in effects.items():
        if len(tasks) > 1 and place[0] not in _PIECEMEAL:
            raise Broken(f"{place} had {len(tasks)} effects: {tasks}")


_PIECEMEAL = {"rebuild_periods", "reconcile"}  # these work in many small commits


def _every_change_was_told(world: World) -> None:
    """Each entry that came to count, counts otherwise or counts no longer has its event."""
    told = {(one["expense_id"], one["entry_version"]) for one in history.events(world) if "entry_version" in one}
    for _, written in history.writes(world, "expenses"):
        before, after = (one.fields if one else None for one in (written.before, written.after))
        if after is None or (before is not None and before["version"] == after["version"]):
            continue
        if _counts(before) == _counts(after) is False:
            continue
        if (written.path[3], after["version"]) not in told:
            raise Broken(f"version {after['version']} of {written.path[3]} was written, and nobody was told")


def _counts(entry: Fields | None) -> bool:
    return entry is not None and entry["status"] == "posted"


def _only_poison_is_aside(world: World) -> None:
    for message in world.broker.dead:
        if message.poison != "envelope":
            raise Broken(f"{message.kind} for {message.worker} became a dead letter")
    poisoned = any("poison in" in what for _, _, what in world.trace)
    aside = [path for path in world.documents.by_path if path[0] in {"quarantine", "dead_letters"}]
    if aside and not poisoned:
        raise Broken(f"{aside} were put aside, though nothing was poisoned")
    if world.broker.dead and not any(path[0] == "dead_letters" for path in aside):
        raise Broken("a dead letter was not parked")
