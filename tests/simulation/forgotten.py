"""What must hold of a conversation that is begun anew: nothing of it stays, nothing else goes, no model hears of it."""

from collections import Counter
from typing import Any

from tests.simulation.clients import Doing
from tests.simulation.world import Broken, Commit, World

_OTHERS = frozenset({"actions", "audit", "budgets", "expenses", "gate", "notifications", "usage"})


def check(world: World) -> None:
    """Look at each commit, and at what models were told of former turns."""
    messages: dict[str, set[str]] = {}
    turns: Counter[str] = Counter()  # kept since the last new beginning
    asked = iter(sorted(world.asked, key=lambda one: one.commits))
    upcoming = next(asked, None)
    for number, commit in enumerate((*world.commits, None)):
        while upcoming is not None and upcoming.commits == number:
            if upcoming.remembered > turns[upcoming.owner.person.uid]:
                raise Broken(f"{upcoming.task} told the model of {upcoming.remembered} turns, more than there were")
            upcoming = next(asked, None)
        if commit is not None:
            _follow(commit, messages, turns)


def _follow(commit: Commit, messages: dict[str, set[str]], turns: Counter[str]) -> None:
    is_reset = isinstance(commit.owner, Doing) and commit.owner.operation.kind == "reset"
    written = [one for one in commit.writes if len(one.path) == 4 and one.path[0] == "users"]
    if is_reset and (wrong := {one.path[2] for one in written} & _OTHERS):
        raise Broken(f"{commit.task} began a conversation anew, and changed {sorted(wrong)}")
    for one in written:
        if one.path[2] == "messages":
            kept = messages.setdefault(one.path[1], set())
            if one.after is None and not is_reset:
                raise Broken(f"{commit.task} removed the message {one.path[3]}")
            if one.after is None:
                kept.discard(one.path[3])
            else:
                kept.add(one.path[3])
                turns[one.path[1]] += one.after.fields["role"] == "model"
    if is_reset and any(one.path[2] == "keys" and one.after and one.after.fields["state"] == "done" for one in written):
        _is_empty(commit, messages, turns)


def _is_empty(commit: Commit, messages: dict[str, set[str]], turns: Counter[str]) -> None:
    uid = commit.owner.person.uid
    state: Any = next((one.after.fields for one in commit.writes if one.path[2:3] == ("chat",) and one.after), {})
    if messages.get(uid) or state.get("window") or state.get("summary"):
        raise Broken(f"{commit.task} began anew, and left {messages.get(uid)} {state.get('window')}")
    turns[uid] = 0
