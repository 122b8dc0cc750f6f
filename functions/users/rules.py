"""Pure decisions about accounts and profiles."""

import re
from copy import deepcopy
from typing import Any

from functions.users.models import PROFILE_OBJECTS, Profile
from shared.errors import InvalidInput
from shared.money import Money, is_currency
from shared.period import FIRST_START_DAY, LAST_START_DAY, is_time_zone

FIGURES = ("monthly_income", "savings", "investments", "debts")
MAX_FREE_KEYS = 50
_USERNAME = re.compile(r"[A-Za-z0-9._-]{3,30}", re.ASCII)


def new_profile(currency: str, time_zone: str) -> Profile:
    """What is known of a person who has just signed up: nothing but defaults."""
    return {
        "onboarding_status": "not_started",
        **dict.fromkeys(FIGURES),
        "currency": currency,
        "user_ai_preferences": {},
        "personal_info": {},
        "extra_info": {},
        "ai_summary": None,
        "time_zone": time_zone,
        "period_start_day": 1,
        "keep_receipts": True,
        "provenance": {},
    }


def check_username(username: str) -> str:
    """The user name, when it is 3 to 30 of letters, digits and `._-`. Raises InvalidInput."""
    if not _USERNAME.fullmatch(username):
        raise InvalidInput.of("username", "A user name is 3 to 30 letters, digits, dots, dashes or underscores.")
    return username


def _figure(name: str, value: Any, currency: str) -> int | None:
    if value is None:
        return None
    minor = Money.parse(value, currency, name).minor
    if minor < 0 and name in {"monthly_income", "savings"}:
        raise InvalidInput.of(name, "This cannot be below zero.", "invalid_amount")
    return minor


def _merged(name: str, old: dict[str, Any], change: dict[str, Any] | None) -> dict[str, Any]:
    if change is None:
        return {}
    merged = {key: value for key, value in {**old, **change}.items() if value is not None}
    if len(merged) > MAX_FREE_KEYS:
        raise InvalidInput.of(name, f"This holds {MAX_FREE_KEYS} keys at most.")
    return merged


def _currency_of(profile: Profile, default: str) -> str:
    code = profile["personal_info"].get("preferred_currency", default)
    if not isinstance(code, str) or not is_currency(code):
        raise InvalidInput.of("personal_info.preferred_currency", "This is not an ISO 4217 currency code.")
    return code


def _check_settings(profile: Profile) -> None:
    if not isinstance(profile["time_zone"], str) or not is_time_zone(profile["time_zone"]):
        raise InvalidInput.of("time_zone", "This is not an IANA time zone.")
    if not FIRST_START_DAY <= profile["period_start_day"] <= LAST_START_DAY:
        raise InvalidInput.of("period_start_day", "A period starts on day 1 to 28.")


def changed_profile(old: Profile, changes: dict[str, Any], default_currency: str, at: str) -> Profile:
    """The profile after a PATCH: objects merge key by key, null removes, a new currency governs its amounts.

    `changes` holds only the fields that were sent, figures as number or decimal string. Raises InvalidInput.
    """
    profile = deepcopy(old)
    for name in PROFILE_OBJECTS:
        if name in changes:
            profile[name] = _merged(name, old[name], changes[name])
    profile["currency"] = _currency_of(profile, default_currency)
    for name in FIGURES:
        if name in changes:
            profile[name] = _figure(name, changes[name], profile["currency"])
            profile["provenance"][name] = {"how": "said", "at": at, "source": "api"}
        elif old[name] is not None and profile["currency"] != old["currency"]:
            # The figure was said in the former currency: its worth in the new one is not known.
            profile[name] = None
            profile["provenance"].pop(name, None)
    for name in ("time_zone", "period_start_day", "keep_receipts"):
        if changes.get(name) is not None:
            profile[name] = changes[name]
    _check_settings(profile)
    return profile


def changed_fields(old: Profile, new: Profile) -> tuple[str, ...]:
    """Names of what a rebalance must hear of."""
    watched = (*FIGURES, "currency", "time_zone", "period_start_day")
    return tuple(name for name in watched if old[name] != new[name])
