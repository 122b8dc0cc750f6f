"""Which amount is the total: labels propose, arithmetic between the printed amounts decides."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from dev.gemini.reading.items import item_rows, own_discounts
from dev.gemini.reading.rows import Row
from dev.gemini.reading.wording import Meaning

ZERO = Decimal(0)
LABEL_WEIGHT = {Meaning.GRAND: 50, Meaning.TOTAL: 42, Meaning.DUE: 38, Meaning.SUBTOTAL: 14, Meaning.PAID: 10}
CHANGE_PROOF, SUM_PROOF, TABLE_PROOF, CARD_PROOF, ROUNDED, ITEMS_PROOF, REPEATED, CORRECTED = (
    34,
    22,
    12,
    12,
    16,
    12,
    3,
    6,
)
SUMMARY_PENALTY = 30
ROUNDING_LIMIT = Decimal("0.05")


@dataclass(slots=True)
class Evidence:
    """Points for every amount that could be the total, and which of them arithmetic confirms."""

    points: defaultdict[Decimal, float] = field(default_factory=lambda: defaultdict(float))
    proved: set[Decimal] = field(default_factory=set)
    labelled: set[Decimal] = field(default_factory=set)

    def best(self) -> Decimal | None:
        return max(self.points, key=lambda value: (self.points[value], value)) if self.points else None

    @property
    def sure(self) -> bool:
        """The best amount stands beside a word for total and a second, independent print agrees."""
        best = self.best()
        return best is not None and best in self.proved and best in self.labelled


def values(rows: Sequence[Row], *meanings: Meaning, summary: bool = False) -> list[Decimal]:
    """The rightmost amounts of the rows with these meanings, outside the tax table."""
    found = [row.last for row in rows if row.meaning in meanings and (summary or not row.in_summary)]
    return [value for value in found if value is not None]


def _labels(rows: Sequence[Row], evidence: Evidence) -> None:
    for row in rows:
        weight = LABEL_WEIGHT.get(row.meaning)
        if weight is None or row.last is None or row.last <= 0:
            continue
        value = row.last
        points = weight + 2.0 * row.index / max(len(rows), 1) - (SUMMARY_PENALTY if row.in_summary else 0)
        evidence.points[value] = max(evidence.points[value], points)
        if row.meaning in {Meaning.GRAND, Meaning.TOTAL, Meaning.DUE} and not row.in_summary:
            evidence.labelled.add(value)


def _prove(evidence: Evidence, value: Decimal, points: float) -> None:
    if value > 0:
        evidence.points[value] += points
        evidence.proved.add(value)


def _cash(rows: Sequence[Row], evidence: Evidence) -> set[Decimal]:
    """Cash less change is the total; so is a card payment that repeats a labelled amount."""
    paid = {abs(value) for value in values(rows, Meaning.PAID)}
    change = {abs(value) for value in values(rows, Meaning.CHANGE)}
    differences = {cash - back for cash, back in product(paid, change) if cash > back}
    for value in differences:
        _prove(evidence, value, CHANGE_PROOF)
    for value in (paid & evidence.labelled) - differences:
        _prove(evidence, value, CARD_PROOF)
    return differences


def extras(rows: Sequence[Row]) -> list[set[Decimal]]:
    """What may stand between the items and the total: tax, tip, discount, rounding; each with nothing as a choice."""
    taxes, tips = set(values(rows, Meaning.TAX)), set(values(rows, Meaning.TIP))
    cuts = {-abs(value) for value in values(rows, Meaning.DISCOUNT)}
    roundings = {value for value in values(rows, Meaning.ROUNDING) if abs(value) <= ROUNDING_LIMIT}
    return [{ZERO, *taxes, sum(taxes, ZERO)}, {ZERO, *tips}, {ZERO, *cuts, sum(cuts, ZERO)}, {ZERO, *roundings}]


def _sums(rows: Sequence[Row], evidence: Evidence) -> set[Decimal]:
    """Subtotal with tax, tip, discount and rounding, in the combinations that shops print; returns all such sums.

    A labelled amount that grows from another labelled one by tax or rounding is the later of the two totals, so it
    takes over the points of the earlier. A rounding that was not read may be missing from the sum.
    """
    found: dict[Decimal, float] = {}
    sums: set[Decimal] = set()
    for start in set(values(rows, Meaning.SUBTOTAL, Meaning.TOTAL, Meaning.GRAND)):
        for tax, tip, cut, rounding in product(*extras(rows)):
            result, grown = start + tax + tip + cut + rounding, bool(tax or tip)
            if result == start:
                continue
            if tax and start not in evidence.labelled:
                sums.add(result)
            for value in _meant(evidence, result, near=grown and not rounding):
                found[value] = max(found.get(value, 0), SUM_PROOF if grown or cut else ROUNDED)
                if value in evidence.labelled and (value > start or not (grown or cut)):
                    evidence.points[value] = max(evidence.points[value], evidence.points[start])
    for value, points in found.items():
        _prove(evidence, value, points)
    return sums


def _meant(evidence: Evidence, result: Decimal, *, near: bool) -> list[Decimal]:
    """The printed amounts that a sum may stand for: the same, or labelled ones a few cents away."""
    if not near:
        return [result] if result in evidence.points else []
    close = [value for value in evidence.labelled if abs(value - result) <= ROUNDING_LIMIT]
    return [result] if result in evidence.points else close


def _one_digit_apart(left: Decimal, right: Decimal) -> bool:
    first, second = str(left), str(right)
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _correct(evidence: Evidence, derived: set[Decimal]) -> None:
    """A labelled amount that nothing confirms, one misread digit away from what the arithmetic gives, is corrected."""
    for value in sorted(derived):
        for wrong in sorted(evidence.labelled - evidence.proved):
            if value > 0 and _one_digit_apart(value, wrong):
                evidence.points[value] = max(evidence.points[value], evidence.points[wrong] + CORRECTED)


def _tables(rows: Sequence[Row], evidence: Evidence) -> None:
    """In a tax table net and tax stand beside each other; their sum over the rates is the total before rounding."""
    table = [row for row in rows if len(row.money) >= 2 and (row.in_summary or row.meaning is Meaning.TAX)]
    sums = {row.money[-1] + row.money[-2] for row in table} | {row.money[0] + row.money[-1] for row in table}
    rates = [row for row in table if row.meaning not in {Meaning.TOTAL, Meaning.GRAND, Meaning.SUBTOTAL}]
    sums.add(sum((row.money[-1] + row.money[-2] for row in rates), ZERO))
    for value in sums & set(evidence.points):
        _prove(evidence, value, TABLE_PROOF)


def _items(rows: Sequence[Row], evidence: Evidence) -> None:
    """The items' prices add up to the total, or to a labelled sum before tax."""
    prices = [row.last or ZERO for row in item_rows(rows)]
    for value in {sum(prices, ZERO), sum(prices, own_discounts(rows))} & set(evidence.points):
        _prove(evidence, value, ITEMS_PROOF)


