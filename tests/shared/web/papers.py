"""PDFs for the upload tests, made here."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.shared.web.photos import SECRET

TEXT = "Total 1250.00 DZD"
INVOICE = b"<?xml version='1.0' encoding='UTF-8'?><Invoice><ID>7</ID></Invoice>"
ENTITIES = b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Invoice>&e;</Invoice>"


def saved(pdf: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    if "encryption" not in options:  # streams stay as the test wrote them
        options["stream_decode_level"] = pikepdf.StreamDecodeLevel.none
    pdf.save(out, **{"compress_streams": False, "fix_metadata_version": False, **options})
    return out.getvalue()


def inside(data: bytes) -> bytes:
    """Everything that the document holds, unpacked, to be searched."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        nodes = list(pdf.objects)
        streams = [node.read_bytes() for node in nodes if isinstance(node, pikepdf.Stream)]
        return b"\n".join([pdf.trailer.unparse(), *(node.unparse(resolved=True) for node in nodes), *streams])


def written(pages: int = 1) -> Any:
    """A document with one line of real text on each page."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(400, 300))
        page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(f"BT /F1 20 Tf 40 200 Td ({TEXT}) Tj ET".encode())
    return pdf


def changed(change: Callable[[Any], object]) -> bytes:
    pdf = written()
    change(pdf)
    return saved(pdf)


def packed(pdf: Any, data: bytes) -> Any:
    return pikepdf.Stream(pdf, zlib.compress(data, 9), Filter=Name.FlateDecode)


def attach(pdf: Any, name: str, data: bytes) -> None:
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)


def attach_packed(pdf: Any, name: str, size: int) -> None:
    """Attach `size` zeros, packed."""
    attach(pdf, name, b"")
    stream = pdf.attachments[name].obj.EF.F
    stream.write(zlib.compress(bytes(size), 9), filter=Name.FlateDecode)


def script(pdf: Any) -> Any:
    return pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def name_script(pdf: Any) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script(pdf)])))


def annotate(pdf: Any, **entries: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), **entries)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def describe(pdf: Any) -> None:
    """Metadata in each place where programs put it."""
    pdf.docinfo["/Author"] = SECRET.decode()
    pdf.Root.Metadata = pdf.make_stream(SECRET, Type=Name.Metadata, Subtype=Name.XML)
    pdf.pages[0].Metadata = pdf.make_stream(SECRET, Type=Name.Metadata, Subtype=Name.XML)
    pdf.pages[0].PieceInfo = Dictionary(Program=Dictionary(Private=pikepdf.String(SECRET.decode())))


def show_photo(pdf: Any, jpeg: bytes, width: int = 120, height: int = 60) -> None:
    image = pdf.make_stream(jpeg, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height)
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
    pdf.pages[0].Contents = pdf.make_stream(b"q 400 0 0 300 0 0 cm /I Do Q")


def loop(pdf: Any) -> None:
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages])


def deep_loop(pdf: Any) -> None:
    """A page, and a branch that leads back to the root."""
    branch = Dictionary(Type=Name.Pages, Count=1, Kids=Array([pdf.Root.Pages]), Parent=pdf.Root.Pages)
    pdf.Root.Pages.Kids = Array([pdf.pages[0].obj, pdf.make_indirect(branch)])


def doubling(pdf: Any) -> None:
    """A tree whose every level names the next one twice: 2^60 pages."""
    node = pdf.pages[0].obj
    for _ in range(60):
        node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=2, Kids=Array([node, node])))
    pdf.Root.Pages.Kids = Array([node])
