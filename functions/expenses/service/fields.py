"""What a person writes about an expense, checked and put into an entry: for new ones and for changes alike.

`sent` holds the fields that were sent, by their names in a request; what is not in it stays. An error names its field.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from functions.budget.models import Budget
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Exchange, Item, Split
from shared.errors import InvalidInput
from shared.folding import fold
from shared.language import Language
from shared.money import Money, exponent
from shared.period import period_of

Sent = Mapping[str, Any]
EARLIEST = date(1970, 1, 1)
# Those whose reading needs the person's budgets.
OF_BUDGETS = frozenset({"budget_id", "category", "splits"})
_AS_SENT = ("kind", "product_name", "merchant", "description")


@dataclass(frozen=True, slots=True)
class Books:
    """What fields are checked against: the person's day, currency, start of the period, language and budgets."""

    today: date
    currency: str
    start_day: int
    language: Language
    budgets: Sequence[Budget] = ()


def with_fields(entry: Entry, sent: Sent, books: Books, path: str = "") -> Entry:
    """The entry with what was sent. Raises InvalidInput; `path` stands before the names of fields."""
    plain = {name: sent[name] for name in _AS_SENT if name in sent}
    entry = _in_currency(replace(entry, **plain), sent, path)
    if "amount" in sent:
        entry = replace(entry, minor=Money.parse(sent["amount"], entry.currency, f"{path}amount").minor)
    if "date" in sent:
        entry = _dated(entry, sent["date"], books, path)
    if "items" in sent:
        entry = replace(entry, items=_items(sent["items"], entry.currency, f"{path}items"))
    entry = _categorised(entry, sent, books, path)
    if "exchange" in sent:
        entry = replace(entry, exchange=_exchange(sent["exchange"], path))
    ledger.check_amounts(entry, path)
    return entry


def _in_currency(entry: Entry, sent: Sent, path: str) -> Entry:
    """In another currency the same figures stand (5.00 EUR becomes 5.00 USD); a rate of the former one falls away."""
    currency = sent.get("currency", entry.currency)
    if currency == entry.currency:
        return entry
    _digits(currency, f"{path}currency")

    def same(minor: int) -> int:
        return Money.parse(Money(minor, entry.currency).decimal, currency, f"{path}currency").minor

    def near(minor: int | None) -> int | None:
        moved = None if minor is None else Decimal(minor).scaleb(exponent(currency) - exponent(entry.currency))
        return None if moved is None else int(moved.to_integral_value())

    minor = entry.minor if entry.minor is None or "amount" in sent else same(entry.minor)
    splits = () if OF_BUDGETS & sent.keys() else entry.splits
    return replace(
        entry,
        currency=currency,
        minor=minor,
        splits=tuple(replace(split, minor=same(split.minor)) for split in splits),
        items=tuple(replace(one, unit_price=near(one.unit_price), amount=near(one.amount)) for one in entry.items),
        receipt=entry.receipt and replace(entry.receipt, difference=near(entry.receipt.difference) or 0),
        exchange=None,
    )


def _digits(currency: str, field: str) -> int:
    try:
        return exponent(currency)
    except InvalidInput as error:
        raise InvalidInput.of(field, error.detail) from None


def _dated(entry: Entry, day: date, books: Books, path: str) -> Entry:
    if not EARLIEST <= day <= books.today + timedelta(days=1):
        raise InvalidInput.of(f"{path}date", f"A date is from {EARLIEST.isoformat()} to tomorrow.")
    return replace(entry, date=day, period_start=period_of(day, books.start_day).key)


def _items(rows: Sequence[Sent], currency: str, field: str) -> tuple[Item, ...]:
    return tuple(_item(row, currency, f"{field}.{place}") for place, row in enumerate(rows))


def _item(row: Sent, currency: str, field: str) -> Item:
    def minor(name: str) -> int | None:
        value = row.get(name)
        return None if value is None else Money.parse(value, currency, f"{field}.{name}").minor

    quantity = row.get("quantity")
    return Item(row["name"], None if quantity is None else plain(quantity), minor("unit_price"), minor("amount"))


def plain(number: Decimal) -> str:
    """A decimal number as text, without an exponent and without zeros at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _categorised(entry: Entry, sent: Sent, books: Books, path: str) -> Entry:
    given = sorted(name for name in OF_BUDGETS & sent.keys() if sent[name])
    if len(given) > 1:
        detail = "Say one of budget_id, category and splits."
        raise InvalidInput.of(f"{path}{given[-1]}", detail)
    if not OF_BUDGETS & sent.keys():
        return entry
    name = given[0] if given else None
    if name is None and "splits" in sent and len(OF_BUDGETS & sent.keys()) == 1:
        return replace(entry, splits=())  # no parts any more: all of it is borne by the one budget, if there is one
    if name == "splits":
        splits = _splits(sent["splits"], entry.currency, books, f"{path}splits")
        return replace(entry, budget_id=None, category_name=None, splits=splits)
    if name is None:
        return replace(entry, budget_id=None, category_name=None, splits=())
    budget = _budget(sent[name], books, f"{path}{name}", by_title=name == "category")
    return replace(entry, budget_id=budget.id, category_name=budget.title, splits=())


def _splits(rows: Sequence[Sent], currency: str, books: Books, field: str) -> tuple[Split, ...]:
    splits = []
    for place, row in enumerate(rows):
        budget_id, title = row.get("budget_id"), None
        if budget_id is not None:
            title = _budget(budget_id, books, f"{field}.{place}.budget_id").title
        minor = Money.parse(row["amount"], currency, f"{field}.{place}.amount").minor
        splits.append(Split(budget_id, minor, title))
    if len({split.budget_id for split in splits}) < len(splits):
        raise InvalidInput.of(field, "Each budget stands once among the splits.")
    return tuple(splits)


def _budget(said: str, books: Books, field: str, *, by_title: bool = False) -> Budget:
    for budget in books.budgets:
        if (fold(budget.title) == fold(said.strip())) if by_title else budget.id == said:
            return budget
    raise InvalidInput.of(field, "There is no such budget.")


def _exchange(said: Sent | None, path: str) -> Exchange | None:
    if said is None:
        return None
    _digits(said["currency"], f"{path}exchange.currency")
    return Exchange(said["currency"], plain(said["rate"]), said["source"], said["date"])


def converted(entry: Entry) -> Money | None:
    """What the entry counts as in the currency of its exchange; None without one."""
    if entry.exchange is None or entry.minor is None:
        return None
    currency, shares = ledger.counted(entry)
    return Money(sum(share.minor for share in shares), currency)
