"""The declared schedules, kept while the stack runs: each publishes its message when its cron expression says so."""

import sys
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dev.declaration import Schedule

_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def is_due(cron: str, moment: datetime) -> bool:
    """Whether a five-field cron expression names this minute: `*`, numbers, lists, ranges and steps."""
    fields = cron.split()
    if len(fields) != len(_RANGES):
        raise ValueError(f"not a cron expression of five fields: {cron!r}")
    minute, hour, day, month, weekday = (_values(one, *range_) for one, range_ in zip(fields, _RANGES, strict=True))
    on_weekday = moment.isoweekday() % 7 in {one % 7 for one in weekday}
    # When both days are restricted, cron takes either.
    either = fields[2] != "*" and fields[4] != "*"
    on_day = (moment.day in day or on_weekday) if either else (moment.day in day and on_weekday)
    return moment.minute in minute and moment.hour in hour and moment.month in month and on_day


def _values(field: str, low: int, high: int) -> set[int]:
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        start = low if span == "*" else int(first)
        end = int(last) if last else (high if span == "*" or step else start)
        if not low <= start <= end <= high:
            raise ValueError(f"out of range in a cron expression: {field!r}")
        found.update(range(start, end + 1, int(step or 1)))
    return found


class Clockwork(threading.Thread):
    """Calls `send(schedule)` at each due minute, or every `every_s` seconds when that is given."""

    def __init__(self, schedules: Iterable[Schedule], send: Callable[[Schedule], None], every_s: float | None) -> None:
        super().__init__(name="schedules", daemon=True)
        self._schedules = tuple(schedules)
        self._send = send
        self._every_s = every_s
        self._stopped = threading.Event()

    def stop(self) -> None:
        self._stopped.set()
        if self.is_alive():
            self.join(10)

    def run(self) -> None:
        while not self._stopped.wait(self._every_s or 60 - time.time() % 60):
            for schedule in self._due(datetime.now(UTC)):
                try:
                    self._send(schedule)
                except Exception as error:  # noqa: BLE001 - the next minute tries again, as Cloud Scheduler does
                    print(f"schedule {schedule.type}: {error}", file=sys.stderr, flush=True)

    def _due(self, now: datetime) -> list[Schedule]:
        if self._every_s:
            return list(self._schedules)
        return [one for one in self._schedules if is_due(one.cron, now.astimezone(ZoneInfo(one.time_zone)))]
