"""Answer questions about money by a plan that is validated and run exactly."""

from collections.abc import Sequence
from datetime import date

from functions.expenses.models.query import Clarify, QueryAnswer, QueryPlan
from shared.context import Context


def run_plan(context: Context, plan: QueryPlan) -> QueryAnswer | Clarify:
    """Run a plan over the person's entries. Raises PlanRefused for one that makes no sense as a whole."""
    raise NotImplementedError


def answer_question(context: Context, text: str) -> QueryAnswer | Clarify | None:
    """Answer a question without a model, read by rules; None when it is not understood as one about money."""
    raise NotImplementedError


def read_question(text: str, language: str, today: date, titles: Sequence[str]) -> QueryPlan | Clarify | None:
    """The plan that a question asks for, read by rules; None when it is not understood as one about money."""
    return None
