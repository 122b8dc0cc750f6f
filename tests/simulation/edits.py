"""Edits of one entry by several: what was answered was written, and only over the state that was meant."""

from decimal import Decimal
from typing import Any

from tests.simulation import history
from tests.simulation.clients import Clients, Doing
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, World


def check(world: World, clients: Clients) -> None:
    """Look at every edit and deletion that was answered as done."""
    states = _states(world)
    known = _versions_by_tag(clients)
    over = _written_over(world)
    for doing in clients.all:
        good = [one for one in doing.answers if one.is_good]
        if good and doing.operation.kind in {"edit", "restore"}:
            _was_written(doing, good[0].json(), states)
        if good and doing.asked.if_match is not None and id(doing) in over:
            name, before = over[id(doing)]
            meant = known.get((name, doing.asked.if_match))
            if meant != before["version"]:
                raise Broken(f"{doing.name} meant version {meant} of {name}, and wrote over {before['version']}")


def _states(world: World) -> dict[tuple[str, int], Fields]:
    return {
        (written.path[3], written.after.fields["version"]): written.after.fields
        for _, written in history.writes(world, "expenses")
        if written.after is not None
    }


def _versions_by_tag(clients: Clients) -> dict[tuple[str, str], int]:
    """Which version an ETag stood for, as answers told."""
    found: dict[tuple[str, str], int] = {}
    for doing in clients.all:
        for answer in doing.answers:
            if answer.is_good and answer.etag and answer.body.startswith("{") and "version" in answer.json():
                told = answer.json()
                found[told["id"], answer.etag] = told["version"]
    return found


def _written_over(world: World) -> dict[int, tuple[str, Fields]]:
    """By operation: the entry that it changed, as it was before."""
    return {
        id(commit.owner): (written.path[3], written.before.fields)
        for commit, written in history.writes(world, "expenses")
        if isinstance(commit.owner, Doing) and written.before is not None
    }


def _was_written(doing: Doing, told: Any, states: dict[tuple[str, int], Fields]) -> None:
    state = states.get((told["id"], told["version"]))
    if state is None:
        raise Broken(f"{doing.name} was told of version {told['version']}, which was never written")
    minor = None if told["amount"] is None else int(Decimal(str(told["amount"])) * 100)
    shown = {"minor": minor, "date": told["date"], "merchant": told["merchant"], "status": told["status"]}
    wrong = {name: (value, state[name]) for name, value in shown.items() if state[name] != value}
    if wrong:
        raise Broken(f"{doing.name} was told otherwise than was written (told, written): {wrong}")
    asked = doing.asked.body or {}
    for name in ("date", "merchant", "budget_id"):
        if doing.operation.kind == "edit" and name in asked and told[name] != asked[name]:
            raise Broken(f"{doing.name} asked for {name} {asked[name]}, and was told {told[name]}")
    if "amount" in asked and Decimal(asked["amount"]) != Decimal(str(told["amount"])):
        raise Broken(f"{doing.name} asked for {asked['amount']}, and was told {told['amount']}")
