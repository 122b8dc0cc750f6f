"""Makes a person's budgets, or proposes better ones: the agent proposes, the rules make it fit, one commit keeps it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from functions.budget.models import Budget, NewBudget, Standing
from functions.budget.repository import budgets as stored
from functions.budget.rules.planning import Infeasible, Wanted, feasible
from functions.budget.rules.starting import starters
from functions.budget.service.asking import ask
from functions.budget.service.changing import EDITED, changed_event, difference, judged
from functions.budget.service.known import LOOKED_BACK, Known
from functions.budget.service.making import add, new_budget, shown
from functions.budget.service.rebalancing import minor_of
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
from shared.money import Money

if TYPE_CHECKING:
    from shared.ai.facts import Fact

_DEFAULT_SHARE = 90  # percent of the income that a first plan gives out when no goal says otherwise


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


@dataclass(slots=True)
class _Draft:
    """The plan while it is made: wanted amounts by folded title, with descriptions, deletions and the message."""

    wanted: dict[str, NewBudget] = field(default_factory=dict)
    deletions: list[str] = field(default_factory=list)
    message: str = ""
    degraded: bool = False


def generate(
    context: Context, words: str | None = None, answer: Callable[[Generated], Kept] | None = None
) -> Generated:
    """Make the first budgets, or propose changes to those that there are; a title is never doubled.

    Raises Unprocessable `infeasible` when what must be kept is more than there is.
    """
    context.claim()
    now = now_of(context)
    known = Known.of(context, now)
    draft = _proposed(known, words) or _by_rule(known)
    return context.attempt(lambda: _keep(context, Known.of(context, now), draft, answer))


def generate_first(context: Context) -> None:
    """The first budgets of somebody who has just told about themselves; nothing where there are some already."""
    if not stored.all_budgets(context.uid):
        generate(context)


def _proposed(known: Known, words: str | None) -> _Draft | None:
    proposal = ask(_facts(known), words)
    if proposal is None:
        return None
    draft = _Draft(message=proposal.message)
    titles = {title_key(one.title): one.title for one in (standing.budget for standing in known.standings)}
    existing = set(titles)
    for one in proposal.operations:
        key = title_key(one.title)
        if one.operation == "delete":
            draft.deletions += [key] if key in existing else []
        elif one.budget is not None and key.strip():
            title = titles.setdefault(key, one.title)
            minor = minor_of(one.budget, known.currency)
            draft.wanted[key] = NewBudget(title, minor, known.currency, one.description or "")
    return draft if draft.wanted else None


def _facts(known: Known) -> dict[str, object]:
    code, profile = known.currency, known.now.profile
    figures = ("monthly_income", "savings", "debts")
    return {
        "task": "generate",
        "language": known.language,
        "currency": code,
        "ceiling": None if known.pool is None else str(Money(known.pool, code)),
        "profile": {name: None if profile[name] is None else str(Money(profile[name], code)) for name in figures}
        | {"categories": profile["extra_info"].get("budget_categories", [])},
        "minimums": {key: str(Money(minor, code)) for key, minor in known.minimums.items()},
        "spending": {key: str(Money(minor, code)) for key, minor in known.usual.items()},
        "budgets": [
            {"title": one.budget.title, "budget": str(Money(one.budget.minor, code)), "pinned": one.budget.pinned}
            for one in known.standings
        ],
    }


def _by_rule(known: Known) -> _Draft:
    """The plan without the model: what is there stays or follows what is usually spent; else everyday categories."""
    draft = _Draft(degraded=True)
    for one in known.standings:
        budget, key = one.budget, title_key(one.budget.title)
        minor = budget.minor if budget.pinned else max(known.usual.get(key, budget.minor), known.minimums.get(key, 0))
        draft.wanted[key] = NewBudget(budget.title, minor, budget.currency, budget.description)
    if not draft.wanted:
        ceiling = (known.pool or 0) * _DEFAULT_SHARE // 100
        for title, minor in starters(ceiling, known.language).items():
            draft.wanted[title_key(title)] = NewBudget(title, minor, known.currency)
    return draft


def _keep(
    context: Context,
    known: Known,
    draft: _Draft,
    answer: Callable[[Generated], Kept] | None,
) -> Generated:
    amounts = _amounts(known, draft)
    commit, changes = context.commit(), list[Change]()
    operations, standings = list[Operation](), list[Standing]()
    facts, names = _figures(known, draft, amounts), [one.title for one in draft.wanted.values()]
    for rank, (key, wanted) in enumerate(draft.wanted.items()):
        text = supported(wanted.description, facts, names, known.language)
        new = replace(wanted, minor=amounts[key], description=text or "")
        change, standing, verb = _put(context, commit, known, new, rank)
        standings.append(standing)
        if change:
            changes.append(change)
            operations.append(Operation(verb, new.title, new.minor, standing.spent, new.currency))
    doomed = _deletions(known, draft)
    operations += [_operation("delete", one.budget, one.spent) for one in doomed]
    untouched = [one for one in known.standings if title_key(one.budget.title) not in draft.wanted]
    found = Generated(
        supported(draft.message, facts, names, known.language) or _sentence(operations, known),
        (*standings, *untouched),
        tuple(operations),
        tuple(_assumptions(known, draft)),
        draft.degraded,
    )
    if changes:
        summary = "; ".join(f"{one.title}: {shown(one.minor, one.currency)}" for one in operations)
        journal.record(replace(context, agent="budget"), commit, "generate_budgets", summary, changes)
    if doomed:
        titles = ", ".join(one.budget.title for one in doomed)
        asked = [_deletion(context, one.budget) for one in doomed]
        journal.propose(replace(context, agent="budget"), commit, "delete_budget", f"Delete {titles}?", asked)
    context.finish(commit, None if answer is None else lambda: answer(found))
    return found


def _amounts(known: Known, draft: _Draft) -> Mapping[str, int]:
    """What the plan comes to: within what there is, minimums and pinned amounts kept."""
    rows = [_row(known, key, wanted) for key, wanted in draft.wanted.items()]
    kept = sum(one.budget.minor for one in known.standings if title_key(one.budget.title) not in draft.wanted)
    if known.pool is None:
        return {row.key: row.minor if row.fixed else max(row.minor, row.minimum, 0) for row in rows}
    made = feasible(rows, known.pool - kept)
    if isinstance(made, Infeasible):
        needed, there = shown(made.needed + kept, known.currency), shown(known.pool, known.currency)
        raise Unprocessable(
            f"Your minimums and fixed budgets come to {needed}, but there is {there} to plan with.", "infeasible"
        )
    return made


def _figures(known: Known, draft: _Draft, amounts: Mapping[str, int]) -> "tuple[Fact, ...]":
    """What the agent's words may tell: the plan as it is kept, what it was made from, and its sums."""
    told = {wanted.title: (amounts[key], "the plan") for key, wanted in draft.wanted.items()}
    told |= {f"{key} usually spent": (minor, "median of the last periods") for key, minor in known.usual.items()}
    told |= {f"{key} at least": (minor, "said by the person") for key, minor in known.minimums.items()}
    told["All budgets together"] = (sum(amounts.values()), "sum of the plan")
    if known.pool is not None:
        told["To plan with"] = (known.pool, "income less what goals need")
        told["Income"] = (int(known.now.profile["monthly_income"]), "said by the person")
        told["Not planned"] = (known.pool - sum(amounts.values()), "to plan with less the plan")
    return facts_of(known.currency, told)


