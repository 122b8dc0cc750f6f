"""Somebody photographs receipts that add up, that contradict themselves, and that cannot be read to the end."""

from collections.abc import Sequence

import pytest

from tests.dev.reading.drawing import HAS_FONTS, draw_receipt, encode, photograph
from tests.dev.reading.test_states import BALANCED, UNBALANCED, blot
from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import sign_up

pytestmark = [
    pytest.mark.xdist_group("journeys"),
    pytest.mark.skipif(not HAS_FONTS, reason="the DejaVu fonts (fonts-dejavu-core) draw the receipts"),
]


@pytest.mark.parametrize(
    ("lines", "stained", "expected"),
    [
        (BALANCED, None, ("balanced", 0.0, "posted")),
        (UNBALANCED, None, ("unbalanced", 140.0, "needs_review")),
        (BALANCED, 5, ("partial", 0.0, "posted")),
    ],
)
def test_the_receipt_says_whether_it_adds_up(
    stack: RunningStack, lines: Sequence[str], stained: int | None, expected: tuple[str, float, str]
) -> None:
    person = sign_up(stack.url)
    paper = draw_receipt(lines)
    paper = paper if stained is None else blot(paper, stained)
    answer = person.photograph(encode(photograph(paper, angle=1.0)))
    assert answer.status_code == 201, answer.text
    expense = person.get(f"/api/expenses/{answer.json()['expenses'][0]['id']}/")
    receipt = expense["receipt"]
    assert (receipt["proof"], receipt["difference"], expense["status"]) == expected
