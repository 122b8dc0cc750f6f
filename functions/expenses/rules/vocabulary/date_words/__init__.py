"""Words of dates, one file a language; where two languages read a phrase alike, the one that comes first is meant."""

from functions.expenses.rules.vocabulary.date_words import ar, de, en, es, fr, it, nl, pt, tr

LANGUAGES = (en.WORDS, fr.WORDS, ar.WORDS, es.WORDS, pt.WORDS, it.WORDS, de.WORDS, nl.WORDS, tr.WORDS)

# Words that are dates in one language and something else in another: no dates beside the other's small words.
ELSEWHERE = {
    "hier": frozenset(
        [
            "ich",
            "ik",
            "und",
            "het",
            "een",
            "der",
            "die",
            "wir",
            "wij",
            "habe",
            "heb",
            "hebben",
            "den",
            "dem",
            "bezahlt",
            "betaald",
            "gekauft",
            "gekocht",
        ]
    )
}
