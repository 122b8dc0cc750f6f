"""Date, currency, merchant, items and language of invented papers."""

from datetime import date
from decimal import Decimal

import pytest

from dev.gemini.reading.currency import find_currency
from dev.gemini.reading.dates import dates_in, find_date
from dev.gemini.reading.language import find_language
from dev.gemini.reading.lines import lines_of_text
from dev.gemini.reading.merchant import find_merchant
from dev.gemini.reading.reader import read_lines
from dev.gemini.reading.receipt import Hints, Receipt


def read(text: str) -> Receipt:
    return read_lines(lines_of_text(text), Hints("EUR"))


@pytest.mark.parametrize(
    "text",
    ["14/03/2026", "14-03-26", "14.3.2026", "2026-03-14", "20260314", "14 MAR 2026", "14 mars 2026", "14. März 2026",
     "March 14, 2026", "14 مارس 2026", "١٤/٠٣/٢٠٢٦", "14/03/202618:42:07", "14/03/7026"],
)  # fmt: skip
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert dates_in(text) == [date(2026, 3, 14)]


def test_day_and_month_follow_the_country_and_then_reason() -> None:
    assert dates_in("04/03/2026") == [date(2026, 3, 4)]
    assert dates_in("04/03/2026", month_first=True) == [date(2026, 4, 3)]
    assert dates_in("03/20/2026") == [date(2026, 3, 20)]


def test_the_papers_own_date_beats_due_and_delivery_dates() -> None:
    lines = ["Lieferdatum 01.03.2026", "Rechnungsdatum 05.03.2026", "Zahlbar bis 04.04.2026"]
    assert find_date(lines) == date(2026, 3, 5)


def test_a_date_after_today_is_misread() -> None:
    assert find_date(["Date: 14/03/2078", "printed 14/03/2026"], today=date(2026, 4, 1)) == date(2026, 3, 14)


@pytest.mark.parametrize(
    ("lines", "hint", "expected"),
    [
        (["TOTAL RM 5.00", "CASH RM 10.00"], "EUR", "MYR"),
        (["Total 1 250,00 DA"], "EUR", "DZD"),
        (["المجموع 1250.00 دج"], None, "DZD"),
        (["Rechnungswährung : GBP", "Steuerbetrag EUR 183,14"], "EUR", "GBP"),
        (["Total $8.90", "Kuala Lumpur, Malaysia"], "MYR", "MYR"),
        (["Total $8.90"], "EUR", "USD"),
        (["ACME SDN BHD", "Total 5.00"], "MYR", "MYR"),
        (["Total 5.00"], "TND", "TND"),
        (["Total 5.00"], None, None),
    ],
)
def test_the_currency_is_named_implied_or_the_users(lines: list[str], hint: str | None, expected: str | None) -> None:
    assert find_currency(lines, hint) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GREEN LEAF TRADING SDN BHD (123456-X)\nNO 5, JALAN SATU\nTAX INVOICE", "GREEN LEAF TRADING SDN BHD"),
        ("WELCOME\nTHE LITTLE BAKER\n12 High Street\nReceipt 42", "THE LITTLE BAKER"),
        ("Rechnung 42\nVerkäufer:\nHolzwurm GmbH\nWaldweg 3\nKäufer:\nMax Beispiel", "Holzwurm GmbH"),
        ("SUNNY HARDWARE\nENTERPRISE SDN BHD\n822737-X\nNO. 1, JALAN DUA", "SUNNY HARDWARE ENTERPRISE SDN BHD"),
        ("صيدلية الشفاء\nشارع ديدوش مراد\nالمجموع  80.00", "صيدلية الشفاء"),
    ],
)
def test_the_merchant_stands_in_the_letterhead(text: str, expected: str) -> None:
    assert find_merchant(lines_of_text(text)) == expected


def test_an_invoices_web_address_points_to_its_issuer() -> None:
    text = "Kunde Beispiel\nAllee 5\nRechnung\nPapierhaus Nord AG\nwww.papierhaus-nord.de\nTotal  12,00"
    assert find_merchant(lines_of_text(text), invoice=True) == "Papierhaus Nord AG"


def test_items_with_names_beside_above_or_below_their_prices_are_read() -> None:
    beside = read("SHOP\nITEM  AMOUNT\nTea  2 x 1.50  3.00\nBun  4.50\nTOTAL  7.50")
    below = read("SHOP\nITEM  QTY  AMOUNT\n1001  1  3.00\nGREEN TEA\n1002  1  4.50\nBUN\nTOTAL  7.50")
    assert [item.name for item in beside.items] == ["Tea", "Bun"]
    assert (beside.items[0].quantity, beside.items[0].unit_price) == (Decimal(2), Decimal("1.50"))
    assert [(item.name, str(item.amount)) for item in below.items] == [("GREEN TEA", "3.00"), ("BUN", "4.50")]


def test_items_before_tax_are_kept_when_the_printed_tax_closes_the_gap() -> None:
    found = read("SHOP\nTea  10.00\nBun  5.00\nSubtotal  15.00\nVAT 20%  3.00\nTOTAL  18.00")
    assert len(found.items) == 2
    assert (found.total, found.tax) == (Decimal("18.00"), Decimal("3.00"))


def test_amounts_that_nothing_confirms_are_left_out_where_the_items_do_not_add_up() -> None:
    found = read("SHOP\nTea  2 x 5.00  10.00\nBun  5.00\nTOTAL  18.00")
    assert [(item.name, item.amount) for item in found.items] == [("Tea", Decimal("10.00")), ("Bun", None)]


def test_tip_and_discount_are_told_apart_from_items() -> None:
    found = read("SHOP\nFish  20.00\nSubtotal  20.00\nDiscount  -2.00\nService charge  1.80\nTOTAL  19.80\nVISA  19.80")
    assert (found.total, found.tip, found.discount) == (Decimal("19.80"), Decimal("1.80"), Decimal("2.00"))


@pytest.mark.parametrize(
    ("line", "code"),
    [("Merci de votre visite, le montant", "fr"), ("Thank you and please come again", "en"), ("شكرا لزيارتكم", "ar")],
)
def test_the_language_is_told_by_common_words(line: str, code: str) -> None:
    assert find_language([line]) == code
