"""Use cases of the journal: every change is an Action, committed together with what it changes."""

from collections.abc import Iterable

from functions.journal import repository
from functions.journal.models import Action, Change
from shared.context import Context
from shared.gcp.firestore import Commit
from shared.ids import derived_id

__all__ = ["record"]


def record(context: Context, commit: Commit, tool: str, summary: str, changes: Iterable[Change]) -> Action:
    """Put the Action of these changes into the commit that makes them. One a commit: its id follows from the guard."""
    action = Action(
        id=derived_id("act", context.uid, context.guard.ref.id),
        agent=context.agent,
        tool=tool,
        summary=summary,
        status="done",
        changes=tuple(changes),
        created_at=context.now,
        turn_id=context.turn_id,
    )
    repository.add_action(commit, context.uid, action)
    return action
