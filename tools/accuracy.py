"""`docs/accuracy.md`: what `make eval` measured, with the number of cases and 95 % intervals."""

import json
import statistics
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.bars import Bar
from tools.intervals import shown
from tools.measuring import table
from tools.scoring import Answer, Count, Counts

NAMES = {
    "sroie": "photographed receipts (English, 2016–2018)",
    "pdf_invoices": "PDF invoices",
    "nl_messages": "messages as people write them",
    "currency_text": "phrases with an amount, 13 languages",
}
LEFT_OUT = {"error", "items"}
SHARE = ("right", "of", "share", "95 %")
HEAD = """# Accuracy

What the product reads right on labelled cases that its makers did not write, through its own HTTP interface and with
the local model, which reads by fixed rules and is no AI. With Gemini itself these figures are others. `make eval`
measures them again and writes this page; it needs the cases beside the project and does nothing without them.
"""


def by_set(counts: Counts) -> str:
    """Every set and measure."""
    rows = []
    for (of_set, measure), found in counts.items():
        if measure not in LEFT_OUT:
            groups = [f"{found.mean_of_groups:.1%}", str(len(found.by_group))]
            rows.append([NAMES[of_set], measure, *shown(found.right, found.n), *groups])
    faults = sum(found.right for (_, measure), found in counts.items() if measure == "error")
    head = ("set", "measure", *SHARE, "mean of groups", "groups")
    return (
        f"## By set\n\n{table(head, rows)}\n\nAnswers that were errors of ours (5xx) or of limits: {faults}.\n"
        "Groups are templates of invoices, sources of messages, or languages."
    )


def by_group(counts: Counts, of_set: str, title: str, measures: Sequence[str]) -> str:
    """One set by its groups: `right/of` for each measure."""
    groups = sorted({group for measure in measures for group in counts[of_set, measure].by_group}, key=_rank)
    rows = []
    for group in groups:
        judged = [counts[of_set, measure].by_group.get(group, []) for measure in measures]
        rows.append([group, *(f"{sum(one)}/{len(one)}" if one else "–" for one in judged)])
    return f"## {title}\n\n{table(('group', *measures), rows)}"


def _rank(group: str) -> tuple[int, str]:
    """Numbered groups in the order of their numbers."""
    return (int(group), "") if group.isdigit() else (0, group)


def phrases(counts: Counts) -> str:
    """Phrases with an amount by language, amounts and currencies apart."""
    amounts, currencies = counts["currency_text", "total"], counts["currency_text", "currency"]
    rows = []
    for language, judged in sorted(amounts.by_group.items()):
        named = currencies.by_group.get(language, [])
        cells = shown(sum(named), len(named)) if named else ["–"] * len(SHARE)
        rows.append([language, *shown(sum(judged), len(judged)), *cells])
    head = ("language", *(f"amount: {one}" for one in SHARE), *(f"currency: {one}" for one in SHARE))
    told = "Posted as “I spent” and the phrase. The truth names no currency where a sign is used by several."
    return f"## Phrases with an amount, by language\n\n{told}\n\n{table(head, rows)}"


def dates(found: Count) -> str:
    """Dates in sentences by language."""
    rows = [[language, *shown(sum(one), len(one))] for language, one in sorted(found.by_group.items())]
    told = "Read by the rules directly, looking back."
    return f"## Dates in sentences, by language\n\n{told}\n\n{table(('language', *SHARE), rows)}"


def costs(answers: Sequence[Answer]) -> str:
    """Seconds and CPU seconds of a case, by set. CPU is the model's, with the tesseract processes that it starts."""
    by_set: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        by_set[one.of_set].append(one)
    rows = []
    for of_set, found in by_set.items():
        rows.append([NAMES[of_set], *_spread([one.seconds for one in found])])
        rows[-1] += _spread([one.cpu for one in found if one.cpu is not None])
    told = (
        "One request at a time. Seconds depend on the machine and on what else it does; the CPU is that of the local\n"
        "model and of the tesseract processes that it starts (one thread each)."
    )
    head = ("set", "seconds p50", "seconds p95", "CPU s p50", "CPU s p95")
    return f"## Seconds and CPU of a case\n\n{told}\n\n{table(head, rows)}"


def _spread(values: Sequence[float]) -> list[str]:
    if len(values) < 2:
        return ["–", "–"]
    return [f"{statistics.median(values):.2f}", f"{statistics.quantiles(values, n=20)[-1]:.2f}"]


def bars(found: Sequence[Bar]) -> str:
    """What has to hold."""
    rows = [
        [bar.name, bar.found, "yes" if bar.holds else f"cannot: {bar.cannot}" if bar.cannot else "**no**"]
        for bar in found
    ]
    return f"## Bars\n\n{table(('bar', 'found', 'holds'), rows)}"


def dates_by_language(cases: Path) -> Count:
    """The dates of `date_text` that the rules read right, by language."""
    from functions.expenses.rules.dates import find_date

    found = Count()
    for row in json.loads((cases / "date_text" / "index.json").read_text(encoding="utf-8")):
        if len(row["expected"]) == 1 and row["expected"][0]["past"] > "0002":
            read = find_date(row["input"], date.fromisoformat(row["reference"][:10]))
            found.by_group[row["lang"]].append(str(read) == row["expected"][0]["past"])
    return found
