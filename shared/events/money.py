"""Events of entries, receipts and budgets."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.events.event import (
    MAX_REBALANCED,
    MAX_SPLITS,
    Currency,
    Event,
    Id,
    Minor,
    Part,
    PeriodStart,
    ShareMinor,
    Title,
    Word,
)


class SplitShare(Part):
    """The part of an expense that one budget bears."""

    budget_id: Id | None
    minor: ShareMinor


Splits = Annotated[tuple[SplitShare, ...], Field(max_length=MAX_SPLITS)]


class ExpenseState(Part):
    """What an expense weighs in which period, before or after a change."""

    period_start: PeriodStart
    splits: Splits
    currency: Currency


class _ExpenseEvent(Event):
    topic: ClassVar[str] = "expenses"
    expense_id: Id
    entry_version: int
    period_start: PeriodStart
    splits: Splits
    currency: Currency
    kind: Word


class ExpenseRecorded(_ExpenseEvent):
    """An entry counts from now on."""

    type: Literal["expense.recorded"] = "expense.recorded"


class ExpenseChanged(_ExpenseEvent):
    """An entry that counts is another one now; both states, for they may lie in two periods."""

    type: Literal["expense.changed"] = "expense.changed"
    before: ExpenseState
    after: ExpenseState


class ExpenseDeleted(_ExpenseEvent):
    """An entry counts no longer."""

    type: Literal["expense.deleted"] = "expense.deleted"
    before: ExpenseState


class TotalsMoved(Event):
    """Sums moved although nobody changed an entry: periods begin on another day, or a sum was corrected.

    `period_start` names the one period that was corrected; None: any of them may have moved.
    """

    topic: ClassVar[str] = "expenses"
    type: Literal["totals.moved"] = "totals.moved"
    period_start: PeriodStart | None = None


class ReceiptPending(Event):
    """A receipt was kept that the model could not read."""

    topic: ClassVar[str] = "receipts"
    type: Literal["receipt.pending"] = "receipt.pending"
    expense_id: Id
    receipt_id: Id


class BudgetCreated(Event):
    """There is a new budget; `minor` is its amount of each period."""

    topic: ClassVar[str] = "budgets"
    type: Literal["budget.created"] = "budget.created"
    budget_id: Id
    title: Title
    minor: Minor


class BudgetChanged(Event):
    """A budget has another amount; `before` and `after` are minor units."""

    topic: ClassVar[str] = "budgets"
    type: Literal["budget.changed"] = "budget.changed"
    budget_id: Id
    before: Minor
    after: Minor
    budget_version: int


class BudgetDeleted(Event):
    """A budget is gone; what it held is free for the others."""

    topic: ClassVar[str] = "budgets"
    type: Literal["budget.deleted"] = "budget.deleted"
    budget_id: Id
    minor_freed: Minor


class ThresholdCrossed(Event):
    """`threshold` is a percentage; `spent` and `limit` are minor units; `arming` counts re-armings."""

    topic: ClassVar[str] = "budgets"
    type: Literal["budget.threshold_crossed"] = "budget.threshold_crossed"
    budget_id: Id
    title: Title
    currency: Currency
    period_start: PeriodStart
    threshold: int
    over: bool
    arming: int
    spent: Minor
    limit: Minor
    expense_id: Id | None = None


class RebalancedBudget(Part):
    """One budget of a rebalance; amounts are minor units."""

    budget_id: Id
    title: Title
    currency: Currency
    before: Minor
    after: Minor


class BudgetsRebalanced(Event):
    """Budgets absorbed what another one gained, lost or freed; the Action has all of them, `changes` the first ones.

    `more` counts those that `changes` has no room for. `left` is what nobody could absorb, in minor units: below zero
    when the budgets are too high together; `reason` says why, or else what led to the rebalance.
    """

    topic: ClassVar[str] = "budgets"
    type: Literal["budgets.rebalanced"] = "budgets.rebalanced"
    changes: Annotated[tuple[RebalancedBudget, ...], Field(max_length=MAX_REBALANCED)]
    more: int = 0
    left: Minor = 0
    left_currency: Currency | None = None
    action_id: Id
    reason: Word
