"""Who asks: the verified ID token's subject, never a parameter."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, g, request

from shared.config import config
from shared.errors import Unauthenticated, Unavailable
from shared.gcp import sessions
from shared.gcp.tokens import Identity, check_alive, refuse_emulator_sign_in, verify

PUBLIC = "_ai_on_public"
_FRESH = "_ai_on_fresh"
_ENDS_SESSIONS = "_ai_on_ends_sessions"
_CLOSED_MAY = "_ai_on_closed_may"
View = TypeVar("View", bound=Callable[..., Any])


def public(view: object) -> object:
    """Mark a view that needs no sign-in."""
    setattr(view, PUBLIC, True)
    return view


def checked_afresh(view: View) -> View:
    """Mark a view that reads but hands out so much that it asks like a write whether the token still counts."""
    setattr(view, _FRESH, True)
    return view


def ends_sessions(view: View) -> View:
    """Mark a view that only takes rights away: it works while the identity service cannot be reached.

    It ends the token that it was called with, so a repetition comes with a token that counts no more: with an
    Idempotency-Key it gets the answer that was given, and nothing else (`refuse_unless_replayed`).
    """
    setattr(view, _ENDS_SESSIONS, True)
    return view


def closed_may(view: View) -> View:
    """Mark a view that people may also call while their account is being closed."""
    setattr(view, _CLOSED_MAY, True)
    return view


def marked(view: Any, mark: str) -> Any:
    """The mark that a decorator of ours has set on a view, also when flask-openapi3 has wrapped it."""
    return getattr(view, mark, None) or getattr(getattr(view, "__wrapped__", None), mark, None)


def refuse_unsafe_start() -> None:
    """Exit when a deployed process would accept the emulator's unsigned tokens."""
    refuse_emulator_sign_in(config())


def sign_in() -> Identity:
    """Verify the request's token, and that its session and its account still live: writes ask, reads may remember.

    Raises Unauthenticated, and Unavailable when that must be asked and nobody answers: writes fail closed.
    """
    headers = request.headers.getlist("Authorization")
    if len(headers) != 1:
        raise Unauthenticated("Sign in to continue.")
    identity = verify(headers[0])
    view = current_app.view_functions.get(request.endpoint or "")
    g.uid, g.identity, g.over = identity.uid, identity, False
    try:
        _check(identity, view)
    except Unauthenticated:
        if not (marked(view, _ENDS_SESSIONS) and "Idempotency-Key" in request.headers):
            raise
        g.over = True
    return identity


def refuse_unless_replayed() -> None:
    """After the look for an earlier answer: a session that is over gets no other. Raises Unauthenticated."""
    if g.get("over"):
        raise Unauthenticated("Sign in to continue.")


def _check(identity: Identity, view: Any) -> None:
    fresh = request.method not in {"GET", "HEAD"} or bool(marked(view, _FRESH))
    sessions.check(identity, fresh=fresh, closed_may=bool(marked(view, _CLOSED_MAY)))
    try:
        check_alive(identity, fresh=fresh)
    except Unavailable:
        if not marked(view, _ENDS_SESSIONS):
            raise
