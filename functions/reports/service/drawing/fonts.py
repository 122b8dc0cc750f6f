"""The font of documents and pictures: it has Latin, Greek, Cyrillic and Arabic."""

import tempfile
from functools import cache
from pathlib import Path

FAMILY = "FiraGO"


@cache
def font_files() -> dict[str, str]:
    """The font's files by style, unpacked once for each process: the package has them as bytes."""
    from pymupdf_fonts import FiraGO_Bold, FiraGO_Regular

    folder = Path(tempfile.mkdtemp(prefix="fonts-"))
    found = {}
    for style, module in (("", FiraGO_Regular), ("B", FiraGO_Bold)):
        file = folder.joinpath(f"{FAMILY}{style}.ttf")
        file.write_bytes(module.fontbuffer)
        found[style] = str(file)
    return found
