"""German words of dates."""

from functions.expenses.rules.vocabulary.date_words.words import DateWords

WORDS = DateWords(
    language="de",
    months={
        1: "januar, jänner, jan", 2: "februar, feber, feb", 3: "märz, mär, mrz", 4: "april, apr", 5: "mai", 6: "juni, jun",
        7: "juli, jul", 8: "august, aug", 9: "september, sep, sept", 10: "oktober, okt", 11: "november, nov",
        12: "dezember, dez",
    },
    weekdays={
        0: "montag, mo", 1: "dienstag, di", 2: "mittwoch, mi", 3: "donnerstag, do", 4: "freitag, fr",
        5: "samstag, sonnabend, sa", 6: "sonntag, so",
    },
    days_off={
        -2: "vorgestern",
        -1: "gestern, letzte nacht, gestern abend, letzten tag, vortag, vorherigen tag",
        0: "heute, heute morgen, heute früh, heute abend, heute mittag, heute nacht, eben, gerade eben, diesen tag",
        1: "morgen, nächsten tag, nächster tag, folgenden tag",
        2: "übermorgen",
    },
    units={
        "day": "tag tage tagen tages",
        "week": "woche wochen",
        "month": "monat monate monaten monats",
        "year": "jahr jahre jahren jahres",
    },
    last="letzter letzte letzten letztes letztem vergangener vergangene vergangenen vergangenes vorige vorigen voriger "
    "voriges vorherigen vorherige",
    this="dieser diese diesen dieses diesem",
    next="nächster nächste nächsten nächstes nächstem kommende kommenden kommender kommendes folgende folgenden",
    ordinals="erste|ersten|erster|erstes zweite|zweiten|zweiter dritte|dritten|dritter vierte|vierten|vierter "
    "fünfte|fünften|fünfter sechste|sechsten siebte|siebten|siebente achte|achten neunte|neunten zehnte|zehnten "
    "elfte|elften zwölfte|zwölften dreizehnte|dreizehnten vierzehnte|vierzehnten fünfzehnte|fünfzehnten "
    "sechzehnte|sechzehnten siebzehnte|siebzehnten achtzehnte|achtzehnten neunzehnte|neunzehnten",
    fillers="der des den dem im am in von vom",
    leads="am, den, der, dem, vom, seit dem",
    weekday_leads="am",
    few="paar einige einigen wenige wenigen mehreren",
    one="ein eine einem einer einen",
    ago_before="vor",
    ago_after="her, zuvor",
    earlier="vor",
    later="nach, ab",
    ahead_before="in",
    joiners="und",
    ordinal_marks=". te ten ter",
    tens_marks="ste sten ster",
)  # fmt: skip
