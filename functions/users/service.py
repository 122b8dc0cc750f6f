"""Use cases of accounts: sign up, sign in, read and change the profile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from functions.users import repository, rules
from functions.users.models import User
from shared.clock import rfc3339
from shared.config import config
from shared.context import Context
from shared.errors import InvalidInput, Unauthenticated
from shared.events import ProfileChanged
from shared.gcp import identity
from shared.gcp.firestore import Contended, retry_contended
from shared.gcp.idempotency import Kept, RequestKey, request_key
from shared.gcp.walking import Walk

_USERS_AT_ONCE = 200
HALF_MADE_AFTER = timedelta(seconds=60)


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
    answer: Callable[[identity.Tokens], tuple[int, str]] | None = None,
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
    settings = config()
    profile = rules.new_profile(settings.default_currency, settings.default_time_zone)
    guard = key or request_key(tokens.uid, "POST /api/users/create", None, "", now)
    context = Context(tokens.uid, now, guard)
    commit = context.commit()
    repository.add_user(commit, User(tokens.uid, new.username, new.email, *new.names, profile=profile, created_at=now))
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


def _taken() -> InvalidInput:
    return InvalidInput.of("username", "This user name is taken.", "username_taken")


def sign_in(username: str | None, email: str | None, password: str) -> identity.Tokens:
    """Tokens by user name or e-mail. An unknown user costs the same request as a known one."""
    address = email or (repository.email_of(username) if username else None)
    tokens = identity.sign_in(address or "nobody@invalid.example", password)
    if address is None:
        raise Unauthenticated("The name or the password is wrong.", "invalid_credentials")
    return tokens


def refresh(token: str) -> identity.Tokens:
    """New tokens for a refresh token."""
    return identity.refresh(token)


def get_user(uid: str) -> User:
    """The person. Raises NotFound."""
    return repository.get_user(uid)


def everybody(name: str, now: datetime, size: int = _USERS_AT_ONCE, most: int | None = None) -> Walk[str]:
    """The walk of this name over the uids of all people, for a schedule."""
    return Walk(name, repository.uids_after, str, now, size, most)


def get_user_with(uid: str, *refs: Any) -> tuple[User, list[Any]]:
    """The person together with documents of another feature (their snapshots), in one round trip. Raises NotFound."""
    return repository.read_with(uid, *refs)


def change_user(context: Context, changes: dict[str, Any], answer: Callable[[User], Kept]) -> User:
    """Change names and profile; figures that changed are reported by `profile.changed`. Raises InvalidInput."""

    def attempt() -> User:
        change = repository.Change(context.uid)
        old = change.user
        profile = rules.changed_profile(old.profile, changes, config().default_currency, rfc3339(context.now))
        names: dict[str, str] = {name: changes[name] or "" for name in ("first_name", "last_name") if name in changes}
        new = replace(
            old,
            profile=profile,
            first_name=names.get("first_name", old.first_name),
            last_name=names.get("last_name", old.last_name),
        )
        commit = context.commit()
        change.write(commit, names, profile)
        if fields := rules.changed_fields(old.profile, profile):
            commit.emit(ProfileChanged(uid=context.uid, fields=fields, cause=context.cause), context.now)
        context.finish(commit, lambda: answer(new))
        return new

    return retry_contended(attempt)


def set_preferences(context: Context, preferences: Mapping[str, Any], answer: Callable[[], Kept]) -> None:
    """Keep how the person wants to be notified; `preferences` was checked by the feature that they belong to."""

    def attempt() -> None:
        change = repository.Change(context.uid)
        commit = context.commit()
        change.write_preferences(commit, preferences)
        context.finish(commit, answer)

    retry_contended(attempt)
