"""What a person decides about an Action that waits for them: confirm it, or decline it.

Confirming runs the stored call through the same tool, with the confirmation as its authority: bound to those exact
arguments and to that person, once, within five minutes.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from functions.budget import service as budgets
from functions.chat.models.gate import Speaker
from functions.chat.service.permits import Permit, check_open
from functions.journal import service as journal
from functions.journal.models import Action, Decision
from shared.ai.audit import canonical, fingerprint
from shared.ai.tool import Tool, ToolRefused
from shared.ai.turn import Turn
from shared.ai.usage import Usage
from shared.context import Context
from shared.errors import Conflict, Problem
from shared.gcp.firestore import retry_contended
from shared.gcp.idempotency import Kept, RequestKey

Answer = Callable[[Action], Kept]
_IMPOSSIBLE = "This can no longer be done as it was asked; please ask for it again."


def confirm(
    context: Context,
    action_id: str,
    tools: Mapping[str, Tool],
    answer: Answer,
    speaker: Callable[[Context], Any] = Speaker,
) -> Action:
    """Do what an Action asks for. `speaker` makes the identity that the tools work for.

    Raises NotFound; Expired; Conflict `already_decided`, and `conflict` when it cannot be done any more.
    """
    context.claim()
    action = _open(context, action_id)
    permit = _permit(context, action, "allow", ("confirmed",), answer=answer)
    acting = replace(context, guard=permit, agent=action.agent, turn_id=action.turn_id)
    with journal.metered(context) as meter:
        turn = Turn(speaker(acting), budget=meter.budget(), path=(action.agent,))
        permit.mark = lambda made: _with_cost(made, action, turn.usage)
        try:
            _carry_out(acting, action, tools, turn)
        except Exception as error:  # noqa: BLE001 (it is raised there again)
            _refused(context, action, permit, error)
        if permit.refusal is not None:
            raise permit.refusal
        if not permit.is_committed():  # there was nothing to change: it is decided all the same
            retry_contended(lambda: acting.finish(acting.commit()))
    return permit.action or action


def _with_cost(made: Action, asked: Action, used: Usage) -> Action:
    """What asking for it and doing it cost together."""
    known = asked.cost_usd if asked.input_tokens else Decimal(0)
    return replace(
        made,
        input_tokens=(asked.input_tokens or 0) + used.prompt,
        output_tokens=(asked.output_tokens or 0) + used.output + used.thoughts,
        cost_usd=None if known is None or used.cost is None else known + used.cost,
    )


def decline(context: Context, action_id: str, answer: Answer) -> Action:
    """Say no to it; it cannot be confirmed any more. Raises NotFound, Expired, Conflict `already_decided`."""
    action = _open(context, action_id)
    declined = replace(action, status="rejected")
    permit = _permit(context, action, "deny", ("declined",), answer=answer, decided=declined)
    acting = replace(context, guard=permit)
    acting.attempt(lambda: acting.finish(acting.commit()))
    return permit.action or declined


def _open(context: Context, action_id: str) -> Action:
    def look() -> Action:
        action = journal.get_action(context.uid, action_id)
        check_open(action, context.now)
        return action

    return context.attempt(look)


def _permit(  # noqa: PLR0913 (each is a part of the decision)
    context: Context,
    action: Action,
    decision: Decision,
    reasons: tuple[str, ...],
    *,
    answer: Answer,
    decided: Action | None = None,
) -> Permit:
    if not isinstance(context.guard, RequestKey):
        raise TypeError("only a request decides")
    row = _row(context, action, decision, reasons, "committed")
    return Permit(context.guard, context.uid, row, action=decided, proposal=action, answer=answer)


def _row(context: Context, action: Action, decision: Decision, reasons: tuple[str, ...], outcome: str) -> journal.Row:
    sha256 = action.call.sha256 if action.call else ""
    of_turn = replace(context, turn_id=action.turn_id)
    return journal.row_of(of_turn, (action.agent, action.tool), sha256, decision, reasons=reasons, outcome=outcome)


def _carry_out(acting: Context, action: Action, tools: Mapping[str, Tool], turn: Turn[Any]) -> None:
    arguments = _bound(acting.uid, action)
    if action.tool == "delete_budget" and arguments.keys() == {"budget_ids"}:
        # Deletions that a new plan proposed, which no model called for one by one.
        budgets.delete_budgets(acting, arguments["budget_ids"])
        return
    tool = tools.get(action.tool)
    if tool is None:
        raise Conflict(_IMPOSSIBLE)
    try:
        approved = tool.arguments.model_validate_json(canonical(arguments), strict=True)
    except ValidationError:
        raise Conflict(_IMPOSSIBLE) from None
    retry_contended(lambda: tool(turn, approved))


def _bound(uid: str, action: Action) -> Mapping[str, Any]:
    """The very arguments that were proposed, by the Action and by the audit row of that attempt.

    Raises Conflict when they are others by now, or the tool is.
    """
    call = action.call
    try:
        arguments = json.loads(call.arguments) if call else None
    except ValueError:
        arguments = None
    if call is None or not isinstance(arguments, dict):
        raise Conflict(_IMPOSSIBLE)
    row = journal.proposing_row(uid, action.id) or {}
    proposed = row.get("tool"), row.get("arguments_sha256")
    if fingerprint(arguments)[0] != call.sha256 or proposed != (action.tool, call.sha256):
        raise Conflict(_IMPOSSIBLE)
    return arguments


def _refused(context: Context, action: Action, permit: Permit, error: Exception) -> None:
    """A confirmed call that did not happen: write the attempt down, and say why. Raises; returns when it was done."""
    if permit.refusal is not None:
        raise permit.refusal from None
    if permit.is_committed():
        return
    row = _row(context, action, "allow", ("confirmed",), "failed")
    alone = replace(context, guard=journal.Rows(journal.fresh_key(context), context.uid, [row]))
    retry_contended(lambda: alone.finish(alone.commit()))
    if isinstance(error, ToolRefused):
        raise Conflict(error.words) from None
    if isinstance(error, Problem) and 400 <= error.status < 500 and error.status != 409:
        raise Conflict(error.detail) from None
    raise error
