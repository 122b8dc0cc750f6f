"""PDFs: refused when they are locked, active or too large; else rewritten without metadata, actions and attachments.

Of the attachments only an electronic invoice's XML stays. Runs in the process of `uploads_child`.
"""

import io
from collections.abc import Iterator
from typing import Any

from shared.errors import Unprocessable
from shared.web.pdf_invoice import kept_invoices
from shared.web.pdf_streams import check_streams, limit_decoders, strip_photos

MAX_PAGES = 50
MAX_OUTPUT_BYTES = 12_000_000
# XMP and private data of programs; actions; attached files; forms with scripts of their own.
_DROPPED = ("/Metadata", "/PieceInfo", "/AA", "/EF", "/XFA")
_DROPPED_OF_CATALOG = ("/OpenAction", "/AF", "/Collection")
_END_BYTES = 2048


def cleaned(data: bytes) -> tuple[bytes, int]:
    """The rewritten PDF and its number of pages. Raises Unprocessable; any other error means that it is broken."""
    import pikepdf

    # Without its end a file was cut off: it could be repaired, but money may stand on the pages that are missing.
    if b"%%EOF" not in data[-_END_BYTES:]:
        raise _unreadable("This PDF is incomplete.")
    limit_decoders()
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise _unreadable("This PDF is locked with a password; please send it unlocked.") from None
    with pdf:
        if pdf.is_encrypted:
            raise _unreadable("This PDF is encrypted; please send it unlocked.")
        # The tree is walked when it is opened: a loop is an error there, and /Count is not believed.
        if len(pdf.pages) > MAX_PAGES:
            raise _unreadable(f"This PDF has too many pages; {MAX_PAGES} are read at most.")
        everything = list(_dictionaries(pdf))
        _check_actions(everything)
        invoices = kept_invoices(pdf)
        _strip(pdf, everything)
        for name, xml in invoices.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, xml, filename=name, mime_type="text/xml")
        return _checked(_saved(pdf))


def _unreadable(detail: str) -> Unprocessable:
    return Unprocessable(detail, "unreadable_file")


def _dictionaries(pdf: Any) -> Iterator[Any]:
    """Every dictionary of the file, once, those of streams too, whether or not something leads to it."""
    import pikepdf

    for top in (pdf.trailer, *pdf.objects):
        waiting = [top]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                children = list(node)
            elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
                children = [child for _, child in node.items()]
                yield node
            else:
                continue
            waiting.extend(child for child in children if isinstance(child, pikepdf.Object) and not child.is_indirect)


def _check_actions(everything: list[Any]) -> None:
    for node in everything:
        action = node.get("/S")
        if "/JS" in node or action == "/JavaScript":
            raise _unreadable("This PDF holds a script; please send one without scripts.")
        if action == "/Launch":
            raise _unreadable("This PDF starts a program; please send one that does not.")


def _strip(pdf: Any, everything: list[Any]) -> None:
    """Take away what nobody needs to read the pages. What nothing leads to any more is not written."""
    for node in everything:
        for name in _DROPPED:
            if name in node:
                del node[name]
    for name in _DROPPED_OF_CATALOG:
        if name in pdf.Root:
            del pdf.Root[name]
    if "/EmbeddedFiles" in pdf.Root.get("/Names", {}):
        del pdf.Root.Names["/EmbeddedFiles"]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    strip_photos(pdf)


def _saved(pdf: Any) -> bytes:
    import pikepdf

    out = io.BytesIO()
    # Streams are copied as they are: unpacking them is left to the check, which has limits.
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, deterministic_id=True)
    if out.tell() > MAX_OUTPUT_BYTES:
        raise _unreadable("This PDF becomes too large when it is opened.")
    return out.getvalue()


def _checked(data: bytes) -> tuple[bytes, int]:
    """The rewritten file opened again: only what will be read later is unpacked and measured."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
        if pages == 0:
            raise _unreadable("This PDF has no pages.")
        check_streams(pdf)
    return data, pages
