"""Who sent this request: the verification of Firebase ID tokens.

Everything wrong with a token is one and the same 401; nothing of the token, nor of a library's message about it, gets
into an answer, a log or a chained exception. Only certificates that cannot be had are a 503.
"""

import base64
import json
import re
import threading
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from shared import logs
from shared.config import Config, config
from shared.errors import Problem, Unauthenticated, Unavailable
from shared.gcp import identity as accounts
from shared.gcp.token_claims import Identity, identity_of

if TYPE_CHECKING:
    from firebase_admin import App

__all__ = ["Identity", "check_alive", "refuse_emulator_sign_in", "verify"]

MAX_HEADER_BYTES = 8192
CERTIFICATE_TIMEOUT_S = 5
STATE_KEPT_S = 240.0  # reads may see an account's state this old; the promise is 5 minutes
_STATES_KEPT = 10_000
_BEARER = re.compile(r"(?i:bearer) ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)", re.ASCII)
_REFUSED = "Sign in to continue."
_OUTAGE = "Sign-in cannot be checked right now. Please try again in a moment."

_start_lock = threading.Lock()
_states_lock = threading.Lock()
_states: dict[str, tuple[float, accounts.Account | None]] = {}


def verify(authorization: str | None) -> Identity:
    """The person whom the `Authorization` header names. 1 ms once the certificates are cached.

    The token may still be revoked or its account disabled: see `check_alive`. Two headers, joined by the server with
    a comma, do not match the form and are refused.
    Raises Unauthenticated for every fault of the header, Unavailable when the certificates cannot be fetched.
    """
    form = None
    if authorization and len(authorization) <= MAX_HEADER_BYTES:
        form = _BEARER.fullmatch(authorization)
    outcome = _examine(form[1]) if form else None
    if isinstance(outcome, Identity):
        return outcome
    raise outcome or Unauthenticated(_REFUSED)


def check_alive(identity: Identity, fresh: bool) -> None:
    """Refuse a token that was revoked, or whose account is disabled or deleted.

    `fresh=True` (writes, export, deletion) always asks the identity service; otherwise its answer is kept for four
    minutes. Raises Unauthenticated, and Unavailable when the service must be asked and does not answer.
    """
    account = _state_of(identity.uid, fresh)
    if account is None or account.disabled or account.revoked(identity.issued_at):
        raise Unauthenticated(_REFUSED)


def refuse_emulator_sign_in(settings: Config) -> None:
    """End a deployed process that would take tokens nobody signed, or certificates from elsewhere."""
    elsewhere = settings.firebase_auth_emulator_host or settings.id_token_cert_url
    if settings.deployed and elsewhere:
        raise SystemExit("FIREBASE_AUTH_EMULATOR_HOST and ID_TOKEN_CERT_URL must not be set on a deployed function.")


def _examine(token: str) -> Identity | Problem | None:
    """The identity, None for a token to refuse, or the problem to raise: returned, so that no cause hangs on it."""
    from firebase_admin import auth

    app = _app()
    try:
        auth.verify_id_token(token, app=app, clock_skew_seconds=0)
        header, payload, _ = token.split(".")
        return identity_of(_decoded(header), _decoded(payload), int(time.time()))
    except auth.CertificateFetchError as error:
        return _outage(error)
    except auth.InvalidIdTokenError as error:
        return _outage(error.cause) if _came_from_certificates(error.cause) else None
    except Exception:  # noqa: BLE001 - RecursionError, ValueError, TypeError…: whatever a hostile token provokes
        return None


def _outage(cause: BaseException | None) -> Problem:
    logs.error("certificates unavailable", fault=type(cause).__name__)
    return Unavailable(_OUTAGE)


def _came_from_certificates(cause: BaseException | None) -> bool:
    """A certificate body that is no JSON. google-auth wraps the same fault of a token in an error of its own."""
    return isinstance(cause, json.JSONDecodeError | UnicodeDecodeError)


def _decoded(segment: str) -> dict[str, Any]:
    """One part of a verified token, as it was signed: firebase-admin overwrites `uid` in what it returns."""
    part: dict[str, Any] = json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    return part


def _state_of(uid: str, fresh: bool) -> accounts.Account | None:
    kept = _states.get(uid)
    if kept and not fresh and time.monotonic() - kept[0] < STATE_KEPT_S:
        return kept[1]
    asked_at = time.monotonic()
    account = accounts.lookup(uid)
    with _states_lock:
        if len(_states) >= _STATES_KEPT:
            _states.clear()
        _states[uid] = (asked_at, account)
    return account


def _app() -> "App":
    with _start_lock:
        return _started_app()


@cache
def _started_app() -> "App":
    """firebase-admin for verification only: it needs the project's id and no credentials."""
    import firebase_admin
    from firebase_admin import _token_gen
    from google.auth import credentials

    settings = config()
    refuse_emulator_sign_in(settings)
    if settings.id_token_cert_url:
        # A private name of firebase-admin, pinned by a test: local stacks serve their own certificates.
        _token_gen.ID_TOKEN_CERT_URI = settings.id_token_cert_url
    options = {"projectId": settings.project, "httpTimeout": CERTIFICATE_TIMEOUT_S}
    nobody = credentials.AnonymousCredentials()  # type: ignore[no-untyped-call]
    return firebase_admin.initialize_app(nobody, options, name=f"sign-in-{time.monotonic_ns()}")
