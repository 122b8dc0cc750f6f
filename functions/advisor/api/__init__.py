"""Routes of advice."""

from functools import partial

from flask import Response
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel

from functions.advisor import service
from functions.advisor.api.shapes import AdviceOut, AdviceQuestion, SessionRows, advice_out, session_out
from functions.advisor.models import QueryType
from shared.clock import rfc3339
from shared.web.app import answer, context, dumps, http_function, make_app
from shared.web.limits import limited
from shared.web.paging import moment, name, page_of, position_of, with_next
from shared.web.shapes import SIGNED_IN, Cursor, Limit

app = make_app("AI-On advisor")
_TAG = [Tag(name="advisor", description="Advice before money is spent")]
_HOW = (
    "The verdict is computed from budgets, the balance until the period ends, and goals; the assistant words it. "
    "Prices come from the message: there are no live ones."
)
_question = partial(app.post, tags=_TAG, description=_HOW, security=SIGNED_IN, responses={200: AdviceOut})


class ListQuery(BaseModel):
    limit: Limit = None
    cursor: Cursor = None


def _advise(query_type: QueryType, message: str) -> Response:
    found = service.advise(context(), query_type, message, lambda made: (200, dumps(advice_out(made))))
    return answer(advice_out(found))


@_question("/api/advisor/recommend/", summary="What to look at, or whether something fits")
@limited("ai")
def recommend(body: AdviceQuestion) -> Response:
    return _advise("recommend", body.message)


@_question("/api/advisor/analyze-purchase/", summary="Whether a purchase fits")
@limited("ai")
def analyze_purchase(body: AdviceQuestion) -> Response:
    return _advise("analyze", body.message)


@_question("/api/advisor/compare/", summary="Which of several fits best")
@limited("ai")
def compare(body: AdviceQuestion) -> Response:
    return _advise("compare", body.message)


@app.get(
    "/api/advisor/history/",
    tags=_TAG,
    summary="Advice that was given, newest first",
    security=SIGNED_IN,
    responses={200: SessionRows},
)
def history(query: ListQuery) -> Response:  # noqa: ARG001 (read by the description and by page_of)
    page = page_of()
    found, more = service.list_sessions(context(), position_of(page, moment, name), page.limit)
    position = (rfc3339(found[-1].created_at), found[-1].id) if more else None
    return with_next(answer([session_out(one) for one in found]), position)


advisor = http_function("advisor", app)
