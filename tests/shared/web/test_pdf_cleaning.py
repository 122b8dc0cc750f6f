"""PDFs stay readable and lose everything that acts or hides; bombs end their process and not the service."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from shared.errors import Unprocessable
from shared.web.uploads import clean
from tests.shared.web import papers
from tests.shared.web.papers import ENTITIES, INVOICE, TEXT, attach, changed, inside, packed, saved, written
from tests.shared.web.photos import SECRET, XMP, encoded, exif, many_scans, picture, profile


def text_of(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return str(pdf[0].get_textpage().get_text_range())
    finally:
        pdf.close()


def attached(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}


def refused(data: bytes) -> str:
    with pytest.raises(Unprocessable) as caught:
        clean(data)
    assert caught.value.code == "unreadable_file"
    return caught.value.detail


def test_a_pdf_with_text_is_still_readable() -> None:
    found = clean(saved(written(3)))
    assert (found.content_type, found.pages) == ("application/pdf", 3)
    assert TEXT in text_of(found.data)


def test_a_scan_is_still_visible_and_its_photo_has_lost_its_metadata() -> None:
    jpeg = encoded(picture(), "JPEG", exif=exif(), comment=SECRET, xmp=XMP, icc_profile=profile())
    data = changed(lambda pdf: papers.show_photo(pdf, jpeg + SECRET))
    assert SECRET in data
    found = clean(data).data
    assert [mark for mark in (SECRET, b"Exif", b"xmpmeta", b"ICC_PROFILE", b"2026:01:02") if mark in found] == []
    pdf = pypdfium2.PdfDocument(found)
    shown = pdf[0].render().to_pil().convert("RGB")
    pdf.close()
    red, green, _ = shown.getpixel((200, 20))
    assert red - green > 150
    assert min(shown.getpixel((200, 280))) > 200


def test_nothing_is_left_of_the_document_s_metadata() -> None:
    data = changed(papers.describe)
    assert data.count(SECRET) == 4
    found = inside(clean(data).data)
    assert b"/Page" in found
    assert [mark for mark in (SECRET, b"/Author", b"/Metadata", b"/PieceInfo") if mark in found] == []


@pytest.mark.parametrize(
    "start",
    [
        lambda pdf: Array([pdf.pages[0].obj, Name.Fit]),
        lambda pdf: Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit])),
    ],
    ids=["destination", "go-to"],
)
def test_an_opening_action_that_only_names_a_page_is_accepted(start: Callable[[Any], Any]) -> None:
    assert TEXT in text_of(clean(changed(lambda pdf: setattr(pdf.Root, "OpenAction", start(pdf)))).data)


ACTIVE: dict[str, Callable[[Any], object]] = {
    "opening script": lambda pdf: setattr(pdf.Root, "OpenAction", papers.script(pdf)),
    "named script": papers.name_script,
    "script of a page": lambda pdf: setattr(pdf.pages[0].obj, "AA", Dictionary(O=papers.script(pdf))),
    "script of a note": lambda pdf: papers.annotate(pdf, A=papers.script(pdf)),
    "script of a field's event": lambda pdf: papers.annotate(pdf, AA=Dictionary(E=papers.script(pdf))),
    "script after another action": lambda pdf: papers.annotate(pdf, A=Dictionary(S=Name.URI, Next=papers.script(pdf))),
    "script of a rendition": lambda pdf: papers.annotate(pdf, A=Dictionary(S=Name.Rendition, JS="app.alert(1)")),
    "launch": lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.Launch, F="cmd.exe")),
    "launch of a note": lambda pdf: papers.annotate(pdf, A=Dictionary(S=Name.Launch, F="cmd.exe")),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_a_script_or_a_launch_is_refused_wherever_it_stands(name: str) -> None:
    assert any(word in refused(changed(ACTIVE[name])) for word in ("script", "program"))


def test_a_script_whose_name_is_written_in_escapes_is_refused() -> None:
    data = changed(ACTIVE["opening script"])
    assert data.count(b"/S /JavaScript") + data.count(b"/JavaScript") >= 1
    escaped = data.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")
    assert "script" in refused(escaped)


@pytest.mark.parametrize("password", ["", "open sesame"])
def test_an_encrypted_pdf_is_refused(password: str) -> None:
    lock = pikepdf.Encryption(user=password, owner="owner")
    assert "unlocked" in refused(saved(written(), encryption=lock))


@pytest.mark.parametrize("part", [0.01, 0.5, 0.97])
def test_a_truncated_pdf_is_unreadable(part: float) -> None:
    data = saved(written())
    refused(data[: max(8, int(len(data) * part))])


def test_garbage_with_a_pdf_s_head_and_foot_is_unreadable() -> None:
    refused(b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"\nstartxref\n9\n%%EOF")


def test_lines_before_and_after_the_document_do_no_harm() -> None:
    assert TEXT in text_of(clean(b"\xef\xbb\xbf\r\n" + saved(written()) + b"\r\n\r\n").data)


def test_fifty_pages_are_read_and_one_more_is_not() -> None:
    assert clean(saved(written(50))).pages == 50
    assert "50" in refused(saved(written(51)))


def test_ten_thousand_pages_are_refused_even_when_the_count_says_one() -> None:
    pdf = written(1)
    pdf.Root.Pages.Kids = Array([pdf.make_indirect(Dictionary(pdf.pages[0].obj)) for _ in range(10_000)])
    pdf.Root.Pages.Count = 1
    assert "pages" in refused(saved(pdf))


@pytest.mark.parametrize("tree", [papers.loop, papers.deep_loop, papers.doubling])
def test_a_page_tree_in_a_loop_is_unreadable(tree: Callable[[Any], object]) -> None:
    refused(changed(tree))


@pytest.mark.parametrize("where", ["content", "font", "twice packed"])
def test_a_stream_of_300_megabytes_in_a_small_file_is_refused_and_the_next_file_is_read(where: str) -> None:
    pdf = written()
    bomb = pdf.make_indirect(packed(pdf, bytes(300_000_000)))
    if where == "twice packed":
        bomb = pdf.make_indirect(packed(pdf, bomb.read_raw_bytes()))
        bomb.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    if where == "font":
        pdf.pages[0].Resources.Font.F1.ToUnicode = bomb
    else:
        pdf.pages[0].Contents = bomb
    data = saved(pdf)
    assert len(data) < 300_000
    refused(data)
    assert clean(saved(written())).pages == 1


def test_an_object_stream_that_unpacks_to_a_bomb_is_refused() -> None:
    pdf = written()
    pdf.Root.Bomb = pdf.make_indirect(pikepdf.String("0" * 130_000_000))
    mode = pikepdf.ObjectStreamMode.generate
    data = saved(pdf, object_stream_mode=mode, compress_streams=True)
    assert len(data) < 300_000
    refused(data)


def test_many_streams_that_are_too_much_together_are_refused() -> None:
    pdf = written()
    pdf.pages[0].Contents = Array([pdf.make_indirect(packed(pdf, bytes(30_000_000))) for _ in range(15)])
    assert "unpacked" in refused(saved(pdf))


def test_pictures_of_too_many_pixels_or_scans_are_refused() -> None:
    small = encoded(picture(), "JPEG")
    assert "megapixels" in refused(changed(lambda pdf: papers.show_photo(pdf, small, 9_000, 9_000)))
    assert "layers" in refused(changed(lambda pdf: papers.show_photo(pdf, many_scans(200))))


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "XRechnung.XML"])
def test_the_xml_of_an_electronic_invoice_is_kept(name: str) -> None:
    found = clean(changed(lambda pdf: attach(pdf, name, INVOICE)))
    assert attached(found.data) == {name.casefold(): INVOICE}
    assert TEXT in text_of(found.data)


def test_the_same_xml_as_an_associated_file_is_kept() -> None:
    def associate(pdf: Any) -> None:
        spec = pikepdf.AttachedFileSpec(pdf, INVOICE, filename="factur-x.xml")
        pdf.Root.AF = Array([pdf.make_indirect(spec.obj)])

    assert attached(clean(changed(associate)).data) == {"factur-x.xml": INVOICE}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_invoice_data_with_entities_is_refused(encoding: str) -> None:
    xml = ENTITIES.decode().encode(encoding)
    assert "document type" in refused(changed(lambda pdf: attach(pdf, "factur-x.xml", xml)))


@pytest.mark.parametrize("size", [2_000_001, 300_000_000])
def test_invoice_data_that_is_too_large_is_refused(size: int) -> None:
    assert "invoice" in refused(changed(lambda pdf: papers.attach_packed(pdf, "factur-x.xml", size)))
    plain = INVOICE.ljust(2_000_001)
    assert "too large" in refused(changed(lambda pdf: attach(pdf, "factur-x.xml", plain)))


def test_invoice_data_that_is_no_xml_is_dropped() -> None:
    found = clean(changed(lambda pdf: attach(pdf, "factur-x.xml", b"<Invoice>")))
    assert attached(found.data) == {}
    assert TEXT in text_of(found.data)


def test_every_other_attachment_is_dropped_unread() -> None:
    def fill(pdf: Any) -> None:
        attach(pdf, "virus.exe", SECRET)
        attach(pdf, "factur-x.xml", INVOICE)
        papers.attach_packed(pdf, "bomb.bin", 300_000_000)
        spec = pikepdf.AttachedFileSpec(pdf, SECRET, filename="note.txt")
        papers.annotate(pdf, FS=pdf.make_indirect(spec.obj))

    data = changed(fill)
    assert data.count(SECRET) == 2
    found = clean(data).data
    assert attached(found) == {"factur-x.xml": INVOICE}
    assert SECRET not in inside(found)
    assert len(found) < 10_000
