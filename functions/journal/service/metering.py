"""What use cases outside of a conversation may ask of models, and the counting of what it used.

Within a turn of chat its own limits hold, and chat counts it. Anything else asks through a meter: once the month or the
day is used up, the turns that it gives hold no call of a model, so that rules and templates answer or files wait, as
they do when no model can be reached.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from functions.journal.models import Spending
from functions.journal.service.spending import count_alone, count_spend, log_spend, spending
from shared import logs
from shared.config import config
from shared.context import Context
from shared.errors import Problem, Unavailable
from shared.gcp.firestore import AlreadyDone, Commit, Contended

if TYPE_CHECKING:
    from shared.ai.budget import Budget
    from shared.ai.turn import Turn
    from shared.ai.usage import Usage


@dataclass(slots=True)
class Meter:
    """Gives the turns in which one use case asks models, and knows what they used. Reads the sums at the first."""

    context: Context
    _spending: Spending | None = None
    _budgets: "list[Budget]" = field(default_factory=list)
    _is_staged: bool = False

    def turn(self) -> "Turn[Any]":
        """What an agent may use now: chat's turn within one, else one for this question alone. Reads once."""
        if self.context.turn is not None:
            return self.context.turn
        from shared.ai.turn import Turn

        return Turn(None, budget=self.budget())

    def budget(self) -> "Budget":
        """The same for a turn that the caller makes: what may be used in it, from now on."""
        from shared.ai.budget import MODEL_CALLS, Budget, Limits

        calls = 0 if self._known().is_used_up else MODEL_CALLS
        found = Budget(Limits(model_calls=calls, seconds=config().model_deadline_s))
        self._budgets.append(found)
        return found

    @property
    def spent(self) -> Spending | None:
        """What stood against the cap when a model was to be asked outside of chat; None when none was."""
        return self._spending

    @property
    def is_capped(self) -> bool:
        """Whether a model was to be asked and could not be, for the person's month or day is used up."""
        return self._spending is not None and self._spending.is_used_up

    def stage(self, commit: Commit) -> None:
        """Put what was used into the commit of what it was used for, so that both are kept or neither is."""
        if used := self._used():
            count_spend(commit, self.context, used)
            self._is_staged = True

    def unstage(self) -> None:
        """The commit was not kept: what was used is counted alone."""
        self._is_staged = False

    def _known(self) -> Spending:
        if self._spending is None:
            self._spending = spending(self.context.uid, self.context.now)
        return self._spending

    def _used(self) -> "Usage | None":
        from shared.ai.usage import Usage

        used = sum((budget.usage() for budget in self._budgets), Usage())
        return used if used.calls else None

    def _agent(self) -> str:
        return next(call.agent for budget in self._budgets for call in budget.calls())

    def close(self, failure: Exception | None = None) -> None:
        """Count what no commit has counted, and tell operators. Counting alone is no reason for an answer to fail."""
        if (used := self._used()) is None:
            return
        # Of a commit that the store did not answer it is not known whether it was kept: nothing counts twice.
        if self._is_staged and (failure is None or isinstance(failure, Unavailable)):
            log_spend(self.context, used, self._agent())
            return
        try:
            count_alone(self.context, used, self._agent())
        except (AlreadyDone, Contended, Problem) as problem:
            logs.warning("model.spend_uncounted", error=type(problem).__name__, calls=used.calls, tokens=used.tokens)


@contextmanager
def metered(context: Context) -> Iterator[Meter]:
    """A meter for one use case; what was used counts also where that fails."""
    meter = Meter(context)
    try:
        yield meter
    except Exception as failure:
        meter.close(failure)
        raise
    meter.close()
