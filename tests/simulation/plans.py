"""What must hold of budgets: sums as the rebalance promises, what people decided untouched, each title once.

All of it is reckoned from the commits: the sum of a person's budgets moves only by what people decide, each such move
is left to be absorbed in the same commit, and a rebalance absorbs exactly what was left, as far as there is room.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.simulation import history, talking, undoing
from tests.simulation.clients import Clients, Doing
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, Commit, World

_DECIDED = {"budget edit", "budget delete", "budget restore"}
_FOLLOWED = {"minor", "updated_at", "version", "carried_over", "period_start"}  # what a rebalance may write
# These share out what there is, or take from no other: undoing them gives to no other.
_SHARING = undoing.SPLITS | {"generate_budgets", "call_budget_agent", "create_budget"}
_WHOLE = 100  # people set their budgets in whole units


@dataclass(slots=True)
class _Person:
    """`states` are those that each budget ever had, by its name and version."""

    budgets: dict[str, Fields] = field(default_factory=dict)
    plan: Fields = field(default_factory=dict)
    states: dict[tuple[str, int], Fields] = field(default_factory=dict)

    def live(self, currency: str) -> dict[str, Fields]:
        return {
            name: row for name, row in self.budgets.items() if row["deleted_at"] is None and row["currency"] == currency
        }

    def total(self, currency: str) -> int:
        return sum(row["minor"] for row in self.live(currency).values())

    def worth(self, name: str, version: int | None, currency: str) -> int:
        """What a budget of this currency held in a version; nothing while it was not there."""
        state = self.states.get((name, version)) if version else None
        return 0 if state is None or state["deleted_at"] or state["currency"] != currency else int(state["minor"])

    def open(self, currency: str) -> int:
        """What is left to be absorbed."""
        return int(self.plan.get("unabsorbed", {}).get(currency, 0))


def check(world: World, clients: Clients) -> None:
    """Look at every commit that moved a budget, and at how all of them stand at rest."""
    people: dict[str, _Person] = defaultdict(_Person)
    spending = _Spending(world)
    for commit in world.commits:
        before = {uid: _Person(dict(one.budgets), one.plan, one.states) for uid, one in people.items()}
        if uid := _moved(people, commit):
            _titles_are_there_once(people[uid])
            for currency in {row["currency"] for row in people[uid].budgets.values()}:
                _Move(commit, before.get(uid, _Person()), people[uid], currency).check(spending)
    for uid, person in people.items():
        _is_settled(world, uid, person)
    for doing in clients.all:
        _was_told_what_was_written(world, doing)


def _moved(people: dict[str, _Person], commit: Commit) -> str | None:
    """Take over what a commit wrote; gives whose budgets it wrote, if any."""
    uid = None
    for written in commit.writes:
        if len(written.path) == 4 and written.after is not None:
            if written.path[2] == "budget_plan":
                people[written.path[1]].plan = written.after.fields
            elif written.path[2] == "budgets":
                uid = written.path[1]
                people[uid].budgets[written.path[3]] = written.after.fields
                people[uid].states[written.path[3], written.after.fields["version"]] = written.after.fields
    return uid


def _titles_are_there_once(person: _Person) -> None:
    titles = Counter(_folded(row["title"]) for row in person.budgets.values() if row["deleted_at"] is None)
    if twice := [title for title, count in titles.items() if count > 1]:
        raise Broken(f"two budgets have the title {twice}")


def _folded(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold())
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())


@dataclass(slots=True)
class _Move:
    """What one commit did to the budgets of one currency."""

    commit: Commit
    before: _Person
    after: _Person
    currency: str

    def check(self, spending: "_Spending") -> None:
        """By who made it."""
        sums = self.after.total(self.currency) - self.before.total(self.currency)
        opened = self.after.open(self.currency) - self.before.open(self.currency)
        if self.commit.task.startswith("rebalance ") and self._is_rebalance:
            self._rebalanced(spending)
        elif isinstance(self.commit.owner, Doing):
            self._decided(self.commit.owner, sums, opened)
        elif self.commit.task != "-" and (sums or opened):
            raise Broken(f"{self.commit.task} moved budgets by {sums} and left {opened} to be absorbed")

    @property
    def _is_rebalance(self) -> bool:
        """Or else a worker that keeps a warning."""
        return any(one.path[2:3] == ("budget_plan",) for one in self.commit.writes)

    def _decided(self, doing: Doing, sums: int, opened: int) -> None:
        kind, asked = doing.operation.kind, doing.asked.path
        turned = kind in {"undo", "redo"}
        absorbed = kind in _DECIDED or (turned and not asked.endswith("/split/"))
        due = self._of_actions() if kind in talking.KINDS else sums if absorbed else 0
        if opened != due:
            raise Broken(f"{doing.name} moved the sum by {sums} and left {opened} to be absorbed")
        if kind == "move" and sums:
            raise Broken(f"{doing.name} moved the sum by {sums}")
        if kind == "generate" or self._is_planned:
            for name, row in self.before.live(self.currency).items():
                if row["pinned"] and self.after.budgets[name]["minor"] != row["minor"]:
                    raise Broken(f"{doing.name} altered {row['title']}, which is pinned")

    @property
    def _is_planned(self) -> bool:
        """Whether the assistant made the whole plan anew."""
        rows = (one for one in self.commit.writes if one.path[2:3] == ("actions",) and one.after and not one.before)
        return any(one.after and one.after.fields["tool"] == "generate_budgets" for one in rows)

    def _of_actions(self) -> int:
        """What the Actions of the commit decided: by how much each moves the budgets that not merely get a share by it.

        A new one takes nothing from the others. Actions that only follow the versions decide nothing.
        """
        moved = 0
        for one in self.commit.writes:
            if one.path[2:3] != ("actions",) or one.after is None or one.after.fields["tool"] in _SHARING:
                continue
            before, status = one.before.fields if one.before else {}, one.after.fields["status"]
            if status == before.get("status") or status not in {"done", "undone"}:
                continue
            turned = before.get("status") in {"done", "undone"}
            moved += (1 if status == "done" else -1) * self._by(before if turned else one.after.fields)
        return moved

    def _by(self, action: Fields) -> int:
        """By how much an Action that is done moves the budgets of this currency."""
        pairs = zip(action["changes"], action["versions"], strict=True)
        return sum(
            self.after.worth(change["id"], versions["after"], self.currency)
            - self.after.worth(change["id"], versions["before"], self.currency)
            for change, versions in pairs
            if change["resource"] == "budget"
        )

    def _rebalanced(self, spending: "_Spending") -> None:
        before, after = self.before.live(self.currency), self.after.live(self.currency)
        target = self.before.total(self.currency) - self.before.open(self.currency)
        pool, held = (one.plan.get("pool", {}).get(self.currency) for one in (self.after, self.before))
        if pool is not None and pool < target and (held is None or pool < held):
            target = pool
        missing = max(0, target) - self.before.total(self.currency)
        left = max(0, target) - self.after.total(self.currency)
        free = {}
        for name, row in before.items():
            now = after[name]
            wrong = {one for one in now if now[one] != row[one]} - _FOLLOWED
            if wrong:
                raise Broken(f"a rebalance altered {wrong} of {row['title']}")
            if row["pinned"] or name in self.before.plan.get("edited", {}):
                if now["minor"] != row["minor"]:
                    raise Broken(f"a rebalance altered {row['title']}, which is pinned or was edited")
            else:
                free[name] = row
        if left and (missing > 0 or self._has_room(free, after, spending)) and free:
            raise Broken(f"a rebalance came to {left} less than {target}, and could have gone further")
        self._kept_floors(free, after, spending)
        if (left > 0) != (missing > 0) and left:
            raise Broken(f"a rebalance went beyond {target} by {-left}")

    def _has_room(self, free: dict[str, Fields], after: dict[str, Fields], spending: "_Spending") -> bool:
        """Whether one of them stands above what it must keep, whatever was spent while the worker was at work."""
        return any(
            after[name]["minor"] > max(row["minimum"] or 0, spending.most(self.commit, name, after[name]), 0)
            for name, row in free.items()
            if spending.was_there(self.commit, name)
        )

    def _kept_floors(self, free: dict[str, Fields], after: dict[str, Fields], spending: "_Spending") -> None:
        for name, row in free.items():
            least = max(row["minimum"] or 0, spending.least(self.commit, name, after[name]), 0)
            if after[name]["minor"] < min(least, row["minor"]):
                raise Broken(f"a rebalance cut {row['title']} to {after[name]['minor']}, below {least}")


class _Spending:
    """What was spent from budgets while a worker was at work."""

    def __init__(self, world: World) -> None:
        self._begun: dict[str, datetime] = {}
        for at, task, _ in world.trace:
            self._begun.setdefault(task, at)
        self._sums: dict[tuple[str, str], list[tuple[datetime, Fields]]] = defaultdict(list)
        self._made: dict[str, datetime] = {}
        for commit, written in history.writes(world, "budgets"):
            self._made.setdefault(written.path[3], commit.at)
        for commit, written in history.writes(world, "periods"):
            if written.after:
                self._sums[written.path[1], written.path[3]].append((commit.at, written.after.fields))

    def was_there(self, commit: Commit, name: str) -> bool:
        """Whether the worker of this commit could read the budget: one that is made meanwhile is in nobody's way."""
        return self._made[name] < self._begun[commit.task]

    def most(self, commit: Commit, name: str, budget: Fields) -> int:
        """The most that the budget itself had to cover in its period, since the worker of this commit began."""
        return max(self._covered(commit, name, budget))

    def least(self, commit: Commit, name: str, budget: Fields) -> int:
        """The least of it."""
        return min(self._covered(commit, name, budget))

    def _covered(self, commit: Commit, name: str, budget: Fields) -> Iterable[int]:
        uid = next(one.path[1] for one in commit.writes if one.path[0] == "users")
        begun, seen = self._begun[commit.task], list[int]()
        # A budget that no period was begun for yet covers what is spent in the present one.
        starts = {start for person, start in self._sums if person == uid and start >= budget["period_start"]}
        for start in sorted(starts):
            former: Any = {}
            for at, fields in self._sums[uid, start]:
                if at > commit.at:
                    break
                if at >= begun:
                    seen.append(self._of(former, name, budget))
                former = fields
            seen.append(self._of(former, name, budget))
        return seen or [-int(budget["carried_over"])]

    def _of(self, sums: Any, name: str, budget: Fields) -> int:
        spent = sums.get("totals", {}).get(budget["currency"], {}).get(name, 0)
        return int(spent) - int(budget["carried_over"])


