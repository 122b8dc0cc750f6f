"""The Actions of a person, to be looked at: what was done, what waits, and what was not confirmed in time."""

from dataclasses import replace
from datetime import datetime

from functions.journal import service as journal
from functions.journal.models import Action, Status
from functions.journal.service.recording import CONFIRMED_WITHIN

Position = tuple[datetime, str]
_LAST_NAME = "act_zzzzzzzzzzzzzzzzzzzzzzzzz"


def get_action(uid: str, action_id: str, now: datetime) -> Action:
    """One Action as it stands now. Raises NotFound."""
    return standing(journal.get_action(uid, action_id), now)


def list_actions(uid: str, now: datetime, status: Status | None, after: Position | None, limit: int) -> list[Action]:
    """Actions, newest first, those after the position; at most `limit`."""
    if status == "expired":
        # One that was not decided stays as it was proposed; its time alone tells that it is over.
        begun = now - CONFIRMED_WITHIN, _LAST_NAME
        found = journal.list_actions(uid, "needs_confirmation", min(after, begun) if after else begun, limit)
    else:
        found = journal.list_actions(uid, status, after, limit)
    shown = [standing(one, now) for one in found]
    return [one for one in shown if status is None or one.status == status]


def standing(action: Action, now: datetime) -> Action:
    """The Action with the status that it has by now."""
    over = action.status == "needs_confirmation" and action.expires_at is not None and action.expires_at <= now
    return replace(action, status="expired") if over else action
