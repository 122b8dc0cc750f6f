"""Sign up, sign in, and who there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.users import repository, rules
from functions.users.models import User
from shared.clock import rfc3339
from shared.config import config
from shared.context import Context
from shared.errors import Conflict, InvalidInput, Unauthenticated
from shared.gcp import identity, sessions, tombstones
from shared.gcp.firestore import Contended
from shared.gcp.idempotency import Replayed, RequestKey, request_key
from shared.gcp.identity_errors import invalid_credentials
from shared.gcp.sealing import Seal
from shared.gcp.tokens import verify

_USERS_AT_ONCE = 200
_ROUTE = "POST /api/users/create"
HALF_MADE_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class SignUp:
    """Who signs up. `key` is the client's Idempotency-Key, `body` the bytes that were sent."""

    username: str
    email: str
    password: str
    first_name: str = ""
    last_name: str = ""
    key: str | None = None
    body: bytes = b""


class _Keyed:
    """The guard of a sign-up: its answer is kept sealed, for it holds tokens."""

    def __init__(self, wanted: SignUp, now: datetime) -> None:
        self._wanted, self._now = wanted, now
        self._seal = Seal(wanted.body, f"{wanted.email}\n{wanted.key}") if wanted.key else None

    def guard(self, uid: str) -> RequestKey:
        return request_key(uid, _ROUTE, self._wanted.key, self._seal.fingerprint if self._seal else "", self._now)

    def sealed(self, text: str) -> str:
        return self._seal.close(text) if self._seal else ""

    def recall(self) -> None:
        """Raise Replayed when this sign-up was done before, Conflict `in_progress` while its twin is at work."""
        if self._seal is None:
            return
        found = identity.find_uid(self._wanted.email)
        if found is None:
            return
        try:
            self.guard(found.uid).replay()
        except Replayed as done:
            raise Replayed(done.status, self._seal.open(done.body)) from None
        if self._now - found.created_at < HALF_MADE_AFTER and not repository.exists(found.uid):
            raise Conflict("The first request with this key is still running.", "in_progress", retry_after=1)


def create_user(wanted: SignUp, now: datetime, answer: Callable[[identity.Tokens], str]) -> identity.Tokens:
    """Sign up: account, user name and profile, or nothing. Raises InvalidInput `username_taken`, `email_taken` …

    With a key a repetition raises Replayed with `answer` as it was given first.
    """
    rules.check_username(wanted.username)
    keyed = _Keyed(wanted, now)
    keyed.recall()
    try:
        return _create(wanted, keyed, now, answer)
    except InvalidInput as error:
        if error.code in {"email_taken", "username_taken"}:
            keyed.recall()  # its twin was faster
        raise


def _create(wanted: SignUp, keyed: _Keyed, now: datetime, answer: Callable[[identity.Tokens], str]) -> identity.Tokens:
    if repository.email_of(wanted.username) is not None:
        raise _taken()
    tokens = _make_account(wanted.email, wanted.password, now)
    context = Context(tokens.uid, now, keyed.guard(tokens.uid))
    commit = context.commit()
    repository.add_user(commit, _new_user(wanted, tokens.uid, now))
    try:
        context.finish(commit, lambda: (201, keyed.sealed(answer(tokens))))
    except Contended:
        identity.delete_account(tokens.uid)
        raise _taken() from None
    except BaseException:
        if not repository.exists(tokens.uid):
            identity.delete_account(tokens.uid)
        raise
    return tokens


def _new_user(wanted: SignUp, uid: str, now: datetime) -> User:
    settings = config()
    profile = rules.new_profile(settings.default_currency, settings.default_time_zone, rfc3339(now))
    names = (wanted.first_name, wanted.last_name)
    return User(uid, wanted.username, wanted.email, *names, profile=profile, created_at=now)


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


def all_users() -> Iterator[str]:
    """The identifiers of everybody, page by page."""
    after: str | None = None
    while found := repository.page_of_users(after, _USERS_AT_ONCE):
        yield from found
        after = found[-1]
