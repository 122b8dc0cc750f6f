"""Tiny receipts: real PNG files that only the scripted model can read."""

import struct
import zlib
from functools import cache
from typing import Any

# (colour, lines in minor units of DZD); the total is their sum, but for the last, which contradicts itself.
_RECEIPTS = ((10, (125_00, 300_00)), (90, (42_00,)), (170, (1_500_00, 20_50)), (250, (80_00, 80_00)))
TOTALS = (425_00, 42_00, 1_520_50, 999_00)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def picture(number: int) -> bytes:
    """A valid PNG of 4 by 4 points in the receipt's colour."""
    colour = _RECEIPTS[number][0]
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes((colour, 0, 255 - colour)) * 4) * 4
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def count() -> int:
    return len(_RECEIPTS)


@cache
def _cleaned() -> dict[bytes, int]:
    """Which receipt a picture is, once it was written anew."""
    from shared.web.uploads import clean

    return {clean(picture(number)).data: number for number in range(count())}


def answer_for(data: bytes, today: str) -> dict[str, Any]:
    """What an honest model reads."""
    number = _cleaned()[data]
    total = f"{TOTALS[number] / 100:.2f}"
    items = [
        {"name": f"Line {rank}", "quantity": None, "unit_price": None, "amount": f"{minor / 100:.2f}"}
        for rank, minor in enumerate(_RECEIPTS[number][1])
    ]
    expense = {
        "product_name": f"Receipt {number}",
        "amount": total,
        "earned": False,
        "currency": "DZD",
        "date": today,
        "merchant": "Shop",
        "category": None,
        "items": items,
        "tax": None,
        "tip": None,
        "discount": None,
    }
    return {"expenses": [expense], "total": total, "language": "en"}
