"""Has a warning and advice written about a budget that is overspent, by the agent or by rule."""

from dataclasses import replace

from functions.budget.models import Warned
from functions.budget.repository import budgets as stored
from functions.budget.rules.prose import warning
from functions.budget.service.asking import ask
from functions.budget.service.standings import now_of
from functions.budget.service.wording import amounts, supported
from functions.journal import service as journal
from shared.context import Context
from shared.errors import NotFound
from shared.events import ThresholdCrossed
from shared.folding import title_key
from shared.language import Language
from shared.money import Money


def describe_overspending(context: Context, event: ThresholdCrossed) -> None:
    """Keep a warning that is shown as the description of the budget while it is over; nothing for other crossings.

    It is no edit of the person's: the version stays, so that it stands in the way of no undo.
    """
    now = now_of(context)
    if not event.over or event.period_start != now.period.key:
        return
    with journal.metered(context) as meter:
        written = Warned(_worded(meter, event, now.speech), event.period_start, event.spent, event.limit)
        context.attempt(lambda: _keep(meter, event, written))


def _keep(meter: journal.Meter, event: ThresholdCrossed, written: Warned) -> None:
    context = meter.context
    try:
        found = stored.ReadBudget(context.uid, event.budget_id)
    except NotFound:
        return
    if found.budget.deleted_at is not None:
        return
    commit = context.commit()
    found.replace(commit, replace(found.budget, warning=written))
    meter.stage(commit)
    context.finish(commit)


def _worded(meter: journal.Meter, event: ThresholdCrossed, language: Language) -> str:
    spent, limit = Money(event.spent, event.currency), Money(event.limit, event.currency)
    told = {
        "task": "describe",
        "language": language.code,
        "title": event.title,
        "currency": event.currency,
        "limit": str(limit),
        "spent": str(spent),
        "over_by": str(spent - limit),
    }
    proposal = ask(meter, told)
    text = next(
        (
            one.description
            for one in (proposal.operations if proposal else ())
            if one.operation == "edit" and one.description and title_key(one.title) == title_key(event.title)
        ),
        None,
    )
    facts = amounts(
        event.currency,
        {
            "Spent": (event.spent, "sum of the period's entries"),
            "Limit": (event.limit, "amount and what was carried over"),
            "Over the limit": (event.spent - event.limit, "spent less limit"),
        },
    )
    return supported(text, facts, [event.title], language.code) or warning(event.title, limit, spent, language)
