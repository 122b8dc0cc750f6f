"""What must hold of the audit trail: a row for each attempt, in the commit of its effect, and a chain that is whole."""

from collections import Counter
from typing import Any

from tests.simulation import allowance, history
from tests.simulation.clients import Doing
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, Commit, World

_START = "0" * 64


def check(world: World) -> None:
    """Look at the rows of everybody, at each commit, and where nothing fails at how many rows there are."""
    for uid in history.everybody(world):
        _is_whole(world, uid)
    for commit in world.commits:
        _goes_with_its_effect(commit)
    if world.is_calm and not allowance.may_run_out(world):  # rules do what is asked then, and it has rows as well
        _one_for_each_call(world)


def _is_whole(world: World, uid: str) -> None:
    from functions.journal.rules.chain import digest

    rows, last = history.rows(world, uid, "audit"), _START
    for number, (name, row) in enumerate(sorted(rows.items()), 1):
        if (row["number"], name) != (number, f"{number:012}") or row["before"] != last or row["hash"] != digest(row):
            raise Broken(f"the audit trail of {uid} breaks at {name}: {row}")
        last = row["hash"]
    head: Fields = history.rows(world, uid, "gate").get("chain", {"number": 0, "hash": _START})
    if (head["number"], head["hash"]) != (len(rows), last):
        raise Broken(f"the audit trail of {uid} ends at {len(rows)}, and its head says {head}")


def _made(commit: Commit) -> list[Fields]:
    rows = [one for one in commit.writes if len(one.path) == 4 and one.path[2] == "audit"]
    if any(one.before is not None or one.after is None for one in rows):
        raise Broken(f"{commit.task} altered the audit trail")
    return [one.after.fields for one in rows if one.after]


def _goes_with_its_effect(commit: Commit) -> None:
    """An Action of an assistant, and every decision about one, has exactly one row in its commit."""
    doing, rows = commit.owner, _made(commit)
    if not isinstance(doing, Doing) or doing.operation.kind not in {"talk", "say again", "confirm"}:
        return
    actions = {one.path[3] for one in commit.writes if len(one.path) == 4 and one.path[2] == "actions"}
    told = Counter(row["action_id"] for row in rows if row["action_id"])
    if told != Counter(actions):
        raise Broken(f"{commit.task} wrote the Actions {sorted(actions)} and rows about {dict(told)}")


def _one_for_each_call(world: World) -> None:
    """As many rows as the models made calls that are to change something, by name."""
    made: Counter[Any] = Counter()
    for commit in world.commits:
        if isinstance(commit.owner, Doing) and commit.owner.operation.kind in {"talk", "say again"}:
            for row in _made(commit):
                # What a plan would delete is a row of the planner's: the chat made one call, the one that planned.
                made[commit.task] += row["count"] if row["agent"] != "budget" else 0
    called: Counter[Any] = Counter()
    for one in world.asked:
        called[one.task] += len(one.calls)
    if wrong := {task: (made[task], called[task]) for task in {*made, *called} if made[task] != called[task]}:
        raise Broken(f"rows of the audit trail and calls of the model (rows, calls): {wrong}")
