"""Several readings of one paper become one: what two of them agree on outweighs what one misread."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher

from dev.gemini.reading.lines import Line, Word, group_words
from dev.gemini.reading.reader import read_lines
from dev.gemini.reading.receipt import Hints, Receipt
from dev.gemini.reading.reckoning import contradiction
from dev.gemini.reading.rows import rows_of
from dev.gemini.reading.totals import Evidence, weigh


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the paper: its lines, what they prove about the total, and the receipt they would give.

    `contradiction` holds the amounts of items that were all read and do not give the total.
    """

    lines: tuple[Line, ...]
    evidence: Evidence
    receipt: Receipt
    contradiction: tuple[Decimal, ...] | None = None

    @property
    def adds_up(self) -> bool:
        """Whether its items give its total."""
        items = self.receipt.items
        return bool(items) and self.contradiction is None and all(item.amount is not None for item in items)


def read_once(words: Sequence[Word], hints: Hints) -> Reading:
    """Reads the words of one look."""
    lines = group_words(words)
    receipt = read_lines(lines, hints)
    rows = rows_of(lines, receipt.currency)
    listed = contradiction(rows, receipt.total) if receipt.total is not None and not hints.invoice else None
    return Reading(tuple(lines), weigh(rows), receipt, listed)


def merge(readings: Sequence[Evidence]) -> Evidence:
    """The points of all readings together."""
    merged = Evidence()
    for reading in readings:
        for value, points in reading.points.items():
            merged.points[value] += points
        merged.proved |= reading.proved
        merged.labelled |= reading.labelled
    return merged


def _likeness(name: str, others: Sequence[str]) -> float:
    return sum(SequenceMatcher(None, name.casefold(), other.casefold()).ratio() for other in others)


def settle(readings: Sequence[Reading], hints: Hints) -> Receipt:
    """One receipt: the total by joint evidence, date and currency by majority, the name most like the others."""
    evidence = merge([reading.evidence for reading in readings])
    best = evidence.best()
    base = max(readings, key=lambda reading: (reading.evidence.best() == best, reading.adds_up, reading.evidence.sure))
    alike = sum(reading.contradiction == base.contradiction is not None for reading in readings)
    receipt = read_lines(base.lines, hints, evidence=evidence, contradicts=alike > 1)
    receipts = [receipt, *(reading.receipt for reading in readings if reading is not base)]
    days = Counter(one.date for one in receipts if one.date)
    # What a reading found printed counts before the hint, which every blind reading repeats.
    codes = Counter(one.currency for one in receipts if one.currency and one.currency != hints.currency)
    printed = codes.most_common(1)[0] if codes else (None, 0)
    names = [one.merchant for one in receipts if one.merchant]
    return replace(
        receipt,
        date=days.most_common(1)[0][0] if days else None,
        currency=printed[0] if 2 * printed[1] >= len(receipts) else hints.currency or printed[0],
        merchant=max(names, key=lambda name: _likeness(name, names)) if names else None,
    )
