"""Who issued the paper: a labelled seller, a legal form in the letterhead, a web address, or the first name on top."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from dev.gemini.reading.lines import Line
from dev.gemini.reading.wording import Meaning, fold, meaning_of

SELLER = re.compile(
    r"^(?:verkaufer|rechnungsersteller|seller|vendor|supplier|vendeur|fournisseur|emetteur|verkoper|leverancier|"
    r"from|merchant|البائع|المورد)(?:\s*[:(]|$)"
)
# What stands in a block of details beside the name: numbers of all kinds.
NO_NAME = re.compile(r"(?:\w+ )?(?:\w*nummer|number|numero|nr|no|id|name|nom)\b")
BUYER = re.compile(
    r"\b(?:bill(?:ed)? to|ship(?:ped)? to|sold to|customer|client|kaufer|rechnungsempfanger|leistungsempfanger|kunde|buyer|"
    r"facture a|adresse de livraison|factuuradres|afleveradres|deliver to|attn|messrs)\b"
)
LEGAL_FORM = re.compile(
    r"(?<![^\W\d_])(?:sdn\.? ?bhd|s/b|bhd|berhad|gmbh(?: & co\.? kg)?|ag|kg|e\.k|ug|llc|inc|ltd|limited|plc|pte|corp|corporation|sarl|s\.a\.r\.l|sas|sa|"
    r"eurl|spa|s\.p\.a|srl|s\.r\.l|b\.?v|n\.?v|llp|a\.g|enterprise|trading|restoran|restaurant|cafe|supermarket|supermarche|"
    r"superette|pharmacie|pharmacy|boulangerie|librairie|hardware|mini ?mart|mart|bakery|hypermarket|company|& co)(?![^\W\d_])\.?"
)
# `S?N BHD` as OCR spells it, too; a registration number behind the name says the same.
CLOSING_FORM = re.compile(
    r"(?:\bs\w{1,2}\.? ?b[hn][do]\.?|\bbhd\.?|s/[bd]|gmbh|ltd\.?|limited|llc|inc\.?|sarl|b\.?v\.?|plc|berhad)"
    r"(?:\s*\([^)]*\)?|\s*[\d-]+-?\w?)?\W*$|[({\[]\d{4,8} ?-? ?[a-z][)}\]]"
)
REGISTRATION = re.compile(r"^\W*(?:co\.?|company|reg\w*|roc|no|\W)*[a-z]{0,2}\d{5,9} ?-? ?[a-z]\W*$")
NOISE = re.compile(
    r"\b(?:tax|invoice|receipt|welcome|tel|fax|phone|gst|reg|no|date|cash sales?|visit|again|cashier|bill|staff|sold|served|feedback|points|counter|hotline|opening|thank|page|rechnung|facture|fiscal|invoice no|seite|"
    r"ticket|recu|copy|www|http|email|mail|hrs|hours|formerly|licensee|owned by|table|official|siret|tva|rc|nif|nis|iban|bic|order|duplicata|"
    r"فاتوره|ايصال|هاتف|تاريخ)\b|@|\.com\b"
)
ADDRESS = re.compile(
    r"\b(?:jalan|jln|lot|taman|tmn|floor|flr|street|road|rue|avenue|av|bd|boulevard|cite|strasse|str|weg|level|block|unit|kawasan|"
    r"lorong|persiaran|selangor|johor|kuala|plaza|straat|drive|lane|bandar|cedex)\b|\w+(?:strasse|straat|str\.) \d|^no\.?\s?\d|^\d{1,4},? |\b\d{4,5}\b"
)
WEB = re.compile(r"(?:www\.|https?://(?:www\.)?|@)\s?([a-z0-9\-]{3,})\.(?:[a-z]{2,})")
HOLDER = re.compile(
    r"(?:titulaire(?: du compte)?|account (?:holder|name)|kontoinhaber|beneficiary|beneficiaire)\s*:\s*(.+)$",
    re.IGNORECASE,
)
FREE_MAIL = frozenset(
    ("gmail", "yahoo", "hotmail", "outlook", "live", "icloud", "orange", "free", "laposte", "gmx", "facebook", "instagram", "example")
)  # fmt: skip
BODY = re.compile(r"\bowned by\b|\btax ?invoice\b|\bcashier\b")
HEAD_LINES = 12


def _tidy(name: str) -> str:
    """The name without registration numbers, edges and doubled spaces."""
    plain = re.sub(
        r"\s*[({\[](?:co\.?|reg|gst|roc)?[\w.:\s\-]*\d{3,}[\w\-\s]*[)}\]]?.*$", "", name, flags=re.IGNORECASE
    )
    plain = re.sub(r"^\W+|[^\w).]+$", "", plain)
    plain = re.sub(r"\bS\w{1,2}\.? ?B[HN][DO]\b", "SDN BHD", plain)  # the legal form, however it was misread
    return re.sub(r"\s+", " ", plain).strip()


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _is_name(text: str) -> bool:
    folded = fold(text)
    dense = _letters(text) >= 0.55 * len(text.replace(" ", ""))
    tokens = re.findall(r"[^\W\d_]+", text)
    # Handwriting and logos read as crumbs: `et et ee en`.
    worded = any(len(token) >= 3 for token in tokens) and _letters(text) >= 2.0 * len(tokens)
    return _letters(text) >= 3 and worded and dense and not (NOISE.search(folded) or ADDRESS.search(folded))


def _labelled(lines: Sequence[Line]) -> str | None:
    """The name in the same cell or under a word such as `Seller:`."""
    for index, line in enumerate(lines):
        for cell in line.cells:
            if not SELLER.match(re.sub(r"\s", "", fold(cell))):
                continue
            left = next(word.left for word in line.words if cell.startswith(word.text.split()[0]))
            below = [_cell_at(under, left) for under in lines[index + 1 : index + 6]]
            for text in [cell.partition(":")[2], *below]:
                name = re.sub(r"^(?:name|nom|firma)\s*:\s*", "", text.strip(), flags=re.IGNORECASE)
                if _letters(name) >= 3 and not NO_NAME.match(fold(name)):
                    return _tidy(name)
    return None


def _cell_at(line: Line, left: float) -> str:
    """The cell of a line that starts at about the same place as the label above it."""
    starts: list[float] = []
    position = 0
    for cell in line.cells:
        starts.append(line.words[position].left)
        position += len([word for word in line.words[position:] if word.text in cell][: max(1, cell.count(" ") + 1)])
        position = min(position, len(line.words) - 1)
    nearest = min(range(len(starts)), key=lambda index: abs(starts[index] - left))
    # `Name:` in one column has its value in the next.
    named = fold(line.cells[nearest]).strip(" :") in {"name", "nom", "firma"} and nearest + 1 < len(starts)
    return line.cells[nearest + named]


def _head(lines: Sequence[Line], columns: bool) -> list[tuple[str, bool]]:
    """Candidate names above the first address, each with whether a legal form or registration number ends it."""
    above: list[tuple[str, bool]] = []
    for line, under in zip_longest(lines[:HEAD_LINES], lines[1:HEAD_LINES]):
        text = _tidy(line.cells[0] if columns else line.text)
        folded = fold(line.text)
        registered = under is not None and bool(REGISTRATION.search(fold(under.text))) and _is_name(text)
        closed = registered or bool(CLOSING_FORM.search(folded))
        ends = BUYER.search(folded) or ADDRESS.search(fold(text)) or BODY.search(folded)
        if ends and not closed and any(_is_name(name) for name, _ in above):
            break
        if not re.search(r"formerly|licensee|goods sold|\bwelcome\b|\bthank", folded) and not folded.startswith("("):
            above.append((text, closed))
    return above


def _from_head(head: Sequence[tuple[str, bool]]) -> str | None:
    """The first name with a legal form, else a name with the word of a trade, else the first name."""
    for index, (text, closed) in enumerate(head):
        if not closed or NOISE.search(fold(text)) or _letters(text) < 3:
            continue
        name, above = text, index - 1
        # A long name runs over lines; its legal form ends it.
        while above >= 0 and len(CLOSING_FORM.sub("", fold(name))) < 12 and _is_name(head[above][0]):
            name = f"{head[above][0]} {name}"
            above -= 1
        return name
    names = [text for text, _ in head if _is_name(text)]
    formed = [text for text in names if LEGAL_FORM.search(fold(text))]
    return (formed or names)[0] if names else None


def _from_web(lines: Sequence[Line]) -> str | None:
    """A line's start that spells the paper's own web or mail domain: `QualityPaper AG` for www.qualitypaper.de."""
    texts = [fold(line.text) for line in lines]
    domains = Counter(found for text in texts for found in WEB.findall(text) if found not in FREE_MAIL)
    for domain, _ in domains.most_common(3):
        key = domain.replace("-", "")
        for line in lines:
            for cell in line.cells:
                name = re.split(r"\s[-–·|,]\s|,", cell)[0]
                plain = re.sub(r"[\W_]", "", fold(name))
                if (
                    _letters(name) >= 3
                    and "@" not in name
                    and "www" not in plain
                    and plain.startswith(key[:24])
                    and len(plain) <= len(key) + 12
                ):
                    return _tidy(name)
    return None


def _counts_goods(text: str) -> bool:
    """Whether the line heads or counts what was bought; bonus points are also told above the letterhead."""
    return meaning_of(text) is Meaning.COUNT and not re.search(r"\b(?:points?|stamps?|bonus)\b", fold(text))


def find_merchant(lines: Sequence[Line], *, invoice: bool = False) -> str | None:
    """The issuer's name; `invoice` looks for letterhead marks of a page before the name on top."""
    labelled = _labelled(lines)
    if labelled:
        return labelled
    if invoice:
        holder = next((match[1] for line in lines if (match := HOLDER.search(line.text))), None)
        found = _from_web(lines) or (_tidy(holder) if holder else None)
        if found:
            return found
    counted = (index for index, line in enumerate(lines) if _counts_goods(line.text))
    body = next(counted, len(lines))
    return _from_head(_head(lines[: max(body, 4)], columns=invoice))
