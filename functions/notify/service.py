"""Use cases of notifications: tell of a crossing, list, read, remove."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from functions.notify import repository, rules
from functions.notify.models import About, Notification, Text
from functions.users import service as users
from functions.users.models import User
from shared.context import Context
from shared.errors import NotFound
from shared.events import BudgetsRebalanced, NotificationCreated, ThresholdCrossed
from shared.gcp.firestore import AlreadyDone, Commit, Contended, retry_contended
from shared.gcp.idempotency import Kept, Processed
from shared.ids import derived_id, is_id, new_id
from shared.language import Language, language_of
from shared.money import Money

_AT_ONCE = 400


def notify_threshold(context: Context, event: ThresholdCrossed) -> None:
    """Tell of one crossing once: its identifier follows from budget, period, threshold and arming."""
    parts = (event.budget_id, event.period_start, str(event.threshold), str(event.arming))
    spent, limit = Money(event.spent, event.currency), Money(event.limit, event.currency)
    about = About(event.budget_id, event.expense_id, f"/budget/{event.budget_id}")
    person = users.get_user(context.uid)
    text = rules.crossing(_language(context, person), event.title, spent, limit, over=event.over)
    _tell(context, person, derived_id("ntf", context.uid, *parts), text, about)


def notify_rebalanced(context: Context, event: BudgetsRebalanced) -> None:
    """Tell once of one rebalance, and name each change."""
    person = users.get_user(context.uid)
    text = rules.rebalanced(_language(context, person), event)
    _tell(context, person, derived_id("ntf", context.uid, event.action_id), text, About(action_url="/budget"))


def _language(context: Context, person: User) -> Language:
    return language_of(person.profile["personal_info"].get("language"), context.language)


def _tell(context: Context, person: User, notification_id: str, text: Text, about: About) -> None:
    """A notification in a commit of its own; nothing for a type that the person does not want."""
    if not rules.is_wanted(person.preferences, text.notification_type):
        return
    commit = context.commit()
    _put(context, commit, notification_id, text, about)
    try:
        context.finish(commit)
    except Contended:
        return  # another event told of the same


def tell_milestone(context: Context, commit: Commit, goal_id: str, title: str, percent: int) -> None:
    """Put the notification of a goal's milestone into the commit that reached it."""
    person = users.get_user(context.uid)
    text = rules.milestone(_language(context, person), title, percent)
    if rules.is_wanted(person.preferences, text.notification_type):
        name = derived_id("ntf", context.uid, context.work, goal_id, str(percent))
        _put(context, commit, name, text, About(action_url=f"/goals/{goal_id}"))


def stage(context: Context, commit: Commit, title: str, message: str, name: str | None = None) -> Notification:
    """Put a notification in the assistant's words into a commit that the caller finishes; `name` brings one back."""
    text = Text("system", "low", title, message)
    return _put(context, commit, name or derived_id("ntf", context.uid, context.work), text, About())


def withdraw(context: Context, commit: Commit, notification_id: str) -> None:
    """Put the removal of a notification into a commit that the caller finishes. Raises NotFound."""
    _read(context, notification_id).remove(commit)


def _put(context: Context, commit: Commit, notification_id: str, text: Text, about: About) -> Notification:
    notification = Notification(
        id=notification_id,
        notification_type=text.notification_type,
        priority=text.priority,
        title=text.title,
        message=text.message,
        is_read=False,
        created_at=context.now,
        related_budget_id=about.budget_id,
        related_expense_id=about.expense_id,
        action_url=about.action_url,
    )
    repository.add(commit, context.uid, notification)
    created = NotificationCreated(
        uid=context.uid,
        occurred_at=context.now,
        cause=context.cause,
        notification_id=notification.id,
        notification_type=notification.notification_type,
        priority=notification.priority,
    )
    commit.emit(created, context.now)
    return notification


def preferences(context: Context) -> Mapping[str, Any]:
    """How the person wants to be notified; what was never said is the default."""
    return {**rules.DEFAULTS, **users.get_user(context.uid).preferences}


def set_preferences(context: Context, wanted: Mapping[str, Any], answer: Callable[[], Kept]) -> None:
    """Replace the whole document. Raises InvalidInput."""
    rules.check_thresholds(wanted["thresholds"])
    users.set_preferences(context, wanted, answer)


def list_notifications(
    context: Context, is_read: bool | None, after: repository.Position | None, limit: int
) -> tuple[list[Notification], bool]:
    """A page of notifications, newest first, and whether more follow."""
    found = repository.page(context.uid, is_read, after, limit + 1)
    return found[:limit], len(found) > limit


def unread_count(context: Context) -> int:
    """How many notifications are unread. One read."""
    return repository.unread_count(context.uid)


def _read(context: Context, notification_id: str) -> repository.Read:
    if not is_id(notification_id, "ntf"):
        raise NotFound("There is no such notification.")
    return repository.Read(context.uid, notification_id)


def read_notification(context: Context, notification_id: str, answer: Callable[[Notification], Kept]) -> Notification:
    """The notification, marked read; the first time of reading stays. Raises NotFound."""

    def attempt() -> Notification:
        found = _read(context, notification_id)
        if found.notification.is_read:
            context.keep(lambda: answer(found.notification))
            return found.notification
        read = replace(found.notification, is_read=True, read_at=context.now)
        commit = context.commit()
        found.mark_read(commit, context.now)
        context.finish(commit, lambda: answer(read))
        return read

    return context.attempt(attempt)


def mark_all_read(context: Context, answer: Callable[[int], Kept]) -> int:
    """Mark every notification read; returns how many were unread. Larger numbers go in several commits."""
    context.claim()
    marked = 0
    while True:
        count = retry_contended(lambda: _mark_some(context))
        marked += count
        if count < _AT_ONCE:
            break
    context.finish(context.commit(), lambda: answer(marked))
    return marked


def _mark_some(context: Context) -> int:
    """One commit with a guard of its own: should the request end here, its repetition marks the rest."""
    commit = Commit(Processed(context.uid, "mark_all_read", new_id("evt"), context.now))
    count = repository.mark_all(commit, context.uid, context.now, _AT_ONCE)
    if count:
        with suppress(AlreadyDone):  # its acknowledgement was lost
            commit.run()
    return count


def remove_notification(context: Context, notification_id: str, answer: Callable[[], Kept]) -> None:
    """Delete a notification; an unread one counts no longer. Raises NotFound."""

    def attempt() -> None:
        found = _read(context, notification_id)
        commit = context.commit()
        found.remove(commit)
        context.finish(commit, answer)

    context.attempt(attempt)


def every_type() -> Mapping[str, Any]:
    """Every type of notification in every channel."""
    return dict(rules.DEFAULTS["types"])
