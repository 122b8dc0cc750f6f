"""How a profile begins and what a change makes of it, with the provenance of each fact."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from functions.users.models import PROFILE_OBJECTS, Origin, Profile
from functions.users.rules.free_keys import merged
from functions.users.rules.territory import currency_at
from shared.errors import InvalidInput
from shared.money import Money, is_currency
from shared.period import FIRST_START_DAY, LAST_START_DAY, is_time_zone

FIGURES = ("monthly_income", "savings", "investments", "debts")
_SETTINGS = ("time_zone", "period_start_day", "keep_receipts")
# What only our own features write: the interview and the assistant.
_OURS = ("onboarding_status", "ai_summary")
_USERNAME = re.compile(r"[A-Za-z0-9._-]{3,30}", re.ASCII)


def new_profile(currency: str, time_zone: str, at: str | None = None) -> Profile:
    """What is known of a person who has just signed up: nothing but defaults, which are assumed since `at`."""
    assumed = {"how": "assumed", "at": at, "source": "api"}
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
        "provenance": {} if at is None else {name: dict(assumed) for name in ("currency", *_SETTINGS)},
    }


def is_username(text: str) -> bool:
    """Whether it can be a user name at all."""
    return bool(_USERNAME.fullmatch(text))


def check_username(username: str) -> str:
    """The user name, when it is 3 to 30 of letters, digits and `._-`. Raises InvalidInput."""
    if not is_username(username):
        raise InvalidInput.of("username", "A user name is 3 to 30 letters, digits, dots, dashes or underscores.")
    return username


def _figure(name: str, value: Any, currency: str) -> int | None:
    if value is None:
        return None
    minor = Money.parse(value, currency, name).minor
    if minor < 0 and name in {"monthly_income", "savings"}:
        raise InvalidInput.of(name, "This cannot be below zero.", "invalid_amount")
    return minor


def _currency_of(personal_info: Mapping[str, Any], default: str) -> tuple[str, str]:
    """(currency, how it is known): said, else that of the person's location, else the default."""
    said = personal_info.get("preferred_currency")
    if said is not None:
        if not isinstance(said, str) or not is_currency(said):
            raise InvalidInput.of("personal_info.preferred_currency", "This is not an ISO 4217 currency code.")
        return said, "said"
    location = personal_info.get("location_context")
    there = currency_at(location) if isinstance(location, str) else None
    return (there, "inferred") if there else (default, "assumed")


def _check_settings(profile: Profile) -> None:
    if not isinstance(profile["time_zone"], str) or not is_time_zone(profile["time_zone"]):
        raise InvalidInput.of("time_zone", "This is not an IANA time zone.")
    if not FIRST_START_DAY <= profile["period_start_day"] <= LAST_START_DAY:
        raise InvalidInput.of("period_start_day", "A period starts on day 1 to 28.")


class _Provenance:
    """Where each fact comes from: `monthly_income`, or `personal_info.language` for a key of an object."""

    def __init__(self, known: dict[str, Any], at: str, origin: Origin) -> None:
        self.known, self._at, self._origin = known, at, origin

    def note(self, name: str, value: Any, how: str | None = None) -> None:
        """A fact that is removed has no provenance any more."""
        if value is None:
            self.known.pop(name, None)
        else:
            known = how or self._origin.others.get(name, self._origin.how)
            self.known[name] = {"how": known, "at": self._at, "source": self._origin.source}


def _merge_objects(old: Profile, profile: Profile, changes: Mapping[str, Any], provenance: _Provenance) -> None:
    for name in PROFILE_OBJECTS:
        if name in changes:
            profile[name] = merged(name, old[name], changes[name])
            for key in old[name] if changes[name] is None else changes[name]:
                provenance.note(f"{name}.{key}", profile[name].get(key))


def changed_profile(
    old: Profile, changes: Mapping[str, Any], default_currency: str, at: str, origin: Origin | None = None
) -> Profile:
    """The profile after a change: objects merge key by key, null removes, a new currency governs its amounts.

    `changes` holds only the fields that were sent, figures as number or decimal string. Raises InvalidInput.
    """
    profile = deepcopy(old)
    provenance = _Provenance(profile["provenance"], at, origin or Origin())
    _merge_objects(old, profile, changes, provenance)
    if "personal_info" in changes:
        profile["currency"], how = _currency_of(profile["personal_info"], default_currency)
        known = profile["provenance"].get("currency", {}).get("how")
        if profile["currency"] != old["currency"] or how != known:
            provenance.note("currency", profile["currency"], (origin or Origin()).how if how == "said" else how)
    for name in FIGURES:
        if name in changes:
            profile[name] = _figure(name, changes[name], profile["currency"])
            provenance.note(name, profile[name])
        elif old[name] is not None and profile["currency"] != old["currency"]:
            # The figure was said in the former currency: its worth in the new one is not known.
            profile[name] = None
            provenance.note(name, None)
    for name in _SETTINGS:
        if changes.get(name) is not None:
            profile[name] = changes[name]
            provenance.note(name, changes[name])
    profile.update({name: changes[name] for name in _OURS if name in changes})
    _check_settings(profile)
    return profile


def changed_fields(old: Profile, new: Profile) -> tuple[str, ...]:
    """Names of what a rebalance must hear of."""
    watched = (*FIGURES, "currency", "time_zone", "period_start_day")
    return tuple(name for name in watched if old[name] != new[name])
