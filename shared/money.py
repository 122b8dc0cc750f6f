"""Money as integer minor units. `Decimal` appears only where text is parsed or printed; floats never do.

Exponents (how many digits a currency has after the point) come from ISO 4217's own list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from shared.errors import InvalidInput

MAX_MINOR = 10**12
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,12})?", re.ASCII)


class InvalidAmount(InvalidInput):
    """The amount is no number that this currency can hold."""

    default_code = "invalid_amount"

    @classmethod
    def at(cls, field: str, detail: str) -> "InvalidAmount":
        return cls.of(field, detail, "invalid_amount")  # type: ignore[return-value]


class CurrencyMismatch(ValueError):
    """Two currencies in one sum: a fault of ours, never of a request."""


@cache
def _exponents() -> dict[str, int]:
    from iso4217 import Currency

    return {c.code: c.exponent for c in Currency if c.exponent is not None}


def is_currency(code: str) -> bool:
    """Whether `code` is an ISO 4217 currency that amounts can be kept in (metals and test codes are not)."""
    return code in _exponents()


def exponent(currency: str) -> int:
    """Digits after the point, e.g. DZD 2, JPY 0, TND 3. Raises InvalidInput for an unknown code."""
    try:
        return _exponents()[currency]
    except KeyError:
        raise InvalidInput.of("currency", "This is not an ISO 4217 currency code.") from None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (12.34 DZD is 1234)."""

    minor: int
    currency: str

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @classmethod
    def parse(cls, token: str | int | Decimal, currency: str, field: str = "amount") -> "Money":
        """Read a decimal number exactly. Raises InvalidAmount when digits would be lost or it is too large."""
        if isinstance(token, bool):
            raise InvalidAmount.at(field, "An amount must be a number.")
        text = format(token, "f") if isinstance(token, Decimal) else str(token)
        if not _PLAIN_NUMBER.fullmatch(text):
            raise InvalidAmount.at(field, "An amount must be a plain decimal number.")
        minor = Decimal(text).scaleb(exponent(currency))
        if minor != minor.to_integral_value():
            raise InvalidAmount.at(field, f"{currency} has {exponent(currency)} digits after the point.")
        if abs(minor) > MAX_MINOR:
            raise InvalidAmount.at(field, "This amount is out of range.")
        return cls(int(minor), currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in whole units with exactly the currency's digits, for printing."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __str__(self) -> str:
        return format(self.decimal, "f")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other

    def allocate(self, weights: Sequence[int]) -> list["Money"]:
        """Share out by weights; the parts add up exactly (largest remainder, first ones win ties)."""
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must be non-negative and not all zero")
        sign, amount = (-1, -self.minor) if self.minor < 0 else (1, self.minor)
        shares = [amount * weight // total for weight in weights]
        order = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i))
        for i in order[: amount - sum(shares)]:
            shares[i] += 1
        return [Money(sign * share, self.currency) for share in shares]

    def split(self, parts: int) -> list["Money"]:
        """`parts` shares that differ by one minor unit at most and add up exactly."""
        return self.allocate([1] * parts)