def _row(known: Known, key: str, wanted: NewBudget) -> Wanted:
    standing = known.standing(key)
    least = known.minimums.get(key, 0)
    if standing is None:
        return Wanted(key, wanted.minor, least)
    budget = standing.budget
    if budget.pinned:
        return Wanted(key, budget.minor, fixed=True)
    return Wanted(key, wanted.minor, max(least, budget.minimum or 0))


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


def _deletions(known: Known, draft: _Draft) -> list[Standing]:
    """What the agent would drop: only proposed, for deleting is the person's to decide."""
    found = [one for key in draft.deletions if key not in draft.wanted and (one := known.standing(key))]
    return [one for one in found if not one.budget.pinned]


def _deletion(context: Context, budget: Budget) -> Change:
    after = replace(budget, deleted_at=context.now, version=budget.version + 1)
    return difference(budget, after, EDITED)


def _operation(verb: str, budget: Budget, spent: int) -> Operation:
    return Operation(verb, budget.title, budget.minor, spent, budget.currency)


def _assumptions(known: Known, draft: _Draft) -> list[str]:
    """What the plan took for granted, in sentences for the person."""
    said = []
    if known.pool is None:
        said.append("Your income is not known yet, so the budgets are not held against it.")
    elif known.now.profile["provenance"].get("monthly_income", {}).get("how") == "assumed":
        said.append(f"Your income was assumed: {shown(known.now.profile['monthly_income'], known.currency)} a month.")
    if known.usual:
        said.append(f"Amounts follow what you spent in the last {LOOKED_BACK} periods where that is known.")
    elif not known.standings:
        said.append("There is no spending to go by yet, so the amounts are usual shares of a household.")
    if draft.degraded:
        said.append("The assistant could not be asked, so fixed rules made this plan.")
    return said


def _sentence(operations: Sequence[Operation], known: Known) -> str:
    """The message by rule."""
    added = [one for one in operations if one.operation == "add"]
    edited = [one for one in operations if one.operation == "edit"]
    if not operations:
        return "Your budgets fit as they are: nothing was changed."
    told = [f"{len(group)} budgets {word}" for group, word in ((added, "made"), (edited, "changed")) if group]
    total = sum(one.minor for one in (*added, *edited))
    return f"{' and '.join(told) or 'Nothing changed'}: {shown(total, known.currency)} a period in all."
