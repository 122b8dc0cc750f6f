"""Questions as people ask them, written before the reader was: what each asks for, on Wednesday 25 November 2026.

`asks` names what differs from a plan of nothing but measure and period. CLARIFY: it is to be asked back. None: it is no
question about money that was spent, and is not answered as one.
"""

from datetime import date
from typing import Any

TODAY = date(2026, 11, 25)
HOME = ("Groceries", "Restaurants", "Transport", "Rent", "Health", "Clothing")
FOOD = ("Food & Dining", "Transport", "Leisure")
FRENCH = ("Courses", "Loyer", "Transport", "Santé", "Vêtements")
ARABIC = ("الطعام", "النقل", "الملابس", "الإيجار")
CLARIFY = "clarify"
OCTOBER = ("between", "2026-10-01", "2026-10-31")
HALF_NOVEMBER = ("between", "2026-11-01", "2026-11-15")
Asked = tuple[str, tuple[str, ...], dict[str, Any] | str | None]


def asks(measure: str, period: Any, **more: Any) -> dict[str, Any]:
    return {"measure": measure, "period": period, **more}


ENGLISH: list[Asked] = [
    ("how much did I spend on coffee last month?", HOME, asks("spent", "last_period", text="coffee")),
    ("How much have I spent on groceries this week", HOME, asks("spent", "this_week", categories=["Groceries"])),
    (
        "compare groceries this month with last",
        HOME,
        asks("spent", "this_period", categories=["Groceries"], compare="previous"),
    ),
    ("biggest expense in October", HOME, asks("largest", OCTOBER)),
    ("top 3 merchants since June", HOME, asks("spent", ("since", "2026-06-01"), group="merchant", limit=3)),
    ("how much is left for food", FOOD, asks("left", "this_period", categories=["Food & Dining"])),
    ("how much is left for food", HOME, CLARIFY),
    ("what did I spend yesterday?", HOME, asks("spent", "yesterday")),
    ("how many times did I take a taxi this month?", HOME, asks("count", "this_period", text="taxi")),
    ("what's my average spending per day this month", HOME, asks("per_day", "this_period")),
    (
        "show me my spending by category for the last 3 months",
        HOME,
        asks("spent", ("last", 3, "period"), group="category"),
    ),
    (
        "did I spend more on transport this month than last month?",
        HOME,
        asks("spent", "this_period", categories=["Transport"], compare="previous"),
    ),
    ("how much did I earn this year?", HOME, asks("income", "this_year")),
    ("what was my income in October 2026", HOME, asks("income", OCTOBER)),
    ("how much did I save last month", HOME, asks("net", "last_period")),
    ("what was my most expensive purchase this week?", HOME, asks("largest", "this_week")),
    ("how much do I spend at Carrefour?", HOME, asks("spent", "this_period", merchant="Carrefour")),
    ("total spent between 1 November and 15 November", HOME, asks("spent", HALF_NOVEMBER)),
    (
        "how much did I spend on rent since January?",
        HOME,
        asks("spent", ("since", "2026-01-01"), categories=["Rent"]),
    ),
    ("list my 5 largest expenses in the last 30 days", HOME, asks("largest", ("last", 30, "day"), limit=5)),
    (
        "how much money do I have left in my transport budget?",
        HOME,
        asks("left", "this_period", categories=["Transport"]),
    ),
    (
        "what share of my spending went to restaurants last month?",
        HOME,
        asks("share", "last_period", categories=["Restaurants"]),
    ),
    ("how many purchases over 5000 did I make this month?", HOME, asks("count", "this_period", least="5000")),
    ("how much was refunded this year", HOME, asks("refunded", "this_year")),
    ("what's my grocery budget?", HOME, asks("budgeted", "this_period", categories=["Groceries"])),
    ("spending per week since September", HOME, asks("spent", ("since", "2026-09-01"), group="week")),
    ("where does most of my money go?", HOME, asks("spent", "this_period", group="category")),
    ("what did I spend on Uber in the past two weeks?", HOME, asks("spent", ("last", 2, "week"), text="uber")),
    ("average restaurant bill this year", HOME, asks("average", "this_year", categories=["Restaurants"])),
]
IN_FRENCH: list[Asked] = [
    ("combien j'ai dépensé en courses cette semaine ?", HOME, asks("spent", "this_week", categories=["Groceries"])),
    ("Combien ai-je dépensé le mois dernier ?", FRENCH, asks("spent", "last_period")),
    ("combien il me reste pour le transport ?", FRENCH, asks("left", "this_period", categories=["Transport"])),
    ("quelle est ma plus grosse dépense en octobre ?", FRENCH, asks("largest", OCTOBER)),
    (
        "compare mes dépenses de ce mois avec le mois dernier",
        FRENCH,
        asks("spent", "this_period", compare="previous"),
    ),
    (
        "mes 5 plus grosses dépenses depuis le 1er septembre",
        FRENCH,
        asks("largest", ("since", "2026-09-01"), limit=5),
    ),
    (
        "combien j'ai dépensé chez Carrefour ce mois-ci ?",
        FRENCH,
        asks("spent", "this_period", merchant="Carrefour"),
    ),
    ("combien de fois j'ai pris le taxi cette semaine ?", FRENCH, asks("count", "this_week", text="taxi")),
    (
        "dépenses par catégorie sur les 3 derniers mois",
        FRENCH,
        asks("spent", ("last", 3, "period"), group="category"),
    ),
    ("quel est mon revenu de cette année ?", FRENCH, asks("income", "this_year")),
    ("combien j'ai dépensé hier en café ?", FRENCH, asks("spent", "yesterday", text="café")),
    ("moyenne de mes dépenses par jour ce mois-ci", FRENCH, asks("per_day", "this_period")),
    ("quelle part de mes dépenses va au loyer ?", HOME, asks("share", "this_period", categories=["Rent"])),
    ("combien ai-je dépensé entre le 1er et le 15 novembre ?", FRENCH, asks("spent", HALF_NOVEMBER)),
    ("total des dépenses en santé cette année", FRENCH, asks("spent", "this_year", categories=["Santé"])),
    (
        "est-ce que j'ai dépensé plus en vêtements que l'année dernière ?",
        FRENCH,
        asks("spent", "this_year", categories=["Vêtements"], compare="previous"),
    ),
    ("combien m'a-t-on remboursé le mois dernier ?", FRENCH, asks("refunded", "last_period")),
    ("quel est mon budget courses ?", FRENCH, asks("budgeted", "this_period", categories=["Courses"])),
    ("combien d'achats de plus de 10 000 DA ce mois ?", FRENCH, asks("count", "this_period", least="10000")),
    ("dépenses par magasin depuis juin", FRENCH, asks("spent", ("since", "2026-06-01"), group="merchant")),
]
IN_ARABIC: list[Asked] = [
    ("كم صرفت على الطعام هذا الشهر؟", ARABIC, asks("spent", "this_period", categories=["الطعام"])),
    ("كم أنفقت أمس؟", ARABIC, asks("spent", "yesterday")),
    ("كم صرفت في كارفور الشهر الماضي؟", ARABIC, asks("spent", "last_period", text="كارفور")),
    ("ما هو أكبر مصروف في أكتوبر؟", ARABIC, asks("largest", OCTOBER)),
    ("كم بقي لي في ميزانية النقل؟", ARABIC, asks("left", "this_period", categories=["النقل"])),
    ("قارن مصاريف هذا الشهر بالشهر الماضي", ARABIC, asks("spent", "this_period", compare="previous")),
    ("كم مرة اشتريت القهوة هذا الأسبوع؟", ARABIC, asks("count", "this_week", text="قهوة")),
    ("مصاريفي حسب الفئة في آخر 3 أشهر", ARABIC, asks("spent", ("last", 3, "period"), group="category")),
    ("كم كان دخلي هذه السنة؟", ARABIC, asks("income", "this_year")),
    ("أكبر 5 مصاريف منذ سبتمبر", ARABIC, asks("largest", ("since", "2026-09-01"), limit=5)),
    ("متوسط مصروفي اليومي هذا الشهر", ARABIC, asks("per_day", "this_period")),
    ("كم صرفت اليوم؟", ARABIC, asks("spent", "today")),
    ("ما هي ميزانية الطعام؟", ARABIC, asks("budgeted", "this_period", categories=["الطعام"])),
    ("كم صرفت على الملابس منذ بداية السنة؟", ARABIC, asks("spent", "this_year", categories=["الملابس"])),
    ("كم استرجعت الشهر الماضي؟", ARABIC, asks("refunded", "last_period")),
    ("كم صرفت بين 1 نوفمبر و 15 نوفمبر؟", ARABIC, asks("spent", HALF_NOVEMBER)),
]
NO_QUESTIONS: list[tuple[str, str]] = [
    ("en", "I spent 500 on coffee"),
    ("en", "hello there"),
    ("en", "set my food budget to 20000"),
    ("fr", "j'ai payé 300 de taxi hier"),
    ("fr", "merci beaucoup"),
    ("ar", "صرفت 500 دج على القهوة"),
]
# Written when the first ones were read, before any of these was tried.
LATER: list[tuple[str, str, tuple[str, ...], Any]] = [
    (
        "en",
        "how much went on rent and groceries in September?",
        HOME,
        asks("spent", ("between", "2026-09-01", "2026-09-30"), categories=["Rent", "Groceries"]),
    ),
    ("en", "What have I earned so far this month?", HOME, asks("income", "this_period")),
    ("en", "list my three cheapest expenses this week", HOME, asks("smallest", "this_week", limit=3)),
    ("en", "how often did I eat pizza in the last 6 weeks?", HOME, asks("count", ("last", 6, "week"), text="pizza")),
    ("en", "spending by shop last month", HOME, asks("spent", "last_period", group="merchant")),
    ("en", "what did I pay at Ikea this year?", HOME, asks("spent", "this_year", merchant="Ikea")),
    (
        "en",
        "is there anything left in my restaurants budget?",
        HOME,
        asks("left", "this_period", categories=["Restaurants"]),
    ),
    ("en", "clothing versus last year", HOME, asks("spent", "this_year", categories=["Clothing"], compare="previous")),
    (
        "en",
        "how much did I spend the day before yesterday?",
        HOME,
        asks("spent", ("between", "2026-11-23", "2026-11-23")),
    ),
    ("en", "how much did I spend on 3 November?", HOME, asks("spent", ("between", "2026-11-03", "2026-11-03"))),
    ("en", "average weekly spending this year", HOME, asks("per_week", "this_year")),
    ("en", "what is my balance of income and spending this month", HOME, asks("net", "this_period")),
    ("en", "which category did I spend most on last month?", HOME, asks("spent", "last_period", group="category")),
    ("en", "expenses below 200 this week", HOME, asks("spent", "this_week", most="200")),
    ("en", "how much will I spend next month?", HOME, None),
    ("en", "can I afford a bike?", HOME, None),
    (
        "fr",
        "combien j'ai dépensé en transport et en santé ce mois-ci ?",
        FRENCH,
        asks("spent", "this_period", categories=["Transport", "Santé"]),
    ),
    ("fr", "qu'est-ce que j'ai dépensé avant-hier ?", FRENCH, asks("spent", ("between", "2026-11-23", "2026-11-23"))),
    ("fr", "combien j'ai économisé cette année ?", FRENCH, asks("net", "this_year")),
    (
        "fr",
        "quel est mon magasin le plus cher depuis janvier ?",
        FRENCH,
        asks("spent", ("since", "2026-01-01"), group="merchant"),
    ),
    ("fr", "où est-ce que je dépense le plus ?", FRENCH, asks("spent", "this_period", group="merchant")),
    ("fr", "dépenses par semaine depuis le 1er octobre", FRENCH, asks("spent", ("since", "2026-10-01"), group="week")),
    ("fr", "mes trois plus petites dépenses de la semaine dernière", FRENCH, asks("smallest", "last_week", limit=3)),
    ("fr", "combien j'ai payé de taxi la semaine dernière ?", FRENCH, asks("spent", "last_week", text="taxi")),
    ("fr", "loyer du mois dernier", FRENCH, asks("spent", "last_period", categories=["Loyer"])),
    ("fr", "combien il me reste ce mois ?", FRENCH, asks("left", "this_period")),
    ("fr", "ajoute 500 pour le café", FRENCH, None),
    ("ar", "كم صرفت على القهوة والطاكسي هذا الأسبوع؟", ARABIC, asks("spent", "this_week", text="قهوة طاكسي")),
    ("ar", "ما مجموع مصاريفي في سبتمبر؟", ARABIC, asks("spent", ("between", "2026-09-01", "2026-09-30"))),
    ("ar", "كم ادخرت الشهر الماضي؟", ARABIC, asks("net", "last_period")),
    ("ar", "ما هي أكبر 3 مصاريف هذا الأسبوع؟", ARABIC, asks("largest", "this_week", limit=3)),
    (
        "ar",
        "كم أنفقت على النقل في الأشهر الثلاثة الأخيرة؟",
        ARABIC,
        asks("spent", ("last", 3, "period"), categories=["النقل"]),
    ),
    ("ar", "أين تذهب أموالي؟", ARABIC, asks("spent", "this_period", group="category")),
    ("ar", "هل صرفت أكثر من الشهر الماضي؟", ARABIC, asks("spent", "this_period", compare="previous")),
    ("ar", "كم تبقى من ميزانية الملابس؟", ARABIC, asks("left", "this_period", categories=["الملابس"])),
    ("ar", "مصاريف النقل أمس", ARABIC, asks("spent", "yesterday", categories=["النقل"])),
    ("ar", "شكرا جزيلا", ARABIC, None),
]
QUESTIONS = [
    *(("en", *one) for one in ENGLISH),
    *(("fr", *one) for one in IN_FRENCH),
    *(("ar", *one) for one in IN_ARABIC),
    *((language, text, HOME, None) for language, text in NO_QUESTIONS),
    *LATER,
]
