"""Who a person is to us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

PROFILE_OBJECTS = ("user_ai_preferences", "personal_info", "extra_info")
Profile = dict[str, Any]
How = Literal["said", "assumed", "inferred"]
Source = Literal["onboarding", "chat", "api"]
THRESHOLDS = (80, 100)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact of the profile comes from: `said` by the person, `inferred` from what they said, or `assumed`.

    `others` names the facts, as in a profile's provenance, that are known in another way than the rest.
    """

    how: How = "said"
    source: Source = "api"
    others: Mapping[str, How] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class User:
    """An account with its profile. `profile` holds amounts in minor units of `profile["currency"]`.

    `preferences` is how the person wants to be notified, as they said it; empty while they said nothing. `version`
    counts the changes of names and profile.
    """

    id: str
    username: str
    email: str
    first_name: str
    last_name: str
    profile: Profile
    created_at: datetime
    preferences: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1

    @property
    def thresholds(self) -> Sequence[int]:
        """From which percentages of a budget on the person wants to be told, ascending."""
        return tuple(self.preferences.get("thresholds", THRESHOLDS))
