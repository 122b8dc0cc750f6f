"""One turn of the conversation while it is at work, and what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from functions.chat.models.gate import Source
from functions.expenses.models import Prepared, ReceivedFile
from functions.journal.models import Action
from functions.users.models import Profile
from shared.context import Context
from shared.errors import Problem
from shared.language import Language

if TYPE_CHECKING:
    from shared.ai.facts import Fact
    from shared.ai.tool import Tool
    from shared.ai.turn import Turn

Exactly = Callable[["Turn[Any]", str, Mapping[str, Any]], tuple["Tool", Mapping[str, Any]] | None]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a person sends: words, a file, or both."""

    msg: str
    file: ReceivedFile | None = None


@dataclass(frozen=True, slots=True)
class BudgetName:
    """A budget as a turn knows it."""

    id: str
    title: str
    currency: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a tool has to say to the person: `words` in their language, whose every figure is one of `facts`.

    `closes` tells that nothing needs to be added. `foreign` says where words came from that others may have written;
    `source` is the answered question, as clients see it. `worded` words are a model's own, still to be checked;
    `degraded` ones could not have the model that they were meant to have. `turned` are Actions that were taken back or
    dropped, all of them those of the turn that it `undid`.
    """

    tool: str
    words: str
    facts: tuple["Fact", ...] = ()
    names: tuple[str, ...] = ()
    closes: bool = False
    foreign: tuple[Source, ...] = ()
    source: Mapping[str, Any] | None = None
    worded: bool = False
    degraded: bool = False
    turned: tuple[Action, ...] = ()
    undid: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """Who speaks, what was said, and what was told so far. The identity of a turn's tools: the gate hands each change
    the same talk with a context of its own. `broken` holds what a part of ours that is down answered: such a turn is
    to be sent again, not to be talked over. `confirmed`: the person has seen the exact arguments and said yes.
    `last_change` is the latest turn before this one that changed something or asked to; `take_back` undoes one.
    `prepared` is what was read of the file; `exactly` gives the call that a confirmation is bound to."""

    context: Context
    turn_id: str
    said: Utterance
    language: Language
    today: date
    profile: Profile
    take_back: Callable[[Context, str], tuple[Action, ...]]
    exactly: "Exactly"
    budgets: tuple[BudgetName, ...] = ()
    told: list[Told] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)
    prepared: list[Prepared] = field(default_factory=list)
    confirmed: bool = False
    last_change: str | None = None

    @property
    def currency(self) -> str:
        """What amounts without a currency are meant in."""
        return str(self.profile["currency"])

    def budget(self, budget_id: str) -> BudgetName | None:
        """The person's budget of this id."""
        return next((one for one in self.budgets if one.id == budget_id), None)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a message. `actions` and `sources` are as clients see them."""

    id: str
    msg: str
    actions: tuple[Mapping[str, Any], ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()
    degraded: bool = False


@dataclass(frozen=True, slots=True)
class TurnBegun:
    """Nothing refuses the turn any more: it is at work."""
