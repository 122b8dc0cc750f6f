"""Sixty texts written by hand, before the checker was, with their truth beside them."""

from collections import Counter

import pytest

from shared.ai.facts import check
from tests.shared.ai.facts.handwritten import TEXTS, Handwritten


def test_there_are_sixty_texts_in_three_languages_and_about_half_lie() -> None:
    assert Counter(one.language for one in TEXTS) == {"en": 20, "fr": 20, "ar": 20}
    assert 25 <= sum(bool(one.lies) for one in TEXTS) <= 35


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: f"{one.language}-{TEXTS.index(one)}")
def test_exactly_the_lies_are_unbound(one: Handwritten) -> None:
    unbound = check(one.text, one.snapshot, one.language).unbound
    missed = [one.text[a:b] for a, b in one.lies if not any(f.start < b and f.end > a for f in unbound)]
    false_alarms = [f for f in unbound if not any(f.start < b and f.end > a for a, b in one.lies)]
    assert (missed, false_alarms) == ([], [])
