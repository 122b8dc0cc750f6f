"""Finds every figure in a text and binds it to a fact; computes nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from shared.ai.facts.binding import tells
from shared.ai.facts.dates import find_dates
from shared.ai.facts.directions import direction_of
from shared.ai.facts.figures import Bound, Checked, Claim, Figure
from shared.ai.facts.folded_text import FoldedText, folded_text
from shared.ai.facts.halves import with_halves
from shared.ai.facts.hedges import hedge_of
from shared.ai.facts.idioms import masked, without_numbering, without_phrases
from shared.ai.facts.number_words import with_digits
from shared.ai.facts.quantities import find_quantities
from shared.ai.facts.ratios import find_ratios
from shared.ai.facts.snapshot import Fact, Snapshot

_OF_LABELS = frozenset({"count", "duration", "date", "number"})


def check_text(text: str, snapshot: Snapshot, language: str) -> Checked:
    """What `check` promises, see there."""
    bound: list[Bound] = []
    unbound: list[Figure] = []
    folded = _readable(text, language, snapshot.names)
    for claim in _claims(folded, language):
        figure = _figure(folded, claim)
        fact = _fact_of(claim, folded.text, snapshot.facts) or _label_of(claim, snapshot.facts, language)
        if fact:
            bound.append(Bound(figure, fact.id))
        else:
            unbound.append(figure)
    return Checked(tuple(bound), tuple(unbound))


def _readable(text: str, language: str, names: tuple[str, ...]) -> FoldedText:
    """The folded text with numbers in digits, and without what claims nothing."""
    named = tuple(folded_text(name).text for name in names)
    digits = with_digits(without_phrases(folded_text(text), named), language)
    return without_numbering(with_halves(digits))


def _claims(folded: FoldedText, language: str) -> list[Claim]:
    """Every figure, in order, without the words around it."""
    claims: list[Claim] = []
    rest = folded
    finders: tuple[Callable[[FoldedText], Iterator[Claim]], ...] = (
        find_dates,
        find_ratios,
        lambda left: find_quantities(left, language),
    )
    for find in finders:
        taken = _apart(find(rest))
        claims += taken
        rest = masked(rest, [(claim.start, claim.end) for claim in taken])
    return sorted(claims, key=lambda claim: claim.start)


def _apart(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that overlap an earlier one."""
    kept: list[Claim] = []
    places: set[int] = set()
    for claim in claims:
        here = range(claim.start, claim.end)
        if places.isdisjoint(here):
            places.update(here)
            kept.append(claim)
    return kept


def _figure(folded: FoldedText, claim: Claim) -> Figure:
    start, end = folded.raw_span(claim.start, claim.end)
    return Figure(folded.raw[start:end], start, end, claim.kind)


def _fact_of(claim: Claim, text: str, facts: tuple[Fact, ...]) -> Fact | None:
    """The first fact that the claim tells. The words around it are read only when its number is that of a fact."""
    if claim.kind == "date":
        return next((fact for fact in facts if tells(claim, fact)), None)
    hedged = replace(claim, hedge=hedge_of(text, claim.start, claim.end))
    near = [fact for fact in facts if tells(hedged, fact)]
    if near:
        worded = replace(hedged, direction=direction_of(text, claim.start, claim.end))
        near = [fact for fact in near if tells(worded, fact)]
    if near or not claim.of:
        return near[0] if near else None
    parts = [next((fact for fact in facts if fact.unit == "count" and fact.value == part), None) for part in claim.of]
    return parts[0] if all(parts) else None  # "3 of 9" may tell two counts


def _label_of(claim: Claim, facts: tuple[Fact, ...], language: str) -> Fact | None:
    """The fact whose label has the same figure in it."""
    return next((fact for fact in facts if any(_same(claim, told) for told in _of_label(fact.label, language))), None)


@lru_cache(maxsize=1024)
def _of_label(label: str, language: str) -> tuple[Claim, ...]:
    return tuple(claim for claim in _claims(_readable(label, language, ()), language) if claim.kind in _OF_LABELS)


def _same(claim: Claim, told: Claim) -> bool:
    if claim.kind != told.kind or claim.unit != told.unit:
        return False
    days = any(day.within(known) for day in claim.days for known in told.days)
    return days or any(mine.value == its.value for mine in claim.readings for its in told.readings)
