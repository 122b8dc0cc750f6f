"""One turn of the conversation while it is at work, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from functions.expenses.models import ReceivedFile
from functions.users.models import Profile
from shared.context import Context
from shared.gcp.idempotency import Processed
from shared.language import Language

if TYPE_CHECKING:
    from shared.ai.facts import Fact
    from shared.ai.turn import Turn


@dataclass(frozen=True, slots=True)
class Said:
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

    `closes` tells that nothing needs to be added. `foreign` words came out of files, memos or imports; `source` is the
    answered question, as clients see it.
    """

    tool: str
    words: str
    facts: tuple["Fact", ...] = ()
    names: tuple[str, ...] = ()
    closes: bool = False
    foreign: bool = False
    source: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Talk:
    """Who speaks, what was said, and what was done and told so far. The identity of a turn's tools."""

    context: Context
    turn_id: str
    said: Said
    language: Language
    today: date
    profile: Profile
    budgets: tuple[BudgetName, ...] = ()
    told: list[Told] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """What amounts without a currency are meant in."""
        return str(self.profile["currency"])

    def budget(self, budget_id: str) -> BudgetName | None:
        """The person's budget of this id."""
        return next((one for one in self.budgets if one.id == budget_id), None)

    def acting(self, turn: "Turn[Talk]", tool: str, arguments: BaseModel) -> Context:
        """The context of one change that a tool makes. Its guard follows from the turn and from what is asked, so that
        a repetition of the turn, whose model may call in another order, makes no change twice."""
        from shared.ai.audit import fingerprint

        digest, _ = fingerprint({tool: arguments.model_dump(mode="json")})
        count = self.uses[digest] = self.uses.get(digest, 0) + 1
        guard = Processed(self.context.uid, "chat", f"{self.turn_id}_{digest[:24]}_{count}", self.context.now)
        return replace(self.context, guard=guard, agent=turn.path[-1], turn_id=self.turn_id, turn=turn)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a message. `actions` and `sources` are as clients see them."""

    id: str
    msg: str
    actions: tuple[Mapping[str, Any], ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()
    degraded: bool = False
