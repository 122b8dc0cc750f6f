"""What people want to be told, and from where on."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.errors import InvalidInput

TYPES = ("budget_alert", "expense_alert", "advisor_tip", "goal_milestone", "system")
DIGESTS = ("off", "daily", "weekly")
MOST_THRESHOLDS, LEAST_PERCENT, MOST_PERCENT = 5, 1, 200
DEFAULTS: Mapping[str, Any] = {
    "types": {one: {"in_app": True, "push": True} for one in TYPES},
    "quiet_hours": None,
    "digest": "off",
    "thresholds": [80, 100],
}


def is_wanted(preferences: Mapping[str, Any], notification_type: str) -> bool:
    """Whether the person wants this type in the app; what was never said is wanted."""
    return bool(preferences.get("types", {}).get(notification_type, {}).get("in_app", True))


def check_thresholds(thresholds: Sequence[int]) -> None:
    """One to five whole percentages from 1 to 200, ascending. Raises InvalidInput."""
    in_range = all(LEAST_PERCENT <= one <= MOST_PERCENT for one in thresholds)
    ascending = list(thresholds) == sorted(set(thresholds))
    if not (1 <= len(thresholds) <= MOST_THRESHOLDS and in_range and ascending):
        raise InvalidInput.of("thresholds", "Thresholds are one to five different percentages, 1 to 200, ascending.")
