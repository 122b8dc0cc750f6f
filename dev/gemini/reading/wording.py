"""What the words of a receipt's line say about the amount beside them, in the languages of the shops."""

import re
import unicodedata
from enum import Enum
from functools import lru_cache


class Meaning(Enum):
    """What an amount is, by the words on its line."""

    GRAND = "the total after everything"
    TOTAL = "a total"
    DUE = "what is left to pay, earlier debts and payments included"
    SUBTOTAL = "a sum before tax, discount or rounding"
    TAX = "tax"
    TIP = "tip or service charge"
    DISCOUNT = "discount"
    ROUNDING = "rounding"
    PAID = "cash handed over or a card payment"
    CHANGE = "change given back"
    ADVANCE = "paid before, or owed from before"
    COUNT = "a number of things, points or units"
    SUMMARY = "heading of a tax table"
    NONE = "no known word"


TAX_WORD = r"(?:gst|sst|tax|taxe|vat|tva|mwst|ust|umsatzsteuer|mehrwertsteuer|\w*steuer|btw|iva|ضريبه|الضريبه)"
# First match wins: the narrower meanings stand before the plain "total" that they contain.
PATTERNS: tuple[tuple[Meaning, str], ...] = (
    (
        Meaning.SUMMARY,
        rf"{TAX_WORD} (?:summary|analysis|breakdown|code|table)|ventilation|aufschlusselung"
        rf"|steuersatz|tax ?amount$|^(?:code|taux) .*(?:tax|tva)|btw %",
    ),
    (
        Meaning.CHANGE,
        r"\b(?:change|rendu|monnaie|ruckgeld|wechselgeld|baki|kembali|wisselgeld|cambio|resto|الباقي|باقي)\b",
    ),
    (
        Meaning.COUNT,
        r"\b(?:qty|quantity|tot qty|items? count|item sold|items sold|no of items?|points?|stamps?|"
        r"bonus|pax|nombre|articles?|anzahl|pieces|units|balance points|count|عدد)\b|total items?\b(?!.*disc)",
    ),
    (Meaning.GRAND, r"\btotal (?:after )?round(?:ing|ed)\b(?! (?:adj|amt|off))|\b(?:after rounding|rounded total)\b"),
    (
        Meaning.ROUNDING,
        r"\bround(?:ing|ed)?(?: ?off)? ?(?:adj\w*|amt|amount|diff\w*)?$|\brounding\b|\bround adj|\barrondi\b"
        r"|\brundung\b|\bpelarasan\b|\bpenggenapan\b|\bbundaran\b",
    ),
    (
        Meaning.DISCOUNT,
        r"\b(?:disc|discount|saving|savings|remise|reduction|rabais|\w*rabatt|abschlage?|"
        r"\w*nachlass|promo|voucher|korting|descuento|sconto|skonto|diskaun|خصم|تخفيض)\b",
    ),
    (
        Meaning.ADVANCE,
        r"\b(?:anzahlung\w*|bereits bezahlt|deposit|acompte|deja (?:paye|regle)|paid to date|advance|"
        r"previous balance|solde anterieur|ausstehende\w*|offene (?:zahlungen|posten|forderungen)|already paid|aanbetaling)\b",
    ),
    (
        Meaning.TIP,
        r"\b(?:tip|tips|gratuity|service charge|svc chg|svc charge|serv charge|pourboire|trinkgeld|fooi|"
        r"service compris|propina|mancia|اكراميه|خدمه)\b",
    ),
    (
        Meaning.SUBTOTAL,
        r"\bsub ?-? ?(?:total|ttl)\b|\bsous ?-? ?total|\bzwischensumme|\bsubtotaal\b|\bnettobetrag|"
        r"\bnettosumme|\bwarenwert|\bpositionssumme|\bgesamtbeitrag\b|\bsomma parziale|المجموع الفرعي|المجموع الجزئي|"
        r"\b(?:total|montant|summe|rechnungssumme|net) (?:h ?t|hors taxes?|netto|ohne ust)\b|\bsupplies\b|\bbefore\b|"
        r"\b(?:total|amount|sum|sales|amt|rechnungssumme|gesamt|gesamtbetrag|summe|totaal)\b.*"
        r"\b(?:excl\w*|exkl\w*|ohne|before|netto|ex|without|zzgl)\b|\bexcl\w*(?: of)? gst\b.*\btotal|\btotal ex\b|"
        r"\bgesamtbetrag der\b",
    ),
    (
        Meaning.GRAND,
        r"\b(?:grand|final|nett?) ?total|\btotal (?:ttc|general|net|a payer|rounded|payable|incl\w*|inc|"
        r"after|nett?|due|amount due|amt payable|amt rounded|a pagar|toutes taxes)\b|\btotal\b.*\bincl?(?:\b|u)|"
        r"\b(?:rounded|after rounding|gross) total\b|\bnet a payer|\bmontant (?:total |net )?(?:a payer|du|ttc)\b|\bsomme a payer|"
        r"\bsomme due|\btotal facture|\bfactuur ?totaal|\bbruttosumme|\brechnungsbe(?:trag|itrag)|\brechnungssumme|"
        r"\bendbetrag|\bgesamtsumme|\bgesamt(?:betrag|preis)?\b(?! der)|\bbrutto(?:betrag)?\b|\bamount (?:payable|due|incl\w*|"
        r"paid incl\w*)|\b(?:inklusive|inclusive|inkl|incl|inclusief)(?: of)? \w*(?:steuer|ust|mwst|tva|btw|vat)\b|\btotal (?:order|invoice|bill|sale|sales)\b|\bprix total|\bimporte total|"
        r"\btotale (?:complessivo|da pagare)|\bjumlah (?:besar|bersih|keseluruhan)|\bte betalen|"
        r"المجموع الكلي|المجموع الاجمالي|المبلغ الاجمالي|المبلغ المستحق|المبلغ المطلوب|الاجمالي|اجمالي|الصافي|المبلغ الواجب",
    ),
    (
        Meaning.DUE,
        r"\bzahlbetrag|\bzu zahlen\w*|\boffener betrag|\bbalance(?: due)?\b|(?<!gst )(?<!tax )\bpayable\b|\bto pay\b|\breste a payer|"
        r"\ba payer\b|\bdue\b(?! date)|\bsaldo\b|\bder betrag in hohe\b",
    ),
    (Meaning.TAX, rf"\b{TAX_WORD}\b|\bضريبه"),
    (
        Meaning.PAID,
        r"\b(?:cash|accepted|tendered|tender|tunai|paid|payment|pay|visa|master ?card|mastercard|amex|credit card|"
        r"debit|card|carte|cb|especes|espece|cheque|regle|recu|bar|bargeld|gegeben|karte|girocard|contant|pin|efectivo|"
        r"contanti|bayaran|received|terminal|نقدا|المدفوع|بطاقه)\b",
    ),
    (
        Meaning.TOTAL,
        r"\b(?:total|totals|totaal|totale|ttl|tl|summe|jumlah|amount|amt|montant|importe|betrag|"
        r"net|nett|المجموع|مجموع|المبلغ)\b",
    ),
)
COMPILED = tuple((meaning, re.compile(pattern)) for meaning, pattern in PATTERNS)
RATE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?\s?%")  # often glued to its word: `GST6%`
LONG = 9
VOCABULARY = (
    "total", "subtotal", "amount", "change", "rounding", "rounded", "payable", "tendered", "discount", "montant",
    "summary", "inclusive", "exclusive", "excluding", "payer", "bruttosumme", "zahlbetrag", "rechnungsbetrag",
    "adjustment", "quantity", "especes", "gesamtbetrag", "المجموع", "الاجمالي", "المبلغ", "الباقي",
)  # fmt: skip
# Words that are one letter away from a known one and mean something else.
KNOWN_FORMS = frozenset(
    ("totaal", "totale", "totals", "gesamtbeitrag", "inklusive", "montants", "amounts", "charge", "chance", "paper", "payee")
)  # fmt: skip
LOOKALIKE = str.maketrans(
    {"0": "o", "1": "l", "5": "s", "|": "l", "!": "i", "8": "b", "]": "l", "[": "l", "$": "s", "}": "l"}
)
ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ـ": ""})


