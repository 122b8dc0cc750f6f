"""The sixty texts with the spans of their lies, unmarked."""

import re
from typing import NamedTuple

from shared.ai.facts import Snapshot
from tests.shared.ai.facts import handwritten_ar, handwritten_en, handwritten_fr

_BRACKETS = re.compile("[⟦⟧]")


class Handwritten(NamedTuple):
    language: str
    snapshot: Snapshot
    text: str
    lies: list[tuple[int, int]]


def _unmarked(language: str, snapshot: Snapshot, marked: str) -> Handwritten:
    places = [match.start() - rank for rank, match in enumerate(_BRACKETS.finditer(marked))]
    return Handwritten(language, snapshot, _BRACKETS.sub("", marked), list(zip(places[::2], places[1::2], strict=True)))


TEXTS = [
    _unmarked(language, snapshot, marked)
    for language, module in (("en", handwritten_en), ("fr", handwritten_fr), ("ar", handwritten_ar))
    for snapshot, marked in module.TEXTS
]