def _is_settled(world: World, uid: str, person: _Person) -> None:
    """At rest nothing waits to be absorbed, and what there is to plan with is what was planned with."""
    plan = history.rows(world, uid, "budget_plan").get("current", {})
    if any(plan.get("unabsorbed", {}).values()) or plan.get("edited"):
        raise Broken(f"{uid} has something left to be absorbed: {plan}")
    income = history.profile(world, uid)["monthly_income"]
    told = any(event["type"] == "profile.changed" and event["uid"] == uid for event in history.events(world))
    if told and income is not None and plan.get("pool", {}).get("DZD") != income:
        raise Broken(f"{uid} has {income} to plan with, and budgets were held against {plan.get('pool')}")
    if any(row["minor"] < 0 for row in person.budgets.values()):
        raise Broken(f"a budget of {uid} is below zero: {person.budgets}")


def _was_told_what_was_written(world: World, doing: Doing) -> None:
    """Who changed a budget was told what they asked for, and that is what was written."""
    good = [one for one in doing.answers if one.is_good]
    if not good or doing.operation.kind not in {"budget edit", "budget restore"}:
        return
    told, asked = good[0].json(), doing.asked.body or {}
    for commit, written in history.writes(world, "budgets"):
        if commit.owner is doing and written.after is not None:
            stored = written.after.fields
            wrong = {
                name: (told[name], stored[name])
                for name in ("pinned", "rollover", "title")
                if told[name] != stored[name]
            }
            if wrong or round(told["budget"] * 100) != stored["minor"]:
                raise Broken(f"{doing.name} was told otherwise than was written (told, written): {wrong} {told}")
    for name, value in asked.items():
        same = (
            told[name] == value if not isinstance(value, str) else round(told[name] * 100) == round(float(value) * 100)
        )
        if not same:
            raise Broken(f"{doing.name} asked for {name} {value}, and was told {told[name]}")
