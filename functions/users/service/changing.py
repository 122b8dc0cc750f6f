"""Changes of names and profile: each is an Action of the journal and can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from functions.journal import service as journal
from functions.journal.models import Blocked, Change
from functions.users import repository, rules
from functions.users.models import Origin, Source, User
from shared.clock import rfc3339
from shared.config import config
from shared.context import Context
from shared.errors import NotFound
from shared.events import ProfileChanged
from shared.gcp.firestore import Commit
from shared.gcp.idempotency import Kept
from shared.language import language_of

Answer = Callable[[User], Kept]
_SOURCES: Mapping[str, Source] = {"user": "api", "onboarding": "onboarding"}
_NAMES = ("first_name", "last_name")


def change_user(
    context: Context,
    changes: Mapping[str, Any],
    answer: Answer | None = None,
    *,
    expects: Callable[[User], None] | None = None,
    origin: Origin | None = None,
) -> User:
    """Change names and profile; figures that changed are reported by `profile.changed`.

    `expects` may refuse the state that is found (If-Match). Raises NotFound, InvalidInput, Stale.
    """

    def attempt() -> User:
        commit = context.commit()
        after = stage_change(context, commit, changes, expects=expects, origin=origin)
        context.finish(commit, None if answer is None else lambda: answer(after))
        return after

    return context.attempt(attempt)


def stage_change(
    context: Context,
    commit: Commit,
    changes: Mapping[str, Any],
    *,
    expects: Callable[[User], None] | None = None,
    origin: Origin | None = None,
) -> User:
    """Put a change of the person into a commit that the caller finishes; records its one Action there.

    `changes`: names and fields of the profile as people send them; our own features may also set `onboarding_status`
    and `ai_summary`. Without `origin` the facts were said, to whom the context names as `agent`. Raises NotFound,
    InvalidInput, what `expects` raises; the commit may then be Contended.
    """
    read = repository.Change(context.uid)
    before = read.user
    if expects:
        expects(before)
    at, default = rfc3339(context.now), config().default_currency
    origin = origin or Origin(source=_SOURCES.get(context.agent, "chat"))
    profile = rules.changed_profile(before.profile, changes, default, at, origin)
    first, last = (changes[name] or "" if name in changes else getattr(before, name) for name in _NAMES)
    after = replace(before, first_name=first, last_name=last, profile=profile)
    if after == before:
        return before
    after = replace(after, version=before.version + 1)
    _write(context, commit, read, after)
    language = language_of(after.profile["personal_info"].get("language"), context.language)
    told = rules.told(before, after, language)
    journal.record(context, commit, "edit_user_profile", told, [rules.as_change(before, after)])
    return after


def stage_status(context: Context, commit: Commit, status: str) -> None:
    """Put how far the interview is into a commit that the caller finishes.

    No Action is recorded: the person takes the interview itself back, not this. Raises NotFound.
    """
    read = repository.Change(context.uid)
    profile = {**read.user.profile, "onboarding_status": status}
    read.write(commit, replace(read.user, profile=profile, version=read.user.version + 1))


def _write(context: Context, commit: Commit, read: repository.Change, after: User) -> None:
    read.write(commit, after)
    if fields := rules.changed_fields(read.user.profile, after.profile):
        event = ProfileChanged(uid=context.uid, fields=fields, occurred_at=context.now, cause=context.cause)
        commit.emit(event, context.now)


def apply_change(context: Context, commit: Commit, change: Change) -> Change:
    """Undo: put the former names and fields of the profile into the commit; budgets hear of it.

    Raises Blocked when the profile was changed since.
    """
    try:
        read = repository.Change(context.uid)
    except NotFound:
        raise Blocked("profile", change.id, "it is gone") from None
    if read.user.version != change.version_after:
        raise Blocked("profile", change.id, "it was changed since")
    after = rules.restored(read.user, change.before or {})
    _write(context, commit, read, after)
    return rules.as_change(read.user, after)


def set_preferences(context: Context, preferences: Mapping[str, Any], answer: Callable[[], Kept]) -> None:
    """Keep how the person wants to be notified; `preferences` was checked by the feature that they belong to."""

    def attempt() -> None:
        change = repository.Change(context.uid)
        commit = context.commit()
        change.write_preferences(commit, preferences)
        context.finish(commit, answer)

    context.attempt(attempt)
