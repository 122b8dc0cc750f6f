"""The plan before it is made to fit: what the agent proposes or the rules do, and what the person needs at least."""

from dataclasses import dataclass, field

from functions.budget.models import NewBudget
from functions.budget.rules.starting import starters
from functions.budget.service.asking import ask
from functions.budget.service.known import Known
from functions.budget.service.rebalancing import minor_of
from functions.journal.service import Meter
from shared.folding import title_key
from shared.money import MAX_MINOR, Money

_DEFAULT_SHARE = 90  # percent of what there is that a first plan gives out


@dataclass(slots=True)
class Draft:
    """Wanted amounts by folded title, with descriptions; titles to delete; the agent's message.

    `ruled` tells that fixed rules made it: the agent was `unreachable`, might not be asked any more (`capped`), or was
    `silent`, proposing nothing usable.
    """

    wanted: dict[str, NewBudget] = field(default_factory=dict)
    deletions: list[str] = field(default_factory=list)
    message: str = ""
    ruled: str = ""


def draft_of(meter: Meter, known: Known, words: str | None) -> Draft:
    """The plan to be made to fit; `words` is what the person asked to mind."""
    proposal = ask(meter, _facts(known), words)
    why = "capped" if meter.is_capped else "unreachable"
    draft = _by_rule(known, why) if proposal is None else Draft(message=proposal.message)
    existing = {title_key(one.budget.title): one.budget.title for one in known.standings}
    for one in proposal.operations if proposal else ():
        named = known.named(one.title)
        if named is None:
            continue
        key, title = named
        if one.operation == "delete":
            draft.deletions += [key] if key in existing else []
            continue
        minor = None if one.budget is None else minor_of(one.budget, known.currency)
        if minor is not None and minor <= MAX_MINOR and (minor or key in existing):
            first = draft.wanted.get(key)
            title = existing.get(key) or (first.title if first else title)
            draft.wanted[key] = NewBudget(title, minor, known.currency, one.description or "")
    if not draft.wanted and not existing:
        draft = _by_rule(known, draft.ruled or "silent")
    _add_minimums(known, draft)
    return draft


def _add_minimums(known: Known, draft: Draft) -> None:
    """What the person said that they need is there, also when nobody proposed it."""
    for key, (title, least) in known.minimums.items():
        standing = known.standing(key)
        if key in draft.wanted or (standing and (standing.budget.pinned or standing.budget.minor >= least)):
            continue
        draft.wanted[key] = NewBudget(standing.budget.title if standing else title, least, known.currency)


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
        "minimums": {title: str(Money(minor, code)) for title, minor in known.minimums.values()},
        "spending": {key: str(Money(minor, code)) for key, minor in known.usual.items()},
        "budgets": [
            {"title": one.budget.title, "budget": str(Money(one.budget.minor, code)), "pinned": one.budget.pinned}
            for one in known.standings
        ],
    }


def _by_rule(known: Known, why: str) -> Draft:
    """The plan without the model: what is there stays or follows what is usually spent; else everyday categories.

    They share the income, or what is usually spent where that is not known; with neither there is nothing to plan.
    """
    draft = Draft(ruled=why)
    for one in known.standings:
        budget, key = one.budget, title_key(one.budget.title)
        minor = budget.minor if budget.pinned else max(known.usual.get(key, budget.minor), known.least(key))
        draft.wanted[key] = NewBudget(budget.title, minor, budget.currency)
    if not draft.wanted:
        ceiling = known.in_all if known.pool is None else known.pool * _DEFAULT_SHARE // 100
        for title, minor in starters(ceiling, known.language).items():
            if (named := known.named(title)) and minor:
                draft.wanted[named[0]] = NewBudget(named[1], minor, known.currency)
    return draft
