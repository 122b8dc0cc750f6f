"""Texts of arguments: which characters none may hold, and the one form in which they are compared and kept."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

_FORMAT = frozenset(map(chr, (0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF)))  # seen by nobody
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))  # turn the text around
_SPACES = frozenset("\n\t")
_UNSEEN = {"Cc", "Cs", "Co", "Cn"}


def canonical(value: Any) -> Any:
    """The value with every text in it in Unicode's compatibility form (NFKC)."""
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value)
    if isinstance(value, Mapping):
        return {key: canonical(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(one) for one in value]
    return value


def is_odd(value: Any) -> bool:
    """Whether a text in it holds what a person cannot see: controls, marks that turn text around, nothing at all."""
    return any(_hides(char) for text in _texts(value) for char in text)


def _hides(char: str) -> bool:
    if char in _SPACES:
        return False
    return char in _FORMAT or char in _TURNING or unicodedata.category(char) in _UNSEEN


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from (key, *_texts(one))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
