"""What must hold of conversations: each turn whole and after the other, nothing said that nobody knows, all that was
done told, and nothing remembered of what was forgotten."""

from collections import defaultdict
from typing import Any

from tests.simulation import forgotten, history
from tests.simulation.clients import Clients, Doing
from tests.simulation.people import Answer
from tests.simulation.store.values import Fields
from tests.simulation.talking import LIE
from tests.simulation.world import Broken, World

_TALKING = frozenset({"talk", "say again"})


def told(doing: Doing, answer: Answer) -> None:
    """Look at one answer: a figure that only the model made up is not shown; what is edited or another's is refused."""
    kind, body = doing.operation.kind, doing.operation.body
    if kind in _TALKING and answer.is_good and LIE in answer.json()["msg"].replace(",", "").replace(".", ""):
        raise Broken(f"{doing.name} was told a figure that nobody knows: {answer.json()['msg']}")
    if kind == "confirm" and body["manner"] != "right" and answer.is_good:
        raise Broken(f"{doing.name} was {body['manner']}, and was answered {answer.status}")


def check(world: World, clients: Clients) -> None:
    """Look at the history of everybody."""
    turns = _turns(world)
    forgotten.check(world)
    for uid in history.everybody(world):
        _alternate(uid, history.rows(world, uid, "messages"))
    for doing in clients.all:
        good = [one for one in doing.answers if one.is_good]
        if doing.operation.kind in _TALKING and good:
            _is_kept(world, doing, good[0].json(), turns)


def _turns(world: World) -> dict[int, list[str]]:
    """By operation, the turns that it kept. Raises Broken for a question without an answer."""
    found: dict[int, list[str]] = defaultdict(list)
    for commit in world.commits:
        rows = [one for one in commit.writes if len(one.path) == 4 and one.path[2] == "messages"]
        made = [one for one in rows if one.after is not None]
        if any(one.before is not None and one.after is not None for one in rows):
            raise Broken(f"a message was written over: {[one.path[3] for one in rows]}")
        if made and [one.after.fields["role"] for one in made if one.after] != ["user", "model"]:
            raise Broken(f"{commit.task} kept a turn that is not whole: {[one.path[3] for one in made]}")
        if made:
            found[id(commit.owner)].append(made[1].path[3])
    return found


def _alternate(uid: str, messages: dict[str, Fields]) -> None:
    rows: Any = sorted(messages.items(), key=lambda row: (row[1]["created_at"], row[0]))
    roles = [row["role"] for _, row in rows]
    if roles != ["user", "model"] * (len(roles) // 2):
        raise Broken(f"the conversation of {uid} is out of order: {roles}")
    moments = [row["created_at"] for _, row in rows]
    if len(set(moments)) != len(moments):
        raise Broken(f"two messages of {uid} are of one moment")


def _messages(world: World, uid: str) -> dict[str, Fields]:
    """Every message that was ever kept, also of a conversation that was begun anew since."""
    written = (one for _, one in history.writes(world, "messages") if one.path[1] == uid)
    return {one.path[3]: one.after.fields for one in written if one.after is not None}


def _is_kept(world: World, doing: Doing, answer: Any, turns: dict[int, list[str]]) -> None:
    root = doing
    while root.base is not None and root.base.operation.kind in _TALKING and answer["id"] not in turns[id(root)]:
        root = root.base
    kept = turns[id(root)]
    if kept.count(answer["id"]) != 1:
        raise Broken(f"{doing.name} was answered as {answer['id']}, and kept as {kept}")
    if doing.key and len(kept) > 1:
        raise Broken(f"{doing.name} was kept as {len(kept)} turns")
    row = _messages(world, doing.person.uid)[answer["id"]]
    if row["msg"] != answer["msg"] or list(row["actions"]) != [one["id"] for one in answer["actions"]]:
        raise Broken(f"{doing.name} was answered otherwise than was kept: {answer} {row}")
    _tells_all(world, doing, answer)


def _tells_all(world: World, doing: Doing, answer: Any) -> None:
    """Whatever came to be done in the turn, or waits since, is told in its answer."""
    told = {one["id"] for one in answer["actions"]}
    for _, written in history.writes(world, "actions"):
        after = written.after.fields if written.after and written.before is None else None
        is_of_turn = after and written.path[1] == doing.person.uid and after["turn_id"] == answer["id"]
        if after and is_of_turn and written.path[3] not in told:
            raise Broken(f"{doing.name} was not told of {after['status']} {after['tool']}: {after['summary']}")
