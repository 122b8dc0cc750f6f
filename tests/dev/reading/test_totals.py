"""The total among the amounts of invented receipts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev.gemini.reading.lines import lines_of_text
from dev.gemini.reading.rows import rows_of
from dev.gemini.reading.totals import Evidence, weigh
from dev.gemini.reading.wording import Meaning, meaning_of


def weighed(text: str) -> Evidence:
    return weigh(rows_of(lines_of_text(text)))


def total_of(text: str) -> str | None:
    best = weighed(text).best()
    return None if best is None else str(best)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bread  2.50\nMilk  1.20\nTOTAL  3.70\nCASH  5.00\nCHANGE  1.30", "3.70"),
        ("Café  120,00\nThé  80,00\nSous-total  200,00\nTVA 19%  38,00\nMontant à payer  238,00 DA", "238.00"),
        ("حليب  190.00\nقهوة  650.00\nالمجموع  840.00 دج", "840.00"),
        ("Zwischensumme  100,00\nMwSt. 19%  19,00\nGesamtbetrag  119,00", "119.00"),
        ("Artikel  9,99\nTotaal  9,99\nPIN  9,99", "9.99"),
        ("Pain 80 DA\nLait 120 DA\nTOTAL 200 DA", "200"),
    ],
)
def test_the_labelled_total_is_found_in_each_language(text: str, expected: str) -> None:
    assert total_of(text) == expected


def test_the_rounded_total_is_what_was_paid() -> None:
    assert total_of("A  20.00\nB  13.92\nTOTAL  33.92\nROUNDING ADJ  -0.02\nTOTAL ROUNDED  33.90") == "33.90"


def test_cash_less_change_corrects_one_misread_digit() -> None:
    assert total_of("Soap  28.60\nTOTAL  26.60\nCASH  100.00\nCHANGE  71.40") == "28.60"


def test_a_counted_quantity_and_the_tax_table_are_no_totals() -> None:
    text = (
        "Cement  5  82.50\nTOTAL QTY: 5  87.45\nTOTAL (EXCLUDING GST)  82.50\nTOTAL GST  4.95\n"
        "TOTAL (INCLUSIVE OF GST)  87.45\nCASH  90.00\nCHANGE  2.55\n"
        "GST SUMMARY\nSR 6  82.50  4.95\nTOTAL :  82.50  4.95"
    )
    assert total_of(text) == "87.45"


def test_a_later_total_that_adds_the_tax_beats_the_sum_of_the_items() -> None:
    assert total_of("A  100.50\nB  55.00\nTotal Amount  155.50\nGST 6%  9.33\nTotal Amount:  164.80") == "164.80"


def test_what_is_left_after_an_advance_is_not_what_the_purchase_cost() -> None:
    sums = "Rechnungssumme netto  193,83\nUmsatzsteuer  21,31\nBruttosumme  215,14"
    assert total_of(f"{sums}\nBereits bezahlt  50,00\nOffener Betrag  165,14") == "215.14"


def test_an_old_debt_is_not_part_of_this_purchase() -> None:
    sums = "Tarif A  80,00\nTarif B  140,00\nBeitrag inkl. 19 % Steuer  220,00"
    assert total_of(f"{sums}\nAusstehende Forderung  220,00\nzu zahlen  440,00") == "220.00"


def test_a_label_on_one_line_takes_the_amount_of_the_next() -> None:
    assert total_of("Tea  3.10\nTOTAL\n3.10\nThank you") == "3.10"


def test_a_total_that_nothing_confirms_is_not_sure() -> None:
    assert not weighed("TOTAL  12.00").sure
    assert weighed("Tea  12.00\nTOTAL  12.00\nCASH  20.00\nCHANGE  8.00").sure


def test_paper_without_amounts_has_no_total() -> None:
    assert total_of("Welcome\nOpen 09:00 - 18:00\nTel 021 63 00 00") is None


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("TOTA] 3.70", Meaning.TOTAL), ("T0TAL 3.70", Meaning.TOTAL), ("Br uttosumme 18,08", Meaning.GRAND),
        ("Net à payer 12,00", Meaning.GRAND), ("SUB-TOTAL 5.00", Meaning.SUBTOTAL), ("CHANGE DUE 0.10", Meaning.CHANGE),
        ("Espèces 20,00", Meaning.PAID), ("TVA 20% 9,34", Meaning.TAX), ("TOTAL ITEMS : 3", Meaning.COUNT),
        ("الباقي 5.00", Meaning.CHANGE), ("CHOCOLATE 5.00", Meaning.NONE),
    ],
)  # fmt: skip
def test_words_give_an_amount_its_meaning_even_misread(line: str, meaning: Meaning) -> None:
    assert meaning_of(line) is meaning


@given(st.lists(st.integers(min_value=1, max_value=99_999), min_size=1, max_size=6), st.integers(0, 10_000))
def test_items_total_cash_and_change_always_give_the_total(prices: list[int], change: int) -> None:
    total = sum(prices)
    lines = [f"Ware {chr(65 + row)}  {price / 100:.2f}" for row, price in enumerate(prices)]
    lines += [f"TOTAL  {total / 100:.2f}", f"CASH  {(total + change) / 100:.2f}", f"CHANGE  {change / 100:.2f}"]
    assert weighed("\n".join(lines)).best() == Decimal(total) / 100
