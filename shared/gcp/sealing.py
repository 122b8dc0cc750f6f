"""Answers that hold a secret are stored so that only the request that made them can open them again.

The key is derived from the request's own secret by scrypt; whoever reads the store reads nothing.
"""

import base64
import hashlib
import secrets

# About 50 ms and 16 MB: such answers are rare.
_COST = 1 << 14
_SALT = 16


class WrongSecret(ValueError):
    """This secret does not open it."""


def _key(secret: str, salt: bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.scrypt(secret.encode(), salt=salt, n=_COST, r=8, p=1, dklen=32))


def seal(text: str, secret: str) -> str:
    """The text as only this secret opens it."""
    from cryptography.fernet import Fernet

    salt = secrets.token_bytes(_SALT)
    return salt.hex() + Fernet(_key(secret, salt)).encrypt(text.encode()).decode()


def unseal(sealed: str, secret: str) -> str:
    """The inverse of `seal`. Raises WrongSecret."""
    from cryptography.fernet import Fernet, InvalidToken

    salt, token = bytes.fromhex(sealed[: 2 * _SALT]), sealed[2 * _SALT :]
    try:
        return Fernet(_key(secret, salt)).decrypt(token.encode()).decode()
    except InvalidToken:
        raise WrongSecret from None
