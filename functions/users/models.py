"""Who a person is to us."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

PROFILE_OBJECTS = ("user_ai_preferences", "personal_info", "extra_info")
Profile = dict[str, Any]


@dataclass(frozen=True, slots=True)
class User:
    """An account with its profile. `profile` holds amounts in minor units of `profile["currency"]`."""

    id: str
    username: str
    email: str
    first_name: str
    last_name: str
    profile: Profile
    created_at: datetime
