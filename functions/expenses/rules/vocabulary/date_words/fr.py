"""French words of dates."""

from functions.expenses.rules.vocabulary.date_words.words import DateWords

WORDS = DateWords(
    language="fr",
    months={
        1: "janvier, janv", 2: "février, fév, févr", 3: "mars", 4: "avril, avr", 5: "mai", 6: "juin", 7: "juillet, juil",
        8: "août, aout", 9: "septembre, sept", 10: "octobre, oct", 11: "novembre, nov", 12: "décembre, déc",
    },
    weekdays={
        0: "lundi, lun", 1: "mardi, mar", 2: "mercredi, mer", 3: "jeudi, jeu", 4: "vendredi, ven", 5: "samedi, sam",
        6: "dimanche, dim",
    },
    days_off={
        -2: "avant hier",
        -1: "hier, la veille, hier soir, hier matin",
        0: "aujourd hui, ce matin, ce soir, cet après midi, ce midi, cette nuit, tout à l heure",
        1: "demain, lendemain",
        2: "après demain",
    },
    units={"day": "jour jours", "week": "semaine semaines", "month": "mois", "year": "an ans année années"},
    last="dernier dernière passé passée",
    this="ce cet cette",
    next="prochain prochaine",
    ordinals="premier|première|unième deuxième|second|seconde troisième quatrième cinquième sixième septième huitième "
    "neuvième dixième onzième douzième treizième quatorzième quinzième seizième",
    fillers="de du d la le l en au",
    leads="le, du, au",
    weekday_leads="le",
    few="quelques",
    one="un une",
    ago_before="il y a, y a, ça fait",
    earlier="avant",
    later="après",
    ahead_before="dans",
    joiners="et",
    ordinal_marks="er ère ème e eme",
)  # fmt: skip
