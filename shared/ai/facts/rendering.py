"""Facts as answers of the API carry them, beside the text that tells them."""

from datetime import date
from decimal import Decimal
from typing import Any

from shared.ai.facts.snapshot import Fact, Snapshot


def rendered(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The facts in their order: `id`, `label`, `value`, `unit`, `currency` (of amounts only) and `how`.

    An amount is a Decimal in whole units with exactly the currency's digits, any other number is as it is in the fact,
    and a date is text (2026-11-30). Names are not told: they may be words of people.
    """
    return [_rendered(fact) for fact in snapshot.facts]


def _rendered(fact: Fact) -> dict[str, Any]:
    currency = {"currency": fact.currency} if fact.currency else {}
    return {"id": fact.id, "label": fact.label, "value": _value(fact), "unit": fact.unit, **currency, "how": fact.how}


def _value(fact: Fact) -> Decimal | int | str:
    if isinstance(fact.value, date):
        return fact.value.isoformat()
    return fact.number if fact.currency and fact.number is not None else fact.value
