"""Italian words of dates."""

from functions.expenses.rules.vocabulary.date_words.words import DateWords

WORDS = DateWords(
    language="it",
    months={
        1: "gennaio, gen, genn", 2: "febbraio, feb, febbr", 3: "marzo, mar", 4: "aprile, apr", 5: "maggio, mag",
        6: "giugno, giu", 7: "luglio, lug", 8: "agosto, ago", 9: "settembre, set, sett", 10: "ottobre, ott",
        11: "novembre, nov", 12: "dicembre, dic",
    },
    weekdays={
        0: "lunedì, lun", 1: "martedì, mar", 2: "mercoledì, mer", 3: "giovedì, gio", 4: "venerdì, ven", 5: "sabato, sab",
        6: "domenica, dom",
    },
    days_off={
        -2: "l altro ieri, ieri l altro, altro ieri, avantieri",
        -1: "ieri, ieri sera, ultimo giorno, giorno precedente, scorso giorno, la scorsa notte",
        0: "oggi, stamattina, stasera, stanotte, questa mattina, questa sera, in giornata, questo giorno, poco fa",
        1: "domani, giorno dopo, giorno successivo, giorno seguente, prossimo giorno",
        2: "dopodomani",
    },
    units={"day": "giorno giorni", "week": "settimana settimane", "month": "mese mesi", "year": "anno anni"},
    last="scorso scorsa passato passata ultimo ultima precedente",
    this="questo questa",
    next="prossimo prossima successivo successiva seguente",
    ordinals="primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima "
    "ottavo|ottava nono|nona decimo|decima",
    fillers="di del della dello il la l in nel nella",
    leads="il, il giorno, del, per il, dal",
    weekday_leads="",
    few="pochi poche alcuni alcune qualche diversi parecchi",
    one="un uno una",
    ago_after="fa, or sono",
    earlier="prima di",
    later="dopo, da, a partire da",
    ahead_before="fra, tra, in",
    joiners="e",
    ordinal_marks="o",
    risky="set",
)  # fmt: skip
