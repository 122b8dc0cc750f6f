"""What rules read out of a message: calls of tools, as a model would make them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from functions.chat.models.talk import BudgetName


@dataclass(frozen=True, slots=True)
class Wanted:
    """One call that a message asks for."""

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """An amount where it stands in the text, in whole units; `currency` is None for a bare number."""

    value: Decimal
    currency: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What the readers of other features make of a message, for the rules that decide what it wants.

    `amounts` reads amounts of a text, `named` finds the title that it names or means, `question` the plan of a question
    about money (as JSON), `spent` whether it states money that was spent or came in, `earned` whether it came in.
    `last_change` is the turn that may be undone.
    """

    budgets: tuple[BudgetName, ...]
    today: date
    amounts: Callable[[str], tuple[SaidAmount, ...]]
    named: Callable[[str], str | None]
    question: Callable[[str], Mapping[str, Any] | None]
    spent: Callable[[str], bool]
    earned: Callable[[str], bool] = lambda _: False
    has_file: bool = False
    last_change: str | None = None
