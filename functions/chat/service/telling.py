"""How a call is told to the person who is to confirm it: one line, and the change that it would be."""

from collections.abc import Mapping
from typing import Any

from functions.budget import service as budgets
from functions.budget.models import Budget
from functions.chat.models.gate import Effect, Verdict
from functions.chat.service.calls import Called
from functions.journal.models import Action, Call, Change
from functions.journal.service.recording import CONFIRMED_WITHIN
from shared.context import Context
from shared.ids import derived_id
from shared.money import Money

_LONGEST = 300
# Tools whose arguments say what is changed.
_SPEAKS_FOR_ITSELF = frozenset({"edit_user_profile"})


def proposal(context: Context, called: Called, verdict: Verdict, key: str) -> Action:
    """The Action that waits for the person; the same one when the turn is tried again."""
    line, changes = _told(context.uid, called.tool.name, called.effect, called.arguments)
    return Action(
        id=derived_id("act", context.uid, key),
        agent=called.agent,
        tool=called.tool.name,
        summary=line,
        status="needs_confirmation",
        changes=changes,
        created_at=context.now,
        turn_id=context.turn_id,
        expires_at=context.now + CONFIRMED_WITHIN,
        call=Call(called.text, called.sha256, verdict.reasons, verdict.origins),
    )


def _told(uid: str, tool: str, effect: Effect, arguments: Mapping[str, Any]) -> tuple[str, tuple[Change, ...]]:
    """The line and the changes; none where it cannot be told before it is done."""
    budget = _budget(uid, effect, arguments)
    amount = next((arguments[one] for one in effect.amounts if arguments.get(one) is not None), None)
    if budget is not None and effect.kind == "destructive":
        before = {"title": budget.title, "minor": budget.minor}
        change = Change("budget", budget.id, before, None, budget.version, None, budget.currency)
        return f"Delete {budget.title} ({_shown(budget.minor, budget.currency)})?", (change,)
    if budget is not None and amount is not None:
        minor = Money.parse(str(amount).partition(" ")[0], budget.currency).minor
        before, after = {"minor": budget.minor}, {"minor": minor}
        change = Change("budget", budget.id, before, after, budget.version, None, budget.currency)
        old = Money(budget.minor, budget.currency)
        return f"{budget.title}: {old} → {_shown(minor, budget.currency)}?", (change,)
    named = ", ".join(f"{key.replace('_', ' ')}: {value}" for key, value in arguments.items() if value is not None)
    if tool in _SPEAKS_FOR_ITSELF:
        return f"{named[:1].upper()}{named[1:]}"[:_LONGEST] + "?", ()
    return f"{tool.replace('_', ' ').capitalize()}: {named}"[:_LONGEST] + "?", ()


def _budget(uid: str, effect: Effect, arguments: Mapping[str, Any]) -> Budget | None:
    named = {str(arguments.get(name)) for name, prefix in effect.ids.items() if prefix == "bud"}
    return next((one for one in budgets.all_budgets(uid) if one.id in named), None) if named else None


def _shown(minor: int, currency: str) -> str:
    return f"{Money(minor, currency)} {currency}"
