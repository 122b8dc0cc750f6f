"""What each tool that changes something does with its arguments. A test holds it against the declared tools."""

from collections.abc import Mapping

from functions.chat.models.gate import Effect

_FIGURES = ("monthly_income", "savings", "investments", "debts")

_CHOICES = (
    *("first_name", "last_name", "language", "preferred_currency", "location_context", "time_zone", "period_start_day"),
    *("tone", "style", "risk_preference", "goals"),
)

EFFECTS: Mapping[str, Effect] = {
    "record_expense": Effect(words=("message",), about="spent"),
    "record_receipt": Effect(free=("receipt",)),
    "create_budget": Effect(names=("title",), amounts=("amount",), currency="currency", about="planned"),
    "update_budget": Effect(
        ids={"budget_id": "bud"}, amounts=("amount",), steps="change", currency="currency", about="planned"
    ),
    "delete_budget": Effect("destructive", ids={"budget_id": "bud"}),
    "undo_last_turn": Effect(ids={"turn_id": "msg"}),
    "edit_user_profile": Effect(figures=_FIGURES, free=_CHOICES),
    "create_notification": Effect(free=("title", "message")),
    "call_main_coordinator": Effect("delegate", free=("message",)),
    "call_budget_agent": Effect(words=("message",)),
    "call_expense_manager": Effect(words=("message",), about="spent"),
}
