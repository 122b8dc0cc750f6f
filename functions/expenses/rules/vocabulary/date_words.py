"""Words of dates in English, French and Arabic. Numbers: Monday is 0, January is 1."""

MONTHS = {
    1: "january jan janvier janv يناير جانفي كانون",
    2: "february feb février fev فبراير فيفري شباط",
    3: "march mar mars مارس آذار",
    4: "april apr avril avr أبريل ابريل إبريل أفريل نيسان",
    5: "may mai مايو ماي أيار",
    6: "june jun juin يونيو جوان حزيران",
    7: "july jul juillet juil يوليو جويلية تموز",
    8: "august aug août aout أغسطس اغسطس أوت آب",
    9: "september sep sept septembre سبتمبر أيلول",
    10: "october oct octobre أكتوبر اكتوبر",
    11: "november nov novembre نوفمبر",
    12: "december dec décembre ديسمبر",
}
WEEKDAYS = {
    0: "monday mon lundi lun الاثنين الإثنين إثنين اثنين",
    1: "tuesday tue tues mardi الثلاثاء ثلاثاء",
    2: "wednesday wed mercredi mer الأربعاء الاربعاء أربعاء",
    3: "thursday thu thur thurs jeudi jeu الخميس خميس",
    4: "friday fri vendredi ven الجمعة جمعة",
    5: "saturday sat samedi sam السبت سبت",
    6: "sunday sun dimanche dim الأحد الاحد أحد",
}
# Short names that are words too: they count only beside a day's number.
RISKY = frozenset(
    [
        "mon",
        "sun",
        "sat",
        "wed",
        "fri",
        "mar",
        "mars",
        "may",
        "mer",
        "ven",
        "sam",
        "dim",
        "jeu",
        "lun",
        "jan",
        "ماي",
        "أوت",
        "آب",
        "أحد",
        "إثنين",
        "اثنين",
        "thu",
        "tue",
        "jun",
    ]
)
# Phrases by the days that they lie from today.
DAYS_OFF = {
    "day before yesterday": -2,
    "avant hier": -2,
    "أول أمس": -2,
    "أول من أمس": -2,
    "قبل أمس": -2,
    "أول البارحة": -2,
    "yesterday": -1,
    "last night": -1,
    "yday": -1,
    "hier": -1,
    "la veille": -1,
    "أمس": -1,
    "الأمس": -1,
    "بالأمس": -1,
    "البارحة": -1,
    "last day": -1,
    "آخر يوم": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "just now": 0,
    "aujourd hui": 0,
    "ce matin": 0,
    "ce soir": 0,
    "cet après midi": 0,
    "اليوم": 0,
    "الليلة": 0,
    "هذا الصباح": 0,
    "هذا المساء": 0,
    "day after tomorrow": 2,
    "après demain": 2,
    "بعد غد": 2,
    "tomorrow": 1,
    "tmrw": 1,
    "demain": 1,
    "غدا": 1,
    "next day": 1,
    "lendemain": 1,
    "اليوم التالي": 1,
}
UNITS = {
    "day": "day days jour jours يوم أيام يوما يومين",
    "week": "week weeks semaine semaines أسبوع أسابيع أسبوعين",
    "month": "month months mois شهر أشهر شهور شهرين",
    "year": "year years an ans année années سنة سنوات سنين عام أعوام سنتين",
}
DUALS = frozenset(["يومين", "أسبوعين", "شهرين", "سنتين"])
AGO_AFTER = frozenset({"ago"})
AGO_BEFORE = ("il y a", "منذ", "قبل", "من")
LAST = "last past previous dernier dernière passé passée الماضي الماضية الفائت الفارط المنصرم"
THIS = "this ce cet cette هذا هذه"
NEXT = "next prochain prochaine القادم القادمة المقبل المقبلة"
A_FEW = "few several quelques بضعة عدة"
DAY_LEADS = frozenset({"le", "the"})
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
FRENCH_ORDINALS = (
    "premier|première deuxième|second|seconde troisième quatrième cinquième sixième septième huitième neuvième dixième "
    "onzième douzième treizième quatorzième quinzième seizième"
)
ARABIC_ORDINALS = (
    "أول|الأول ثاني|الثاني|الثانية ثالث|الثالث|الثالثة رابع|الرابع خامس|الخامس سادس|السادس سابع|السابع ثامن|الثامن "
    "تاسع|التاسع عاشر|العاشر"
)
