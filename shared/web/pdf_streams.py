"""The streams of a PDF: how large they become when they are unpacked, and photos in them without EXIF."""

from typing import Any

from shared.errors import Unprocessable
from shared.web.uploads_image import MAX_PIXELS
from shared.web.uploads_jpeg import MAX_SCANS, bare, scans

MAX_PICTURE_BYTES = 3 * MAX_PIXELS
MAX_STREAM_BYTES = 32_000_000
MAX_ALL_BYTES = 400_000_000
_PICTURE_FILTERS = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}


def limit_decoders() -> None:
    """Make the decoders of this process stop at a size; what is larger is an error."""
    import pikepdf

    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MAX_PICTURE_BYTES,
        run_length_max_memory=MAX_PICTURE_BYTES,
        png_max_memory=MAX_PICTURE_BYTES,
        tiff_max_memory=MAX_PICTURE_BYTES,
        max_stream_filters=4,
    )


def _streams(pdf: Any) -> list[Any]:
    import pikepdf

    return [node for node in pdf.objects if isinstance(node, pikepdf.Stream)]


def _filters(stream: Any) -> list[str]:
    import pikepdf

    found = stream.get("/Filter", [])
    return [str(name) for name in (found if isinstance(found, pikepdf.Array) else [found] if found else [])]


def check_streams(pdf: Any) -> None:
    """Unpack every stream once, with limits. Raises Unprocessable, or the decoder's error for one that is broken."""
    total = 0
    for stream in _streams(pdf):
        picture = stream.get("/Subtype") == "/Image"
        if picture and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MAX_PIXELS:
            raise Unprocessable("A picture in this PDF has more than 40 megapixels.", "unreadable_file")
        size = _unpacked_size(pdf, stream)
        total += size
        if size > (MAX_PICTURE_BYTES if picture else MAX_STREAM_BYTES) or total > MAX_ALL_BYTES:
            raise Unprocessable("This PDF becomes too large when it is unpacked.", "unreadable_file")


def _unpacked_size(pdf: Any, stream: Any) -> int:
    """Bytes of the stream without its filters; a photo's own coding stays, its pixels are bounded by its size."""
    import pikepdf

    filters = _filters(stream)
    if not filters or filters[-1] not in _PICTURE_FILTERS:
        return len(stream.read_bytes())
    raw: bytes = stream.read_raw_bytes()
    if len(filters) == 1:
        return len(raw)
    probe = pikepdf.Stream(pdf, raw)
    probe.Filter = pikepdf.Array([pikepdf.Name(name) for name in filters[:-1]])
    return len(probe.read_bytes())


def strip_photos(pdf: Any) -> None:
    """Take EXIF, GPS, comments and profiles out of the JPEGs of the file; their pixels stay as they are."""
    import pikepdf

    for stream in _streams(pdf):
        if _filters(stream) == ["/DCTDecode"]:
            raw = stream.read_raw_bytes()
            if scans(raw) > MAX_SCANS:
                raise Unprocessable("A picture in this PDF has too many layers to be opened.", "unreadable_file")
            stream.write(bare(raw), filter=pikepdf.Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))
