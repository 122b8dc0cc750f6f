"""A change of a person as the journal keeps it and tells it, and the former state that undoing brings back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from functions.journal.models import Change
from functions.users.models import PROFILE_OBJECTS, User
from functions.users.rules.labels import LABELS, field_told, label
from functions.users.rules.profile import FIGURES
from shared.language import Language
from shared.money import Money

_NAMES = ("first_name", "last_name")
# In the order in which they are told.
_TOLD = (
    *(*_NAMES, *FIGURES, "currency", "time_zone", "period_start_day", "keep_receipts"),
    *("user_ai_preferences", "personal_info", "extra_info", "onboarding_status", "ai_summary"),
)
_STATES = ("completed", "in_progress", "not_started")


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


def told(before: User, after: User, language: Language) -> str:
    """One line for the person on what changed."""
    old, new = _fields(before), _fields(after)
    words = language.choose(LABELS)
    found = [_line(name, (before, old), (after, new), language) for name in _TOLD if old[name] != new[name]]
    return ("; ".join(found) or words["confirmed"])[:500]


def _line(
    name: str, before: tuple[User, Mapping[str, Any]], after: tuple[User, Mapping[str, Any]], language: Language
) -> str:
    words, called = language.choose(LABELS), label(name, language)
    if name in PROFILE_OBJECTS:
        keys = ", ".join(
            _key_told(key, after[1][name].get(key), language) for key in _keys(before[1][name], after[1][name])
        )
        return language.fill(words["facts"], name=called, keys=keys)
    old, new = (_told(name, fields[name], user, language) for user, fields in (before, after))
    return language.fill(words["field"], name=called, before=old, after=new)


def _keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    return sorted(key for key in {*old, *new} if old.get(key) != new.get(key))


def _key_told(key: str, value: Any, language: Language) -> str:
    """A key with what it is now, when that is short."""
    short = isinstance(value, str | int | list) and value not in ("", [])
    shown = field_told(key, value, "", language)[:60] if short else ""
    return f"{label(key, language)} ({shown})" if shown else label(key, language)


def _told(name: str, value: Any, user: User, language: Language) -> str:
    if value is None or value == "":
        return label("none", language)
    if name in FIGURES:
        return language.money(Money(value, user.profile["currency"]))
    if isinstance(value, bool):
        return label("yes" if value else "no", language)
    return label(value, language) if value in _STATES else str(value)[:60]
