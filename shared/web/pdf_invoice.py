"""The XML of an electronic invoice that is attached to a PDF (Factur-X, ZUGFeRD, XRechnung)."""

from typing import Any
from xml.parsers import expat

from shared.errors import Unprocessable

NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
MAX_XML_BYTES = 2_000_000


class _HasDoctype(Exception):
    """An invoice has no document type; entities, external ones too, begin with one."""


def kept_invoices(pdf: Any) -> dict[str, bytes]:
    """Well-formed invoices by folded name; the first of a name counts. Other attachments are not even unpacked.

    Raises Unprocessable for one that is too large, or that declares a document type.
    """
    found: dict[str, bytes] = {}
    for spec in _file_specs(pdf):
        name = str(spec.get("/UF", spec.get("/F", ""))).casefold()
        files = spec.get("/EF", {})
        stream = files.get("/UF", files.get("/F"))
        if name in NAMES and name not in found and stream is not None:
            xml = _unpacked(stream)
            if _is_well_formed(xml):
                found[name] = xml
    return found


def _file_specs(pdf: Any) -> list[Any]:
    """What the catalog names as attached or associated files."""
    import pikepdf

    embedded = pdf.Root.get("/Names", {}).get("/EmbeddedFiles")
    named = [] if embedded is None else [spec for _, spec in pikepdf.NameTree(embedded).items()]
    return [spec for spec in (*named, *pdf.Root.get("/AF", [])) if isinstance(spec, pikepdf.Dictionary)]


def _unpacked(stream: Any) -> bytes:
    import pikepdf

    set_limits = pikepdf.settings.set_qpdf_limits
    before: Any = set_limits(flate_max_memory=MAX_XML_BYTES, run_length_max_memory=MAX_XML_BYTES)
    try:
        xml: bytes = stream.read_bytes()
    except pikepdf.DataDecodingError:
        raise _refused("cannot be unpacked") from None
    finally:
        set_limits(**before)
    if len(xml) > MAX_XML_BYTES:
        raise _refused("is too large")
    return xml


def _is_well_formed(xml: bytes) -> bool:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _on_doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        return False
    except _HasDoctype:
        raise _refused("declares a document type, which is not allowed") from None
    return True


def _refused(why: str) -> Unprocessable:
    return Unprocessable(f"The invoice data attached to this PDF {why}.", "unreadable_file")


def _on_doctype(*_: Any) -> None:
    raise _HasDoctype