def _due(rows: Sequence[Row], evidence: Evidence) -> None:
    """What is left to pay after an advance, or with an old debt, is not what this purchase cost."""
    advances = {abs(value) for value in values(rows, Meaning.ADVANCE) if value}
    for due, advance in product(values(rows, Meaning.DUE, Meaning.GRAND), advances):
        for gross in (due + advance, due - advance):
            if gross in evidence.labelled and gross != due:
                _prove(evidence, gross, SUM_PROOF)


def _repeats(rows: Sequence[Row], evidence: Evidence) -> None:
    counts = Counter(value for row in rows for value in set(row.money))
    for value in list(evidence.points):
        evidence.points[value] += REPEATED * min(counts[value] - 1, 4)


def _fallback(rows: Sequence[Row], evidence: Evidence) -> None:
    """Without any label the greatest amount in the lower half that is printed twice, or else the greatest."""
    amounts = [
        number.value
        for row in rows
        for number in row.numbers
        if number.value > 0 and number.decimals in {2, 3} and row.meaning is not Meaning.COUNT
    ]
    if amounts:
        counts = Counter(amounts)
        evidence.points[max(counts, key=lambda value: (counts[value] > 1, value))] += 1


def weigh(rows: Sequence[Row]) -> Evidence:
    """Points for the amounts of one reading of the paper."""
    evidence = Evidence()
    _labels(rows, evidence)
    derived = _cash(rows, evidence) | _sums(rows, evidence)
    _tables(rows, evidence)
    _items(rows, evidence)
    _due(rows, evidence)
    _repeats(rows, evidence)
    _correct(evidence, derived)
    if not evidence.points:
        _fallback(rows, evidence)
    return evidence
