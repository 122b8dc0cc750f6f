"""The programs that read letters, compared on labelled receipts: `python -m tools.readers`.

The whole reader, with as many looks as it takes. A program that is not installed is left out. `--write` puts the table
into docs/accuracy.md, where the line of a program that is not installed here stays.
"""

import argparse
import statistics
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from dev.gemini.reading import image, rapid, tesseract
from dev.gemini.reading.ocr import NAMES
from dev.gemini.reading.photo import read_pictures
from dev.gemini.reading.receipt import NOTHING, Hints, Receipt
from tools.measuring import TODAY, Tally, labelled, measure, peak_megabytes, table
from tools.pages import section, write_section

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
CASES = ROOT.parent / "shared" / "eval" / "sroie"
SHOWN = {"tesseract": "tesseract", "rapidocr": "RapidOCR"}
INSTALLED = {"tesseract": tesseract.available, "rapidocr": rapid.available}
HEAD = """## Readers of receipts

The whole reader with either program on photographed receipts, directly (`python -m tools.readers --write`); CPU
seconds are user and system time, those of child processes included. RapidOCR is off unless `OCR=rapidocr` is set:
`pip install 'rapidocr>=3.10,<4' onnxruntime`; the package carries its networks, nothing is fetched later."""
COLUMNS = ("program", "pictures", "total", "date", "merchant", "currency", "CPU s p50", "p95", "mean", "peak MB")


def installed() -> list[str]:
    """The programs that can be measured here."""
    return [name for name in NAMES if INSTALLED[name]()]


def read_set(folder: Path, name: str, every: int) -> tuple[Tally, int]:
    """The tally of one program, and the memory at its peak; run it in a process of its own."""

    def read(data: bytes) -> Receipt:
        picture = image.load(data)
        return NOTHING if picture is None else read_pictures([picture], Hints("MYR", TODAY), NAMES[name])

    return measure(folder, labelled(folder, every), read), peak_megabytes()


def measured(folder: Path, name: str, every: int = 1) -> tuple[Tally, int]:
    """`read_set` in a fresh process, so that the memory is that of this program alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(read_set, folder, name, every).result()


def cells(name: str, tally: Tally, megabytes: int) -> list[str]:
    """One line of the table."""
    shown = [tally.shown(one) for one in ("total", "date", "merchant", "currency")]
    seconds = [f"{one:.2f}" for one in (tally.cpu_p50, tally.cpu_p95, statistics.mean(tally.cpu))]
    return [SHOWN[name], str(len(tally.cpu)), *shown, *seconds, str(megabytes)]


def text_of(lines: list[list[str]]) -> str:
    """The section, with the lines of the page for programs that were not measured now."""
    known = {line[0] for line in lines}
    for row in (section(PAGE.read_text(encoding="utf-8"), "readers") or "").splitlines():
        parts = [part.strip() for part in row.strip("| ").split("|")]
        if parts[0] in set(SHOWN.values()) - known:
            lines = [*lines, parts]
    return f"{HEAD}\n\n{table(COLUMNS, lines)}"


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=CASES)
    parser.add_argument("--program", choices=list(NAMES))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if not (asked.data / "index.json").is_file():
        print("There are no labelled receipts to compare on.")
        return
    names = [asked.program] if asked.program else installed()
    text = text_of([cells(name, *measured(asked.data, name, asked.every)) for name in names])
    print(text)
    if asked.write:
        write_section(PAGE, "readers", text)


if __name__ == "__main__":
    main()
