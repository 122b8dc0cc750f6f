"""Routes of the interview of somebody who is new."""

from typing import Annotated, Any, Literal

from flask import Response
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field, RootModel, WithJsonSchema

from functions.onboarding import service
from functions.onboarding.models import Interview, QuestionType
from functions.onboarding.rules.answers import MAX_ANSWER, invalid
from functions.onboarding.rules.course import progress
from functions.onboarding.service import Said, Step
from shared.gcp.idempotency import Kept
from shared.web.app import answer, context, dumps, http_function, make_app
from shared.web.limits import limited
from shared.web.shapes import SIGNED_IN

app = make_app("AI-On onboarding")
_TAG = [Tag(name="onboarding", description="The interview of somebody who is new")]
_FINISHED = {"type": "finsh"}  # as clients know it
_RESET = {"detail": "The interview starts anew with the next question. What the profile holds stays."}
_QUESTION: dict[str, Any] = {
    "question": "How much money do you receive in a month? A range is fine too.",
    "question_type": "direct",
    "options": None,
    "step": 2,
    "of": 7,
}
_Words = Annotated[
    Any,
    WithJsonSchema(
        {"anyOf": [{"type": "string", "maxLength": MAX_ANSWER}, {"type": "array", "items": {"type": "string"}}]}
    ),
]


class AnswerIn(BaseModel):
    """An answer: words, an option, or a list of options for checkboxes. Or `skip`, or `back` to the question before."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"example": {"answer": "85 000 DA par mois"}}
    )

    answer: _Words = None
    skip: Literal[True] | None = None
    back: Literal[True] | None = None


class QuestionOut(BaseModel):
    """The pending question. `step` is its number, `of` how many there are at most."""

    model_config = ConfigDict(json_schema_extra={"example": _QUESTION})

    question: str
    question_type: QuestionType
    options: list[str] | None
    step: int
    of: int


class Finished(BaseModel):
    """The interview is over; the first budgets follow."""

    type: Literal["finsh"]


class StepOut(RootModel[QuestionOut | Finished]):
    """The next question, or the end."""

    model_config = ConfigDict(json_schema_extra={"example": _QUESTION})


class Detail(BaseModel):
    detail: str = Field(examples=[_RESET["detail"]])


def _question(interview: Interview) -> dict[str, Any]:
    pending, (step, of) = interview.pending, progress(interview)
    options = list(pending.options) or None
    return {"question": pending.text, "question_type": pending.type, "options": options, "step": step, "of": of}


def _step(step: Step) -> dict[str, Any]:
    return _question(step.interview) if step.interview else _FINISHED


def _kept(step: Step) -> Kept:
    return 200, dumps(_step(step))


@app.get(
    "/api/onboarding/",
    tags=_TAG,
    summary="The pending question; the first one begins the interview",
    description="Asks no model: the same question until it is answered. `already_completed` after the end.",
    security=SIGNED_IN,
    responses={200: QuestionOut},
)
def get_question() -> Response:
    return answer(_question(service.pending_question(context())))


@app.post(
    "/api/onboarding/",
    tags=_TAG,
    summary="Answer the pending question",
    description="Five to seven questions in all. When the last one is answered, the profile is written and the answer "
    'is exactly `{"type": "finsh"}`. `invalid_answer`: not among the options, or a list where none is due.',
    security=SIGNED_IN,
    responses={200: StepOut},
)
@limited("ai")
def answer_question(body: AnswerIn) -> Response:
    given = body.model_fields_set
    if len(given) != 1 or (body.answer, body.skip, body.back) == (None, None, None):
        raise invalid("Send one of: an answer, skip, back.")
    said = Said(body.answer, skip=bool(body.skip), back=bool(body.back))
    return answer(_step(service.answer_question(context(), said, _kept)))


@app.post(
    "/api/onboarding/reset/",
    tags=_TAG,
    summary="Forget the interview and begin anew",
    description="Its answers and that it was completed are forgotten; facts in the profile and the ledger stay.",
    security=SIGNED_IN,
    responses={200: Detail},
)
def reset() -> Response:
    service.reset_interview(context(), lambda: (200, dumps(_RESET)))
    return answer(_RESET)


onboarding = http_function("onboarding", app)
