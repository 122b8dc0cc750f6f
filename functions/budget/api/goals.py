"""Routes of goals."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated, Any, ClassVar

from flask import Response
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from functions.budget import service
from functions.budget.api.app import app
from functions.budget.api.asked import SHOWN, Body, PageQuery, amount_of, day_of
from functions.budget.models import Goal
from functions.budget.service import GoalChange, GoalStanding, NewGoal
from shared.clock import rfc3339
from shared.errors import InvalidInput
from shared.gcp.idempotency import Kept
from shared.money import Money
from shared.web.app import answer, context, dumps
from shared.web.etags import STALE, IfMatch, etag_of, expecting
from shared.web.paging import moment, name, page_of, position_of, with_next
from shared.web.shapes import SIGNED_IN, Amount, Moment

_TAG = [Tag(name="goals", description="Something to save for")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_READ_ONLY = SHOWN | {"monthly_need", "progress"}
_EXAMPLE: dict[str, Any] = {
    "id": "gol_0c1xq3v9f7b2k5m8n4p6r0t2w",
    "title": "A washing machine",
    "target": 60000.00,
    "saved": 15000.00,
    "currency": "DZD",
    "date": "2027-05-31",
    "monthly_need": 6428.58,
    "progress": 0.25,
    "created_at": "2026-11-02T08:15:00Z",
    "updated_at": "2026-11-02T08:15:00Z",
}


class GoalPath(BaseModel):
    id: str


class GoalIn(Body):
    """A goal; amounts are numbers or decimal strings in the person's currency."""

    model_config = ConfigDict(json_schema_extra={"example": {"title": "A washing machine", "target": 60000}})

    read_only: ClassVar[frozenset[str]] = _READ_ONLY

    title: Title
    target: Any = Field(description="more than 0")
    saved: Any = Field(default=0, description="so far, 0 or more")
    due: Annotated[str | None, Field(alias="date", description="day by which it is needed, YYYY-MM-DD")] = None

    def read(self, currency: str) -> NewGoal:
        """The goal. Raises InvalidInput."""
        target = amount_of("target", self.target, currency, least=1)
        return NewGoal(self.title, target, amount_of("saved", self.saved, currency), _day(self.due))


class GoalChangeIn(Body):
    """Fields to change; those that are not sent stay."""

    read_only: ClassVar[frozenset[str]] = _READ_ONLY

    title: Title | None = None
    target: Any = Field(default=None, description="more than 0")
    saved: Any = Field(default=None, description="so far, 0 or more")
    due: Annotated[str | None, Field(alias="date", description="YYYY-MM-DD, or null for no date")] = None

    def read(self, goal: Goal) -> GoalChange:
        """The change in the goal's currency. Raises InvalidInput."""
        sent = self.model_fields_set
        if not sent:
            raise InvalidInput("Name at least one field to change.")
        if "title" in sent and self.title is None:
            raise InvalidInput.of("title", "A goal has a title.")
        return GoalChange(
            title=self.title,
            target=amount_of("target", self.target, goal.currency, least=1) if "target" in sent else None,
            saved=amount_of("saved", self.saved, goal.currency) if "saved" in sent else None,
            due=_day(self.due),
            drops_due="due" in sent and self.due is None,
        )


class GoalOut(BaseModel):
    """A goal as it stands. `monthly_need` is what to put aside each period, null without a date; `progress` is 0–1."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    id: str
    title: str
    target: Amount
    saved: Amount
    currency: str
    date: date | None
    monthly_need: Amount | None
    progress: Amount
    created_at: Moment
    updated_at: Moment


class GoalsOut(RootModel[list[GoalOut]]):
    """Goals, the newest first; the next page is in the `Link` header."""


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return day_of(text)
    except ValueError as error:
        raise InvalidInput.of("date", str(error)) from None


def _out(standing: GoalStanding) -> dict[str, Any]:
    goal = standing.goal
    share = Decimal(standing.progress.numerator) / Decimal(standing.progress.denominator)
    need = standing.monthly_need
    return {
        "id": goal.id,
        "title": goal.title,
        "target": Money(goal.target, goal.currency).decimal,
        "saved": Money(goal.saved, goal.currency).decimal,
        "currency": goal.currency,
        "date": goal.due.isoformat() if goal.due else None,
        "monthly_need": None if need is None else Money(need, goal.currency).decimal,
        "progress": share.quantize(Decimal("0.0001"), ROUND_HALF_EVEN),
        "created_at": rfc3339(goal.created_at),
        "updated_at": rfc3339(goal.updated_at),
    }


def _kept(status: int) -> Callable[[GoalStanding], Kept]:
    return lambda standing: (status, dumps(_out(standing)), _tag(standing.goal))


def _tag(goal: Goal) -> str:
    return etag_of(goal.id, goal.version)


def _shown(standing: GoalStanding, status: int = 200) -> Response:
    response = answer(_out(standing), status)
    response.set_etag(_tag(standing.goal))
    return response


@app.get("/api/budget/goals/", tags=_TAG, summary="Goals", security=SIGNED_IN, responses={200: GoalsOut})
def list_goals(query: PageQuery) -> Response:  # noqa: ARG001 - described here, read by page_of
    page = page_of()
    last = position_of(page, moment, name)
    found = [one for one in service.list_goals(context()) if last is None or (one.goal.created_at, one.goal.id) < last]
    shown = [_out(one) for one in found[: page.limit]]
    position = (shown[-1]["created_at"], shown[-1]["id"]) if len(found) > page.limit else None
    return with_next(answer(shown), position)


@app.post("/api/budget/goals/", tags=_TAG, summary="Make a goal", security=SIGNED_IN, responses={201: GoalOut})
def create_goal(body: GoalIn) -> Response:
    return _shown(service.create_goal(context(), body.read, _kept(201)), 201)


@app.get("/api/budget/goals/<id>/", tags=_TAG, summary="One goal", security=SIGNED_IN, responses={200: GoalOut})
def get_goal(path: GoalPath) -> Response:
    return _shown(service.get_goal(context(), path.id))


@app.patch(
    "/api/budget/goals/<id>/",
    tags=_TAG,
    summary="Change a goal",
    security=SIGNED_IN,
    responses={200: GoalOut, 412: STALE},
)
def change_goal(path: GoalPath, header: IfMatch, body: GoalChangeIn) -> Response:  # noqa: ARG001
    return _shown(service.change_goal(context(), path.id, body.read, expecting(_tag), _kept(200)))


@app.delete(
    "/api/budget/goals/<id>/",
    tags=_TAG,
    summary="Delete a goal",
    security=SIGNED_IN,
    responses={204: None, 412: STALE},
)
def remove_goal(path: GoalPath, header: IfMatch) -> Response:  # noqa: ARG001
    service.remove_goal(context(), path.id, expecting(_tag), lambda: (204, ""))
    return Response("", 204)
