"""The XML inside electronic invoices, written here in the shapes of Factur-X, ZUGFeRD 1 and UBL."""

from datetime import date
from decimal import Decimal

import pytest

from dev.gemini.reading.einvoice import MAX_BYTES, read_xml

FACTUR_X = """<?xml version='1.0' encoding='UTF-8'?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:a" xmlns:ram="urn:b" xmlns:udt="urn:c">
 <rsm:ExchangedDocument><ram:ID>42</ram:ID>
  <ram:IssueDateTime><udt:DateTimeString format="102">20260314</udt:DateTimeString></ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem>
   <ram:SpecifiedTradeProduct><ram:Name>Desk lamp</ram:Name></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>50.00</ram:ChargeAmount>
   </ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity>2</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
   <ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation>
     <ram:LineTotalAmount>100.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
   </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Atelier
     Lumière</ram:Name></ram:SellerTradeParty></ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:TaxTotalAmount currencyID="EUR">20.00</ram:TaxTotalAmount><ram:GrandTotalAmount>120.00</ram:GrandTotalAmount>
    <ram:DuePayableAmount>70.00</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""

UBL = """<Invoice xmlns="urn:x" xmlns:c="urn:y"><c:IssueDate>2026-03-14</c:IssueDate>
 <c:DocumentCurrencyCode>EUR</c:DocumentCurrencyCode>
 <c:AccountingSupplierParty><c:Party><c:PartyLegalEntity><c:RegistrationName>Holzwurm GmbH</c:RegistrationName>
 </c:PartyLegalEntity></c:Party></c:AccountingSupplierParty>
 <c:TaxTotal><c:TaxAmount>19.00</c:TaxAmount></c:TaxTotal>
 <c:LegalMonetaryTotal><c:TaxInclusiveAmount>119.00</c:TaxInclusiveAmount></c:LegalMonetaryTotal>
 <c:InvoiceLine><c:InvoicedQuantity>1</c:InvoicedQuantity><c:LineExtensionAmount>100.00</c:LineExtensionAmount>
 <c:Item><c:Name>Chair</c:Name></c:Item></c:InvoiceLine></Invoice>"""


def test_factur_x_gives_the_gross_total_its_seller_and_lines() -> None:
    found = read_xml(FACTUR_X.encode())
    assert found is not None
    assert (found.total, found.currency, found.date) == (Decimal("120.00"), "EUR", date(2026, 3, 14))
    assert (found.merchant, found.tax) == ("Atelier Lumière", Decimal("20.00"))
    assert [(i.name, i.amount, i.quantity, i.unit_price) for i in found.items] == [
        ("Desk lamp", Decimal("100.00"), Decimal(2), Decimal("50.00"))
    ]


def test_xrechnung_in_ubl_is_read() -> None:
    found = read_xml(UBL.encode())
    assert found is not None
    assert (found.total, found.merchant, found.date) == (Decimal("119.00"), "Holzwurm GmbH", date(2026, 3, 14))
    assert len(found.items) == 1


def test_zugferd_1_names_its_parts_differently() -> None:
    old = FACTUR_X.replace("CrossIndustryInvoice", "CrossIndustryDocument").replace(
        "ExchangedDocument", "HeaderExchangedDocument"
    )
    old = old.replace("ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")
    old = old.replace("SettlementHeaderMonetarySummation", "SettlementMonetarySummation")
    found = read_xml(old.encode())
    assert found is not None
    assert (found.total, found.date) == (Decimal("120.00"), date(2026, 3, 14))


def test_lines_that_miss_the_total_are_given_as_they_stand() -> None:
    found = read_xml(FACTUR_X.replace("100.00", "90.00").encode())
    assert found is not None
    assert [item.amount for item in found.items] == [Decimal("90.00")]


def test_charges_on_top_are_a_line_of_their_own() -> None:
    charged = UBL.replace(
        "</c:LegalMonetaryTotal>", "<c:ChargeTotalAmount>6.90</c:ChargeTotalAmount></c:LegalMonetaryTotal>"
    )
    found = read_xml(charged.encode())
    assert found is not None
    assert [(item.name, item.amount) for item in found.items] == [
        ("Chair", Decimal("100.00")),
        ("Charges", Decimal("6.90")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_parsing(encoding: str) -> None:
    evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + FACTUR_X.partition("?>")[2].replace("42", "&e;")
    assert read_xml(evil.encode(encoding)) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"<a/>", b"<Invoice", b"\xff\xfe\x00", b"<Invoice/>", b"<" + b"a" * MAX_BYTES, b"<?xml encoding='no'?><a/>"],
)
def test_anything_else_is_no_invoice(data: bytes) -> None:
    assert read_xml(data) is None
