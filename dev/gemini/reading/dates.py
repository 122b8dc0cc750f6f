"""The day of the purchase among all dates on the paper."""

import re
from collections.abc import Sequence
from datetime import date

from dev.gemini.reading.numbers import ARABIC
from dev.gemini.reading.wording import fold

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv januar januari enero gennaio janeiro يناير جانفي",
            "february feb fevrier fevr fev februar februari febrero febbraio fevereiro فبراير فيفري",
            "march mar mars marz maerz maart marzo marco mac مارس",
            "april apr avril avr abril aprile ابريل افريل",
            "may mai mei mayo maggio maio مايو ماي",
            "june jun juin juni junio giugno junho يونيو جوان",
            "july jul juillet juil juli julai julio luglio julho يوليو جويليه",
            "august aug aout augustus ogos agosto اغسطس اوت",
            "september sep sept septembre septiembre settembre setembro سبتمبر",
            "october oct octobre oktober okt octubre ottobre outubro اكتوبر",
            "november nov novembre noviembre novembro نوفمبر",
            "december dec decembre dezember dez disember dicembre diciembre dezembro ديسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
SEPARATOR = r"\s?[./\-]\s?"
NUMERIC = re.compile(
    rf"(?<![\d.,/\-])(\d{{1,2}})({SEPARATOR})(\d{{1,2}}){SEPARATOR}"
    # An hour may follow without a space: 14/03/20185:57 PM.
    r"((?:19|20)\d\d(?=\d{1,2}:\d\d)|(?:(?:19|20)\d\d|\d\d)(?![\d]|[./\-]\d))"
)
YEAR_FIRST = re.compile(rf"(?<!\d)((?:19|20)\d\d){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{1,2}})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er)?[\s./\-]*([^\W\d_]{3,10})[\s.,/\-]*((?:19|20)\d\d|\d\d)(?!\d)"
)
MONTH_DAY = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,10})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)")
GOOD_LABEL = re.compile(
    r"\b(?:date|dated|datum|tarikh|invoice date|receipt date|sales date|rechnungsdatum|belegdatum|factuurdatum|"
    r"factuur datum|date de facture|emise? le|fecha|data|تاريخ|التاريخ)\b|\bfacture\b.*\bdu\b|\brechnung\b.*\bvom\b|\bnr\b.*\bvom\b"
)
BEST_LABEL = re.compile(
    r"\b(?:invoice date|receipt date|rechnungsdatum|belegdatum|factuur ?datum|date de (?:la )?facture|date d.emission|"
    r"fecha de factura|تاريخ الفاتوره)\b|\b(?:facture|\w*rechnung|invoice)\b.*\b(?:du|vom|nr|of)\b"
)
BAD_LABEL = re.compile(
    r"\b(?:due|expiry|expires?|exp|valid|until|before|delivery|liefer\w*|leistungs\w*|zahlbar|fallig\w*|echeance|limite|"
    r"vervaldatum|printed|prn|bestellung|gemass|lieferung|vertrag|order date|lieferschein\w*|birth|return|exchange|version|stand|\w*zeitraum|du .* au|bis|periode|"
    r"prelevement|commande|member\w*|warranty)\b"
)
CLOCK = re.compile(r"\d{1,2} ?: ?\d{2}")
OLDEST_YEAR = 1990


def _year(text: str) -> int:
    year = int(text)
    return year + 2000 if year < 100 else year


def _made(year: int, month: int, day: int, month_first: bool) -> date | None:
    """A date, the two numbers swapped when only that is a real day."""
    order = ((day, month), (month, day)) if month_first else ((month, day), (day, month))
    for month_number, day_number in order:
        try:
            return date(year, month_number, day_number)
        except ValueError:
            continue
    return None


def dates_in(text: str, *, month_first: bool = False) -> list[date]:
    """Every date on a line, in all the forms that shops print; `month_first` reads 03/04 the American way."""
    line = fold(text.translate(ARABIC))
    line = re.sub(r"(?<=\d)o|o(?=\d)", "0", line)
    line = re.sub(r"(?<=[/.\-])(\d) (\d[/.\-])", r"\1\2", line)
    # A camera misreads the century, which can only be this one: 25/12/7018.
    line = re.sub(r"(?<!\d)(\d{1,2}[/.\-]\d{1,2}[/.\-])(?!19|20)\d\d(\d\d)(?!\d)", r"\g<1>20\2", line)
    found: list[tuple[int, date | None]] = []
    for match in NUMERIC.finditer(line):
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        found.append((match.start(), _made(year, second, first, month_first)))
    for match in [*YEAR_FIRST.finditer(line), *COMPACT.finditer(line)]:
        found.append((match.start(), _made(int(match[1]), int(match[2]), int(match[3]), False)))
    for match in DAY_MONTH.finditer(line):
        if match[2] in MONTHS:
            found.append((match.start(), _made(_year(match[3]), MONTHS[match[2]], int(match[1]), False)))
    for match in MONTH_DAY.finditer(line):
        if match[1] in MONTHS:
            found.append((match.start(), _made(_year(match[3]), MONTHS[match[1]], int(match[2]), False)))
    return [day for _, day in sorted(found, key=lambda pair: pair[0]) if day is not None]


def find_date(texts: Sequence[str], *, today: date | None = None, month_first: bool = False) -> date | None:
    """The best dated line: a label for the paper's own date, an hour beside it, an early place; never the future."""
    points: dict[date, float] = {}
    previous = ""
    for index, text in enumerate(texts):
        folded = fold(text)
        for day in dates_in(text, month_first=month_first):
            if day.year < OLDEST_YEAR or (today is not None and day > today):
                continue
            score = 2.0 - index / max(len(texts), 1)
            alone = len(re.sub(r"[\W\d]", "", folded)) <= 3
            label = f"{previous} {folded}" if alone else folded
            score += 6 * bool(GOOD_LABEL.search(folded)) + 4 * bool(alone and GOOD_LABEL.search(previous))
            score += 3 * bool(BEST_LABEL.search(folded) or (alone and BEST_LABEL.search(previous)))
            score += 3 * bool(CLOCK.search(folded)) - 7 * bool(BAD_LABEL.search(label))
            points[day] = max(points.get(day, -99.0), score) + (0.5 if day in points else 0)
        previous = folded
    return max(points, key=lambda day: points[day]) if points else None
