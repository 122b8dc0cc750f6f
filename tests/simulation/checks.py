"""What must hold after every step: at each commit of the store and at each answer to a person."""

import re
from typing import Any

from tests.simulation.clients import Doing
from tests.simulation.people import Answer
from tests.simulation.store import Written
from tests.simulation.world import Broken, Commit, World

_ID = re.compile(r"(?:bud|exp|rcp|ntf|act)_[0-9a-z]{25}")
_CREATED_ONLY = {"versions", "corrections"}
_DAY_S = 24 * 3600
_MOVED = {"period_start", "start_day", "read_after"}


def _integers(value: Any, place: str) -> None:
    if isinstance(value, dict):
        for name, one in value.items():
            _integers(one, f"{place}.{name}")
    elif type(value) is not int:
        raise Broken(f"{place} is {value!r}: balances are integers")


class Checks:
    """Watches one run."""

    def __init__(self, world: World) -> None:
        self._owner: dict[str, str] = {}
        self._people: set[str] = set()
        world.watchers.append(self.committed)

    def knows(self, uid: str) -> None:
        """There is this person."""
        self._people.add(uid)

    def committed(self, commit: Commit) -> None:
        """Look at what a commit wrote."""
        for written in commit.writes:
            path = written.path
            if path[0] != "users" or len(path) < 4:
                continue
            self._owner.setdefault(path[-1], path[1])
            if path[2] == "periods" and written.after:
                for name in ("totals", "income"):
                    _integers(written.after.fields.get(name, {}), f"{'/'.join(path)} {name}")
            if path[2] == "counters" and written.after:
                _integers(written.after.fields, "/".join(path))
            if path[-2] in _CREATED_ONLY and written.before is not None:
                raise Broken(f"{'/'.join(path)} changed after it was written")
            if path[2] == "expenses" and len(path) == 4:
                _entry_moves_by_versions(written, commit)

    def answered(self, doing: Doing, answer: Answer) -> None:
        """Look at what a person was told."""
        if answer.status >= 500 and answer.status != 503:
            raise Broken(f"{doing.name} was answered {answer.status}: {answer.body}")
        self._nobody_elses(doing, answer)
        good = [one for one in doing.answers if one.is_good]
        if doing.key and doing.asked.method != "GET" and len({(one.status, one.body) for one in good}) > 1:
            raise Broken(f"{doing.name} was answered in two ways: {[one.body for one in good]}")
        if doing.operation.kind == "foreign" and answer.status not in {404, 503, 409, 429}:
            raise Broken(f"another person's thing was answered {answer.status} by {doing.asked.path}")
        if doing.base and answer.is_good:
            _key_lives_for_a_day(doing, doing.base, answer)

    def _nobody_elses(self, doing: Doing, answer: Answer) -> None:
        uid = doing.person.uid
        for name in _ID.findall(answer.body):
            if self._owner.get(name, uid) != uid:
                raise Broken(f"{doing.name} of {uid} was told of {name}, which is {self._owner[name]}'s")
        for other in self._people - {uid}:
            if other in answer.body:
                raise Broken(f"{doing.name} of {uid} was told of {other}")


def _entry_moves_by_versions(written: Written, commit: Commit) -> None:
    """A posted entry stays as it is; a newer version takes its place, and the former is kept beside it."""
    before, after = written.before, written.after
    if before is None:
        return
    place = "/".join(written.path)
    if after is None:
        raise Broken(f"{place} vanished")
    changed = {name for name, value in after.fields.items() if before.fields.get(name) != value}
    if changed <= _MOVED:
        return  # another period, for the start day changed: the entry itself is as it was
    if after.fields["version"] != before.fields["version"] + 1:
        raise Broken(f"{place} changed without a new version")
    kept = [one.after for one in commit.writes if one.path[:-1] == (*written.path, "versions")]
    if not any(one and one.fields == before.fields for one in kept):
        raise Broken(f"{place} changed, and its former state was not kept")


def _key_lives_for_a_day(doing: Doing, base: Doing, answer: Answer) -> None:
    """Within a day the first answer is given again; after it the request is a new one."""
    root = base.root or base
    youngest = (answer.begun - max(root.begun)).total_seconds()
    oldest = (answer.begun - min(root.begun)).total_seconds()
    first = next(one for one in root.answers if one.is_good)
    same = answer.body == first.body
    if same:
        doing.root = root
    if oldest < _DAY_S - 1 and not (answer.replayed and same):
        raise Broken(f"{doing.name} repeated a key of {oldest:.0f} s and was not given the first answer")
    if youngest > _DAY_S + 1 and same and first.status != 204:
        raise Broken(f"{doing.name} used a key again after {youngest:.0f} s and was given the old answer")
