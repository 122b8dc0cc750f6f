"""What numbers count: percent, scales, currencies, spans of time, things. Expressions over folded text."""

from shared.ai.facts.figures import TimeUnit
from shared.ai.facts.patterns import END, any_of, folded

PERCENT = (
    r"(?:%|(?:percent|per ?cents?|pct|pour ?-?cents?|percentage points?|points? de pourcentage"
    rf"|{any_of('بالمئة|بالمائة|في المئة|في المائة|نقطة مئوية')}){END})"
)
# Folded word -> power of ten. Plurals without a number ("thousands of") claim nothing and are not read alone.
_SCALE_WORDS = {
    3: "k|thousand|mille|ألف|ألفا|آلاف|الف",
    6: "m|million|millions|mio|مليون|مليونا|ملايين",
    9: "bn|billion|billions|milliard|milliards|md|mds|مليار|مليارا|مليارات",
}
SCALE_OF = {form: power for power, line in _SCALE_WORDS.items() for form in folded(line)}
SCALES = rf"(?:{any_of(*_SCALE_WORDS.values())}{END})"

_DOLLARS = "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP"
_DINARS = "DZD TND KWD IQD JOD BHD LYD RSD MKD"
_POUNDS = "GBP EGP SDG LBP SYP SSP"
_CURRENCY_NAMES = {
    "$|dollar|dollars|دولار|دولارا|دولارات|دولارين": _DOLLARS,
    "us$": "USD",
    "€|euro|euros|يورو|أورو": "EUR",
    "£|pound|pounds|جنيه|جنيها|جنيهات|livre sterling|livres sterling|livre|livres": _POUNDS,
    "¥|yen|yens|ين": "JPY CNY",
    "₺|lira|liras|ليرة|livre turque|livres turques": "TRY LBP SYP",
    "₹|rupee|rupees|roupies|روبية": "INR PKR LKR NPR",
    "da|د.ج|دج|dinar algérien|dinars algériens|algerian dinar|algerian dinars|دينار جزائري|دينارا جزائريا": "DZD",
    "dt|د.ت|dinar tunisien|dinars tunisiens|tunisian dinars|دينار تونسي": "TND",
    "dinar|dinars|دينار|دينارا|دنانير": _DINARS,
    "dirham|dirhams|درهم|درهما|دراهم|dh|dhs|د.م|د.إ": "MAD AED",
    "riyal|riyals|ريال|ريالا|ريالات|ر.س": "SAR QAR OMR YER IRR",
    "franc|francs|فرنك": "CHF XOF XAF KMF DJF GNF RWF BIF CDF XPF",
}
CODES_OF = {form: frozenset(codes.split()) for line, codes in _CURRENCY_NAMES.items() for form in folded(line)}
# Hundredths of whatever currency; "cents" counts only where it is no number.
HUNDREDTHS = any_of("cent|cents|centime|centimes|سنتيم|سنتيما|سنتيمات|penny|pence")
_NAMED = any_of(*_CURRENCY_NAMES)
CURRENCY = rf"(?:{_NAMED}{END}|[$€£¥₺₹])"
CODE = rf"(?:[a-z]{{3}}{END})"

TIME_OF: dict[TimeUnit, str] = {
    "day": "day|days|jour|jours|journée|journées|يوم|يوما|أيام",
    "week": "week|weeks|semaine|semaines|أسبوع|أسبوعا|أسابيع",
    "month": "month|months|mois|شهر|شهرا|أشهر|شهور",
    "year": "year|years|an|ans|année|années|سنة|سنوات|عام|عاما|أعوام|سنين",
    "hour": "hour|hours|heure|heures|ساعة|ساعات|hrs",
    "minute": "minute|minutes|min|دقيقة|دقائق",
}
UNIT_OF: dict[str, TimeUnit] = {form: unit for unit, line in TIME_OF.items() for form in folded(line)}
TIME = any_of(*TIME_OF.values()) + END

COUNTED = (
    any_of(
        "purchase|purchases|transaction|transactions|payment|payments|expense|expenses|visit|visits|meal|meals|order|orders",
        "refund|refunds|subscription|subscriptions|bill|bills|receipt|receipts|item|items|entry|entries|budget|budgets",
        "category|categories|goal|goals|trip|trips",
        "achat|achats|paiement|paiements|dépense|dépenses|visite|visites|repas|commande|commandes|remboursement|remboursements",
        "abonnement|abonnements|facture|factures|reçu|reçus|article|articles|opération|opérations|catégorie|catégories",
        "objectif|objectifs|sortie|sorties",
        "عملية|عمليات|مشتريات|معاملة|معاملات|زيارة|زيارات|وجبة|وجبات|فاتورة|فواتير|اشتراك|اشتراكا|اشتراكات|طلب|طلبات",
        "دفعة|دفعات|ميزانية|ميزانيات|هدف|أهداف|نفقة|نفقات|مصروف|مصروفات|فئة|فئات",
    )
    + END
)
