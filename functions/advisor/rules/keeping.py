"""Whether words that a model wrote keep the verdict: its decision is told first, and none that was not reached."""

import re
from collections.abc import Mapping, Sequence

from functions.advisor.models import Decision, Verdict
from functions.advisor.rules.keeping_words import AGAINST, FOR
from functions.advisor.rules.prose_words import SENTENCES
from functions.advisor.rules.verdict import ORDER, best
from shared.ai.plain import named
from shared.folding import fold
from shared.language import Language

_PIECE_ENDS = re.compile(r"\n|[.!?;؟؛]+(?!\d)")


def keeps(text: str, language: Language, verdicts: Sequence[Verdict]) -> bool:
    """Whether the first line tells the best decision, and whatever is said of a purchase is what was decided of it.

    Words for or against buying stand in the text only where a purchase was decided so. Of languages that we have no
    words of, nothing is known, so nothing is kept.
    """
    words = _words(language)
    heading, *_ = text.strip().splitlines() or [""]
    if _told(heading, words) != {best(verdicts).decision}:
        return False
    reached = {one.decision for one in verdicts}
    if not _told(text, words) <= reached:
        return False
    if "Go ahead" not in reached and _says(text, FOR, language):
        return False
    if reached == {"Go ahead"} and _says(text, AGAINST, language):
        return False
    return all(_fits(piece, words, verdicts) for piece in _PIECE_ENDS.split(text))


def _words(language: Language) -> Mapping[Decision, str]:
    say = language.choose(SENTENCES)
    return {one: _folded(say[one].removeprefix("# ")) for one in ORDER}


def _folded(text: str) -> str:
    """Without case, accents, marks of Markdown and the marks of direction around names."""
    return " ".join(re.sub(r"[^\w'’-]+", " ", fold(text)).replace("’", "'").split())


def _told(text: str, words: Mapping[Decision, str]) -> set[Decision]:
    shown = f" {_folded(text)} "
    return {one for one, said in words.items() if f" {said} " in shown}


def _says(text: str, phrases: Mapping[str, Sequence[re.Pattern[str]]], language: Language) -> bool:
    shown = _folded(text)
    return any(one.search(shown) for one in language.choose(phrases))


def _fits(piece: str, words: Mapping[Decision, str], verdicts: Sequence[Verdict]) -> bool:
    """Whether a decision in this piece is that of each purchase that it names."""
    told = _told(piece, words)
    if not told or len(verdicts) == 1:
        return True
    shown, meant = f" {_folded(piece)} ", set[Decision]()
    for one in sorted(verdicts, key=lambda found: -len(found.purchase.name)):
        name = _folded(named(one.purchase.name))
        if name and f" {name} " in shown:
            shown = shown.replace(f" {name} ", " ")
            meant.add(one.decision)
    return not meant or told == meant
