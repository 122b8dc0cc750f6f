"""Measures the reading rules on labelled papers: `python -m dev.gemini.reading.score DIR`.

DIR holds `sroie/` (index.json, img/, box/) and `pdf_invoices/` (index.json, pdf/). Every row of an index names a file
and what it says: total, date, currency, and the company or vendor.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from dev.gemini.reading import Receipt, read_image, read_pdf
from dev.gemini.reading.lines import Line, Word, group_words
from dev.gemini.reading.reader import read_lines
from dev.gemini.reading.receipt import Hints
from dev.gemini.reading.wording import fold

LEGAL_FORMS = frozenset(
    ("sdn", "bhd", "gmbh", "ag", "kg", "ltd", "inc", "llc", "sa", "sarl", "sas", "bv", "co", "the", "s", "b")
)
ALIKE = 0.8
Row = Mapping[str, Any]


def box_lines(path: Path) -> list[Line]:
    """The lines of a text truth: four corners and a text per row of the CSV."""
    words = []
    for row in path.read_text(encoding="utf-8").splitlines():
        *corners, text = row.split(",", 8)
        if len(corners) == 8:
            x, y = [float(value) for value in corners[::2]], [float(value) for value in corners[1::2]]
            words.append(Word(text, min(x), min(y), max(x), max(y)))
    return group_words(words)


def alike(found: str | None, wanted: str) -> bool:
    """Whether two names share their words, or are spelled nearly the same; legal forms do not count."""
    left, right = (set(re.findall(r"\w+", fold(name).replace(".", ""))) - LEGAL_FORMS for name in (found or "", wanted))
    if left and right and (left <= right or right <= left):
        return True
    return SequenceMatcher(None, " ".join(sorted(left)), " ".join(sorted(right))).ratio() >= ALIKE


def judge(found: Receipt, row: Row) -> dict[str, bool]:
    """Right or wrong for everything that the truth states; totals not above zero are no expenses."""
    expected = row["expected"]
    total = expected["total_plain"] if "total_plain" in expected else expected["total"]
    judged = {"merchant": alike(found.merchant, expected.get("company") or expected["vendor"])}
    if total is not None and Decimal(str(total)) > 0:
        judged["total"] = found.total == Decimal(str(total))
    day = expected.get("date_iso", expected["date"])
    if day:
        judged["date"] = str(found.date) == day
    judged["currency"] = found.currency == (row.get("currency") or expected.get("currency"))
    return judged


def shares(rows: Iterable[Row], read: Callable[[Row], Receipt]) -> dict[str, float]:
    """Share of right answers per measure, and seconds a paper."""
    right, asked, start = Counter[str](), Counter[str](), time.monotonic()
    for row in rows:
        asked["papers"] += 1
        for measure, good in judge(read(row), row).items():
            right[measure] += good
            asked[measure] += 1
    papers = asked.pop("papers", 1)
    found = {measure: right[measure] / asked[measure] for measure in sorted(asked)}
    return {**found, "seconds": (time.monotonic() - start) / papers}


def index(folder: Path) -> list[Row]:
    rows: list[Row] = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return rows


def sroie_text(folder: Path) -> dict[str, float]:
    """The rules alone, on the typed truth of every line."""
    return shares(index(folder), lambda row: read_lines(box_lines(folder / row["text_truth"]), Hints("MYR")))


def sroie_pictures(folder: Path, step: int = 1) -> dict[str, float]:
    """The whole way by OCR, on every `step`-th picture."""
    rows = index(folder)[::step]
    return shares(rows, lambda row: read_image((folder / row["file"]).read_bytes(), currency_hint="MYR"))


def pdf_invoices(folder: Path) -> dict[str, float]:
    return shares(index(folder), lambda row: read_pdf((folder / row["file"]).read_bytes(), currency_hint="EUR"))


def main(arguments: list[str]) -> None:
    root = Path(arguments[0])
    for name, figures in (
        ("sroie text", sroie_text(root / "sroie")),
        ("pdf invoices", pdf_invoices(root / "pdf_invoices")),
        ("sroie pictures", sroie_pictures(root / "sroie")),
    ):
        print(f"{name:<15}", "  ".join(f"{measure} {value:.3f}" for measure, value in figures.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
