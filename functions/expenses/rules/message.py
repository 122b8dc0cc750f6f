"""Expenses and incomes stated in a message, read without a model."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from functions.expenses.models import ReadExpense, ReadItem
from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.category import match_category
from functions.expenses.rules.clauses import Clause, split_clauses
from functions.expenses.rules.currencies import Mention, mention_at, resolve
from functions.expenses.rules.dates import FoundDate, date_spans, find_dates
from functions.expenses.rules.found import FoundAmount
from functions.expenses.rules.incomes import Income, income_in
from functions.expenses.rules.intent import denies_spending, statements
from functions.expenses.rules.limits import MOST_EXPENSES
from functions.expenses.rules.period_arithmetic import shifted
from functions.expenses.rules.refunds import is_refund
from functions.expenses.rules.restated import pieces_priced, without_restated
from functions.expenses.rules.rounding import rounded
from functions.expenses.rules.tokens import tokens_of
from functions.expenses.rules.vocabulary.income_words import MINE
from functions.expenses.rules.vocabulary.message_words import SPENT_WORDS
from functions.expenses.rules.wording import has_content, merchant_in, product_in
from shared.folding import fold

_UNNAMED = "Expense"


def read_message(text: str, *, today: date, currency: str, titles: Sequence[str] = ()) -> tuple[ReadExpense, ...]:
    """The expenses and incomes that the text states; empty when it states none. An amount finer than its currency's
    smallest unit is rounded to it (`written`)."""
    found: list[ReadExpense] = []
    for start, end in statements(text):
        found += _read_statement(text[start:end], today, currency, titles)
    return tuple(found[:MOST_EXPENSES])


def _read_statement(text: str, today: date, default: str, titles: Sequence[str]) -> list[ReadExpense]:
    amounts, restated = without_restated(text, find_amounts(text, default)[:MOST_EXPENSES])
    dates = find_dates(text, today)
    if not amounts:
        return []
    distant = _distant_currency(text, amounts, default)
    explicit = {one.currency for one in amounts if one.currency}
    fallback = distant[0] if distant else (explicit.pop() if len(explicit) == 1 else default)
    clauses = split_clauses(text, amounts, [*restated, *((day.start, day.end) for day in dates)])
    left_out = [*restated, *(distant[1] if distant else []), *date_spans(text)]
    days = _dates_of(clauses, dates, today)
    found = []
    for clause, day, income in zip(clauses, days, _incomes(text, clauses), strict=True):
        if income is None and _is_neither(text[clause.start : clause.end]):
            continue
        spans = [*left_out, *([(clause.start + income.start, clause.start + income.end)] if income else [])]
        if one := _expense(text, clause, day, fallback or default, dates, spans, titles):
            found.append(_came_in(one, income) if income else one)
    return found


def _incomes(text: str, clauses: Sequence[Clause]) -> list[Income | None]:
    """By clause, whether its money came in. "5000 from Ali and 3000 from Sara" goes on with the verb of the first."""
    found: list[Income | None] = []
    for clause in clauses:
        tokens = tokens_of(text[clause.start : clause.end])
        income = None if is_refund(tokens) else income_in(tokens, clause.amount.start - clause.start)
        before = found[-1] if found else None
        if before and income is None and not has_content(text[clause.start : clause.amount.start]):
            spent = any(token.text in SPENT_WORDS for token in tokens)
            income = None if spent else before._replace(start=0, end=0)
        found.append(income)
    return found


def _is_neither(part: str) -> bool:
    """Whether a clause beside one that states money says that nothing was spent: "and I want to buy …"."""
    tokens = tokens_of(part)
    return denies_spending(tokens) and not is_refund(tokens)


def _came_in(read: ReadExpense, income: Income) -> ReadExpense:
    """No budget bears it, and it is called what came in: a salary, or only income."""
    first, _, rest = read.product_name.partition(" ")
    name = rest.capitalize() if rest and fold(first) in MINE else read.product_name
    is_named = read.product_name not in {_UNNAMED, read.merchant}
    return replace(read, product_name=name if is_named else income.name, category=None, items=(), kind="income")


def _expense(
    text: str,
    clause: Clause,
    day: date,
    fallback: str,
    dates: Sequence[FoundDate],
    mentions: Sequence[tuple[int, int]],
    titles: Sequence[str],
) -> ReadExpense | None:
    currency, amount = clause.amount.currency or fallback, clause.amount
    each = pieces_priced(text, amount, clause.start)
    written = amount.value * each
    value = rounded(written, currency)
    if value is None:
        return None
    part = text[clause.start : clause.end]
    spans = [(clause.amount.start, clause.amount.end), *mentions, *((found.start, found.end) for found in dates)]
    removed = [
        (start - clause.start, end - clause.start)
        for start, end in spans
        if clause.start <= start and end <= clause.end
    ]
    merchant = merchant_in(_blanked(part, removed))
    if merchant:
        removed.append((merchant[1], merchant[2]))
    product = product_in(part, removed, linked=clause.start > 0) or (merchant[0] if merchant else "")
    category = match_category(f"{product} {merchant[0] if merchant else ''}", titles) or match_category(part, titles)
    return ReadExpense(
        product or category or _UNNAMED,
        value,
        currency,
        day,
        merchant[0] if merchant else None,
        category,
        items=_items(product, written, int(each) * amount.pieces),
        kind="refund" if is_refund(tokens_of(part)) else "expense",
        written=None if value == written else written,
    )


def _items(product: str, value: Decimal, pieces: int) -> tuple[ReadItem, ...]:
    """What a price was multiplied by is shown as the one item: 2 of 300 each."""
    if pieces == 1:
        return ()
    return (ReadItem(product or _UNNAMED, value, Decimal(pieces), value / pieces),)


def _blanked(part: str, removed: Sequence[tuple[int, int]]) -> str:
    for start, end in removed:
        part = part[:start] + "\u2022" * (end - start) + part[end:]
    return part


def _dates_of(clauses: Sequence[Clause], dates: Sequence[FoundDate], today: date) -> list[date]:
    """Each clause's own date; else the one date of all, else that of the clause before, else of the next.

    Nothing was spent after tomorrow, which may have begun where the person is: such dates tell of something else.
    """
    dates = [one for one in dates if one.date <= shifted(today, 1)]
    own = [next((d.date for d in dates if c.start <= d.start < c.end), None) for c in clauses]
    known = [day for day in own if day is not None]
    if len(known) <= 1:
        own = [known[0] if known else today] * len(clauses)
    filled: list[date] = []
    for rank, day in enumerate(own):
        later = next((other for other in own[rank:] if other is not None), today)
        filled.append(day if day is not None else (filled[-1] if filled else later))
    return filled


def _distant_currency(
    text: str, amounts: Sequence[FoundAmount], default: str
) -> tuple[str, list[tuple[int, int]]] | None:
    """The one currency that stands apart from its bare amount ("50 Taxi THB"), and where."""
    if any(one.currency for one in amounts):
        return None
    tokens = tokens_of(text)
    found: list[Mention] = []
    for index, token in enumerate(tokens):
        written = text[token.start : token.end]
        mention = mention_at(tokens, index, text, default) if token.kind == "word" else None
        if mention and (mention.kind == "name" or (mention.kind == "code" and written.isupper())):
            found.append(mention)
    if not found:
        return None
    spans = [(tokens[one.start].start, tokens[one.end - 1].end) for one in found]
    codes = {resolve(one.candidates, default) for one in found}
    return (codes.pop(), spans) if len(codes) == 1 else None
