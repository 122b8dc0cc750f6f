"""Words about money that comes in, in English, French and Arabic, folded (see folding.py)."""

from typing import Literal, NamedTuple

from shared.folding import fold

_Phrases = tuple[tuple[str, ...], ...]


class Verb(NamedTuple):
    """`earned` verbs are enough by themselves, `sold` ones unless it was to the person; of a `received` one an amount or an income is the object; with an `income`
    one an income is named, as what came or as what was got.

    `name` is what an entry is called that nothing else names.
    """

    kind: Literal["earned", "received", "sold", "income"]
    phrases: _Phrases
    name: str
    needs_subject: bool = False  # the form is that of anybody: "earned" is mine after "I"


def _phrases(*lines: str) -> _Phrases:
    return tuple(tuple(map(fold, phrase.split())) for line in lines for phrase in line.split("|"))


def _set(*lines: str) -> frozenset[str]:
    return frozenset(fold(word) for line in lines for word in line.split())


_EN, _FR, _AR = "Income", "Revenu", "\u062f\u062e\u0644"

VERBS = (
    Verb("earned", _phrases("earned|got paid|was paid|were paid|been paid"), _EN, needs_subject=True),
    Verb("earned", _phrases("ai gagné|avons gagné|ai touché|avons touché|ai perçu|avons perçu|ai encaissé"), _FR),
    Verb("earned", _phrases("ai été payé|ai été payée|avons été payés"), _FR),
    Verb("earned", _phrases("قبضت|ربحت|كسبت|تقاضيت|قبضنا|ربحنا|كسبنا|تقاضينا"), _AR),
    Verb("sold", _phrases("sold"), _EN, needs_subject=True),
    Verb("sold", _phrases("ai vendu|avons vendu"), _FR),
    Verb("sold", _phrases("بعت|بعنا"), _AR),
    Verb("received", _phrases("received|found"), _EN, needs_subject=True),
    Verb("received", _phrases("paid me|paid us|gave me|gave us|sent me|sent us|transferred me"), _EN),
    Verb(
        "received",
        _phrases(
            "ai reçu|avons reçu|ai trouvé|viens de recevoir|m a payé|m ont payé|nous a payé|m a viré|m a donné|m ont donné|m a envoyé"
        ),
        _FR,
    ),
    Verb(
        "received",
        _phrases("استلمت|تلقيت|استلمنا|تلقينا|وصلني|وصلتني|جاءني|جاءتني|دخلني|أعطاني|أعطتني|أرسل لي|أرسلت لي|حول لي"),
        _AR,
    ),
    Verb("income", _phrases("got|collected"), _EN, needs_subject=True),
    Verb("income", _phrases("came in|has come in|came through|arrived|has arrived|landed|was deposited"), _EN),
    Verb("income", _phrases("est tombé|est tombée|est arrivé|est arrivée|a été versé|a été versée|reçu|reçue"), _FR),
    Verb("income", _phrases("وصل|وصلت|نزل|نزلت|دخل|جاء|جاءت"), _AR),
)
NOUNS = _set(
    "salary salaries wage wages pay paycheck paycheque bonus pension stipend scholarship income earnings payment transfer "
    "money cash commission royalties dividend dividends",
    "salaire salaires paie paye prime pension bourse revenu revenus virement versement argent commission allocation "
    "allocations dividende dividendes",
    "راتب أجر أجرة معاش منحة علاوة مكافأة حوالة تحويل دخل مال نقود مبلغ",
)
# Who it came to, in the languages whose verb does not tell.
SUBJECTS = _set("i we ve")
BUYERS = _set("me us")
BETWEEN = _set(
    "have has just already also finally even now today yesterday and then so me us my our a an the of about around "
    "nearly almost some in cash total only another extra more over un une de d des du la le les mon ma environ presque "
    "مبلغ حوالي نحو"
)
OF_OTHERS = _set("his her their your its son sa ses leur leurs ton ta tes votre vos")
# Before the verb they make it a condition, a wish, a plan, a question or a denial.
OPENERS = _set(
    "if when whenever once until unless would will ll could should might want wanted wish hope hoping expect expecting plan "
    "planning going need not never t didn haven hasn wasn how what who why did does do than as before after",
    "si quand lorsque des voudrais voudrait veux veut aimerais espere esperais compte vais va devrais pourrais pas jamais "
    "combien est quel quelle avant apres",
    "لو إذا اذا عندما حين حينما لما متى سوف أريد أتمنى أنوي أتوقع لم لن ما هل كم قبل بعد",
)
# What comes again and again tells of the person, not of a day.
RECURRING = _phrases(
    "a month|per month|each month|every month|a year|per year|each year|every year|a week|per week|each week|every week|"
    "an hour|per hour|a day|per day|each day|every day|usually|normally|on average|always",
    "par mois|chaque mois|tous les mois|mensuellement|par an|chaque année|par semaine|chaque semaine|par heure|"
    "de l heure|par jour|chaque jour|d habitude|en moyenne|toujours",
    "شهريا|كل شهر|في الشهر|بالشهر|سنويا|كل سنة|أسبوعيا|كل أسبوع|يوميا|كل يوم|عادة|دائما",
)
# Behind such words they tell of one time: "a month ago", "في الشهر الماضي".
ONCE = _set("ago", "الماضي الماضية الفائت المنصرم")
MINE = _set("my our mon ma mes notre nos")
