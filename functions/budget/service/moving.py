"""Move money from one budget to another; nobody else notices."""

from collections.abc import Callable
from dataclasses import replace

from functions.budget.models import Standing
from functions.budget.rules import summaries
from functions.budget.service.changing import EDITED, changed_event, difference, live
from functions.budget.service.making import shown
from functions.budget.service.rolling import brought
from functions.budget.service.showing import described
from functions.budget.service.standings import now_of, stand
from functions.journal import service as journal
from functions.ledger import service as ledger
from shared.context import Context
from shared.errors import InvalidInput, Unprocessable
from shared.gcp.idempotency import Kept


def move_money(
    context: Context,
    source_id: str,
    target_id: str,
    minor_of: Callable[[str], int],
    answer: Callable[[list[Standing]], Kept] | None = None,
) -> list[Standing]:
    """Take an amount from one budget and give it to another; the sum stays, pins do not matter.

    `minor_of` reads the amount in the budgets' currency. Raises NotFound, InvalidInput and Unprocessable `infeasible`.
    """
    if source_id == target_id:
        raise InvalidInput.of("to", "Choose another budget than the one that the money comes from.")
    now = now_of(context)

    def attempt() -> list[Standing]:
        found = [live(context.uid, one, None) for one in (source_id, target_id)]
        current = brought(context.uid, [one.budget for one in found], now)
        source, target = current.budgets
        if source.currency != target.currency:
            raise InvalidInput.of("to", f"These budgets are in {source.currency} and {target.currency}.")
        minor = minor_of(source.currency)
        totals = ledger.totals(context.uid, now.period.key)
        _check_source(stand([source], now.period, totals, now.thresholds)[0], minor)
        after = [
            replace(source, minor=source.minor - minor, updated_at=context.now, version=source.version + 1),
            replace(target, minor=target.minor + minor, updated_at=context.now, version=target.version + 1),
        ]
        commit = context.commit()
        current.close(commit, context.uid, [source.id, target.id])
        for read, budget in zip(found, after, strict=True):
            read.replace(commit, budget)
            commit.emit(changed_event(context, budget, read.budget.minor), context.now)
        changes = [difference(read.budget, budget, EDITED) for read, budget in zip(found, after, strict=True)]
        summary = summaries.moved(now.speech, minor, source, target)
        journal.record(context, commit, "move_money", summary, changes)
        standings = [described(one, now.speech) for one in stand(after, now.period, totals, now.thresholds)]
        context.finish(commit, None if answer is None else lambda: answer(standings))
        return standings

    return context.attempt(attempt)


def _check_source(standing: Standing, minor: int) -> None:
    """What is spent in this period stays covered, and so does the minimum."""
    budget = standing.budget
    least = max(budget.minimum or 0, standing.spent - budget.carried_over, 0)
    if budget.minor - minor < least:
        free = max(0, budget.minor - least)
        raise Unprocessable(
            f"{budget.title} can give {shown(free, budget.currency)} at most: the rest is spent or its minimum.",
            "infeasible",
        )
