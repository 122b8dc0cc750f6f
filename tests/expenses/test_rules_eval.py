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


def test_messages_reach_their_bars() -> None:
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
    assert share([amount for amount, _ in judgements]) >= 0.95
    assert share([currency for _, currency in judgements if currency is not None]) >= 0.85


def test_messages_that_must_be_refused_are_refused() -> None:
    refused = [
        read_message(row["input"], today=TODAY, currency=row["default_currency"] or "USD") == ()
        for row in messages()
        if row["expected"] is None
    ]
    assert share(refused) == 1


def test_sentences_of_thirteen_languages_reach_their_bars() -> None:
    judgements = []
    for row in rows("currency_text"):
        found = row["expected"][0] if len(row["expected"]) == 1 else None
        value = number(found["value"]) if found else None
        if found and value and 0 < value < 10**9 and (found["iso"] or found["unit"] in OPEN_UNITS):
            judgements.append(judged("I spent " + found["text"], "USD", value, found["iso"]))
    assert share([amount for amount, _ in judgements]) >= 0.95
    assert share([currency for _, currency in judgements if currency is not None]) >= 0.93


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


@pytest.mark.parametrize(("language", "bar"), [("en", 0.75), ("fr", 0.85), ("ar", 0.7)])
def test_dates_are_read_looking_back(language: str, bar: float) -> None:
    results = [
        str(find_date(row["input"], date.fromisoformat(row["reference"][:10]))) == row["expected"][0]["past"]
        for row in rows("date_text")
        if row["lang"] == language and len(row["expected"]) == 1 and row["expected"][0]["past"] > "0002"
    ]
    assert share(results) >= bar
