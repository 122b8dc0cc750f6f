"""The bought things between the letterhead and the totals."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from dev.gemini.reading.receipt import ReceiptItem
from dev.gemini.reading.rows import Row
from dev.gemini.reading.wording import Meaning, fold

ZERO = Decimal(0)
ENDS = frozenset({Meaning.SUBTOTAL, Meaning.TOTAL, Meaning.GRAND, Meaning.DUE})
# `BAR SOAP 5.00` reads like a payment, but stands above the totals.
BUYABLE = frozenset({Meaning.NONE, Meaning.PAID, Meaning.TIP, Meaning.CHANGE})
HEADER = re.compile(
    r"\b(?:qty|price|prix|amount|item|items|desc\w*|designation|menge|betrag|preis|total|montant|u/p|amt|rm|الكميه|السعر)\b"
)
CODE = re.compile(r"\S*\d{4,}\S*|^\W*\d{1,3}[.)]?\s+(?=\D)|\b\d+(?:[.,]\d+)?\s*[xX*@](?=\s|$|\d)")
PRICE = re.compile(r"[-(@]?(?:RM|\$|€|£)?\s?\d+(?:[ .,]\d{3})*\s?[.,]\s?\d{2,4}\b\)?")
TAIL = re.compile(r"(?:\s+\W*|\s+(?:SR|ZRL|ZR|S|Z|T|RM|X|x|DA|DZD|EUR|€|\$)\W*)+$")


def body(rows: Sequence[Row]) -> list[Row]:
    """The rows above the first total and below the heading of their columns: items, their texts and discounts."""
    end = next((at for at, row in enumerate(rows) if at > 1 and row.meaning in ENDS and row.last is not None), 0)
    headings = [
        at for at, row in enumerate(rows[:end]) if not row.money and len(set(HEADER.findall(fold(row.text)))) > 1
    ]
    start = headings[-1] + 1 if headings else 0
    return list(rows[start:end]) if any(row.money for row in rows[start:end]) else list(rows[:end])


def item_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows of the body that carry an item's price."""
    return [row for row in body(rows) if row.last is not None and row.last > 0 and row.meaning in BUYABLE]


def own_discounts(rows: Sequence[Row]) -> Decimal:
    """What is taken off single items, as a sum not above zero: negative lines and discounts among the items."""
    taken = ZERO
    for row in body(rows):
        if row.last is not None and (row.last < 0 or row.meaning is Meaning.DISCOUNT):
            taken -= abs(row.last)
    return taken


def _name(text: str) -> str:
    """The words of an item's line without codes, counts, prices and tax letters."""
    columns = [column for column in text.split("  ") if sum(map(str.isalpha, column)) >= 2 or " x" in column]
    plain = TAIL.sub("", CODE.sub(" ", PRICE.sub(" ", f"{' '.join(columns)} ")))
    plain = re.sub(r"\s+", " ", plain).strip(" -*:.,|_")
    return plain if sum(sign.isalpha() for sign in plain) >= 3 else ""


def _is_label(row: Row) -> bool:
    return row.last is None and bool(_name(row.text)) and not HEADER.search(fold(row.text))


def _quantity(row: Row) -> tuple[Decimal | None, Decimal | None]:
    """Quantity and unit price, when two numbers of the row multiply to its amount."""
    amount = row.last
    others = [number.value for number in row.numbers if number.value > 0]
    pairs = sorted(product(others, others), key=lambda pair: pair[1] == amount)
    for quantity, price in pairs:
        if amount is not None and quantity != amount and quantity < 1000 and quantity * price == amount:
            return quantity, price
    return None, None


def _named(rows: Sequence[Row], items: Sequence[Row]) -> list[ReceiptItem]:
    """Items with names; a row of bare numbers takes its name from the line above or below, as the shop prints."""
    bare = [row for row in items if not _name(row.text)]
    above = bool(bare) and bare[0].index > 0 and _is_label(rows[bare[0].index - 1])
    named = []
    for row in items:
        name = _name(row.text)
        near = row.index + (-1 if above else 1)
        if not name and 0 <= near < len(rows) and rows[near].last is None:
            name = _name(rows[near].text)
        quantity, price = _quantity(row)
        named.append(ReceiptItem(name, row.last or ZERO, quantity, price))
    return named


def printed_items(rows: Sequence[Row]) -> tuple[list[ReceiptItem], bool]:
    """The items in printed order, and whether every line among them has both its words and its amount.

    Words without an amount among the items are an item whose amount was not read, unless they name the line beside.
    """
    priced = item_rows(rows)
    if not priced:
        return [], False
    named = dict(zip((row.index for row in priced), _named(rows, priced), strict=True))
    used = {item.name for item in named.values()}
    first, last = priced[0].index, priced[-1].index
    items, whole = [], all(item.name for item in named.values())
    for row in body(rows):
        if row.index in named:
            items.append(named[row.index])
        elif first < row.index < last and _is_label(row) and _name(row.text) not in used:
            items.append(ReceiptItem(_name(row.text), None))
            whole = False
    return items, whole
