"""An Action as clients see it (CONTRACT §2): amounts exact in their currency, names as in the resource's own shape."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from functions.journal.models import Action, Call, Change, Fields, Resource
from shared.clock import rfc3339
from shared.money import Money

# Names of the store and of clients, where they differ.
_SHOWN: Mapping[Resource, Mapping[str, str]] = {
    "expense": {"minor": "amount"},
    "budget": {"minor": "budget"},
    "goal": {"minor": "target"},
}
_AMOUNTS: Mapping[Resource, frozenset[str]] = {
    "expense": frozenset({"minor", "unit_price", "amount", "difference"}),
    "budget": frozenset({"minor", "minimum", "carried_over"}),
    "goal": frozenset({"minor", "target", "saved", "monthly_need"}),
    "profile": frozenset({"monthly_income", "savings", "investments", "debts"}),
    "notification": frozenset(),
}
# What the store keeps for itself.
_HIDDEN = frozenset(
    {"version", "updated_at", "created_at", "period_start", "deleted", "sha256", "stored", "keep", "provenance"}
)


def render(action: Action) -> dict[str, Any]:
    """The Action's JSON shape. Amounts are Decimal, null where their currency is not known."""
    asked = action.input_tokens is not None or action.output_tokens is not None
    tokens = {"input": action.input_tokens or 0, "output": action.output_tokens or 0}
    shown = {
        "id": action.id,
        "turn_id": action.turn_id,
        "agent": action.agent,
        "tool": action.tool,
        "summary": action.summary,
        "status": action.status,
        "expires_at": None if action.expires_at is None else rfc3339(action.expires_at),
        "changes": [_change(one) for one in action.changes],
        "tokens": tokens if asked else None,
        "cost_usd": action.cost_usd,
        "created_at": rfc3339(action.created_at),
    }
    return shown if action.call is None else {**shown, "call": _call(action.call)}


def _call(call: Call) -> dict[str, Any]:
    """The exact call that a confirmation is bound to."""
    return {
        "arguments": json.loads(call.arguments),
        "sha256": call.sha256,
        "reasons": list(call.reasons),
        "origins": dict(call.origins),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "resource": change.resource,
        "id": change.id,
        "before": _side(change, change.before),
        "after": _side(change, change.after),
    }


def _side(change: Change, fields: Fields | None) -> dict[str, Any] | None:
    if fields is None:
        return None
    # An edit may change the currency: each side is in its own.
    return _fields(change.resource, fields, fields.get("currency") or change.currency)


def _fields(resource: Resource, fields: Fields, currency: str | None) -> dict[str, Any]:
    shown = {}
    for name, value in fields.items():
        if name not in _HIDDEN:
            is_amount = name in _AMOUNTS[resource]
            shown[_SHOWN.get(resource, {}).get(name, name)] = _value(resource, value, currency, is_amount=is_amount)
    return shown


def _value(resource: Resource, value: Any, currency: str | None, *, is_amount: bool) -> Any:
    if isinstance(value, Mapping):
        return _fields(resource, value, currency)
    if isinstance(value, list | tuple):
        return [_value(resource, one, currency, is_amount=is_amount) for one in value]
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_amount and isinstance(value, int):
        return None if currency is None else Money(value, currency).decimal
    return value
