"""The language of the print, by its commonest words."""

import re
from collections import Counter
from collections.abc import Sequence

from dev.gemini.reading.wording import fold

COMMON_WORDS = {
    "en": "the total cash change invoice receipt thank you date amount item price please and of tax",
    "fr": "le la les du des et montant facture merci prix a payer tva ttc especes rendu article votre",
    "de": "der die das und rechnung betrag menge preis summe mwst ust bar danke vielen ihr mit von",
    "nl": "de het een en factuur bedrag btw totaal aantal prijs bedankt uw van met",
    "ms": "jalan terima kasih jumlah tunai baki sila datang tarikh harga dan",
    "es": "el los y factura importe gracias fecha precio iva efectivo cambio",
    "ar": "المجموع الاجمالي المبلغ الباقي السعر الكميه التاريخ فاتوره ايصال شكرا دينار ضريبه نقدا هاتف شارع رقم",
    "it": "il di e scontrino importo grazie data prezzo iva contanti resto totale",
}
WORDS = {code: frozenset(words.split()) for code, words in COMMON_WORDS.items()}
ARABIC_SHARE, LEAST_WORDS = 0.3, 2


def find_language(texts: Sequence[str]) -> str | None:
    """ISO 639-1 code, or None when hardly a word is known."""
    text = " ".join(texts)
    letters = sum(sign.isalpha() for sign in text)
    if letters and sum("\u0600" <= sign <= "\u06ff" for sign in text) > ARABIC_SHARE * letters:
        return "ar"
    tokens = Counter(re.findall(r"[^\W\d_]+", fold(text)))
    counts = {code: sum(min(tokens[word], 3) for word in words) for code, words in WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= LEAST_WORDS else None
