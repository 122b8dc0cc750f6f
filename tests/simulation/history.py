"""What happened, read from the commits of a run and from the documents at its end. None of it asks the product."""

import json
from collections.abc import Iterator
from typing import Any

from tests.simulation.store import Written
from tests.simulation.store.values import Fields
from tests.simulation.world import Commit, World


def rows(world: World, uid: str, collection: str) -> dict[str, Fields]:
    """The documents of one collection of a person, as they stand."""
    at = ("users", uid, collection)
    found = world.documents.in_collection.get(at, {})
    return {path[-1]: world.documents.by_path[path].fields for path in found}


def everybody(world: World) -> list[str]:
    """All people."""
    return [path[1] for path in world.documents.in_collection.get(("users",), {})]


def profile(world: World, uid: str) -> Fields:
    """The profile of a person, as it stands."""
    found: Fields = world.documents.by_path["users", uid].fields["profile"]
    return found


def writes(world: World, collection: str, depth: int = 4) -> Iterator[tuple[Commit, Written]]:
    """Every write to one collection of people, in order."""
    for commit in world.commits:
        for written in commit.writes:
            if len(written.path) == depth and written.path[depth - 2] == collection and written.path[0] == "users":
                yield commit, written


def events(world: World) -> list[Fields]:
    """Every event that was ever committed to the outbox, in order, decoded."""
    return [
        json.loads(written.after.fields["data"])
        for _, written in writes(world, "outbox")
        if written.before is None and written.after is not None
    ]


def profiles_between(world: World, uid: str, begun: Any) -> list[Fields]:
    """Every state of a person's profile from a moment until now."""
    found: list[Fields] = []
    for commit in world.commits:
        for written in commit.writes:
            if written.path == ("users", uid) and written.after is not None:
                if commit.at <= begun:
                    found.clear()
                found.append(written.after.fields["profile"])
    return found
