"""`docs/accuracy.md`: what `make eval` measured, with the number of cases and 95 % intervals."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]
_NAMES = {
    "sroie": "photographed receipts (English, 2016–2018)",
    "pdf_invoices": "PDF invoices",
    "nl_messages": "messages as people write them",
    "currency_text": "phrases with an amount, 13 languages",
}
_LEFT_OUT = {"error", "items"}
_HEAD = """# Accuracy

What the product reads right on labelled cases that its makers did not write, through its own HTTP interface and with
the local model, which reads by fixed rules and is no AI. With Gemini itself these figures are others. `make eval`
measures them again and writes this page; it needs the cases beside the project and does nothing without them.

"""


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    z, share = 1.959964, right / n
    spread = z * z / n
    half = z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, (share + spread / 2 - half) / (1 + spread)), min(1.0, (share + spread / 2 + half) / (1 + spread))


def page(rows: Iterable[Row], dates: dict[str, tuple[int, int]]) -> str:
    """The page for rows of the scorer and dates read right, of how many, by language."""
    lines = ["## By set", "", "| set | measure | right | of | share | 95 % | mean of groups |"]
    lines.append("|---|---|--:|--:|--:|---|--:|")
    errors: dict[str, int] = defaultdict(int)
    for row in rows:
        errors[row["set"]] += row["right"] if row["measure"] == "error" else 0
        if row["measure"] not in _LEFT_OUT:
            name = _NAMES.get(row["set"], row["set"])
            interval = f"{row['low']:.1%}–{row['high']:.1%}"
            figures = f"{row['right']} | {row['n']} | {row['share']:.1%} | {interval} | {row['groups']:.1%}"
            lines.append(f"| {name} | {row['measure']} | {figures} |")
    lines += ["", f"Answers that were errors of ours (5xx) or of limits: {sum(errors.values())}.", ""]
    lines += ["## Dates in sentences, by language", "", "Read by the rules directly, looking back.", ""]
    lines += ["| language | right | of | share | 95 % |", "|---|--:|--:|--:|---|"]
    for language, (right, n) in sorted(dates.items()):
        low, high = wilson(right, n)
        lines.append(f"| {language} | {right} | {n} | {right / n:.1%} | {low:.1%}–{high:.1%} |")
    return _HEAD + "\n".join(lines) + "\n"


def dates_by_language(cases: Path) -> dict[str, tuple[int, int]]:
    """How many dates of `date_text` the rules read right, and of how many, by language."""
    from functions.expenses.rules.dates import find_date

    found: dict[str, list[bool]] = defaultdict(list)
    for row in json.loads((cases / "date_text" / "index.json").read_text(encoding="utf-8")):
        if len(row["expected"]) == 1 and row["expected"][0]["past"] > "0002":
            read = find_date(row["input"], date.fromisoformat(row["reference"][:10]))
            found[row["lang"]].append(str(read) == row["expected"][0]["past"])
    return {language: (sum(right), len(right)) for language, right in found.items()}
