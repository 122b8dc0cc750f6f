"""Answers that hold secrets, kept so that only whoever sends the same request again can read them.

A sign-up's answer carries tokens and its body a password: neither may lie in the store, nor a plain digest of the body,
which would let passwords be guessed. Both keys come from the body by scrypt (about 50 ms).
"""

import base64
import hashlib


class Seal:
    """`fingerprint` tells bodies apart; `close` and `open` need the same body and salt."""

    def __init__(self, body: bytes, salt: str) -> None:
        key = hashlib.scrypt(body, salt=salt.encode(), n=2**14, r=8, p=1, dklen=64)
        self.fingerprint = key[:32].hex()
        self._key = base64.urlsafe_b64encode(key[32:])

    def close(self, text: str) -> str:
        """The text, sealed."""
        from cryptography.fernet import Fernet

        return Fernet(self._key).encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text that was sealed under the same body and salt. Raises ValueError."""
        from cryptography.fernet import Fernet, InvalidToken

        try:
            return Fernet(self._key).decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise ValueError("sealed under another body") from None
