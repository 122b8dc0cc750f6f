"""Make budgets, one or several, and tell the journal what changed."""

from collections.abc import Sequence

from functions.budget.models import Budget, NewBudget
from functions.budget.repository import budgets as stored
from functions.budget.rules import standing as rules
from functions.budget.rules import summaries
from functions.budget.service.standings import now_of
from functions.journal import service as journal
from functions.journal.models import Change
from shared.context import Context
from shared.errors import Conflict, InvalidInput
from shared.events import BudgetCreated
from shared.folding import title_key
from shared.gcp.firestore import Commit, Contended
from shared.ids import derived_id
from shared.money import Money

FIELDS = ("title", "minor", "currency", "description", "rollover", "pinned", "minimum")


def new_budget(context: Context, new: NewBudget, rank: int, period_start: str | None) -> Budget:
    """The budget that is to be; its identifier follows from the request, so that a repetition makes the same one."""
    if new.minor < 0:
        raise InvalidInput.of("budget", "A budget cannot be below zero.", "invalid_amount")
    return Budget(
        id=derived_id("bud", context.uid, context.work, str(rank)),
        title=rules.check_title(new.title),
        minor=new.minor,
        currency=new.currency,
        description=new.description,
        rollover=new.rollover,
        pinned=new.pinned,
        minimum=new.minimum,
        created_at=context.now,
        updated_at=context.now,
        period_start=period_start,
    )


def add(context: Context, commit: Commit, budget: Budget) -> Change:
    """Put a new budget with its event into the commit."""
    stored.add_budget(commit, context.uid, budget, title_key(budget.title))
    created = BudgetCreated(
        uid=context.uid,
        occurred_at=context.now,
        cause=context.cause,
        budget_id=budget.id,
        title=budget.title,
        minor=budget.minor,
    )
    commit.emit(created, context.now)
    after = {name: getattr(budget, name) for name in FIELDS}
    return Change("budget", budget.id, None, after, None, budget.version, budget.currency)


def shown(minor: int, currency: str) -> str:
    """An amount as refusals write it."""
    return f"{Money(minor, currency)} {currency}"


def create_budget(context: Context, new: NewBudget) -> Budget:
    """Make a budget. Raises InvalidInput, and Conflict when another has this title (case and accents folded)."""
    return create_budgets(context, [new])[0]


def create_budgets(context: Context, new: Sequence[NewBudget]) -> list[Budget]:
    """Make budgets in one commit, as one Action; see `create_budget`."""
    now = now_of(context)
    made = [new_budget(context, one, rank, now.period.key) for rank, one in enumerate(new)]
    commit = context.commit()
    changes = [add(context, commit, budget) for budget in made]
    summary = summaries.made(now.speech, ((one.title, one.minor, one.currency) for one in made))
    journal.record(context, commit, "create_budget", summary, changes)
    try:
        context.finish(commit)
    except Contended:
        raise Conflict("There is a budget of this title already.") from None
    return made
