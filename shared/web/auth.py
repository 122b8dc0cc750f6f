"""Who asks: the verified ID token's subject, never a parameter."""

from flask import g, request

from shared.config import config
from shared.errors import Unauthenticated
from shared.gcp.tokens import Identity, check_alive, refuse_emulator_sign_in, verify

PUBLIC = "_ai_on_public"


def public(view: object) -> object:
    """Mark a view that needs no sign-in."""
    setattr(view, PUBLIC, True)
    return view


def refuse_unsafe_start() -> None:
    """Exit when a deployed process would accept the emulator's unsigned tokens."""
    refuse_emulator_sign_in(config())


def sign_in() -> Identity:
    """Verify the request's token; writes also ask whether the account still lives. Raises Unauthenticated."""
    headers = request.headers.getlist("Authorization")
    if len(headers) != 1:
        raise Unauthenticated("Sign in to continue.")
    identity = verify(headers[0])
    check_alive(identity, fresh=request.method not in {"GET", "HEAD"})
    g.uid = identity.uid
    return identity
