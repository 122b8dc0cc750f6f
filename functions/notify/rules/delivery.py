"""When a notification is pushed: at once, after the quiet hours, with the next digest, or not at all.

A digest takes what is of low or medium priority; what is high or urgent waits for quiet hours only. Hours are those of
the person's time zone, on the days when clocks change too.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from functions.notify.models import Plan

DIGEST_AT = time(8)
_MONDAY = 0
_CAN_WAIT = {"low", "medium"}
Quiet = Mapping[str, str] | None


def plan(preferences: Mapping[str, Any], kind: str, priority: str, now: datetime, zone: str) -> Plan:
    """When to push a notification of this type and priority. What was never said is the default: at once."""
    if not preferences.get("types", {}).get(kind, {}).get("push", True):
        return Plan()
    quiet, digest = preferences.get("quiet_hours"), preferences.get("digest", "off")
    if digest != "off" and priority in _CAN_WAIT:
        return Plan(why="digest", due_at=next_digest(digest, quiet, now, zone))
    return after_quiet(quiet, now, zone)


def after_quiet(quiet: Quiet, now: datetime, zone: str) -> Plan:
    """At once, or when the quiet hours end in which `now` lies."""
    if not quiet or not is_quiet(quiet, now, zone):
        return Plan(now=True)
    return Plan(why="quiet_hours", due_at=_end(quiet, now, zone))


def is_quiet(quiet: Mapping[str, str], moment: datetime, zone: str) -> bool:
    """Whether it lies in the quiet hours: `from` belongs to them, `to` does not; both the same: there are none."""
    start, end = time.fromisoformat(quiet["from"]), time.fromisoformat(quiet["to"])
    told = moment.astimezone(ZoneInfo(zone)).time()
    return start <= told < end if start <= end else told >= start or told < end


def next_digest(digest: str, quiet: Quiet, now: datetime, zone: str) -> datetime:
    """The next 8 o'clock after now, of a Monday when it is weekly; when that is a quiet hour, their end."""
    day = now.astimezone(ZoneInfo(zone)).date()
    while (due := _at(day, DIGEST_AT, zone)) <= now or (digest == "weekly" and day.weekday() != _MONDAY):
        day += timedelta(days=1)
    return after_quiet(quiet, due, zone).due_at or due


def _end(quiet: Mapping[str, str], now: datetime, zone: str) -> datetime:
    end, local = time.fromisoformat(quiet["to"]), now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() < end else local.date() + timedelta(days=1)
    due = _at(day, end, zone)
    # An hour that a clock shows twice: what is past of the first is ahead in the second.
    return due if due > now else _at(day, end.replace(fold=1), zone)


def _at(day: Any, hour: time, zone: str) -> datetime:
    return datetime.combine(day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)
