"""What a Firebase ID token must say beyond what firebase-admin asks of it. Pure: the present is handed in.

firebase-admin 7.7 checks alg, kid, aud, iss, the signature, and that iat and exp surround now. It lets pass a
lifetime of ten years, an `exp` that is not a number, a future `auth_time` or `nbf`, any characters in `sub`, other
tenants and anonymous accounts, and it overwrites a `uid` claim. Those are refused here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_LIFETIME_S = 3600
_UID = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)
_KEY_IN_HEADER = frozenset({"jku", "jwk", "x5u", "x5c", "crit"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who sent a request. `uid` is the token's `sub`; the times are seconds since the epoch.

    `email` may be unverified: it never finds, merges or unlocks an account.
    """

    uid: str
    email: str | None
    auth_time: int
    issued_at: int


def identity_of(header: Mapping[str, Any], claims: Mapping[str, Any], now: int) -> Identity | None:
    """The person whom a token names whose signature is already verified, or None when it must be refused.

    `claims` is the payload as it was signed; `now` is in seconds since the epoch.
    """
    uid, email = claims.get("sub"), claims.get("email")
    if not isinstance(uid, str) or not (email is None or isinstance(email, str)):
        return None
    if not (_header_is_plain(header) and _names_one_user(claims, uid) and _times_hold(claims, now)):
        return None
    if not _account_is_ours(claims):
        return None
    return Identity(uid, email, claims["auth_time"], claims["iat"])


def _header_is_plain(header: Mapping[str, Any]) -> bool:
    """A header that brings its own key, or asks for an extension that we do not know, is an attack."""
    return not _KEY_IN_HEADER & header.keys()


def _names_one_user(claims: Mapping[str, Any], uid: str) -> bool:
    reserved = uid.startswith("__") and uid.endswith("__")  # Firestore keeps __*__ for itself
    same = all(claims.get(name, uid) == uid for name in ("user_id", "uid"))
    return bool(_UID.fullmatch(uid)) and not reserved and same


def _times_hold(claims: Mapping[str, Any], now: int) -> bool:
    issued, expires, signed_in = claims.get("iat"), claims.get("exp"), claims.get("auth_time")
    not_before = claims.get("nbf", now)
    # `type is int`: bool, float and NaN are no times.
    if type(issued) is not int or type(expires) is not int:
        return False
    if type(signed_in) is not int or type(not_before) is not int:
        return False
    lifetime_holds = 0 < expires - issued <= MAX_LIFETIME_S
    return lifetime_holds and issued <= now < expires and not_before <= now and 0 < signed_in <= now


def _account_is_ours(claims: Mapping[str, Any]) -> bool:
    firebase = claims.get("firebase")
    if not isinstance(firebase, dict) or "tenant" in firebase or "tenant" in claims:
        return False
    provider = firebase.get("sign_in_provider")
    anonymous = "anonymous" in (provider, claims.get("provider_id"))
    return isinstance(provider, str) and bool(provider) and not anonymous
