"""What is known: the typed facts that a text may tell."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from shared.money import exponent

Unit = Literal["currency", "percent", "count", "date", "days"]
Meaning = Literal["level", "change", "headroom", "excess"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One computed value.

    `value`: minor units for `currency`, percent points for `percent` (12.4 is 12.4 %), a whole number for `days`; a
    `count` may have a fraction (3.6 months, 1.5 times). `how` tells how it was computed.

    `meaning` says what the sign means, for texts with a direction ("300 less", "300 over budget"): a `change` is after
    minus before, `headroom` is what is left (negative: exceeded), `excess` what is too much; a `level` has no sign.
    Left out, it is read from the label (see `meanings`); what that does not tell, the sign alone decides.
    """

    id: str
    label: str
    value: int | Decimal | date
    unit: Unit
    currency: str | None = None
    how: str = ""
    meaning: Meaning | None = None

    def __post_init__(self) -> None:
        """Refuse what could never be compared with a text: a fault of the caller."""
        if isinstance(self.value, date) != (self.unit == "date"):
            raise ValueError(f"{self.id}: a date is of unit date, and nothing else is")
        if (self.currency is None) == (self.unit == "currency"):
            raise ValueError(f"{self.id}: amounts have a currency, and nothing else has")
        if isinstance(self.value, float) or (self.unit in {"currency", "days"} and not isinstance(self.value, int)):
            raise ValueError(f"{self.id}: amounts and days are whole numbers, floats are nothing")
        if isinstance(self.value, Decimal) and not self.value.is_finite():
            raise ValueError(f"{self.id}: no number")

    @property
    def number(self) -> Decimal | None:
        """The value as people read it: whole units of a currency, points of a percentage. None for a date."""
        if isinstance(self.value, date):
            return None
        return Decimal(self.value).scaleb(-exponent(self.currency)) if self.currency else Decimal(self.value)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a text may tell. `names` (merchants, titles, words of the user) may hold digits that claim nothing."""

    facts: tuple[Fact, ...]
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Ids must tell facts apart."""
        if len({fact.id for fact in self.facts}) != len(self.facts):
            raise ValueError("two facts have the same id")
