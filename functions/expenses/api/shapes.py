"""The shapes of requests and answers about expenses."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from functions.expenses.models import Recorded
from functions.expenses.service import Search, converted
from functions.ledger.models import KINDS, STATUSES, Entry, Filter, Item
from shared.clock import rfc3339
from shared.errors import InvalidInput
from shared.money import Money, is_currency
from shared.web import etags
from shared.web.shapes import Amount, Cursor, Limit, Moment

Kind = Literal["expense", "refund", "income", "adjustment"]
State = Literal["posted", "pending", "needs_review", "deleted"]
_UNCATEGORIZED = "Uncategorized"
_PLAIN = r"^[0-9]{1,13}(\.[0-9]{1,4})?$"
_MOST = 4000


class Message(BaseModel):
    """What was spent, in words; several expenses may stand in one message."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"example": {"message": "I spent 500 DZD at a coffee shop"}}
    )

    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_MOST)]


class ExpensePath(BaseModel):
    id: str


class ExpenseQuery(BaseModel):
    """Filters; all that are given must hold."""

    first: date | None = Field(default=None, alias="from", description="first day, YYYY-MM-DD")
    last: date | None = Field(default=None, alias="to", description="last day, YYYY-MM-DD")
    category: str | None = Field(default=None, description="a budget's title, or Uncategorized")
    budget_id: str | None = None
    merchant: str | None = Field(default=None, description="part of it")
    q: str | None = Field(default=None, description="words in product, merchant, description or items")
    min: str | None = Field(default=None, pattern=_PLAIN, description="least amount, in whole units")
    max: str | None = Field(default=None, pattern=_PLAIN, description="largest amount, in whole units")
    kind: Kind | None = None
    status: State | None = None
    currency: str | None = None
    limit: Limit = None
    cursor: Cursor = None


class ProcessedExpense(BaseModel):
    """One recorded expense. `amount` is null while a receipt waits; `difference` is there when it needs a review."""

    id: str
    product: str
    amount: Amount | None
    currency: str
    category: str = Field(description="a budget's title, or Uncategorized")
    date: date
    merchant: str | None
    status: State
    kind: Kind
    difference: Amount | None = None
    possible_duplicate_of: list["DuplicateOut"] = []


_PROCESSED: dict[str, Any] = {
    "message": "Processed 1 expenses.",
    "expenses": [
        {
            "id": "exp_0c1xq3v9f7b2k5m8n4p6r0t2w",
            "product": "Coffee",
            "amount": 500.00,
            "currency": "DZD",
            "category": "Food & Dining",
            "date": "2026-11-21",
            "merchant": None,
            "status": "posted",
            "kind": "expense",
        }
    ],
    "alerts": [],
    "degraded": False,
}


class Processed(BaseModel):
    """What was recorded. `degraded`: rules read it, or it waits, since the model could not be asked."""

    model_config = ConfigDict(json_schema_extra={"example": _PROCESSED})

    message: str
    expenses: list[ProcessedExpense]
    alerts: list[str] = Field(description="each budget among them that is over now")
    degraded: bool


class ItemOut(BaseModel):
    name: str
    quantity: Amount | None
    unit_price: Amount | None
    amount: Amount | None


class SplitOut(BaseModel):
    budget_id: str | None
    amount: Amount


class ReceiptOut(BaseModel):
    """`proof`: whether the lines add up to the total; `difference` is total less lines."""

    id: str
    content_type: str
    pages: int
    proof: Literal["balanced", "unbalanced", "partial"] | None
    difference: Amount


class DuplicateOut(BaseModel):
    id: str
    reason: str


_EXAMPLE: dict[str, Any] = {
    "id": "exp_0c1xq3v9f7b2k5m8n4p6r0t2w",
    "kind": "expense",
    "product_name": "Coffee",
    "amount": 500.00,
    "currency": "DZD",
    "category_name": "Food & Dining",
    "budget_id": "bud_5f8h2k4m6n8p0r2t4v6x8z0b1",
    "merchant": None,
    "description": None,
    "date": "2026-11-21",
    "created_at": "2026-11-21T09:30:00Z",
    "updated_at": "2026-11-21T09:30:00Z",
    "version": 1,
    "status": "posted",
    "source": "text",
    "items": [],
    "splits": [],
    "receipt": None,
    "possible_duplicate_of": [],
    "exchange": None,
    "converted": None,
}


class ExchangeOut(BaseModel):
    """One unit of the expense's currency is `rate` units of `currency`. `rate` is a decimal number as text."""

    currency: str
    rate: str
    source: str
    date: date


class ConvertedOut(BaseModel):
    """What the expense counts as in the currency of its exchange."""

    amount: Amount
    currency: str


