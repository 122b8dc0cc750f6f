"""Spanish words of dates."""

from functions.expenses.rules.vocabulary.date_words.words import DateWords

WORDS = DateWords(
    language="es",
    months={
        1: "enero, ene", 2: "febrero, feb", 3: "marzo, mar", 4: "abril, abr", 5: "mayo, may", 6: "junio, jun", 7: "julio, jul",
        8: "agosto, ago", 9: "septiembre, setiembre, sep, sept", 10: "octubre, oct", 11: "noviembre, nov", 12: "diciembre, dic",
    },
    weekdays={
        0: "lunes, lun", 1: "martes, mar", 2: "miércoles, mié", 3: "jueves, jue", 4: "viernes, vie", 5: "sábado, sáb",
        6: "domingo, dom",
    },
    days_off={
        -2: "anteayer, antes de ayer, antier",
        -1: "ayer, anoche, último día, día anterior, día pasado, pasado día",
        0: "hoy, esta mañana, esta tarde, esta noche, este día, ahora mismo",
        1: "mañana, próximo día, día siguiente, siguiente día",
        2: "pasado mañana",
    },
    units={"day": "día días", "week": "semana semanas", "month": "mes meses", "year": "año años"},
    last="pasado pasada último última anterior",
    this="este esta",
    next="próximo próxima siguiente que_viene",
    ordinals="primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta sexto|sexta "
    "séptimo|séptima octavo|octava noveno|novena décimo|décima",
    fillers="de del la el los en día",
    leads="el, el día, día, del, al",
    weekday_leads="el",
    few="unos unas pocos algunos algunas varios varias",
    one="un una",
    ago_before="hace",
    ago_after="atrás",
    earlier="antes de",
    later="después de, desde, a partir de",
    ahead_before="en, dentro de",
    joiners="y",
    ordinal_marks="o ro do er",
    risky="segundo segunda cuarto cuarta",
)  # fmt: skip
