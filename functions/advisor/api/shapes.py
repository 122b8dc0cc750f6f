"""The shapes of questions for advice, and of advice."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, RootModel, StringConstraints

from functions.advisor.models import Decision, QueryType, Rule, Session
from shared.clock import rfc3339
from shared.web.shapes import Amount, Moment


class AdviceQuestion(BaseModel):
    """What the person wonders about, with the price where they know it."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"example": {"message": "A washing machine for 60000 DZD?"}}
    )

    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class CategoryAfter(BaseModel):
    budget_id: str
    title: str
    remaining: Amount


class LowPointAfter(BaseModel):
    date: str
    amount: Amount


class VerdictOut(BaseModel):
    """What was decided, by which rule, and what the purchase leaves behind.

    `affordable_from`: the first day on which balance and budget bear it; `months_of_saving`: its price over what a
    usual period leaves.
    """

    decision: Decision
    rule: Rule
    item: str | None
    price: Amount
    category_after: CategoryAfter | None
    low_point: LowPointAfter | None
    goal_delay_days: int | None
    affordable_from: str | None
    months_of_saving: Amount | None = None


class AdviceOut(BaseModel):
    """Advice as Markdown; `verdict` is absent when no price is known. Every figure in the text is one of the facts."""

    advice: str
    session_id: str
    verdict: VerdictOut | None = None
    facts: list[dict[str, Any]]
    verified: Literal[True]
    degraded: bool


class SessionOut(BaseModel):
    """Advice that was given."""

    id: str
    query_type: QueryType
    user_query: str
    ai_response: str
    verdict: VerdictOut | None = None
    created_at: Moment


class SessionRows(RootModel[list[SessionOut]]):
    """The next page is in the `Link` header."""


def advice_out(session: Session) -> dict[str, Any]:
    """The answer to a question."""
    verdict = {"verdict": session.verdict} if session.verdict else {}
    return {
        "advice": session.advice,
        "session_id": session.id,
        **verdict,
        "facts": list(session.facts),
        "verified": True,
        "degraded": session.degraded,
    }


def session_out(session: Session) -> dict[str, Any]:
    """A row of the history."""
    verdict = {"verdict": session.verdict} if session.verdict else {}
    return {
        "id": session.id,
        "query_type": session.query_type,
        "user_query": session.user_query,
        "ai_response": session.advice,
        **verdict,
        "created_at": rfc3339(session.created_at),
    }
