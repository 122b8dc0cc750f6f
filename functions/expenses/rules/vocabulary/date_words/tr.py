"""Turkish words of dates."""

from functions.expenses.rules.vocabulary.date_words.words import DateWords

WORDS = DateWords(
    language="tr",
    months={
        1: "ocak, oca", 2: "şubat, şub", 3: "mart, mar", 4: "nisan, nis", 5: "mayıs, may", 6: "haziran, haz",
        7: "temmuz, tem", 8: "ağustos, ağu", 9: "eylül, eyl", 10: "ekim, eki", 11: "kasım, kas", 12: "aralık, ara",
    },
    weekdays={
        0: "pazartesi, pzt", 1: "salı, sal", 2: "çarşamba, çar", 3: "perşembe, per", 4: "cuma, cum", 5: "cumartesi, cmt",
        6: "pazar, paz",
    },
    days_off={
        -2: "önceki gün, evvelsi gün, dünden önceki gün",
        -1: "dün, dünkü, geçen gün, dün gece, dün akşam, son gün",
        0: "bugün, bugünkü, bu gün, bu sabah, bu akşam, bu gece, az önce, demin, benim günüm",
        1: "yarın, yarınki, gelecek gün, ertesi gün, sonraki gün",
        2: "yarından sonraki gün, öbür gün, yarın değil öbür gün",
    },
    units={"day": "gün", "week": "hafta", "month": "ay", "year": "yıl sene"},
    last="geçen son geçtiğimiz önceki evvelki",
    this="bu",
    next="gelecek önümüzdeki sonraki haftaya",
    ordinals="birinci|ilk ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
    fillers="gün günü ayın ayı",
    leads="ayın",
    few="birkaç",
    ago_after="önce, evvel",
    ahead_after="sonra, içinde",
    joiners="ve",
    ordinal_marks="'inde 'unda 'sinde 'sunda 'ında 'ünde 'sında 'i 'si 'u 'inci",
    risky="pazar salı",
    endings="larından lerinden sından sinden sunda sında sinde sündeki sünde ından inden unda ında inde ünde ki dan den "
    "tan ten da de ta te ya ye yi yı yu yü nın nin nun nün ın in un ün sı si su sü ı i u ü a e",
)  # fmt: skip
