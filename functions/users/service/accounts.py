"""Sign up, sign in, and who there is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from functions.users import repository, rules
from functions.users.models import User
from shared.clock import rfc3339
from shared.config import config
from shared.context import Context
from shared.errors import InvalidInput, Unauthenticated
from shared.gcp import identity, sessions, tombstones
from shared.gcp.firestore import Contended
from shared.gcp.idempotency import Kept, RequestKey, request_key
from shared.gcp.identity_errors import invalid_credentials
from shared.gcp.tokens import verify
from shared.gcp.walking import Walk

_USERS_AT_ONCE = 200
HALF_MADE_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class SignUp:
    """Who wants an account. `names` are first and last name."""

    username: str
    email: str
    password: str = field(repr=False)
    names: tuple[str, str] = ("", "")


def create_user(
    new: SignUp,
    now: datetime,
    key: RequestKey | None = None,
    answer: Callable[[identity.Tokens], Kept] | None = None,
) -> identity.Tokens:
    """Sign up: account, user name and profile, or nothing. Raises InvalidInput `username_taken`, `email_taken` …

    `key` is that of a client which may repeat the request; `answer` makes what the repetition gets.
    """
    rules.check_username(new.username)
    if key:
        key.claim()
    if repository.email_of(new.username) is not None:
        raise _taken()
    tokens = _make_account(new.email, new.password, now)
    if key:
        key.uid = tokens.uid
    context = Context(tokens.uid, now, key or request_key(tokens.uid, "POST /api/users/create", None, "", now))
    commit = context.commit()
    repository.add_user(commit, _new_user(new, tokens.uid, now))
    try:
        context.finish(commit, (lambda: answer(tokens)) if answer else None)
    except Contended:
        identity.delete_account(tokens.uid)
        raise _taken() from None
    except BaseException:
        if not repository.exists(tokens.uid):
            identity.delete_account(tokens.uid)
        raise
    return tokens


def _new_user(new: SignUp, uid: str, now: datetime) -> User:
    settings = config()
    profile = rules.new_profile(settings.default_currency, settings.default_time_zone, rfc3339(now))
    return User(uid, new.username, new.email, *new.names, profile=profile, created_at=now)


def _make_account(email: str, password: str, now: datetime) -> identity.Tokens:
    """Create the sign-in account; one that an interrupted sign-up left without a profile is made anew."""
    try:
        return identity.create_account(email, password)
    except InvalidInput as error:
        if error.code != "email_taken":
            raise
        found = identity.find_uid(email)
        if found is None or repository.exists(found.uid) or now - found.created_at < HALF_MADE_AFTER:
            raise
        identity.delete_account(found.uid)
        return identity.create_account(email, password)


def _taken() -> InvalidInput:
    return InvalidInput.of("username", "This user name is taken.", "username_taken")


def sign_in(username: str | None, email: str | None, password: str) -> identity.Tokens:
    """Tokens by user name or e-mail. An unknown user costs the same request as a known one."""
    named = username if username and rules.is_username(username) else None
    address = email or (repository.email_of(named) if named else None)
    tokens = identity.sign_in(address or "nobody@invalid.example", password)
    if address is None or tombstones.is_gone(tokens.uid):
        raise invalid_credentials()
    return tokens


def refresh(token: str) -> identity.Tokens:
    """New tokens for a refresh token. Raises Unauthenticated for one of a session that was ended by us."""
    tokens = identity.refresh(token)
    try:
        sessions.check(verify(f"Bearer {tokens.id_token}"), fresh=True)
    except Unauthenticated:
        raise invalid_credentials() from None
    return tokens


def get_user(uid: str) -> User:
    """The person. Raises NotFound."""
    return repository.get_user(uid)


def everybody(name: str, now: datetime, size: int = _USERS_AT_ONCE, most: int | None = None) -> Walk[str]:
    """The walk of this name over the uids of all people, for a schedule."""
    return Walk(name, repository.uids_after, str, now, size, most)


def get_user_with(uid: str, *refs: Any) -> tuple[User, list[Any]]:
    """The person together with documents of another feature (their snapshots), in one round trip. Raises NotFound."""
    return repository.read_with(uid, *refs)
