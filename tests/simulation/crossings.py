"""When people must be told of a budget, reckoned by ourselves from the sums that the store went through."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from tests.simulation import history
from tests.simulation.fold import period_of
from tests.simulation.people import Person
from tests.simulation.store import Written
from tests.simulation.world import Broken, World

Standing = dict[tuple[str, str], tuple[int, int]]  # (uid, budget) -> spent now, notifications so far
_KINDS = {"expense_alert": 80, "budget_alert": 100}


def _reached(spent: int, limit: int) -> frozenset[int]:
    """80 from four fifths on, 100 above the limit."""
    found = set()
    if spent > 0 and spent * 5 >= limit * 4:
        found.add(80)
    if spent > limit:
        found.add(100)
    return frozenset(found)


def _spoken(before: frozenset[int], after: frozenset[int]) -> int | None:
    """The threshold that a person is told of: the highest, if it is new. Nothing is said on the way down."""
    return max(after) if after and max(after) not in before else None


def _current(world: World, uid: str) -> str:
    profile = history.profile(world, uid)
    today = world.now.astimezone(ZoneInfo(profile["time_zone"])).date()
    return period_of(today.isoformat(), profile["period_start_day"])


def _spent(world: World, uid: str, period: str, budget: str, currency: str) -> int:
    sums = history.rows(world, uid, "periods").get(period, {}).get("totals", {})
    return int(sums.get(currency, {}).get(budget, 0))


def _made(world: World) -> Counter[tuple[str, str, int]]:
    """Notifications ever made, by person, budget and threshold."""
    made: Counter[tuple[str, str, int]] = Counter()
    for _, written in history.writes(world, "notifications"):
        if written.before is None and written.after is not None:
            fields = written.after.fields
            if fields["notification_type"] in _KINDS:
                made[written.path[1], fields["related_budget_id"], _KINDS[fields["notification_type"]]] += 1
    return made


def standing(world: World, people: list[Person]) -> Any:
    """How every budget stands in its present period, and what was told so far."""
    spent = {}
    for person in people:
        period = _current(world, person.uid)
        for name, budget in history.rows(world, person.uid, "budgets").items():
            key = person.uid, period, name
            spent[key] = _spent(world, person.uid, period, name, budget["currency"]), budget["minor"]
    return spent, _made(world)


def exactly(world: World, people: list[Person], before: Any) -> None:
    """One thing happened and all its effects: each crossing up was told once, and nothing else was."""
    (old, told_before), (new, told_after) = before, standing(world, people)
    expected: Counter[tuple[str, str, int]] = Counter()
    for (uid, period, budget), (spent, limit) in new.items():
        if (uid, period, budget) not in old:
            return  # the period turned, or was moved, in between: looked at by `check`
        was = _reached(*old[uid, period, budget])
        if threshold := _spoken(was, _reached(spent, limit)):
            expected[uid, budget, threshold] += 1
    if told_after - told_before != expected:
        raise Broken(f"told {dict(told_after - told_before)}, and should have told {dict(expected)}")


def check(world: World) -> None:
    """In any disorder: told once for each crossing that was seen, never more often than sums crossed."""
    crossed = _crossings(world)
    _follow_from_the_watch(world)
    told: Counter[tuple[str, str, int]] = Counter()
    for event in crossed:
        told[event["uid"], event["budget_id"], event["threshold"]] += 1
    if told != _made(world):
        raise Broken(f"crossings {dict(told)} led to notifications {dict(_made(world))}")
    rises = _rises(world)
    for place, count in Counter(
        (one["uid"], one["period_start"], one["budget_id"], one["threshold"]) for one in crossed
    ).items():
        if count > rises[place]:
            raise Broken(f"{place} was told {count} times, but sums crossed {rises[place]} times")
    _stands_as_seen(world)
    for uid in history.everybody(world):
        unread = sum(not row["is_read"] for row in history.rows(world, uid, "notifications").values())
        counted = history.rows(world, uid, "counters").get("notifications", {}).get("unread", 0)
        if unread != counted:
            raise Broken(f"{uid} has {unread} unread notifications and is told {counted}")


def _crossings(world: World) -> list[dict[str, Any]]:
    return [one for one in history.events(world) if one["type"] == "budget.threshold_crossed"]


def _limits(world: World, uid: str) -> dict[str, tuple[int, str]]:
    return {name: (row["minor"], row["currency"]) for name, row in history.rows(world, uid, "budgets").items()}


def _rises(world: World) -> Counter[tuple[str, str, str, int]]:
    """How often each sum rose over each threshold, by the states that the store went through."""
    limits: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    sums: dict[str, dict[str, Any]] = defaultdict(dict)
    last: dict[tuple[str, str, str], frozenset[int]] = defaultdict(frozenset)
    rises: Counter[tuple[str, str, str, int]] = Counter()
    for uid, written in _moves(world):
        fields = written.after.fields if written.after else {}
        if written.path[2] == "budgets":
            limits[uid][written.path[3]] = fields["minor"], fields["currency"]
        else:
            sums[uid][written.path[3]] = fields.get("totals", {})
        for period, totals in sums[uid].items():
            for budget, (limit, currency) in limits[uid].items():
                now = _reached(totals.get(currency, {}).get(budget, 0), limit)
                place = uid, period, budget
                for threshold in now - last[place]:
                    rises[*place, threshold] += 1
                last[place] = now
    return rises


def _moves(world: World) -> Iterator[tuple[str, Written]]:
    """Every write that moves a sum or a limit, in order."""
    for commit in world.commits:
        for written in commit.writes:
            if len(written.path) == 4 and written.path[2] in {"budgets", "periods"}:
                yield written.path[1], written


def _follow_from_the_watch(world: World) -> None:
    """Each change of what is reached is committed with the event that it asks for, and no other."""
    for commit, written in history.writes(world, "thresholds"):
        budget, _, period = written.path[3].rpartition("_")
        before = frozenset(written.before.fields["reached"] if written.before else ())
        after = frozenset(written.after.fields["reached"] if written.after else ())
        told = [
            event["threshold"]
            for one in commit.writes
            if one.path[2:3] == ("outbox",) and one.before is None and one.after is not None
            for event in [json.loads(one.after.fields["data"])]
            if event.get("budget_id") == budget and event.get("period_start") == period
        ]
        spoken = _spoken(before, after)
        if told != ([spoken] if spoken else []):
            raise Broken(f"{budget} went from {sorted(before)} to {sorted(after)} and told {told}")


def _stands_as_seen(world: World) -> None:
    """What is known to be reached in the present period is what its sums say."""
    for uid in history.everybody(world):
        period, watches = _current(world, uid), history.rows(world, uid, "thresholds")
        for budget, (limit, currency) in _limits(world, uid).items():
            watch = watches.get(f"{budget}_{period}")
            true = _reached(_spent(world, uid, period, budget, currency), limit)
            if frozenset(watch["reached"] if watch else ()) != true and not _moved(world, uid, period):
                raise Broken(f"{budget} of {uid} reached {sorted(true)}, but it is known as {watch}")


def _moved(world: World, uid: str, period: str) -> bool:
    """Whether sums of the period were last moved while it was not the present one, so that nobody looked."""
    last = [
        commit.at for commit, one in history.writes(world, "periods") if one.path[1] == uid and one.path[3] == period
    ]
    changed = [
        commit.at
        for commit in world.commits
        for one in commit.writes
        if one.path == ("users", uid) and one.before is not None and one.after is not None
        if _place(one.before.fields["profile"]) != _place(one.after.fields["profile"])
    ]
    return bool(changed) or any(at.date().isoformat() < period for at in last)


def _place(profile: Any) -> tuple[Any, Any]:
    return profile["time_zone"], profile["period_start_day"]
