"""What a budget says of itself once it is overspent: a warning and advice, by the agent or by rule."""

from dataclasses import replace

from functions.budget.repository import budgets as stored
from functions.budget.rules.prose import warning
from functions.budget.service.asking import ask
from functions.budget.service.standings import now_of
from functions.budget.service.wording import amounts, supported
from functions.users import service as users
from shared.context import Context
from shared.errors import NotFound
from shared.events import ThresholdCrossed
from shared.folding import title_key
from shared.gcp.firestore import retry_contended
from shared.money import Money


def describe_overspending(context: Context, event: ThresholdCrossed) -> None:
    """Put the warning into the description of the budget that is over; nothing for other crossings.

    It is no edit of the person's: the version stays, so that it stands in the way of no undo.
    """
    if not event.over or event.period_start != now_of(context).period.key:
        return
    text = _worded(context, event)

    def attempt() -> None:
        try:
            found = stored.ReadBudget(context.uid, event.budget_id)
        except NotFound:
            return
        if found.budget.deleted_at is not None:
            return
        commit = context.commit()
        found.replace(commit, replace(found.budget, description=text, updated_at=context.now))
        context.finish(commit)

    retry_contended(attempt)


def _worded(context: Context, event: ThresholdCrossed) -> str:
    language = str(users.get_user(context.uid).profile["personal_info"].get("language", "en"))[:2].casefold()
    spent, limit = Money(event.spent, event.currency), Money(event.limit, event.currency)
    told = {
        "task": "describe",
        "language": language,
        "title": event.title,
        "currency": event.currency,
        "limit": str(limit),
        "spent": str(spent),
        "over_by": str(spent - limit),
    }
    proposal = ask(told)
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
    return supported(text, facts, [event.title], language) or warning(event.title, limit, spent, language)
