"""Rows of the interview; see `tests.contracts.scenarios`. The model is down: the form asks."""

from collections.abc import Mapping
from typing import Any

from functions.onboarding import service as onboarding
from functions.onboarding.service import Said
from tests.contracts.scenarios_of_money import Prepare, Prepared
from tests.ground import Ground, context

PATH = "/api/onboarding/"
_OTHER = {"answer": "something else"}


def begin(_ground: Ground, uid: str) -> None:
    onboarding.pending_question(context(uid))


def _after(answers: int, body: dict[str, Any]) -> Prepare:
    """A request after so many questions were skipped."""

    def made(ground: Ground, uid: str) -> Prepared:
        begin(ground, uid)
        for _ in range(answers):
            onboarding.answer_question(context(uid), Said(skip=True), lambda _: (200, "{}"))
        return PATH, body, _OTHER

    return made


def _reset(ground: Ground, uid: str) -> Prepared:
    begin(ground, uid)
    return f"{PATH}reset/", None, {"surprise": 1}


def _reset_of_nothing(_ground: Ground, _uid: str) -> Prepared:
    return f"{PATH}reset/", None, {"surprise": 1}


# (route, name of the row) -> what is asked.
ROUTES: Mapping[tuple[str, str], Prepare] = {
    ("POST /api/onboarding/", ""): _after(1, {"answer": "85 000 DA"}),
    ("POST /api/onboarding/", "going back"): _after(1, {"back": True}),
    ("POST /api/onboarding/", "the end"): _after(6, {"skip": True}),
    ("POST /api/onboarding/reset/", ""): _reset,
    ("POST /api/onboarding/reset/", "of nothing"): _reset_of_nothing,
}
