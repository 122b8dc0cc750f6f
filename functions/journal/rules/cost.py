"""What a turn is taken to have cost. An unknown price counts as a high one: a cap must not be passed unseen."""

from decimal import ROUND_UP, Decimal

from shared.ai.usage import Usage

_MILLION = Decimal(1_000_000)
_UNKNOWN = Decimal(10)  # USD for a million tokens


def micros_of(usage: Usage) -> int:
    """Millionths of a USD, rounded up."""
    cost = usage.tokens * _UNKNOWN / _MILLION if usage.cost is None else usage.cost
    return int((cost * _MILLION).to_integral_value(ROUND_UP))
