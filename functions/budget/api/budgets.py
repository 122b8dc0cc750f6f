"""Routes of budgets."""

from datetime import date

from flask import Response
from flask_openapi3.models.tag import Tag

from functions.budget import service
from functions.budget.api.app import app
from functions.budget.api.asked import (
    BudgetChangeIn,
    BudgetPath,
    Generate,
    ListQuery,
    Move,
    PageQuery,
    PeriodQuery,
    amount_of,
)
from functions.budget.api.shapes import (
    BudgetChanged,
    BudgetOut,
    BudgetRows,
    GeneratedOut,
    PastPeriods,
    SummaryOut,
    budget_out,
    generated_out,
    past_out,
    row_out,
    summary_out,
    tag_of,
)
from functions.budget.models import Standing
from shared.clock import rfc3339
from shared.gcp.idempotency import Kept
from shared.web.app import answer, context, dumps
from shared.web.auth import public
from shared.web.etags import STALE, IfMatch, expecting
from shared.web.limits import limited
from shared.web.paging import moment, name, page_of, position_of, with_next
from shared.web.problems import MethodNotAllowed
from shared.web.shapes import SIGNED_IN

_TAG = [Tag(name="budget", description="Categories with an amount for each period")]


@app.get(
    "/api/budget/",
    tags=_TAG,
    summary="Budgets as they stand in a period",
    security=SIGNED_IN,
    responses={200: BudgetRows},
)
def list_budgets(query: ListQuery) -> Response:
    page = page_of()
    last = position_of(page, moment, name)
    found = service.list_standings(context(), query.period)
    if last:
        found = [one for one in found if (one.budget.created_at, one.budget.id) < last]
    more = len(found) > page.limit
    found = found[: page.limit]
    return with_next(answer([row_out(one) for one in found]), _position(found[-1]) if more else None)


def _position(standing: Standing) -> tuple[str, ...]:
    return rfc3339(standing.budget.created_at), standing.budget.id


@app.post("/api/budget/", doc_ui=False)
@public
def no_plain_budget() -> Response:
    """Budgets are proposed for the person, not typed in one by one."""
    raise MethodNotAllowed("Budgets are not made one by one: use POST /api/budget/generate/ instead.")


@app.post(
    "/api/budget/generate/",
    tags=_TAG,
    summary="Make the first budgets, or propose better ones",
    description="The assistant proposes, rules make it fit: within the income less what goals need, minimums and "
    "pinned budgets kept. Running it again changes the budgets that there are; it never deletes one.",
    security=SIGNED_IN,
    responses={200: GeneratedOut},
)
@limited("ai")
def generate(body: Generate) -> Response:
    found = service.generate(context(), body.message, lambda made: (200, dumps(generated_out(made))))
    return answer(generated_out(found))


@app.get(
    "/api/budget/summary/", tags=_TAG, summary="A period at a glance", security=SIGNED_IN, responses={200: SummaryOut}
)
def summary(query: PeriodQuery) -> Response:
    return answer(summary_out(service.summarize(context(), query.period)))


@app.post(
    "/api/budget/move/",
    tags=_TAG,
    summary="Move money from one budget to another",
    security=SIGNED_IN,
    responses={200: BudgetRows},
)
def move(body: Move) -> Response:
    moved = service.move_money(
        context(),
        body.source,
        body.target,
        lambda currency: amount_of("amount", body.amount, currency, least=1),
        lambda made: (200, dumps([budget_out(one) for one in made])),
    )
    return answer([budget_out(one) for one in moved])


@app.get(
    "/api/budget/<id>/",
    tags=_TAG,
    summary="One budget with its description",
    security=SIGNED_IN,
    responses={200: BudgetOut},
)
def get_budget(path: BudgetPath) -> Response:
    standing = service.get_standing(context(), path.id)
    response = answer(budget_out(standing))
    response.set_etag(tag_of(standing.budget))
    return response


def _kept(standing: Standing, event_id: str | None) -> Kept:
    return 200, dumps(_changed(standing, event_id)), tag_of(standing.budget)


def _changed(standing: Standing, event_id: str | None) -> dict[str, object]:
    rebalance = {"rebalance": {"status": "queued", "event_id": event_id}} if event_id else {}
    return {**budget_out(standing), **rebalance}


@app.patch(
    "/api/budget/<id>/",
    tags=_TAG,
    summary="Change a budget",
    description="Answers at once; when the amount changed, the other budgets absorb the difference soon after.",
    security=SIGNED_IN,
    responses={200: BudgetChanged, 412: STALE},
)
def change_budget(path: BudgetPath, header: IfMatch, body: BudgetChangeIn) -> Response:  # noqa: ARG001
    standing, event_id = service.changed_budget(context(), path.id, body.read, expecting(tag_of), _kept)
    response = answer(_changed(standing, event_id))
    response.set_etag(tag_of(standing.budget))
    return response


@app.delete(
    "/api/budget/<id>/",
    tags=_TAG,
    summary="Delete a budget; its entries stay, and it can be restored",
    security=SIGNED_IN,
    responses={204: None, 412: STALE},
)
def delete_budget(path: BudgetPath, header: IfMatch) -> Response:  # noqa: ARG001
    service.delete_budget(context(), path.id, expecting(tag_of), lambda: (204, ""))
    return Response("", 204)


@app.post(
    "/api/budget/<id>/restore/",
    tags=_TAG,
    summary="Bring a deleted budget back",
    security=SIGNED_IN,
    responses={200: BudgetOut},
)
def restore_budget(path: BudgetPath) -> Response:
    standing = service.restore_budget(context(), path.id, expecting(tag_of), lambda one, _: _kept(one, None))
    response = answer(budget_out(standing))
    response.set_etag(tag_of(standing.budget))
    return response


@app.get(
    "/api/budget/<id>/history/",
    tags=_TAG,
    summary="A budget period by period, the current one first",
    security=SIGNED_IN,
    responses={200: PastPeriods},
)
def history(path: BudgetPath, query: PageQuery) -> Response:  # noqa: ARG001 - described here, read by page_of
    page, budget_id = page_of(), path.id
    last = position_of(page, date.fromisoformat, name)
    standing, rows, more = service.history(context(), budget_id, last[0] if last else None, page.limit)
    currency = standing.budget.currency
    position = (rows[-1].period.key, budget_id) if more else None
    return with_next(answer([past_out(row, currency) for row in rows]), position)
