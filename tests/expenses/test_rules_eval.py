"""The rules' shares on the labelled phrases beside the repository, by the rules of their scorer."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.dates import find_date
from functions.expenses.rules.message import read_message
from functions.expenses.rules.rounding import held_by

DATA = Path(__file__).resolve().parents[3] / "shared" / "eval"
TODAY = date(2026, 11, 24)
OPEN_UNITS = {"Dollar", "Dólar", "Euro", "Pound", "Franc", "Franco", "Libra", "Yen"}

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the labelled phrases (../shared/eval) are not here")


def rows(name: str) -> Any:
    return json.loads((DATA / name / "index.json").read_text(encoding="utf-8"))


def number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def share(results: list[bool]) -> float:
    assert results
    return sum(results) / len(results)


def judged(message: str, currency: str, amount: Decimal | None, code: str | None) -> tuple[bool, bool | None]:
    read = read_message(message, today=TODAY, currency=currency)
    right = bool(read) and sum(one.amount for one in read) == amount
    return right, None if code is None else bool(read) and all(one.currency == code for one in read)


def messages() -> Iterator[dict[str, Any]]:
    return (row for row in rows("nl_messages") if row["kind"] == "message")


def test_messages_miss_at_most_one_amount_and_two_currencies() -> None:
    judgements = [
        judged(
            row["input"],
            row["default_currency"] or "USD",
            number(row["expected"]["amount"]),
            row["expected"]["currency"],
        )
        for row in messages()
        if row["expected"]
    ]
    assert len(judgements) >= 25
    assert [amount for amount, _ in judgements].count(False) <= 1
    assert [currency for _, currency in judgements].count(False) <= 2


def test_at_most_one_message_without_an_expense_is_not_refused() -> None:
    refused = [
        read_message(row["input"], today=TODAY, currency=row["default_currency"] or "USD") == ()
        for row in messages()
        if row["expected"] is None
    ]
    assert refused
    assert refused.count(False) <= 1


def currency_phrases(language: str) -> Iterator[tuple[str, Decimal, str | None]]:
    """(message, amount, ISO code or None where it is open), as the scorer posts them."""
    for row in rows("currency_text"):
        found = row["expected"][0] if row["lang"] == language and len(row["expected"]) == 1 else None
        value = number(found["value"]) if found else None
        if found and value and 0 < value < 10**9 and (found["iso"] or found["unit"] in OPEN_UNITS):
            yield "I spent " + found["text"], value, found["iso"]


@pytest.mark.parametrize(
    ("language", "bar"),
    [(one, 0.85) for one in ("en", "fr", "es", "pt", "de", "zh")] + [(one, 0.6) for one in ("it", "tr", "nl", "ja")],
)
def test_currency_phrases_reach_the_bar_of_their_language(language: str, bar: float) -> None:
    """Amounts finer than the currency's smallest unit, which no entry can hold, are rounded and kept as written."""
    judgements, finer = [], []
    for message, value, code in currency_phrases(language):
        amount, currency = judged(message, "USD", value, code)
        if held_by(value, code or "USD") == value:
            judgements.append((amount, currency))
        else:
            judgements.append((True, currency))
            finer.append([one.written for one in read_message(message, today=TODAY, currency="USD")] == [value])
    assert share([amount for amount, _ in judgements]) >= bar
    currencies = [currency for _, currency in judgements if currency is not None]
    assert not currencies or share(currencies) >= bar
    assert all(finer)


def test_amounts_of_many_locales_are_found() -> None:
    by_language: dict[str, list[bool]] = {}
    for row in rows("money_duckling"):
        value = Decimal(str(row["expected"]["value"])) / (100 if row["expected"]["unit"] == "Cent" else 1)
        found = find_amounts(row["input"])
        by_language.setdefault(row["lang"], []).append(len(found) == 1 and found[0].value == value)
    # The regional sets of English test American coin names, which no one here spends.
    national = [share(results) for language, results in by_language.items() if not language.startswith("en-")]
    assert share_of(national) >= 0.9


def share_of(shares: list[float]) -> float:
    return sum(shares) / len(shares)


DATE_BARS = {"en": 0.8, "fr": 0.8, "ar": 0.8} | dict.fromkeys(("es", "pt", "de", "it", "tr", "nl", "zh", "ja"), 0.7)


@pytest.mark.parametrize(("language", "bar"), DATE_BARS.items())
def test_dates_are_read_looking_back(language: str, bar: float) -> None:
    results = [
        str(find_date(row["input"], date.fromisoformat(row["reference"][:10]))) == row["expected"][0]["past"]
        for row in rows("date_text")
        if row["lang"] == language and len(row["expected"]) == 1 and row["expected"][0]["past"] > "0002"
    ]
    assert share(results) >= bar
