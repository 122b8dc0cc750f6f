from collections.abc import Sequence
from datetime import date

from functions.expenses.models.query import Clarify, QueryPlan


def read_question(text: str, language: str, today: date, titles: Sequence[str]) -> QueryPlan | Clarify | None:
    return None
