"""Write the journal and look things up in it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from functions.journal import repository
from functions.journal.models import Action, Call, Change, Overseer, Status
from functions.journal.repository import Position
from functions.journal.repository.gate import Books
from functions.journal.service.attempts import row_of
from shared.ai.audit import canonical, fingerprint
from shared.context import Context
from shared.errors import NotFound
from shared.gcp.firestore import Commit
from shared.ids import derived_id, is_id

CONFIRMED_WITHIN = timedelta(minutes=5)


def record(context: Context, commit: Commit, tool: str, summary: str, changes: Iterable[Change]) -> Action:
    """Put the Action of these changes into the commit that makes them. One a commit: its id follows from the guard."""
    action = Action(
        id=derived_id("act", context.uid, context.work),
        agent=context.agent,
        tool=tool,
        summary=summary,
        status="done",
        changes=tuple(changes),
        created_at=context.now,
        turn_id=context.turn_id,
        **_used(context),
    )
    if isinstance(context.guard, Overseer):
        return context.guard.oversee(action)
    repository.add_action(commit, context.uid, action)
    return action


def _used(context: Context) -> dict[str, Any]:
    """What models used so far in the turn that the Action belongs to."""
    if context.turn is None:
        return {}
    used = context.turn.usage
    return {
        "input_tokens": used.prompt,
        "output_tokens": used.output + used.thoughts,
        "cost_usd": used.cost,
    }


def propose(context: Context, commit: Commit, tool: str, summary: str, changes: Iterable[Change]) -> Action:
    """Put an Action into the commit that only asks: its changes are made when the person confirms it in time.

    What it would be called with are the identifiers of what it would change (`budget_ids`). The attempt has its audit
    row in the same commit, whoever asked for what came of it.
    """
    changes = tuple(changes)
    call = _call(changes)
    action = Action(
        id=derived_id("act", context.uid, context.work, "proposed"),
        agent=context.agent,
        tool=tool,
        summary=summary,
        status="needs_confirmation",
        changes=changes,
        created_at=context.now,
        turn_id=context.turn_id,
        expires_at=context.now + CONFIRMED_WITHIN,
        call=call,
    )
    who = action.agent, tool
    told = row_of(context, who, call.sha256, "confirm", reasons=call.reasons, outcome="proposed")
    row = {**told, "action_id": action.id}
    if isinstance(context.guard, Overseer):
        context.guard.propose(action, row)  # it has a row of its own, and both are links of one chain
    else:
        Books(context.uid).stage_rows(commit, [row])
    repository.add_action(commit, context.uid, action)
    return action


def _call(changes: Iterable[Change]) -> Call:
    """What a confirmation is bound to: the resources that would be changed, which the assistant has chosen."""
    arguments: dict[str, list[str]] = {}
    for one in changes:
        arguments.setdefault(f"{one.resource}_ids", []).append(one.id)
    origins = dict.fromkeys(arguments, "assistant")
    return Call(canonical(arguments).decode(), fingerprint(arguments)[0], ("destructive",), origins)


def get_action(uid: str, action_id: str) -> Action:
    """One Action of this person. Raises NotFound."""
    if not is_id(action_id, "act"):
        raise NotFound("There is no such action.")
    return repository.Read.of(uid, action_id).action


def actions_of_turn(uid: str, turn_id: str) -> list[Action]:
    """The Actions of a turn in the order in which they were committed."""
    return [one.action for one in repository.turn(uid, turn_id)]


def list_actions(
    uid: str, status: Status | None = None, after: Position | None = None, limit: int = 50
) -> list[Action]:
    """Actions, newest first, those after the position (created_at, id); at most `limit`."""
    return repository.page(uid, status, after, limit)
