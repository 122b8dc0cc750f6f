"""The segments of a JPEG, read without decoding it."""

from collections.abc import Iterator

# A real progressive JPEG has about ten scans. Each costs the whole picture's time, however few bytes it has.
MAX_SCANS = 100
_TEM, _RST0, _SOI, _EOI, _SOS, _COM = 0x01, 0xD0, 0xD8, 0xD9, 0xDA, 0xFE
# Of the application segments these matter to the pixels: JFIF's density and Adobe's colour transform.
_APP0, _APP14, _APP15 = 0xE0, 0xEE, 0xEF


def _segments(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each segment up to the end of the first picture; entropy-coded bytes are passed over."""
    at = 2
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 2 <= len(jpeg):
        marker = jpeg[at + 1]
        if marker == _EOI:
            yield marker, at, at + 2
            return
        if marker == 0xFF:  # filling
            at += 1
        elif marker in {0x00, _TEM} or _RST0 <= marker <= _SOI:  # these have no length
            at += 2
        else:
            end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
            yield marker, at, end
            at = end


def scans(jpeg: bytes) -> int:
    """How many scans the first picture has."""
    return sum(marker == _SOS for marker, _, _ in _segments(jpeg))


def bare(jpeg: bytes) -> bytes:
    """The first picture with the same pixels, without EXIF, XMP, ICC, comments and whatever follows it."""
    kept, last = [], 0
    for marker, start, end in _segments(jpeg):
        if marker == _EOI:
            kept.append(jpeg[last:end])
            return b"".join(kept)
        if marker == _COM or (_APP0 < marker <= _APP15 and marker != _APP14):
            kept.append(jpeg[last:start])
            last = end
    return b"".join([*kept, jpeg[last:]])
