"""Portuguese words of dates."""

from functions.expenses.rules.vocabulary.date_words.words import DateWords

WORDS = DateWords(
    language="pt",
    months={
        1: "janeiro, jan", 2: "fevereiro, fev", 3: "março, mar", 4: "abril, abr", 5: "maio, mai", 6: "junho, jun",
        7: "julho, jul", 8: "agosto, ago", 9: "setembro, set", 10: "outubro, out", 11: "novembro, nov", 12: "dezembro, dez",
    },
    weekdays={
        0: "segunda feira, segunda, seg", 1: "terça feira, terça, ter", 2: "quarta feira, quarta, qua",
        3: "quinta feira, quinta, qui", 4: "sexta feira, sexta, sex", 5: "sábado, sáb", 6: "domingo, dom",
    },
    days_off={
        -2: "anteontem, antes de ontem",
        -1: "ontem, último dia, dia anterior, ontem à noite",
        0: "hoje, esta manhã, esta tarde, esta noite, hoje de manhã, neste dia, este dia, agora mesmo",
        1: "amanhã, próximo dia, dia seguinte, dia próximo",
        2: "depois de amanhã",
    },
    units={"day": "dia dias", "week": "semana semanas", "month": "mês meses", "year": "ano anos"},
    last="passado passada último última anterior",
    this="este esta neste nesta deste desta",
    next="próximo próxima seguinte que_vem",
    ordinals="primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta sexto|sexta sétimo|sétima "
    "oitavo|oitava nono|nona décimo|décima",
    fillers="de do da dos o a em no na dia",
    leads="dia, no dia, do dia",
    weekday_leads="na no",
    few="alguns algumas poucos poucas vários várias uns umas",
    one="um uma",
    ago_before="há, faz",
    ago_after="atrás",
    earlier="antes de",
    later="depois de, a partir de, após",
    ahead_before="em, dentro de, daqui a",
    joiners="e",
    ordinal_marks="o a º",
    risky="set segunda terça quarta quinta sexta",
)  # fmt: skip
