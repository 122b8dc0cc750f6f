"""How many notifications one source may make for one person in a day.

The workers of ours tell once of each thing that happened, and `brought_back` is what people undo and redo: those caps
only stop a fault of ours. An agent is moved by a model, and somebody who talks to it must not be flooded.
"""

from collections.abc import Mapping
from typing import Any

CAPS: Mapping[str, int] = {"thresholds": 100, "rebalance": 100, "goals": 100, "brought_back": 100}
OF_AN_AGENT = 10


def cap_of(source: str) -> int:
    """The cap of a worker of ours, else that of any agent."""
    return CAPS.get(source, OF_AN_AGENT)


def counted(stored: Mapping[str, Any], source: str, day: str) -> Mapping[str, Any] | None:
    """The counts of the day with one more for the source; None when it is at its cap. A new day begins at nothing."""
    by: Mapping[str, int] = stored.get("by", {}) if stored.get("day") == day else {}
    if by.get(source, 0) >= cap_of(source):
        return None
    return {"day": day, "by": {**by, source: by.get(source, 0) + 1}}
