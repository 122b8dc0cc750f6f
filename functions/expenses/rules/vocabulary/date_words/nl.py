"""Dutch words of dates."""

from functions.expenses.rules.vocabulary.date_words.words import DateWords

WORDS = DateWords(
    language="nl",
    months={
        1: "januari, jan", 2: "februari, feb, febr", 3: "maart, mrt", 4: "april, apr", 5: "mei", 6: "juni, jun",
        7: "juli, jul", 8: "augustus, aug", 9: "september, sep, sept", 10: "oktober, okt", 11: "november, nov",
        12: "december, dec",
    },
    weekdays={
        0: "maandag, ma", 1: "dinsdag, di", 2: "woensdag, wo", 3: "donderdag, do", 4: "vrijdag, vr", 5: "zaterdag, za",
        6: "zondag, zo",
    },
    days_off={
        -2: "eergisteren",
        -1: "gisteren, gisteravond, gisterochtend, gistermiddag, vannacht, laatste dag, afgelopen dag, vorige dag, "
        "voorgaande dag, dag ervoor",
        0: "vandaag, vanmorgen, vanochtend, vanmiddag, vanavond, zojuist, deze dag, de dag, mijn dag, die dag",
        1: "morgen, volgende dag, dag erna, dag erop",
        2: "overmorgen",
    },
    units={
        "day": "dag dagen",
        "week": "week weken",
        "month": "maand maanden",
        "year": "jaar jaren",
    },
    last="laatste afgelopen vorige vorig voorgaande verleden",
    this="deze dit komende",
    next="volgende volgend aanstaande eerstvolgende",
    ordinals="eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende "
    "veertiende vijftiende zestiende zeventiende achttiende negentiende",
    fillers="van de het in op den",
    leads="de, op, op de, sinds de, voor de",
    weekday_leads="op",
    few="paar enkele enige",
    one="een één",
    ago_after="geleden, terug",
    earlier="voor",
    later="na, vanaf",
    ahead_before="over, in",
    joiners="en",
    ordinal_marks="e ste de",
    tens_marks="ste",
)  # fmt: skip
