"""What a budget says of itself: its description, or a warning for as long as it is over and the figures are true."""

from dataclasses import replace

from functions.budget.models import Standing
from functions.budget.rules.prose import warning
from shared.language import Language
from shared.money import Money


def described(standing: Standing, language: Language) -> Standing:
    """The standing with the description that people are shown.

    The agent's warning holds for the figures that it was written about; when more was spent since, or before it was
    written, the fixed words tell today's. Once the budget is not over, its own description is back.
    """
    budget = standing.budget
    if standing.health != "over":
        return standing
    written = budget.warning
    told = standing.period.key, standing.spent, budget.limit
    if written is not None and (written.period_start, written.spent, written.limit) == told:
        text = written.text
    else:
        limit, spent = Money(budget.limit, budget.currency), Money(standing.spent, budget.currency)
        text = warning(budget.title, limit, spent, language)
    return replace(standing, budget=replace(budget, description=text))
