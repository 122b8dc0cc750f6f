"""The XML inside an electronic invoice: Factur-X / ZUGFeRD (CII), XRechnung (CII or UBL), and ZUGFeRD 1."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from dev.gemini.reading.receipt import Receipt, ReceiptItem

MAX_BYTES = 5_000_000
XML_NAMES = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml", "cii.xml", "invoice.xml"})
CII_ROOTS = frozenset({"CrossIndustryInvoice", "CrossIndustryDocument"})
UBL_ROOTS = frozenset({"Invoice", "CreditNote"})


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element if _local(child) == name]


def _at(element: Element | None, path: str) -> Element | None:
    """The first element down a path of local names; namespaces differ between versions and are not compared."""
    for name in path.split("/"):
        if element is None:
            return None
        element = next(iter(_children(element, name)), None)
    return element


def _find(root: Element, name: str) -> Element | None:
    return next((element for element in root.iter() if _local(element) == name), None)


def _text(element: Element | None) -> str | None:
    text = re.sub(r"\s+", " ", element.text or "").strip() if element is not None else ""
    return text or None


def _number(element: Element | None) -> Decimal | None:
    try:
        value = Decimal(_text(element) or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _day(text: str | None) -> date | None:
    """A day as CII (20181031) or UBL (2018-10-31) writes it."""
    match = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", text or "")
    try:
        return datetime.strptime("".join(match.groups()), "%Y%m%d").date() if match else None  # noqa: DTZ007
    except ValueError:
        return None


def _with_charge(items: list[ReceiptItem], charge: Decimal | None) -> tuple[ReceiptItem, ...]:
    """The lines, and what is charged on top of them (freight, say) as one more, so that all of it adds up."""
    return (*items, ReceiptItem("Charges", charge)) if items and charge else tuple(items)


def _cii_item(line: Element) -> ReceiptItem | None:
    quantity = _number(_find(line, "BilledQuantity"))
    amounts = [_number(element) for element in line.iter() if _local(element) == "LineTotalAmount"]
    product = _find(line, "SpecifiedTradeProduct")
    name = _text(_at(product, "Name"))
    price = _number(_at(_find(line, "NetPriceProductTradePrice"), "ChargeAmount"))
    return ReceiptItem(name, amounts[0], quantity, price) if name and amounts and amounts[0] is not None else None


def _cii(root: Element) -> Receipt:
    document = _find(root, "ExchangedDocument") or _find(root, "HeaderExchangedDocument")
    settlement = _find(root, "ApplicableHeaderTradeSettlement") or _find(root, "ApplicableSupplyChainTradeSettlement")
    sums = None
    for name in ("SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation"):
        sums = sums if sums is not None else _at(settlement, name)
    seller = _find(root, "SellerTradeParty")
    total = _number(_at(sums, "GrandTotalAmount")) or _number(_at(sums, "DuePayableAmount"))
    tax, cut = _number(_at(sums, "TaxTotalAmount")), _number(_at(sums, "AllowanceTotalAmount"))
    charge = _number(_at(sums, "ChargeTotalAmount"))
    items = [_cii_item(line) for line in root.iter() if _local(line) == "IncludedSupplyChainTradeLineItem"]
    return Receipt(
        total=total,
        currency=_text(_at(settlement, "InvoiceCurrencyCode")),
        date=_day(_text(_at(document, "IssueDateTime/DateTimeString"))),
        merchant=_text(_at(seller, "Name")),
        items=_with_charge([item for item in items if item], charge),
        tax=tax,
        discount=cut or None,
    )


def _ubl(root: Element) -> Receipt:
    party = _at(root, "AccountingSupplierParty/Party")
    sums = _at(root, "LegalMonetaryTotal")
    total = _number(_at(sums, "TaxInclusiveAmount")) or _number(_at(sums, "PayableAmount"))
    tax, cut = _number(_at(root, "TaxTotal/TaxAmount")), _number(_at(sums, "AllowanceTotalAmount"))
    charge = _number(_at(sums, "ChargeTotalAmount"))
    items = []
    for line in _children(root, "InvoiceLine"):
        name, amount = _text(_at(line, "Item/Name")), _number(_at(line, "LineExtensionAmount"))
        if name and amount is not None:
            price = _number(_at(line, "Price/PriceAmount"))
            items.append(ReceiptItem(name, amount, _number(_at(line, "InvoicedQuantity")), price))
    return Receipt(
        total=total,
        currency=_text(_at(root, "DocumentCurrencyCode")),
        date=_day(_text(_at(root, "IssueDate"))),
        merchant=_text(_at(party, "PartyName/Name")) or _text(_at(party, "PartyLegalEntity/RegistrationName")),
        items=_with_charge(items, charge),
        tax=tax,
        discount=cut or None,
    )


def read_xml(data: bytes) -> Receipt | None:
    """The invoice in the XML; None when it is none, too big, broken, or declares a DTD (entities are refused unread)."""
    probe = data.replace(b"\x00", b"").upper()
    if len(data) > MAX_BYTES or b"<!DOCTYPE" in probe or b"<!ENTITY" in probe:
        return None
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    name = _local(root)
    receipt = _cii(root) if name in CII_ROOTS else _ubl(root) if name in UBL_ROOTS else None
    return receipt if receipt is not None and receipt.total is not None else None
