"""Amounts as they are printed and as OCR garbles them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev.gemini.reading.numbers import amounts_in, decimal_mark


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("TOTAL RM33,92", ".", ["33.92"]),
        ("Bruttosumme 1.163,40 €", ",", ["1163.40"]),
        ("TOTAL TTC 1 250,00 DA", ",", ["1250.00"]),
        ("CASH -10.00", ".", ["-10.00"]),
        ("ROUNDING (0.01)", ".", ["-0.01"]),
        ("ROUNDING -RM 0.02", ".", ["-0.02"]),
        ("CHANGE RM .90", ".", ["0.90"]),
        ("المجموع ١٢٥٠٫٠٠ دج", ".", ["1250.00"]),
        ("1,234,567.89", ".", ["1234567.89"]),
        ("1.234.567,89", ",", ["1234567.89"]),
        ("2 100.00", ".", ["2", "100.00"]),
    ],
)
def test_printed_amounts_are_read_in_every_style(text: str, mark: str, expected: list[str]) -> None:
    assert [str(amount.value) for amount in amounts_in(text, mark)] == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("TOTAL 1l.O0", "11.00"), ("CASH 38. OD", "38.00"), ("TOTAL 3S.5O", "35.50")]
)
def test_letters_that_ocr_reads_for_digits_are_turned_back(text: str, expected: str) -> None:
    assert [str(amount.value) for amount in amounts_in(text)] == [expected]


@pytest.mark.parametrize("text", ["12/06/2018 19:40", "GST @6%", "#000123", "A4-80GSM", "20.5 %"])
def test_dates_hours_rates_and_codes_are_no_amounts(text: str) -> None:
    assert amounts_in(text) == []


def test_the_decimal_mark_is_the_sign_before_the_last_two_digits() -> None:
    assert decimal_mark(["Mo 08.30 - 12.30 Uhr", "21.05.2014", "Summe 1.163,40 €", "Steuer 163,40 €"]) == ","
    assert decimal_mark(["TOTAL 1,007.50", "CASH 1,100.00", "weight 0,5"]) == "."


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["1,234.56", "1.234,56", "1 234,56", "1234.56"]))
def test_any_amount_survives_being_printed_in_any_style(minor: int, style: str) -> None:
    mark = style[-3]
    group = "" if style[1] == "2" else style[1]
    whole = f"{minor // 100:,}".replace(",", group)
    found = amounts_in(f"TOTAL  {whole}{mark}{minor % 100:02d}", mark)
    assert [amount.value for amount in found] == [Decimal(minor) / 100]


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(amount.value.is_finite() for amount in amounts_in(text))
