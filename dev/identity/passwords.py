"""Password hashes: scrypt, cheap enough for a laptop (about 12 ms)."""

import hashlib
import hmac
import os

_SALT_BYTES = 16
_COST = {"n": 2**12, "r": 8, "p": 1}


def hashed(password: str) -> bytes:
    """Salt and hash of a new password."""
    salt = os.urandom(_SALT_BYTES)
    return salt + _scrypt(password, salt)


def matches(password: str, stored: bytes | None) -> bool:
    """Whether it is the password. For an unknown account (None) the same work is done, and the answer is no."""
    known = stored or bytes(_SALT_BYTES + 64)
    right = hmac.compare_digest(_scrypt(password, known[:_SALT_BYTES]), known[_SALT_BYTES:])
    return right and stored is not None


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, **_COST)
