"""What the readers of other features make of a message, put together for the rules of chat."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from functions.chat.models.talk import Talk
from functions.chat.models.wanted import Heard, SaidAmount
from functions.expenses import service as expenses
from functions.expenses.models.query import Clarify


def heard(talk: Talk) -> Heard:
    """The readers over this person's budgets, day and currency."""
    titles = tuple(one.title for one in talk.budgets)
    return Heard(
        talk.budgets,
        talk.today,
        partial(amounts_of, currency=talk.currency),
        partial(expenses.title_in, titles=titles),
        partial(_plan, talk=talk, titles=titles),
        lambda text: expenses.states_spending(text, talk.today, talk.currency, titles),
        lambda text: expenses.states_income(text, talk.today, talk.currency),
        has_file=talk.said.file is not None,
        last_change=talk.last_change,
    )


def amounts_of(text: str, currency: str) -> tuple[SaidAmount, ...]:
    """The amounts of a text where they stand; `currency` is what bare ones are read in."""
    return tuple(SaidAmount(one.value, one.currency, one.start, one.end) for one in expenses.amounts_in(text, currency))


def _plan(text: str, talk: Talk, titles: tuple[str, ...]) -> Mapping[str, Any] | None:
    """The plan of a question about money. One that could mean several things is asked back when it is run."""
    found = expenses.read_question(text, talk.language.code, talk.today, titles)
    plan = found.plan if isinstance(found, Clarify) else found
    return None if plan is None else plan.model_dump(mode="json", exclude_defaults=True)
