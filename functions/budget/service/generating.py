"""Makes a person's budgets, or proposes better ones: the agent proposes, the rules make it fit, one commit keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from functions.budget.models import Budget, NewBudget, Standing
from functions.budget.repository import budgets as stored
from functions.budget.rules import summaries
from functions.budget.rules.planning import Infeasible, Wanted, feasible
from functions.budget.service import telling
from functions.budget.service.changing import EDITED, changed_event, difference, judged
from functions.budget.service.drafting import Draft, draft_of
from functions.budget.service.known import Known
from functions.budget.service.making import add, new_budget, shown
from functions.budget.service.showing import described
from functions.budget.service.standings import now_of, stand
from functions.budget.service.wording import amounts as facts_of
from functions.budget.service.wording import supported
from functions.journal import service as journal
from functions.journal.models import Action, Change
from functions.ledger.models import Totals
from shared.context import Context
from shared.errors import Unprocessable
from shared.folding import title_key
from shared.gcp.firestore import Commit
from shared.gcp.idempotency import Kept

if TYPE_CHECKING:
    from shared.ai.facts import Fact


@dataclass(frozen=True, slots=True)
class Operation:
    """What was done (add, edit) or would be done (delete: to be confirmed). Amounts are minor units."""

    operation: str
    title: str
    minor: int
    spent: int
    currency: str


@dataclass(frozen=True, slots=True)
class Generated:
    """`assumptions` are sentences for the person; `waiting` is the Action that asks to confirm deletions."""

    message: str
    budgets: tuple[Standing, ...]
    operations: tuple[Operation, ...]
    assumptions: tuple[str, ...]
    degraded: bool
    waiting: Action | None = None


def generate(
    context: Context, words: str | None = None, answer: Callable[[Generated], Kept] | None = None
) -> Generated:
    """Make the first budgets, or propose changes to those that there are; a title is never doubled.

    Raises Unprocessable `infeasible` when what must be kept is more than there is.
    """
    context.claim()
    now = now_of(context)
    with journal.metered(context) as meter:
        draft = draft_of(meter, Known.of(context, now), words)
        return context.attempt(lambda: _keep(meter, Known.of(context, now), draft, answer))


def generate_first(context: Context) -> None:
    """The first budgets of somebody who has just told about themselves; nothing where there are some already."""
    if not stored.all_budgets(context.uid):
        generate(context)


def _keep(
    meter: journal.Meter,
    known: Known,
    draft: Draft,
    answer: Callable[[Generated], Kept] | None,
) -> Generated:
    context, untouched = meter.context, _untouched(known, draft)
    wanted_ones = {**draft.wanted, **untouched}
    amounts = _amounts(known, draft.wanted, untouched)
    commit, changes = context.commit(), list[Change]()
    operations, standings = list[Operation](), list[Standing]()
    facts, names = _figures(known, wanted_ones, amounts), [one.title for one in wanted_ones.values()]
    for rank, (key, wanted) in enumerate(wanted_ones.items()):
        text = supported(wanted.description, facts, names, known.language)
        new = replace(wanted, minor=amounts[key], description=text or "")
        change, standing, verb = _put(context, commit, known, new, rank)
        standings.append(standing)
        if change:
            changes.append(change)
            operations.append(Operation(verb, new.title, new.minor, standing.spent, new.currency))
    doomed = _deletions(known, draft)
    operations += [_operation("delete", one.budget, one.spent) for one in doomed]
    found = Generated(
        supported(draft.message, facts, names, known.language) or telling.message(known, operations),
        tuple(described(one, known.speech) for one in standings),
        tuple(operations),
        telling.assumptions(known, draft),
        bool(draft.ruled),
    )
    if changes:
        summary = summaries.made(known.speech, ((one.title, one.minor, one.currency) for one in operations))
        journal.record(replace(context, agent="budget"), commit, "generate_budgets", summary, changes)
    if doomed:
        question = summaries.asked(known.speech, (one.budget.title for one in doomed))
        asked = [_deletion(context, one.budget) for one in doomed]
        journal.propose(replace(context, agent="budget"), commit, "delete_budget", question, asked)
    known.current.close(commit, context.uid, [one.id for one in changes])
    meter.stage(commit)
    context.finish(commit, None if answer is None else lambda: answer(found))
    return found


def _untouched(known: Known, draft: Draft) -> dict[str, NewBudget]:
    """The budgets that the draft does not name, as they are."""
    rest = [one.budget for one in known.standings if title_key(one.budget.title) not in draft.wanted]
    return {title_key(one.title): NewBudget(one.title, one.minor, one.currency) for one in rest}


def _amounts(known: Known, wanted: Mapping[str, NewBudget], untouched: Mapping[str, NewBudget]) -> Mapping[str, int]:
    """What the plan comes to: within what there is, minimums and pinned amounts kept.

    Budgets that nobody named are cut only when the others cannot be kept at their least beside them.
    """
    rows = [_row(known, key, one) for key, one in wanted.items()]
    kept = {key: one.minor for key, one in untouched.items()}
    if known.pool is None:
        return {row.key: row.minor if row.fixed else max(row.minor, row.minimum, 0) for row in rows} | kept
    room = known.pool - sum(kept.values())
    made = feasible(rows, room)
    if room >= 0 and not isinstance(made, Infeasible):
        return {**made, **kept}
    made = feasible([*rows, *(_row(known, key, one) for key, one in untouched.items())], known.pool)
    if isinstance(made, Infeasible):
        needed, there = shown(made.needed, known.currency), shown(known.pool, known.currency)
        raise Unprocessable(
            f"Your minimums and fixed budgets come to {needed}, but there is {there} to plan with.", "infeasible"
        )
    return made


def _figures(known: Known, wanted: Mapping[str, NewBudget], amounts: Mapping[str, int]) -> "tuple[Fact, ...]":
    """What the agent's words may tell: the plan as it is kept, what it was made from, and its sums."""
    told = {one.title: (amounts[key], "the plan") for key, one in wanted.items()}
    told |= {f"{key} usually spent": (minor, "median of the last periods") for key, minor in known.usual.items()}
    told |= {f"{title} at least": (minor, "said by the person") for title, minor in known.minimums.values()}
    told["All budgets together"] = (sum(amounts.values()), "sum of the plan")
    if known.pool is not None:
        told["To plan with"] = (known.pool, "income less what goals need")
        told["Income"] = (int(known.now.profile["monthly_income"]), "said by the person")
        told["Not planned"] = (known.pool - sum(amounts.values()), "to plan with less the plan")
    return facts_of(known.currency, told)


