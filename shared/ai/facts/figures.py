"""What is found in a text, and how it may be read."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["amount", "percent", "count", "duration", "date", "ratio", "number"]
Hedge = Literal["about", "above", "below"]
Direction = Literal["rise", "fall", "over", "under", "left", "negative", "positive"]
Multiple = Literal["often", "multiple"]
TimeUnit = Literal["day", "week", "month", "year", "hour", "minute"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in the text: `text[start:end]`. `kind` is how it reads; `number` has no unit beside it."""

    text: str
    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that tells the fact `fact_id`."""

    figure: Figure
    fact_id: str


@dataclass(frozen=True, slots=True)
class Checked:
    """All figures of a text, in its order: `bound` tell facts, `unbound` are supported by nothing."""

    bound: tuple[Bound, ...]
    unbound: tuple[Figure, ...]

    @property
    def supported(self) -> bool:
        """Whether the text may be shown."""
        return not self.unbound


class Reading(NamedTuple):
    """One way to read digits. `step` is the worth of the last digit shown: 1.2 million has 100,000.

    `thousandths`: the mark before the last three digits is taken for a decimal mark, as no one writes most currencies.
    """

    value: Decimal
    step: Decimal
    thousandths: bool = False


class Day(NamedTuple):
    """A date as far as the text tells it. `weekday`: Monday is 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def within(self, other: "Day") -> bool:
        """Whether all that this one tells, `other` tells too."""
        return all(mine is None or mine == its for mine, its in zip(self, other, strict=True))


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in folded text with all its readings; it is true when one of them tells a fact.

    `currencies`: the codes that a named currency may stand for, None when none is named. `of`: the second number of
    "3 of 9". `times`: `readings` multiply, and may tell how often (twice, 3 times) or only how much (double); else
    those of a ratio are shares of one.
    """

    start: int
    end: int
    kind: Kind
    readings: tuple[Reading, ...] = ()
    days: tuple[Day, ...] = ()
    currencies: frozenset[str] | None = None
    unit: TimeUnit | None = None
    of: tuple[Decimal, Decimal] | None = None
    times: Multiple | None = None
    hedge: Hedge | None = None
    direction: Direction | None = None
