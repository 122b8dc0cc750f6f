"""Words of dates, one file a language; where two languages read a phrase alike, the one that comes first is meant."""

from functions.expenses.rules.vocabulary.date_words import ar, de, en, es, fr, it, nl, pt, tr

LANGUAGES = (en.WORDS, fr.WORDS, ar.WORDS, es.WORDS, pt.WORDS, it.WORDS, de.WORDS, nl.WORDS, tr.WORDS)
