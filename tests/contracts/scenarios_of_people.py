"""Rows of accounts; see `tests.contracts.scenarios`."""

import base64
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from functions.users import service as users
from shared.events import DeletionRequested, Event, ProfileChanged, encode
from shared.gcp import parked
from shared.gcp.token_claims import Identity
from tests.contracts.scenarios_of_money import Prepare
from tests.ground import Ground, context

_SURPRISE = {"surprise": 1}
ROUTES: Mapping[str, Prepare] = {
    "POST /api/users/me/sign-out-everywhere/": lambda _ground, _uid: (
        "/api/users/me/sign-out-everywhere/",
        None,
        _SURPRISE,
    ),
    "DELETE /api/users/me/": lambda _ground, _uid: ("/api/users/me/", None, _SURPRISE),
}


def _closed(ground: Ground, uid: str, at: datetime) -> None:
    """Somebody with an entry, and with a message that nobody could work on, closes the account."""
    ground.spend(uid, 10_000)
    data = base64.b64encode(encode(ProfileChanged(uid=uid, fields=("savings",)))).decode()
    parked.park("quarantine", parked.Message("rebalance", "profile.changed", "malformed", data), at)
    signed_in = Identity(uid, None, int(at.timestamp()), int(at.timestamp()))
    users.request_deletion(context(uid, at), signed_in, lambda: (202, "{}"))


def _asked(ground: Ground, uid: str) -> Event:
    _closed(ground, uid, datetime.now(UTC))
    event: DeletionRequested = ground.of_type("user.deletion_requested")[-1]
    return event


DELIVERIES: Mapping[tuple[str, str], Callable[[Ground, str], Event]] = {
    ("delete_user", "user.deletion_requested"): _asked,
}
SCHEDULES: Mapping[tuple[str, str], Callable[[Ground, str], None]] = {
    ("delete_user", "schedule.delete_user"): lambda ground, uid: _closed(
        ground, uid, datetime.now(UTC) - timedelta(hours=1)
    ),
}
