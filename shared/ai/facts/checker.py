"""Finds every figure in a text and binds it to a fact; computes nothing."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from shared.ai.facts.binding import shows, tells
from shared.ai.facts.dates import find_dates
from shared.ai.facts.figures import Bound, Checked, Claim, Figure
from shared.ai.facts.folded_text import FoldedText, folded_text
from shared.ai.facts.idioms import masked, without_numbering, without_phrases
from shared.ai.facts.number_words import with_digits
from shared.ai.facts.quantities import find_quantities
from shared.ai.facts.ratios import find_ratios
from shared.ai.facts.snapshot import Fact, Snapshot
from shared.ai.facts.wording import direction_of, hedge_of

_OF_LABELS = frozenset({"count", "duration", "date", "number"})


def check(text: str, snapshot: Snapshot, language: str = "en") -> Checked:
    """All figures of a text in `language` (en, fr, ar), each bound to the fact that it tells, or unbound.

    Sums and differences are not computed: what the snapshot does not hold is unbound. Figures in a fact's own label
    ("Spent in the last 3 months") may be told too, but for amounts and percentages. Never raises for a text.
    """
    vouched = _of_labels(snapshot, language)
    bound: list[Bound] = []
    unbound: list[Figure] = []
    for figure, claim in figures(text, language, snapshot.names):
        fact = _fact_of(claim, snapshot.facts) or _label_of(claim, vouched)
        if fact:
            bound.append(Bound(figure, fact.id))
        else:
            unbound.append(figure)
    return Checked(tuple(bound), tuple(unbound))


def figures(text: str, language: str, names: tuple[str, ...] = ()) -> list[tuple[Figure, Claim]]:
    """Every figure of a text as written and as read, in order."""
    folded = with_digits(without_phrases(folded_text(text), tuple(folded_text(name).text for name in names)), language)
    folded = without_numbering(folded)
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
    claims.sort(key=lambda claim: claim.start)
    return [(_figure(folded, claim), _worded(folded.text, claim)) for claim in claims]


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


def _worded(text: str, claim: Claim) -> Claim:
    if claim.kind == "date":
        return claim
    return claim.with_words(hedge_of(text, claim.start, claim.end), direction_of(text, claim.start, claim.end))


def _fact_of(claim: Claim, facts: tuple[Fact, ...]) -> Fact | None:
    found = next((fact for fact in facts if tells(claim, fact)), None)
    if found or not claim.of:
        return found
    parts = [_count(claim, part, facts) for part in claim.of]  # "3 of 9" may tell two counts
    return parts[0] if all(parts) else None


def _count(claim: Claim, part: object, facts: tuple[Fact, ...]) -> Fact | None:
    return next((fact for fact in facts if fact.unit == "count" and fact.value == part), None)


def _of_labels(snapshot: Snapshot, language: str) -> list[tuple[Claim, Fact]]:
    return [(claim, fact) for fact in snapshot.facts for claim in _claims_of_label(fact.label, language)]


@lru_cache(maxsize=1024)
def _claims_of_label(label: str, language: str) -> tuple[Claim, ...]:
    return tuple(claim for _, claim in figures(label, language) if claim.kind in _OF_LABELS)


def _label_of(claim: Claim, vouched: list[tuple[Claim, Fact]]) -> Fact | None:
    for told, fact in vouched:
        same = claim.kind == told.kind and claim.unit == told.unit
        days = any(day.within(known) for day in claim.days for known in told.days)
        numbers = any(shows(one.value, other, None) for one in told.readings for other in claim.readings)
        if same and (days or numbers):
            return fact
    return None
