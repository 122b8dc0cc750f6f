"""The three objects of a profile that take keys of the person's own choice: what may stand in them, and merging."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shared.errors import InvalidInput

MAX_KEYS = 50
MAX_DEPTH = 5
MAX_TEXT = 2000
MAX_WEIGHT = 20_000  # characters of keys and texts in one object: a profile stays far below the store's megabyte
_EXACT = 2**53
_DIGITS = 15  # what a double keeps exactly
_RESERVED = re.compile(r"__.*__", re.DOTALL)


def merged(name: str, old: Mapping[str, Any], change: Mapping[str, Any] | None) -> dict[str, Any]:
    """The object after a change: key by key, null removes a key; None empties it. Raises InvalidInput."""
    if change is None:
        return {}
    sent = {key: _checked(name, value, 1) for key, value in change.items()}
    for key in sent:
        _check_key(name, key)
    found = {key: value for key, value in {**old, **sent}.items() if value is not None}
    if len(found) > MAX_KEYS:
        raise InvalidInput.of(name, f"This holds {MAX_KEYS} keys at most.")
    if _weight(found) > MAX_WEIGHT:
        raise InvalidInput.of(name, "This is too much to keep.")
    return found


def _check_key(name: str, key: str) -> None:
    if not 0 < len(key) <= 100 or _RESERVED.fullmatch(key) or not _is_text(key):
        raise InvalidInput.of(name, "A key is 1 to 100 characters, and not of the form __key__.")


def _is_text(text: str) -> bool:
    """Whether the store can keep it: a lone surrogate is half a character."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _checked(name: str, value: Any, depth: int) -> Any:
    """The value as the store keeps it. Raises InvalidInput for what it cannot hold."""
    if depth > MAX_DEPTH:
        raise InvalidInput.of(name, f"Values may be nested {MAX_DEPTH} deep.")
    if isinstance(value, dict):
        for key in value:
            _check_key(name, key)
        return {key: _checked(name, one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        if any(isinstance(one, list) for one in value):
            raise InvalidInput.of(name, "A list cannot hold a list.")
        return [_checked(name, one, depth + 1) for one in value]
    if isinstance(value, str) and (len(value) > MAX_TEXT or not _is_text(value)):
        raise InvalidInput.of(name, f"A text is up to {MAX_TEXT} plain characters.")
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _number(name, value)
    return value


def _number(name: str, value: int | Decimal) -> Any:
    """Whole numbers stay so. Others are texts, for the store knows only doubles and these may stand for amounts."""
    number = Decimal(value)
    if abs(number) > _EXACT or len(number.as_tuple().digits) > _DIGITS:
        raise InvalidInput.of(name, "This number has too many digits.")
    return int(number) if number == number.to_integral_value() else format(number, "f")


def _weight(value: Any) -> int:
    if isinstance(value, dict):
        return sum(len(key) + _weight(one) for key, one in value.items())
    if isinstance(value, list):
        return sum(map(_weight, value)) + len(value)
    return len(value) if isinstance(value, str) else 8
