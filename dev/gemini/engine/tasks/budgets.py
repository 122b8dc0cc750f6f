"""Plans of budgets: everyday categories, what was spent before, and warnings, by fixed rules."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from dev.gemini.engine.replies import reply
from dev.gemini.engine.schemas import names_at
from dev.gemini.engine.task import Task
from dev.gemini.protocol.refusal import Json

_OPERATION = {"operation", "title", "budget", "description"}
_GIVEN_OUT = 90  # percent of what there is that a first plan gives out
_STEP = 20  # amounts are rounded to a twentieth of their leading digit's worth
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "made": "I planned these budgets from what you told me and what you spent.",
        "about": "## {title}\n\n{budget} {currency} for each period. Look at it once a week.",
        "balanced": "The others give or take in proportion, so that the sum stays the same.",
        "warned": "{title} is over its limit.",
        "warning": "## {title}\n\n⚠️ You spent {spent} of {limit} {currency}: {over_by} {currency} over. "
        "Put off what can wait until the next period.",
    },
    "fr": {
        "made": "J'ai préparé ces budgets d'après ce que vous avez dit et dépensé.",
        "about": "## {title}\n\n{budget} {currency} par période. Un coup d'œil par semaine suffit.",
        "balanced": "Les autres donnent ou reçoivent en proportion, la somme reste la même.",
        "warned": "{title} dépasse sa limite.",
        "warning": "## {title}\n\n⚠️ {spent} {currency} dépensés sur {limit} {currency} : {over_by} {currency} de trop. "
        "Reportez ce qui peut attendre.",
    },
    "ar": {
        "made": "أعددتُ هذه الميزانيات مما قلته ومما أنفقته.",
        "about": "## {title}\n\n{budget} {currency} لكل فترة. راجعها أسبوعيًا.",
        "balanced": "بقية الميزانيات تتغير بالتناسب، فيبقى المجموع كما هو.",
        "warned": "تجاوزت ميزانية {title} حدّها.",
        "warning": "## {title}\n\n⚠️ أُنفق {spent} من {limit} {currency}: تجاوز بمقدار {over_by} {currency}. "
        "أجّل ما يمكن تأجيله.",
    },
}


def _words(facts: Json) -> Mapping[str, str]:
    return _WORDS.get(str(facts.get("language"))[:2], _WORDS["en"])


def _number(text: Any) -> Decimal | None:
    try:
        return Decimal(str(text)) if text is not None else None
    except InvalidOperation:
        return None


def _friendly(amount: Decimal) -> Decimal:
    """An amount as people would set it: 18 437 is 18 500, 4 371 is 4 350."""
    if amount < 1:
        return amount.quantize(Decimal("0.01"))
    step = max(Decimal(1), Decimal(10) ** amount.adjusted() / _STEP).quantize(Decimal(1))
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _operation(verb: str, title: str, budget: Decimal | None, description: str | None = None) -> Json:
    amount = None if budget is None else format(budget, "f")
    return {"operation": verb, "title": title, "budget": amount, "description": description}


def _generated(facts: Json) -> Json:
    """What there is already follows what is usually spent; without any budget, everyday categories are made."""
    words, currency = _words(facts), str(facts.get("currency") or "")
    existing = {str(row["title"]): row for row in facts.get("budgets") or () if isinstance(row, dict)}
    spending = {str(key): _number(value) for key, value in (facts.get("spending") or {}).items()}
    operations = []
    for title, row in existing.items():
        usual = spending.get(title.casefold())
        if usual and not row.get("pinned"):
            operations.append(_operation("edit", title, _friendly(usual)))
    if not existing and _number(facts.get("ceiling")):
        for title, amount in _starters(facts).items():
            about = words["about"].format(title=title, budget=format(amount, "f"), currency=currency)
            operations.append(_operation("add", title, amount, about))
    return {"operations": operations, "message": words["made"]}


def _starters(facts: Json) -> dict[str, Decimal]:
    from functions.budget.rules.starting import starters

    ceiling = _number(facts.get("ceiling")) or Decimal(0)
    shares = starters(int(ceiling * _GIVEN_OUT), str(facts.get("language"))[:2])
    return {title: (Decimal(share) / 100).quantize(Decimal(1)) for title, share in shares.items()}


def _balanced(facts: Json) -> Json:
    """The rule's own split needs no second opinion."""
    return {"operations": [], "message": _words(facts)["balanced"]}


def _described(facts: Json) -> Json:
    told = {name: str(facts.get(name)) for name in ("title", "spent", "limit", "over_by", "currency")}
    words = _words(facts)
    operation = _operation("edit", told["title"], None, words["warning"].format(**told))
    return {"operations": [operation], "message": words["warned"].format(**told)}


_TASKS: Mapping[str, Callable[[Json], Json]] = {
    "generate": _generated,
    "rebalance": _balanced,
    "describe": _described,
}


def propose(facts: Json) -> Json:
    """The proposal that `task` of the facts asks for."""
    return _TASKS.get(str(facts.get("task")), _balanced)(facts)


TASK = Task(
    fits=lambda asked: names_at(asked.schema, "operations", "[]") >= _OPERATION,
    answer=lambda asked: reply(asked, propose(asked.facts)),
)
