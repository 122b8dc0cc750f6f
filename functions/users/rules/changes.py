"""A change of a person as the journal keeps it and tells it, and the former state that undoing brings back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from functions.journal.models import Change
from functions.users.models import PROFILE_OBJECTS, User
from functions.users.rules.profile import FIGURES
from shared.money import Money

_NAMES = ("first_name", "last_name")
_WORDS = {
    "first_name": "First name",
    "last_name": "Last name",
    "monthly_income": "Monthly income",
    "savings": "Savings",
    "investments": "Investments",
    "debts": "Debts",
    "currency": "Currency",
    "time_zone": "Time zone",
    "period_start_day": "First day of a period",
    "keep_receipts": "Keep receipts",
    "user_ai_preferences": "Preferences",
    "personal_info": "Personal facts",
    "extra_info": "Other facts",
    "onboarding_status": "Interview",
    "ai_summary": "Summary",
}


def _fields(user: User) -> dict[str, Any]:
    return {"first_name": user.first_name, "last_name": user.last_name, **user.profile}


def as_change(before: User, after: User) -> Change:
    """What is different, names and fields of the profile in one; amounts in minor units of each side's currency."""
    old, new = _fields(before), _fields(after)
    changed = [name for name in new if old.get(name) != new[name]]
    return Change(
        "profile",
        before.id,
        {name: old.get(name) for name in changed},
        {name: new[name] for name in changed},
        before.version,
        after.version,
        before.profile["currency"],
    )


def restored(user: User, fields: Mapping[str, Any]) -> User:
    """The person with former values of these fields, as a new version."""
    first, last = (str(fields.get(name, getattr(user, name))) for name in _NAMES)
    rest = {name: value for name, value in fields.items() if name not in _NAMES}
    profile = {**user.profile, **rest}
    return replace(user, first_name=first, last_name=last, profile=profile, version=user.version + 1)


def told(before: User, after: User) -> str:
    """One line for the person on what changed."""
    old, new = _fields(before), _fields(after)
    found = [
        f"{word}: {_told(name, old, before)} → {_told(name, new, after)}"
        if name not in PROFILE_OBJECTS
        else f"{word}: {', '.join(_keys(old[name], new[name]))}"
        for name, word in _WORDS.items()
        if old[name] != new[name]
    ]
    return ("; ".join(found) or "Confirmed what was known")[:500]


def _keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    return sorted(key for key in {*old, *new} if old.get(key) != new.get(key))


def _told(name: str, fields: Mapping[str, Any], user: User) -> str:
    value = fields[name]
    if value is None or value == "":
        return "none"
    if name in FIGURES:
        return f"{Money(value, user.profile['currency'])} {user.profile['currency']}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)[:60]
