"""What the gate of a chat turn knows: how each tool changes something, where text came from, and what it decides.

Every tool that changes something has an `Effect` in `functions.chat.rules.policy.effects`, by its name; a tool without
one is denied. A tool's turn has a `Speaker` as its identity, or a frozen dataclass of your own with a `context`: the
gate hands the tool that context with a guard of its own, so whatever the tool commits under it carries the audit row,
the caps and the Action with it. A tool call is one commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from functions.journal.models import Decision
from shared.context import Context
from shared.money import Money

# Text that somebody else may have written. A turn whose context holds such text is tainted.
Source = Literal["file", "memo", "import", "receipt", "notification", "history"]
Reason = Literal[
    "unknown_tool",
    "odd_text",
    "bad_amount",
    "not_yours",
    "not_allowed",  # the shared checks refused it before the gate was asked: size, keys, types, budget
    "over_cap",
    "over_day",
    "tainted",
    "not_own_words",
    "too_many",
    "destructive",
    "profile_figure",
]
Kind = Literal["write", "destructive", "delegate"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who talks in a turn, and what they wrote in it."""

    context: Context
    message: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a tool changes, and what each of its arguments is; every argument stands in exactly one place.

    `delegate` asks another agent and changes nothing itself: what that agent calls is gated on its own.
    """

    kind: Kind = "write"
    amounts: tuple[str, ...] = ()  # decimal strings, also "25000.00 DZD": must be said, and count against the caps
    steps: str | None = None  # tells whether an amount is a new one ("to") or a difference ("up_by", "down_by")
    currency: str | None = None  # names their currency; without it that of the resource, else of the profile
    ids: Mapping[str, str] = field(default_factory=dict)  # argument -> prefix (bud, exp, gol, msg): the person's
    names: tuple[str, ...] = ()  # a title, a merchant, a thing: must be said
    words: tuple[str, ...] = ()  # free text that is to be the person's own: each amount and each word must be said
    figures: tuple[str, ...] = ()  # what the profile says of their money: always asks
    free: tuple[str, ...] = ()  # choices and wording that need not be said
    about: Literal["spent", "planned"] | None = None  # how the amounts must be meant in the message, where it matters

    @property
    def arguments(self) -> tuple[str, ...]:
        """All arguments that are told of."""
        named = tuple(one for one in (self.currency, self.steps) if one)
        return (*self.amounts, *named, *self.ids, *self.names, *self.words, *self.figures, *self.free)


@dataclass(frozen=True, slots=True)
class Owned:
    """A thing of the person that an identifier names. `others` are the titles that it could be mistaken for;
    `is_last` tells of a turn that nothing was done after it."""

    id: str
    title: str
    currency: str | None = None
    others: tuple[str, ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A text as the reader of money sees it: amounts in whole units, and those that it says were spent.

    The currency of an amount is None where the text does not name one. `orders` tells that it asks to change something,
    `undoes` that it asks for nothing but to take back what was just done; `steps` has the amounts that are differences,
    each with its way (`up_by`, `down_by`).
    """

    text: str
    amounts: tuple[tuple[Decimal, str | None], ...] = ()
    spent: frozenset[Decimal] = frozenset()
    orders: bool = False
    undoes: bool = False
    steps: frozenset[tuple[str, Decimal]] = frozenset()


@dataclass(frozen=True, slots=True)
class Cap:
    """What may be done at once without asking, in minor units of one currency."""

    each: int
    day: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`origins` tells for each argument where it came from: `said` by the person, `read` text, or the `assistant`."""

    decision: Decision
    reasons: tuple[Reason, ...] = ()
    words: str = ""  # for the model
    origins: Mapping[str, str] = field(default_factory=dict)
    amounts: tuple[Money, ...] = ()
