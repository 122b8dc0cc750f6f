"""The bars that the accuracy has to hold, each checked against what was measured."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tools.scoring import Count, Counts

SURE_LANGUAGES, OTHER_LANGUAGES = ("en", "fr", "es", "pt", "de", "zh"), ("it", "tr", "nl", "ja")
DATE_LANGUAGES = ("en", "fr", "ar")
RECEIPTS = {"total": 0.80, "date": 0.85, "merchant": 0.65}
INVOICES_BY_FILE, INVOICES_BY_GROUP = 0.88, 0.80
MISSES = {"total": 1, "currency": 2, "refusal": 1}
CPU_SECONDS, RAPIDOCR_TOTAL = 2.5, 0.88


@dataclass(frozen=True, slots=True)
class Bar:
    """What is asked, what was found, and whether it holds; `cannot` says why it can hold nowhere."""

    name: str
    found: str
    holds: bool
    cannot: str = ""


def at_least(name: str, share: float, least: float) -> Bar:
    """A share that may not be smaller."""
    return Bar(f"{name} ≥ {least:.0%}", f"{share:.1%}", share >= least)


def median(values: Sequence[float]) -> float | None:
    """None where nothing was measured."""
    return statistics.median(values) if values else None


def of_receipts(counts: Counts, cpu: float | None, rapidocr: float | None) -> list[Bar]:
    """Photographed receipts: what is right, and the median CPU seconds of a picture. RapidOCR only where measured."""
    bars = [
        at_least(f"receipts: {measure}", counts["sroie", measure].share, least) for measure, least in RECEIPTS.items()
    ]
    if cpu is not None:
        bars.append(Bar(f"receipts: p50 ≤ {CPU_SECONDS} CPU s an image", f"{cpu:.2f}", cpu <= CPU_SECONDS))
    if rapidocr is not None:
        bars.append(at_least("receipts with RapidOCR: total", rapidocr, RAPIDOCR_TOTAL))
    return bars


def of_invoices(counts: Counts) -> list[Bar]:
    """PDF invoices, by file and as the mean of their templates."""
    bars = []
    for measure in ("total", "date"):
        found = counts["pdf_invoices", measure]
        bars.append(at_least(f"invoices: {measure} by file", found.share, INVOICES_BY_FILE))
        bars.append(at_least(f"invoices: {measure}, mean of groups", found.mean_of_groups, INVOICES_BY_GROUP))
    return bars


def of_messages(counts: Counts) -> list[Bar]:
    """Chat messages: so many may be missed."""
    bars = []
    for measure, allowed in MISSES.items():
        found = counts["nl_messages", measure]
        missed = found.n - found.right
        bars.append(Bar(f"messages: {measure} missed ≤ {allowed}", str(missed), missed <= allowed))
    return bars


def of_phrases(counts: Counts, finer: Mapping[str, int]) -> list[Bar]:
    """Phrases with an amount: amounts and, where the truth names one, currencies, by language.

    `finer` counts by language the amounts that no entry can hold. Where so many are that the bar is out of reach, and
    the others reach it, the bar says that it cannot hold.
    """
    bars = []
    for least, languages in ((0.85, SURE_LANGUAGES), (0.60, OTHER_LANGUAGES)):
        for language in languages:
            for measure, shown in (("total", "amount"), ("currency", "currency")):
                judged = counts["currency_text", measure].by_group.get(language)
                if judged:
                    bar = at_least(f"phrases, {language}: {shown}", sum(judged) / len(judged), least)
                    beyond = finer.get(language, 0) if measure == "total" else 0
                    bars.append(replace(bar, cannot=_cannot(judged, beyond, least)))
    return bars


def _cannot(judged: Sequence[bool], beyond: int, least: float) -> str:
    within = len(judged) - beyond
    if within == 0 or within / len(judged) >= least or sum(judged) / within < least:
        return ""
    return (
        f"{beyond} of {len(judged)} are finer than their currency's smallest unit; of the others {sum(judged)}/{within}"
    )


def of_dates(dates: Count) -> list[Bar]:
    """Dates in sentences, in the languages that the product speaks."""
    shares = {language: sum(found) / len(found) for language, found in dates.by_group.items()}
    return [at_least(f"dates, {language}", shares[language], 0.80) for language in DATE_LANGUAGES]


def of_errors(counts: Counts) -> list[Bar]:
    """No answer is a fault of the product."""
    faults = sum(found.right for (_, measure), found in counts.items() if measure == "error")
    return [Bar("answers of 5xx or beyond limits = 0", str(faults), faults == 0)]
