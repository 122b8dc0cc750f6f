"""What was held back is pushed when quiet hours end, or summed up in a digest.

What the person wants is asked anew when something is due: it may have been read meanwhile, or be wanted at another
time, or no more.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from functions.notify import repository, rules
from functions.notify.models import Device, Held, Notification, Why
from functions.notify.service.pushing import deliver, push_of
from functions.users import service as users
from functions.users.models import User
from shared import logs
from shared.context import Context
from shared.errors import NotFound, Unavailable
from shared.gcp.firestore import AlreadyDone, Contended
from shared.gcp.idempotency import Processed
from shared.gcp.messaging import Push
from shared.gcp.walking import RUN_SECONDS
from shared.ids import new_id
from shared.language import language_of
from shared.period import today_in

_AT_ONCE = 200
# A device that cannot be reached for so long is not worth the trying: what it missed is in the app.
_GIVEN_UP = timedelta(days=2)
Waited = list[tuple[Held, Notification]]


def push_held(now: datetime) -> None:
    """Push what waited for the end of quiet hours, each by itself."""
    _for_each("quiet_hours", now, _push_each)


def send_digests(now: datetime) -> None:
    """Push one summary to each person whose digest is due."""
    _for_each("digest", now, _push_digest)


def _for_each(why: Why, now: datetime, work: Callable[[str, datetime], None]) -> None:
    """One person's failure does not stop the others; what was not sent is due again at the next run."""
    place, ends = None, time.monotonic() + RUN_SECONDS
    while time.monotonic() < ends:
        uids, place = repository.due(why, now, place, _AT_ONCE)
        for uid in uids:
            try:
                work(uid, now)
            except (AlreadyDone, NotFound):
                continue  # done by another delivery, or gone
            except (Contended, Unavailable):
                logs.warning("push.held_longer", user=logs.who(uid))
            except Exception as error:  # noqa: BLE001 - the others get theirs all the same
                logs.error("push.not_released", user=logs.who(uid), where=logs.where_of(error))
        if place is None:
            return


def _push_each(uid: str, now: datetime) -> None:
    person, devices, ready = _sorted(uid, "quiet_hours", now)
    for _, told in ready:
        _deliver(person, now, push_of(told), devices, [told.id])


def _push_digest(uid: str, now: datetime) -> None:
    person, devices, ready = _sorted(uid, "digest", now)
    if not ready:
        return
    waited = sorted((told for _, told in ready), key=lambda one: one.created_at, reverse=True)
    if person.preferences.get("digest", "off") == "off" or len(waited) == 1:
        for told in waited:
            _deliver(person, now, push_of(told), devices, [told.id])
        return
    title, body = rules.digest(language_of(person.profile["personal_info"].get("language")), waited)
    key = f"digest_{today_in(now, person.profile['time_zone']):%Y%m%d}"
    _deliver(person, now, Push(key, title, body, {"action_url": "/notifications"}), devices, [one.id for one in waited])


def _deliver(person: User, now: datetime, push: Push, devices: Sequence[Device], names: Sequence[str]) -> None:
    context = _context(person.id, now)
    commit = context.commit()
    repository.drop(commit, person.id, names)
    deliver(context, commit, push, devices)


def _sorted(uid: str, why: Why, now: datetime) -> tuple[User, list[Device], Waited]:
    """The person, the devices, and what is to be pushed now; what is not is dropped or put off in a commit."""
    person, devices = users.get_user(uid), repository.devices_of(uid)
    held = repository.waiting(uid, why, now)
    found = repository.find_each(uid, [one.notification_id for one in held])
    ready: Waited = []
    context = _context(uid, now)
    commit, changed = context.commit(), False
    for one, told in zip(held, found, strict=True):
        until = _until(person, told, one, now) if devices else None
        if told is not None and until is not None and until <= now:
            ready.append((one, told))
            continue
        changed = True
        if until is None:
            repository.drop(commit, uid, [one.notification_id])
        else:
            repository.hold(commit, uid, Held(one.notification_id, why, until))
    if changed:
        context.finish(commit)
    return person, devices, ready


def _until(person: User, told: Notification | None, held: Held, now: datetime) -> datetime | None:
    """Until when it waits; None when it is read, gone, given up or no longer wanted.

    What is due waits for quiet hours only, like something urgent.
    """
    if told is None or told.is_read or now - held.due_at > _GIVEN_UP:
        return None
    zone = person.profile["time_zone"]
    wanted = rules.plan(person.preferences, told.notification_type, "urgent", now, zone)
    if not wanted.now and wanted.due_at is None:
        return None
    return wanted.due_at or held.due_at


def _context(uid: str, now: datetime) -> Context:
    """Work of a schedule: what waits is the mark of what is to do, so each try has a guard of its own."""
    return Context(uid, now, Processed(uid, "push_held", new_id("evt"), now), agent="push_held")
