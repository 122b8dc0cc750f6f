"""Which days an expense may have."""

from datetime import date, timedelta

_OLDEST_YEARS = 30


def is_plausible(day: date, today: date) -> bool:
    """Until tomorrow, for people travel across time zones, and not longer ago than receipts are kept."""
    return day <= today + timedelta(days=1) and day.year >= today.year - _OLDEST_YEARS
