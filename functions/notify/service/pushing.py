"""A notification goes to the person's devices, or waits.

A device gets it once as far as FCM allows: it is claimed before FCM is asked, so that of two deliveries at a time one
sends, and what was sent is noted before the event counts as done, so that a delivery that comes again sends to the
others only. Who dies between FCM's answer and that note lets it be sent again when the claim ends; the second replaces
the first on the screen, for both have the same key.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

from functions.notify import repository, rules
from functions.notify.models import Device, Held, Notification
from functions.users import service as users
from shared import logs
from shared.clock import system_clock
from shared.context import Context
from shared.errors import Unavailable
from shared.events import NotificationCreated
from shared.gcp.firestore import AlreadyDone, Commit, Contended
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

    When one could not be reached, or another delivery is sending to it, what was sent is noted all the same, the commit
    is left and Unavailable raised.
    """
    sending = repository.Sending(context.uid, push.key, system_clock())
    waiting = [one for one in devices if one.id not in sending.sent | sending.claimed]
    claimed = [one.id for one in waiting]
    _claim(context, sending, claimed)
    outcomes = dict(zip(waiting, send(push, [one.token for one in waiting]), strict=True))
    late = [one for one in waiting if outcomes[one] == "later"]
    dead = [one for one in waiting if outcomes[one] == "dead"]
    done = [one.id for one in waiting if outcomes[one] in {"sent", "refused"}]
    logs.info("push.sent", user=logs.who(context.uid), devices=len(done), dead=len(dead), late=len(late))

    def note(into: Commit) -> None:
        sending.settle(into, claimed, done)
        repository.forget_dead(into, context.uid, dead)

    if late or any(one.id in sending.claimed for one in devices):
        if claimed:
            _apart(context, note)
        raise Unavailable("A device could not be reached; it is tried again.")
    note(commit)
    try:
        context.finish(commit)
    except (Contended, Unavailable):
        _apart(context, note)  # it was sent: whatever else is done again, this is not
        raise


def _claim(context: Context, sending: repository.Sending, device_ids: Sequence[str]) -> None:
    """Take the devices before FCM is asked, so that of two deliveries at a time one sends. Raises Unavailable."""
    if not device_ids:
        return
    commit = _commit(context)
    sending.claim(commit, device_ids)
    try:
        commit.run()
    except AlreadyDone:
        return  # its acknowledgement was lost
    except Contended:
        raise Unavailable("Another delivery is sending this; it is looked at again.") from None
    except Unavailable:
        _apart(context, lambda into: sending.settle(into, device_ids, []))  # if it was applied, nobody sends under it
        raise


def _apart(context: Context, note: Callable[[Commit], None]) -> None:
    """A note in a commit of its own. When the store does not take it either, claims end by themselves."""
    commit = _commit(context)
    note(commit)
    with suppress(AlreadyDone, Contended, Unavailable):
        commit.run()


def _commit(context: Context) -> Commit:
    return Commit(Processed(context.uid, "push_part", new_id("evt"), context.now))
