"""The only source of the present. Rules never ask it: they are handed dates."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def next_midnight(moment: datetime) -> datetime:
    """When the day of a moment is over, in UTC."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def rfc3339(moment: datetime) -> str:
    """An aware moment as RFC 3339 in UTC with `Z`, to the microsecond where there is one."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse_rfc3339(text: str) -> datetime:
    """The inverse of `rfc3339`. Raises ValueError."""
    return datetime.fromisoformat(text)