class ExpenseOut(BaseModel):
    """An expense. `category_name` and `budget_id` are null when there is no category, or when there are splits."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    id: str
    kind: Kind
    product_name: str
    amount: Amount | None
    currency: str
    category_name: str | None
    budget_id: str | None
    merchant: str | None
    description: str | None
    date: date
    created_at: Moment
    updated_at: Moment
    version: int
    status: State
    source: Literal["text", "receipt", "manual", "import", "recurring", "chat"]
    items: list[ItemOut]
    splits: list[SplitOut]
    receipt: ReceiptOut | None
    possible_duplicate_of: list[DuplicateOut]
    exchange: ExchangeOut | None
    converted: ConvertedOut | None


class ExpensesOut(RootModel[list[ExpenseOut]]):
    """The next page is in the `Link` header."""


class ReceiptLink(BaseModel):
    url: str
    expires_at: Moment


_FORM_SCHEMA = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "JPEG, PNG, WEBP or PDF, up to 10 MB"},
        "message": {"type": "string", "maxLength": _MOST, "description": "words about it"},
        "keep_receipt": {
            "type": "string",
            "enum": ["true", "false"],
            "description": "whether the file stays once it is read; by default as the profile says",
        },
    },
}
DESCRIBED_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": Message.model_json_schema()},
            "multipart/form-data": {"schema": _FORM_SCHEMA},
        },
    }
}


def search_of(query: ExpenseQuery) -> Search:
    """The search that a query asks for. Raises InvalidInput."""
    if query.currency is not None and not is_currency(query.currency):
        raise InvalidInput.of("currency", "This is not an ISO 4217 currency code.")
    assert query.kind is None or query.kind in KINDS  # noqa: S101 - pydantic has checked both
    assert query.status is None or query.status in STATUSES  # noqa: S101
    return Search(
        Filter(query.first, query.last, query.budget_id, query.kind, query.status, query.currency),
        query.category,
        query.merchant,
        query.q,
        None if query.min is None else Decimal(query.min),
        None if query.max is None else Decimal(query.max),
    )


def _amount(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Money(minor, currency).decimal


def _item(item: Item, currency: str) -> dict[str, Any]:
    return {
        "name": item.name,
        "quantity": None if item.quantity is None else Decimal(item.quantity),
        "unit_price": _amount(item.unit_price, currency),
        "amount": _amount(item.amount, currency),
    }


def _duplicates(entry: Entry) -> list[dict[str, str]]:
    return [{"id": one.id, "reason": one.reason} for one in entry.possible_duplicate_of]


def expense_out(entry: Entry) -> dict[str, Any]:
    """An entry as it is read."""
    receipt = entry.receipt
    return {
        "id": entry.id,
        "kind": entry.kind,
        "product_name": entry.product_name,
        "amount": _amount(entry.minor, entry.currency),
        "currency": entry.currency,
        "category_name": entry.category_name,
        "budget_id": entry.budget_id,
        "merchant": entry.merchant,
        "description": entry.description,
        "date": entry.date.isoformat(),
        "created_at": rfc3339(entry.created_at),
        "updated_at": rfc3339(entry.updated_at),
        "version": entry.version,
        "status": entry.status,
        "source": entry.source,
        "items": [_item(item, entry.currency) for item in entry.items],
        "splits": [
            {"budget_id": split.budget_id, "amount": _amount(split.minor, entry.currency)} for split in entry.splits
        ],
        "receipt": None
        if receipt is None
        else {
            "id": receipt.id,
            "content_type": receipt.content_type,
            "pages": receipt.pages,
            "proof": receipt.proof,
            "difference": _amount(receipt.difference, entry.currency),
        },
        "possible_duplicate_of": _duplicates(entry),
        **_exchanged(entry),
    }


def _exchanged(entry: Entry) -> dict[str, Any]:
    exchange = entry.exchange
    if exchange is None:
        return {"exchange": None, "converted": None}
    said = {"currency": exchange.currency, "rate": exchange.rate, "source": exchange.source}
    worth = converted(entry)
    return {
        "exchange": {**said, "date": exchange.date.isoformat()},
        "converted": worth and {"amount": worth.decimal, "currency": worth.currency},
    }


def etag_of(entry: Entry) -> str:
    """Of this version of the entry."""
    return etags.etag_of(entry.id, entry.version)


def processed_out(recorded: Recorded) -> dict[str, Any]:
    """The answer to a submission."""
    words = f"Processed {len(recorded.entries)} expenses."
    if recorded.is_pending:
        words = "Your receipt is kept and will be read as soon as possible."
        if recorded.capped:
            words = "Your receipt is kept, and read once your assistant's allowance, which is used up, is there again."
    words = " ".join([words, *recorded.notes])
    rows = []
    for entry in recorded.entries:
        row: dict[str, Any] = {
            "id": entry.id,
            "product": entry.product_name,
            "amount": _amount(entry.minor, entry.currency),
            "currency": entry.currency,
            "category": entry.category_name or _UNCATEGORIZED,
            "date": entry.date.isoformat(),
            "merchant": entry.merchant,
            "status": entry.status,
            "kind": entry.kind,
        }
        if entry.status == "needs_review" and entry.receipt:
            row["difference"] = _amount(entry.receipt.difference, entry.currency)
        if entry.possible_duplicate_of:
            row["possible_duplicate_of"] = _duplicates(entry)
        rows.append(row)
    return {"message": words, "expenses": rows, "alerts": list(recorded.alerts), "degraded": recorded.degraded}
