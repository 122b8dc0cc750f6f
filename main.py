"""The table of deployed functions. Only the module of the function that is asked for is imported."""

from importlib import import_module
from typing import Any

FUNCTIONS: dict[str, str] = {
    "users": "functions.users.api",
    "onboarding": "functions.onboarding.api",
    "expenses": "functions.expenses.api",
    "budget": "functions.budget.api",
    "forecast": "functions.forecast.api",
    "reports": "functions.reports.api",
    "advisor": "functions.advisor.api",
    "notify": "functions.notify.api",
    "chat": "functions.chat.api",
    "docs": "functions.docs.api",
    "budget_on_expense": "functions.budget.subscribers",
    "generate_first_budget": "functions.budget.subscribers",
    "rebalance": "functions.budget.subscribers",
    "roll_periods": "functions.budget.subscribers",
    "notify_on_event": "functions.notify.subscribers",
    "push_notifications": "functions.notify.subscribers",
    "send_digests": "functions.notify.subscribers",
    "apply_retention": "functions.notify.subscribers",
    "read_pending_receipts": "functions.expenses.subscribers",
    "sweep_receipts": "functions.expenses.subscribers",
    "rebuild_periods": "functions.ledger.subscribers",
    "reconcile": "functions.ledger.subscribers",
    "delete_user": "functions.users.subscribers",
    "sweep_outbox": "functions.outbox.subscribers",
    "park_dead_letters": "functions.outbox.subscribers",
}


def __getattr__(name: str) -> Any:
    """Find a function by its deployed name (PEP 562). Raises AttributeError for every other name."""
    try:
        module = FUNCTIONS[name]
    except KeyError:
        raise AttributeError(name) from None
    return getattr(import_module(module), name)
