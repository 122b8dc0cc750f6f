"""What an entry was: every state that it ever had."""

from datetime import datetime

from functions.ledger import repository
from functions.ledger.models import Entry
from functions.ledger.repository import Read
from shared.errors import NotFound


def history(uid: str, entry_id: str) -> list[Entry]:
    """Every state of an entry, the first version first, the present one last; also of a deleted one.

    Raises NotFound.
    """
    present = Read(uid, entry_id).entry
    # Read afterwards: whoever wrote in between has put the present one among the versions too.
    former = [state for state in repository.former_states(uid, entry_id) if state.version < present.version]
    return [*former, present]


def state_at(uid: str, entry_id: str, moment: datetime) -> Entry:
    """The entry as it stood at a moment. Raises NotFound when it was not there yet."""
    for state in reversed(history(uid, entry_id)):
        if state.updated_at <= moment:
            return state
    raise NotFound("There was no such expense.")