def fold(text: str) -> str:
    """Lower case without accents, Arabic letters in one form, so that words compare as people read them."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return plain.translate(ARABIC_FORMS)


def _one_edit(left: str, right: str) -> bool:
    """Whether one letter changed, added or dropped turns `left` into `right`."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    return (
        left[start + 1 :] == right[start + 1 :]
        or left[start:] == right[start + 1 :]
        or left[start + 1 :] == right[start:]
    )


@lru_cache(maxsize=4096)
def mend(token: str) -> str:
    if not any(sign.isalpha() for sign in token) or sum(sign.isdigit() for sign in token) > 2:
        return token
    word = token.translate(LOOKALIKE)
    if word in VOCABULARY or word in KNOWN_FORMS or len(word) < 5:
        return word
    return next((known for known in VOCABULARY if _one_edit(word, known)), word)


def words_of(text: str) -> str:
    """The folded words of a line without its numbers, near misses of the known words mended."""
    rated = RATE.sub(" ", fold(text))
    tokens = re.findall(
        r"[^\W_]+(?:[\]|\[!$}][^\W_]*)?", re.sub(r"(?<![^\W\d_])[-\d.,:%@#*()]+(?![^\W\d_])", " ", rated)
    )
    return " ".join(mend(token) for token in tokens)


@lru_cache(maxsize=4096)
def meaning_of(text: str) -> Meaning:
    """What the words of a line say its amount is."""
    words = words_of(text)
    for meaning, pattern in COMPILED:
        if pattern.search(words):
            return meaning
    joined = words.replace(" ", "")
    # A PDF may space the letters of a word apart: `Br uttosumme`. Only long words, which no others hold by chance.
    apart = next((word for word in VOCABULARY if len(word) >= LONG and word in joined and word not in words), None)
    return meaning_of(apart) if apart else Meaning.NONE
