"""What people and administrators do with accounts. Every method raises Fault with Firebase's code."""

import secrets
import string
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import load_pem_private_key

from dev.identity import minting, passwords, rules
from dev.identity.attempts import Attempts
from dev.identity.faults import TOO_MANY_ATTEMPTS, Fault
from dev.identity.storage import Account, Storage

_ALPHABET = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in session."""

    account: Account
    id_token: str
    refresh_token: str


class Accounts:
    """The accounts of one project."""

    def __init__(self, project: str, folder: Path | None = None, attempts: int = 100) -> None:
        self.project = project
        self.storage = Storage(folder)
        self.key = self.storage.signing_key()
        self._private_key = load_pem_private_key(self.key.private_pem.encode(), None)
        self._public_key = self._private_key.public_key()
        self._attempts = Attempts(attempts)

    def create(
        self, email: str, password: str | None, display_name: str | None = None, uid: str | None = None
    ) -> Account:
        """A new account. Raises EMAIL_EXISTS, DUPLICATE_LOCAL_ID."""
        secret = passwords.hashed(password) if password else None
        now_ms = time.time_ns() // 1_000_000
        account = Account(
            uid=uid or "".join(secrets.choice(_ALPHABET) for _ in range(28)),
            email=email, password=secret, display_name=display_name,
            created_ms=now_ms, valid_since=now_ms // 1000, password_ms=now_ms,
        )  # fmt: skip
        with self.storage.transaction():
            if self.storage.account(account.uid):
                raise Fault("DUPLICATE_LOCAL_ID")
            if self.storage.account_by_email(email):
                raise Fault("EMAIL_EXISTS")
            self.storage.save(account)
        return account

    def sign_in(self, email: str, password: str) -> Session:
        """Raises INVALID_LOGIN_CREDENTIALS, alike in time for unknown addresses, USER_DISABLED, TOO_MANY_ATTEMPTS."""
        if self._attempts.exhausted(email):
            raise Fault(TOO_MANY_ATTEMPTS)
        account = self.storage.account_by_email(email)
        if not passwords.matches(password, account.password if account else None) or account is None:
            self._attempts.failed(email)
            raise Fault("INVALID_LOGIN_CREDENTIALS")
        self._attempts.succeeded(email)
        return self.open_session(account.uid)

    def open_session(self, uid: str) -> Session:
        """New tokens for an account whose owner has just proven to be it."""
        refresh_token = minting.new_refresh_token()
        with self.storage.transaction():
            account = self.living(uid)
            now_ms = time.time_ns() // 1_000_000
            account.last_login_ms = now_ms
            self.storage.save(account)
            self.storage.add_refresh_token(minting.hash_of(refresh_token), uid, now_ms // 1000)
        return self._session(account, refresh_token, now_ms // 1000)

    def refresh(self, refresh_token: str) -> Session:
        """A new ID token in the same session. Raises INVALID_REFRESH_TOKEN, TOKEN_EXPIRED, USER_DISABLED…"""
        known = self.storage.refresh_token(minting.hash_of(refresh_token))
        if known is None:
            raise Fault("INVALID_REFRESH_TOKEN")
        uid, auth_time, revoked = known
        account = self.living(uid)
        if revoked or auth_time < account.valid_since:
            raise Fault("TOKEN_EXPIRED")
        return self._session(account, refresh_token, auth_time)

    def holder(self, id_token: Any) -> Account:
        """Whose token that is. Raises INVALID_ID_TOKEN, TOKEN_EXPIRED, USER_NOT_FOUND, USER_DISABLED."""
        claims = minting.claims_in(id_token, self.key.kid, self._public_key, self.project)
        account = self.living(claims["sub"])
        if claims["iat"] < account.valid_since:
            raise Fault("TOKEN_EXPIRED")
        return account

    def living(self, uid: str) -> Account:
        """Raises USER_NOT_FOUND, USER_DISABLED."""
        account = self.storage.account(uid)
        if account is None:
            raise Fault("USER_NOT_FOUND")
        if account.disabled:
            raise Fault("USER_DISABLED")
        return account

    def change(self, uid: str, changes: dict[str, Any]) -> Account:
        """Write named fields of `Account`; a new password or `valid_since` ends all sessions."""
        if "password" in changes:
            now_ms = time.time_ns() // 1_000_000
            secret = passwords.hashed(rules.new_password(changes["password"]))
            changes = {"valid_since": now_ms // 1000} | changes | {"password": secret, "password_ms": now_ms}
        with self.storage.transaction():
            account = self.storage.account(uid)
            if account is None:
                raise Fault("USER_NOT_FOUND")
            holder = self.storage.account_by_email(changes["email"]) if "email" in changes else None
            if holder and holder.uid != uid:
                raise Fault("EMAIL_EXISTS")
            for name, value in changes.items():
                setattr(account, name, value)
            self.storage.save(account)
            if "valid_since" in changes:
                self.storage.revoke_refresh_tokens(uid)
        return account

    def delete(self, uid: str) -> None:
        """Raises USER_NOT_FOUND."""
        with self.storage.transaction():
            if self.storage.account(uid) is None:
                raise Fault("USER_NOT_FOUND")
            self.storage.delete(uid)

    def _session(self, account: Account, refresh_token: str, auth_time: int) -> Session:
        claims = minting.claims_of(account, self.project, auth_time, int(time.time()))
        return Session(account, minting.signed(claims, self._private_key, self.key.kid), refresh_token)
