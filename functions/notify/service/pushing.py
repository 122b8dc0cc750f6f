"""A notification goes to the person's devices, or waits.

A device gets it once as far as FCM allows: what was sent is noted before the event counts as done, so that a delivery
that comes again sends to the others only. Who dies between FCM's answer and that note sends twice; the second replaces
the first on the screen, for both have the same key.
"""

from collections.abc import Sequence
from contextlib import suppress

from functions.notify import repository, rules
from functions.notify.models import Device, Held, Notification
from functions.users import service as users
from shared import logs
from shared.context import Context
from shared.errors import Unavailable
from shared.events import NotificationCreated
from shared.gcp.firestore import AlreadyDone, Commit
from shared.gcp.idempotency import Processed
from shared.gcp.messaging import Push, send
from shared.ids import new_id


def push_notification(context: Context, event: NotificationCreated) -> None:
    """Push a new notification, or hold it back. Raises Unavailable while a device could not be reached."""
    devices = repository.devices_of(context.uid)
    told = repository.find(context.uid, event.notification_id) if devices else None
    if told is None or told.is_read:
        return
    person = users.get_user(context.uid)
    plan = rules.plan(
        person.preferences, told.notification_type, told.priority, context.now, person.profile["time_zone"]
    )
    if plan.now:
        deliver(context, context.commit(), push_of(told), devices)
    elif plan.why and plan.due_at:
        commit = context.commit()
        repository.hold(commit, context.uid, Held(told.id, plan.why, plan.due_at))
        context.finish(commit)


def push_of(told: Notification) -> Push:
    """What a device gets of one notification."""
    title, body = rules.shown(told)
    data = {"notification_id": told.id, "notification_type": told.notification_type}
    if told.action_url:
        data["action_url"] = told.action_url
    return Push(told.id, title, body, data, urgent=told.priority in {"high", "urgent"})


def deliver(context: Context, commit: Commit, push: Push, devices: Sequence[Device]) -> None:
    """Send to the devices that do not have it yet, and finish the commit with a note of that.

    When one could not be reached, what was sent is noted all the same, the commit is left and Unavailable raised.
    """
    before = repository.sent_to(context.uid, push.key)
    waiting = [one for one in devices if one.id not in before]
    outcomes = dict(zip(waiting, send(push, [one.token for one in waiting]), strict=True))
    late = [one for one in waiting if outcomes[one] == "later"]
    dead = [one for one in waiting if outcomes[one] == "dead"]
    done = [one.id for one in waiting if outcomes[one] in {"sent", "refused"}]
    logs.info("push.sent", user=logs.who(context.uid), devices=len(done), dead=len(dead), late=len(late))
    if late and (done or dead):
        part = Commit(Processed(context.uid, "push_part", new_id("evt"), context.now))
        _note(context, part, push.key, done, dead)
        with suppress(AlreadyDone):  # its acknowledgement was lost
            part.run()
    if late:
        raise Unavailable("A device could not be reached; it is tried again.")
    _note(context, commit, push.key, done, dead)
    context.finish(commit)


def _note(context: Context, commit: Commit, key: str, done: Sequence[str], dead: Sequence[Device]) -> None:
    repository.record(commit, context.uid, key, done, context.now)
    repository.forget_dead(commit, context.uid, dead)