def _row(known: Known, key: str, wanted: NewBudget) -> Wanted:
    standing = known.standing(key)
    least = known.least(key)
    if standing is None:
        return Wanted(key, wanted.minor, least)
    budget = standing.budget
    if budget.pinned:
        return Wanted(key, budget.minor, fixed=True)
    # A plan in the middle of a period that has less than what is spent already would be over at once.
    spent = standing.spent - budget.carried_over
    return Wanted(key, max(wanted.minor, spent), max(least, budget.minimum or 0))


def _put(
    context: Context, commit: Commit, known: Known, new: NewBudget, rank: int
) -> tuple[Change | None, Standing, str]:
    """The budget as it will be: a new one, a changed one, or the same when nothing is different."""
    now, standing = known.now, known.standing(title_key(new.title))
    if standing is None:
        budget = new_budget(context, new, rank, now.period.key)
        return add(context, commit, budget), stand([budget], now.period, Totals(), now.thresholds)[0], "add"
    before = standing.budget
    text = new.description or before.description
    if (before.minor, before.description) == (new.minor, text):
        return None, standing, "edit"
    after = replace(before, minor=new.minor, description=text, updated_at=context.now, version=before.version + 1)
    next(one for one in known.reads if one.budget.id == before.id).replace(commit, after)
    if before.minor != after.minor:
        commit.emit(changed_event(context, after, before.minor), context.now)
    found = replace(standing, budget=after)
    return difference(before, after, EDITED), judged(found, now), "edit"


def _deletions(known: Known, draft: Draft) -> list[Standing]:
    """What the agent would drop: only proposed, for deleting is the person's to decide."""
    found = [one for key in draft.deletions if key not in draft.wanted and (one := known.standing(key))]
    return [one for one in found if not one.budget.pinned]


def _deletion(context: Context, budget: Budget) -> Change:
    after = replace(budget, deleted_at=context.now, version=budget.version + 1)
    return difference(budget, after, EDITED)


def _operation(verb: str, budget: Budget, spent: int) -> Operation:
    return Operation(verb, budget.title, budget.minor, spent, budget.currency)
