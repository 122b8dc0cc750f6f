"""ID tokens with exactly the claims of Firebase, and opaque refresh tokens."""

import hashlib
import secrets
from typing import Any

import jwt

from dev.identity.faults import Fault
from dev.identity.storage import Account

LIFETIME_S = 3600


def issuer(project: str) -> str:
    return f"https://securetoken.google.com/{project}"


def claims_of(account: Account, project: str, auth_time: int, now: int) -> dict[str, Any]:
    """The payload of a token issued at `now` in a session that began at `auth_time` (seconds)."""
    identities = {"email": [account.email]} if account.email else {}
    claims: dict[str, Any] = {
        "iss": issuer(project),
        "aud": project,
        "auth_time": auth_time,
        "user_id": account.uid,
        "sub": account.uid,
        "iat": now,
        "exp": now + LIFETIME_S,
        "email": account.email,
        "email_verified": account.email_verified,
        "firebase": {"identities": identities, "sign_in_provider": "password"},
    }
    return {"name": account.display_name, **claims} if account.display_name else claims


def signed(claims: dict[str, Any], private_key: Any, kid: str) -> str:
    return jwt.encode(claims, private_key, algorithm="RS256", headers={"kid": kid})


def claims_in(token: Any, kid: str, public_key: Any, project: str) -> dict[str, Any]:
    """The claims of a token that this server signed. Raises INVALID_ID_TOKEN, TOKEN_EXPIRED."""
    if not isinstance(token, str) or not token:
        raise Fault("INVALID_ID_TOKEN")
    try:
        if jwt.get_unverified_header(token).get("kid") != kid:
            raise Fault("INVALID_ID_TOKEN")
        return jwt.decode(
            token, public_key, algorithms=["RS256"], audience=project, issuer=issuer(project),
            options={"require": ["exp", "iat", "sub"]},
        )  # fmt: skip
    except jwt.ExpiredSignatureError:
        raise Fault("TOKEN_EXPIRED") from None
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise Fault("INVALID_ID_TOKEN") from None


def new_refresh_token() -> str:
    return secrets.token_urlsafe(96)


def hash_of(refresh_token: str) -> str:
    """What is stored instead of the token."""
    return hashlib.sha256(refresh_token.encode("utf-8", "surrogatepass")).hexdigest()
