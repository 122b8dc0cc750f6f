"""What was spent or came in: words by the product's own rules, files by the readers of `dev.gemini.reading`.

The readers load only when something is to be read.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dev.gemini.engine.asked import Asked
from dev.gemini.engine.replies import reply
from dev.gemini.engine.schemas import names_at
from dev.gemini.engine.task import Task
from dev.gemini.protocol.refusal import Json

if TYPE_CHECKING:
    from dev.gemini.reading import Receipt
    from functions.expenses.models import ReadExpense

_EXPENSE = {"product_name", "amount", "currency", "date"}


def extract(asked: Asked) -> Json:
    """What the message and the files of the turn at hand say was spent."""
    facts, message = asked.facts, asked.message
    today, currency, titles = _today(facts), str(facts.get("currency") or "DZD"), _titles(facts)
    receipts = [_read_file(*file, currency, today) for file in asked.files]
    expenses = [_of_receipt(one, titles, message) for one in receipts if one.total is not None]
    if not expenses and message:
        from functions.expenses.rules.message import read_message

        read = read_message(message, today=today, currency=currency, titles=titles)
        expenses = [_of_words(one) for one in read]
    return {
        "expenses": expenses,
        "total": _text(receipts[0].total) if len(receipts) == 1 else None,
        "language": next((one.language for one in receipts if one.language), None),
    }


def _today(facts: Json) -> date:
    try:
        return date.fromisoformat(str(facts.get("today")))
    except ValueError:
        return datetime.now(UTC).date()


def _titles(facts: Json) -> tuple[str, ...]:
    titles = facts.get("categories")
    return tuple(str(title) for title in titles) if isinstance(titles, list) else ()


def _read_file(content_type: str, data: bytes, currency: str, today: date) -> "Receipt":
    from dev.gemini.reading import read_image, read_pdf

    if content_type == "application/pdf" or data.startswith(b"%PDF"):
        return read_pdf(data, currency_hint=currency, today=today)
    return read_image(data, currency_hint=currency, today=today)


def _text(amount: Decimal | None) -> str | None:
    """A plain decimal number, never in exponents."""
    return None if amount is None else format(amount, "f")


def _item(item: Any) -> Json:
    return {
        "name": item.name,
        "quantity": _text(item.quantity),
        "unit_price": _text(item.unit_price),
        "amount": _text(item.amount),
    }


def _of_words(read: "ReadExpense") -> Json:
    amount = read.written or read.amount
    return {
        "product_name": read.product_name,
        "amount": _text(-amount if read.kind == "refund" else amount),
        "earned": read.kind == "income",
        "currency": read.currency,
        "date": read.date.isoformat(),
        "merchant": read.merchant,
        "category": read.category,
        "items": [_item(item) for item in read.items],
        "tax": None,
        "tip": None,
        "discount": None,
    }


def _of_receipt(receipt: "Receipt", titles: tuple[str, ...], message: str) -> Json:
    from functions.expenses.rules.category import match_category

    items = [_item(item) for item in receipt.items]
    names = [item["name"] for item in items]
    words = " ".join([message, receipt.merchant or "", *names]).strip()
    return {
        "product_name": receipt.merchant or next(iter(names), "Receipt"),
        "amount": _text(receipt.total),
        "earned": False,
        "currency": receipt.currency,
        "date": receipt.date.isoformat() if receipt.date else None,
        "merchant": receipt.merchant,
        "category": match_category(words, titles),
        "items": items,
        "tax": _text(receipt.tax),
        "tip": _text(receipt.tip),
        "discount": _text(receipt.discount),
    }


TASK = Task(
    fits=lambda asked: names_at(asked.schema, "expenses", "[]") >= _EXPENSE,
    answer=lambda asked: reply(asked, extract(asked)),
)
