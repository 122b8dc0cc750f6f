"""Identifiers: a prefix that says what, and 128 bits that nobody can guess. They carry no order."""

import hashlib
import re
import secrets

PREFIXES = frozenset({"bud", "exp", "rcp", "ntf", "adv", "act", "msg", "rep", "rec", "gol", "imp", "evt"})
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_LENGTH = 25  # 36**25 > 2**128
_SHAPE = re.compile(r"[a-z]{3}_[0-9a-z]{25}", re.ASCII)


def _encode(number: int) -> str:
    digits = ""
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits


def new_id(prefix: str) -> str:
    """A fresh random identifier such as `exp_…`."""
    if prefix not in PREFIXES:
        raise ValueError(prefix)
    return f"{prefix}_{_encode(secrets.randbits(128))}"


def derived_id(prefix: str, *parts: str) -> str:
    """The same identifier for the same parts: makes an effect that happens twice land on one document."""
    if prefix not in PREFIXES:
        raise ValueError(prefix)
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return f"{prefix}_{_encode(int.from_bytes(digest[:16]))}"


def is_id(text: str, prefix: str) -> bool:
    """Whether `text` has the shape of an identifier of this kind; says nothing of its existence."""
    return text.startswith(prefix + "_") and bool(_SHAPE.fullmatch(text))
