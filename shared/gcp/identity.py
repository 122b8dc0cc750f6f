"""Accounts in Firebase Authentication, by its REST interface (Identity Toolkit and Secure Token).

The base URLs come from the configuration, so that the local identity server answers the same calls. Errors are those
of `shared.errors`: what the service says is translated by code and never repeated.
https://cloud.google.com/identity-platform/docs/reference/rest/v1/accounts
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from shared.gcp import identity_errors as faults
from shared.gcp.identity_wire import call, call_admin

_CREATION_SLACK_S = 1  # the service may stamp validSince just after createdAt
_LONGEST_EMAIL = 254
_LONGEST_SECRET = 4096


@dataclass(frozen=True, slots=True)
class Tokens:
    """A signed-in session. `id_token` lasts an hour, `refresh_token` until it is revoked."""

    uid: str
    id_token: str = field(repr=False)
    refresh_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Account:
    """The state of an account. `valid_since`: tokens issued earlier are revoked (seconds since the epoch)."""

    uid: str
    created_at: datetime
    disabled: bool
    valid_since: int

    def revoked(self, issued_at: int) -> bool:
        """Whether a token issued at that second is old. One of the same second as a revocation is.

        The creation of an account also sets `valid_since`, and the first token carries that very second.
        """
        at_creation = self.valid_since - int(self.created_at.timestamp()) <= _CREATION_SLACK_S
        return issued_at < self.valid_since or (issued_at == self.valid_since and not at_creation)


def create_account(email: str, password: str, display_name: str | None = None) -> Tokens:
    """Sign up. Raises InvalidInput `email_taken`, `weak_password` or `invalid_email`, TooMany, Unavailable."""
    if not faults.sendable(email, _LONGEST_EMAIL):
        raise faults.invalid_email()
    if not faults.sendable(password, _LONGEST_SECRET):
        raise faults.weak_password()
    body: dict[str, Any] = {"email": email, "password": password, "returnSecureToken": True}
    if display_name:
        body["displayName"] = display_name
    return _tokens(call("signUp", body, faults.SIGN_UP), "localId", "idToken", "refreshToken")


def sign_in(email: str, password: str) -> Tokens:
    """Raises Unauthenticated `invalid_credentials` (also for a disabled account), TooMany, Unavailable."""
    if not faults.sendable(email, _LONGEST_EMAIL) or not faults.sendable(password, _LONGEST_SECRET):
        raise faults.invalid_credentials()
    body = {"email": email, "password": password, "returnSecureToken": True}
    return _tokens(call("signInWithPassword", body, faults.SIGN_IN), "localId", "idToken", "refreshToken")


def refresh(refresh_token: str) -> Tokens:
    """A new ID token. Raises Unauthenticated `invalid_credentials` when it is unknown or revoked, Unavailable."""
    if not (refresh_token.isascii() and faults.sendable(refresh_token, _LONGEST_SECRET)):
        raise faults.invalid_credentials()
    form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    return _tokens(call("token", form, faults.REFRESH), "user_id", "id_token", "refresh_token")


def find_uid(email: str) -> Account | None:
    """The account with that e-mail (as administrator). Raises Unavailable."""
    return _account({"email": [email]}) if faults.sendable(email, _LONGEST_EMAIL) else None


def lookup(uid: str) -> Account | None:
    """The present state of an account (as administrator), None when there is none. Raises Unavailable."""
    return _account({"localId": [uid]})


def delete_account(uid: str) -> None:
    """Delete for ever (as administrator); an account that is gone already is no error. Raises Unavailable."""
    call_admin("delete", {"localId": uid}, faults.GONE_IS_FINE)


def revoke(uid: str) -> None:
    """Sign out everywhere (as administrator): every token issued until now is old. Raises Unavailable.

    For an account in its first two seconds this waits them out, because `valid_since` must differ from the second of
    the creation. An account that is gone is no error.
    """
    account = lookup(uid)
    if account is None:
        return
    earliest = int(account.created_at.timestamp()) + _CREATION_SLACK_S + 1
    if 0 < (wait := earliest - time.time()) <= _CREATION_SLACK_S + 1:
        time.sleep(wait)
    valid_since = max(int(time.time()), earliest)
    call_admin("update", {"localId": uid, "validSince": str(valid_since)}, faults.GONE_IS_FINE)


def _tokens(answer: dict[str, Any], *names: str) -> Tokens:
    uid, id_token, refresh_token = (answer.get(name) for name in names)
    if not (isinstance(uid, str) and isinstance(id_token, str) and isinstance(refresh_token, str)):
        raise faults.unavailable()
    return Tokens(uid, id_token, refresh_token)


def _account(by: dict[str, list[str]]) -> Account | None:
    users = call_admin("lookup", by, faults.GONE_IS_FINE).get("users") or []
    try:
        return _read_account(users[0]) if users else None
    except (KeyError, TypeError, ValueError, OverflowError, OSError, AttributeError):
        fault = faults.unavailable()
    raise fault


def _read_account(user: dict[str, Any]) -> Account:
    """Raises KeyError, TypeError or ValueError for an odd record: its state is then unknown, never assumed."""
    return Account(
        uid=str(user["localId"]),
        created_at=datetime.fromtimestamp(int(user["createdAt"]) / 1000, UTC),
        disabled=bool(user.get("disabled", False)),
        valid_since=int(user.get("validSince", 0)),
    )
