"""Amounts are found exactly as they are written, whatever the script and the separators."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.rules.amounts import find_amounts, stands_in

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def indian(whole: int) -> str:
    """12,34,567"""
    head, tail = divmod(whole, 1000)
    if not head:
        return str(tail)
    groups = []
    while head:
        head, rest = divmod(head, 100)
        groups.append(f"{rest:02d}" if head else str(rest))
    return ",".join(reversed(groups)) + f",{tail:03d}"


STYLES = {
    "plain": lambda whole, cents: f"{whole}.{cents:02d}",
    "comma": lambda whole, cents: f"{whole},{cents:02d}",
    "english": lambda whole, cents: f"{whole:,}.{cents:02d}",
    "german": lambda whole, cents: f"{whole:,}".replace(",", ".") + f",{cents:02d}",
    "french": lambda whole, cents: f"{whole:,}".replace(",", "\u202f") + f",{cents:02d}",
    "spaced": lambda whole, cents: f"{whole:,}".replace(",", " ") + f",{cents:02d}",
    "swiss": lambda whole, cents: f"{whole:,}".replace(",", "'") + f".{cents:02d}",
    "indian": lambda whole, cents: f"{indian(whole)}.{cents:02d}",
    "arabic": lambda whole, cents: (
        f"{whole:,}".replace(",", "٬").translate(ARABIC) + "٫" + f"{cents:02d}".translate(ARABIC)
    ),
    "persian": lambda whole, cents: f"{whole}.{cents:02d}".translate(PERSIAN),
    "devanagari": lambda whole, cents: f"{indian(whole)}.{cents:02d}".translate(DEVANAGARI),
    "full width": lambda whole, cents: f"{whole:,}.{cents:02d}".translate(FULL_WIDTH),
}


@pytest.mark.parametrize("style", STYLES)
@given(whole=st.integers(0, 10**8), cents=st.integers(0, 99))
def test_an_amount_in_any_style_is_found_exactly(style: str, whole: int, cents: int) -> None:
    amount, written = Decimal(whole * 100 + cents).scaleb(-2), STYLES[style](whole, cents)
    (found,) = find_amounts(f"coffee {written} EUR in town")
    assert (found.value, found.currency) == (amount, "EUR")
    assert f"coffee {written} EUR in town"[found.start : found.end] == f"{written} EUR"
    assert stands_in(amount, f"coffee {written} EUR")


@given(whole=st.integers(1, 10**8), other=st.integers(1, 10**8))
def test_an_amount_that_is_not_written_does_not_stand_in_the_text(whole: int, other: int) -> None:
    assert stands_in(Decimal(other), f"I paid {whole:,} DZD for it") == (whole == other)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("deux mille cinq cents dinars", "2500"),
        ("quatre-vingt-dix-sept euros", "97"),
        ("soixante-quinze euros", "75"),
        ("twenty-five hundred dollars", "2500"),
        ("one hundred and twenty euros", "120"),
        ("three million two hundred thousand dinars", "3200000"),
        ("خمسمائة دينار", "500"),
        ("ألف ومئتان وخمسون دينار", "1250"),
        ("خمسة وعشرون ألف دينار", "25000"),
        ("siebenhundertfünfzig euro", "750"),
        ("duecentocinquanta euro", "250"),
        ("dos mil trescientos euros", "2300"),
        ("yüz elli lira", "150"),
        ("一千二百元", "1200"),
        ("2억 8천만 달러", "280000000"),
        ("तेरह डॉलर", "13"),
        ("двадцать пять рублей", "25"),
        ("12k DZD", "12000"),
        ("$5m", "5000000"),
        ("3 bn USD", "3000000000"),
        ("48,2 millions de $", "48200000"),
        ("20 ألف دينار", "20000"),
        ("5 euros 50", "5.5"),
        ("5€50", "5.5"),
        ("3 dollars and 20 cents", "3.2"),
        ("50 cents", "0.5"),
        ("五元三毛", "5.3"),
    ],
)
def test_words_scales_and_sub_units_are_read(text: str, value: str) -> None:
    (found,) = find_amounts(text, "DZD")
    assert found.value == Decimal(value)
    assert stands_in(Decimal(value), text)
    assert not stands_in(Decimal(value) + 7, text)


@pytest.mark.parametrize(
    "text",
    [
        "on 12/11/2026",
        "at 17:30 or 5pm",
        "20% more",
        "call 0555 12 34 56",
        "order #48213",
        "bought 3 items at the store",
        "3 days ago",
        "in 2024",
        "1,000,50",
        "10.50.25",
        "-5.50 coffee",
        "2 kg of sugar",
    ],
)
def test_figures_that_are_no_money_are_left_alone(text: str) -> None:
    assert find_amounts(text, "EUR") == []


def test_three_digits_after_one_point_depend_on_the_currency() -> None:
    assert [find_amounts("1.250", currency)[0].value for currency in ("TND", "DZD", "EUR")] == [
        Decimal("1.250"),
        1250,
        1250,
    ]


@pytest.mark.parametrize(
    ("text", "default", "code", "ambiguous"),
    [
        ("20 dinars", "DZD", "DZD", True),
        ("20 dinars", "TND", "TND", True),
        ("1200 DA", "EUR", "DZD", False),
        ("1200 دج", "EUR", "DZD", False),
        ("1200 د.ج", "EUR", "DZD", False),
        ("$5", "CAD", "CAD", True),
        ("$5", "DZD", "USD", True),
        ("£5", "EGP", "EGP", True),
        ("10 kr", "DKK", "DKK", True),
        ("¥100", "CNY", "CNY", True),
        ("42 دينار كويتي", "DZD", "KWD", False),
        ("10,000 swiss francs", "DZD", "CHF", False),
        ("15 HK$", "DZD", "HKD", False),
        ("nzd$15", "DZD", "NZD", False),
    ],
)
def test_the_currency_is_the_one_written_and_else_the_persons_own(
    text: str, default: str, code: str, ambiguous: bool
) -> None:
    (found,) = find_amounts(text, default)
    assert (found.currency, found.symbol_ambiguous) == (code, ambiguous)


@given(st.text(max_size=300), st.sampled_from(["DZD", "TND", "JPY", None]))
def test_found_amounts_stand_in_order_and_do_not_overlap(text: str, currency: str | None) -> None:
    place = 0
    for found in find_amounts(text, currency):
        assert place <= found.start < found.end <= len(text)
        place = found.end
