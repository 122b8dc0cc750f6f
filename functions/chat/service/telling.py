"""How a call is told to the person who is to confirm it: one line, and the change that it would be."""

from collections.abc import Mapping
from typing import Any

from functions.budget import service as budgets
from functions.budget.models import Budget
from functions.chat.models.gate import Effect, Verdict
from functions.chat.rules import asking
from functions.chat.service.calls import Called
from functions.journal import service as journal
from functions.journal.models import Action, Call, Change
from functions.journal.service.recording import CONFIRMED_WITHIN
from functions.users import service as users
from shared.context import Context
from shared.ids import derived_id
from shared.language import Language, language_of
from shared.money import Money

_LINES = {
    "record_expense": ("record", "message"),
    "call_expense_manager": ("record", "message"),
    "call_budget_agent": ("plan", "message"),
    "create_notification": ("notify", "title"),
}


def proposal(context: Context, called: Called, verdict: Verdict, key: str) -> Action:
    """The Action that waits for the person; the same one when the turn is tried again."""
    language = language_of(None, context.language)
    line, changes = _told(context.uid, called, language)
    return Action(
        id=derived_id("act", context.uid, key),
        agent=called.agent,
        tool=called.tool.name,
        summary=asking.question(language, line),
        status="needs_confirmation",
        changes=changes,
        created_at=context.now,
        turn_id=context.turn_id,
        expires_at=context.now + CONFIRMED_WITHIN,
        call=Call(called.text, called.sha256, verdict.reasons, verdict.origins),
    )


def _told(uid: str, called: Called, language: Language) -> tuple[str, tuple[Change, ...]]:
    """The line and the changes; none where it cannot be told before it is done."""
    tool, arguments = called.tool.name, called.arguments
    budget = _budget(uid, called.effect, arguments)
    amount = next((arguments[one] for one in called.effect.amounts if arguments.get(one) is not None), None)
    if budget is not None and called.effect.kind == "destructive":
        before = {"title": budget.title, "minor": budget.minor}
        change = Change("budget", budget.id, before, None, budget.version, None, budget.currency)
        shown = _shown(language, budget.minor, budget.currency)
        return asking.line(language, "delete", title=budget.title, amount=shown), (change,)
    if budget is not None and amount is not None:
        return _amount(language, budget, str(amount), str(arguments.get("change", "to")))
    return _without_changes(uid, tool, arguments, language), ()


def _without_changes(uid: str, tool: str, arguments: Mapping[str, Any], language: Language) -> str:
    """The line of a call whose changes are not known before it is done."""
    if tool == "undo_last_turn":
        done = journal.actions_of_turn(uid, str(arguments["turn_id"]))
        return asking.line(language, "undo", told="; ".join(asking.answered(one.summary) for one in done))
    if tool == "record_receipt":
        return asking.line(language, "receipt", told=_receipt(language, arguments["receipt"]))
    if tool == "edit_user_profile":
        return _fields(uid, arguments, language)
    if tool == "create_budget":
        return asking.line(language, "create", told=f"{arguments.get('title')} ({arguments.get('amount')})")
    name, field = _LINES.get(tool, ("other", ""))
    told = arguments.get(field) or ", ".join(str(one) for one in arguments.values() if one is not None)
    return asking.line(language, name, told=told)


def _fields(uid: str, arguments: Mapping[str, Any], language: Language) -> str:
    """Fields of the profile with what they are to be."""
    code = arguments.get("preferred_currency") or users.get_user(uid).profile["currency"]
    rows = [
        (users.label(name, language), users.field_told(name, value, str(code), language))
        for name, value in arguments.items()
        if value is not None
    ]
    return asking.listed(language, rows)[: asking.LONGEST]


def _amount(language: Language, budget: Budget, amount: str, change: str) -> tuple[str, tuple[Change, ...]]:
    """A budget's new amount, or by how much it is to be another one: from what it is by then."""
    minor, code = Money.parse(amount.partition(" ")[0], budget.currency).minor, budget.currency
    if change != "to":
        return asking.line(language, change, title=budget.title, amount=_shown(language, minor, code)), ()
    old = language.amount(Money(budget.minor, code))
    line = asking.line(language, "between", title=budget.title, before=old, after=_shown(language, minor, code))
    before, after = {"minor": budget.minor}, {"minor": minor}
    return line, (Change("budget", budget.id, before, after, budget.version, None, code),)


def _budget(uid: str, effect: Effect, arguments: Mapping[str, Any]) -> Budget | None:
    named = {str(arguments.get(name)) for name, prefix in effect.ids.items() if prefix == "bud"}
    return next((one for one in budgets.all_budgets(uid) if one.id in named), None) if named else None


def _receipt(language: Language, receipt: Mapping[str, Any]) -> str:
    """What was read of it, by names and amounts."""
    return asking.listed(
        language,
        [
            (one["product_name"], language.money(Money.parse(one["amount"], one["currency"])))
            for one in receipt["expenses"]
        ],
    )


def _shown(language: Language, minor: int, currency: str) -> str:
    return language.money(Money(minor, currency))
