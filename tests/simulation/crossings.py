"""When people must be told of a budget, reckoned by ourselves from the sums that the store went through."""

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.simulation import history, looks
from tests.simulation.broker import Message
from tests.simulation.fold import period_of
from tests.simulation.looks import reached, spoken
from tests.simulation.people import Person
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, World

Standing = dict[tuple[str, str], tuple[int, int]]  # (uid, budget) -> spent now, notifications so far
_KINDS = {"expense_alert": 80, "budget_alert": 100}


def _current(world: World, uid: str, moment: datetime | None = None) -> str:
    profile = history.profile(world, uid)
    today = (moment or world.now).astimezone(ZoneInfo(profile["time_zone"])).date()
    return period_of(today.isoformat(), profile["period_start_day"])


def _made(world: World) -> Counter[tuple[str, str, int]]:
    """Notifications ever made, by person, budget and threshold."""
    made: Counter[tuple[str, str, int]] = Counter()
    for _, written in history.writes(world, "notifications"):
        if written.before is None and written.after is not None:
            fields = written.after.fields
            if fields["notification_type"] in _KINDS:
                made[written.path[1], fields["related_budget_id"], _KINDS[fields["notification_type"]]] += 1
    return made


def _state(world: World, uid: str) -> looks.State:
    state = looks.State()
    for collection in ("budgets", "periods", "thresholds"):
        for name, row in history.rows(world, uid, collection).items():
            state.put(collection, name, row)
    return state


def standing(world: World, people: list[Person]) -> Any:
    """How every budget stands in its present period, and what was told so far."""
    spent = {}
    for person in people:
        period, state = _current(world, person.uid), _state(world, person.uid)
        for name, budget in state.budgets.items():
            if budget["deleted_at"] is None:
                spent[person.uid, period, name] = state.spent(budget, name, period), state.limit(budget, name, period)
    return spent, _made(world)


def exactly(world: World, people: list[Person], before: Any) -> None:
    """One thing happened and all its effects: each crossing up was told once, and nothing else was."""
    (old, told_before), (new, told_after) = before, standing(world, people)
    expected: Counter[tuple[str, str, int]] = Counter()
    for (uid, period, budget), (spent, limit) in new.items():
        if (uid, period, budget) not in old:
            return  # the period turned, or was moved, in between: looked at by `check`
        was = reached(*old[uid, period, budget])
        if threshold := spoken(was, reached(spent, limit)):
            expected[uid, budget, threshold] += 1
    if told_after - told_before != expected:
        raise Broken(f"told {dict(told_after - told_before)}, and should have told {dict(expected)}")


def check(world: World) -> None:
    """In any disorder: each crossing that the workers could see was told once, and nothing else was."""
    looks.check(world)
    told: Counter[tuple[str, str, int]] = Counter()
    once: Counter[Any] = Counter()
    for event in looks.events_of(world, "budget.threshold_crossed"):
        told[event["uid"], event["budget_id"], event["threshold"]] += 1
        once[tuple(event[name] for name in ("uid", "budget_id", "period_start", "threshold", "arming"))] += 1
    if told != _made(world):
        raise Broken(f"crossings {dict(told)} led to notifications {dict(_made(world))}")
    if twice := [place for place, count in once.items() if count > 1]:
        raise Broken(f"{twice} were told twice")
    _every_change_was_looked_at(world)
    _stands_as_seen(world)
    for uid in history.everybody(world):
        unread = sum(not row["is_read"] for row in history.rows(world, uid, "notifications").values())
        counted = history.rows(world, uid, "counters").get("notifications", {}).get("unread", 0)
        if unread != counted:
            raise Broken(f"{uid} has {unread} unread notifications and is told {counted}")


def _every_change_was_looked_at(world: World) -> None:
    """What an entry moved in the present period was looked at on behalf of just this event, after its commit."""
    seen: dict[tuple[str, str], int] = {}
    for look in world.looks:
        for path in look.paths:
            if isinstance(look.owner, Message) and path[2:3] == ("thresholds",):
                place = look.owner.event_id, path[3]
                seen[place] = max(look.commits, seen.get(place, 0))
    settled = {uid for uid in history.everybody(world) if not _changed_place(world, uid)}
    gone = {one.path[3] for _, one in history.writes(world, "budgets") if one.after and one.after.fields["deleted_at"]}
    for count, commit in enumerate(world.commits, 1):
        for event in looks.emitted(commit):
            period = _current(world, event["uid"], commit.at)
            if event["uid"] not in settled or period != _current(world, event["uid"]):
                continue
            for budget in _budgets_of(event, period) - gone:
                if seen.get((event["event_id"], f"{budget}_{period}"), 0) < count:
                    raise Broken(f"{event['type']} {event['event_id']} moved {budget}, and nobody looked")


def _budgets_of(event: Fields, period: str) -> set[str]:
    """The budgets whose sum of this period an event of an entry moved."""
    states = [event] if event["type"] == "expense.recorded" else [event.get("before"), event.get("after")]
    if not event["type"].startswith("expense."):
        return set()
    return {
        share["budget_id"]
        for state in states
        if state and state["period_start"] == period
        for share in state["splits"]
        if share["budget_id"]
    }


def _changed_place(world: World, uid: str) -> bool:
    """Whether the person's periods were moved."""
    places = {
        (one.after.fields["profile"]["time_zone"], one.after.fields["profile"]["period_start_day"])
        for commit in world.commits
        for one in commit.writes
        if one.path == ("users", uid) and one.after is not None
    }
    return len(places) > 1


def _stands_as_seen(world: World) -> None:
    """What is known to be reached in the present period is what its sums say."""
    for uid in history.everybody(world):
        period, state = _current(world, uid), _state(world, uid)
        for name, budget in state.budgets.items():
            if budget["deleted_at"] is not None:
                continue
            true = reached(state.spent(budget, name, period), state.limit(budget, name, period))
            if state.known(name, period) != true:
                raise Broken(f"{name} of {uid} reached {sorted(true)} in {period}, and it is not known: {budget}")
