"""The sentences in which figures are told, and questions asked back, in English, French and Arabic."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. `told`, `labels` and `how` are by measure; `kinds` and `fields` by the names of the plan."""

    told: Mapping[str, str]
    labels: Mapping[str, str]
    how: Mapping[str, str]
    asked: Mapping[str, str]
    kinds: Mapping[str, str]
    over: str
    nothing: str
    about: str
    quoted: str
    at_least: str
    at_most: str
    bound: str
    one_day: str
    span: str
    all_time: str
    since_day: str
    more: str
    less: str
    same: str
    percent_more: str
    percent_less: str
    row: str
    row_before: str
    row_dated: str
    further: str
    entries: str
    entries_label: str
    before: str
    change: str
    first_day: str
    last_day: str
    uncategorized: str
    unnamed: str
    each: str
    any_word: str
    separator: str


ENGLISH = Phrases(
    told={
        "spent": "You spent {amount} {when}{about}.",
        "income": "Your income {when}{about} was {amount}.",
        "net": "Your income less your spending {when}{about} was {amount}.",
        "refunded": "You got {amount} back {when}{about}.",
        "count": "Number of entries {when}{about}: {amount}.",
        "average": "One expense {when}{about} was {amount} on average.",
        "largest": "Your largest expense {when}{about} was {amount}.",
        "smallest": "Your smallest expense {when}{about} was {amount}.",
        "per_day": "You spent {amount} a day on average {when}{about}.",
        "per_week": "You spent {amount} a week on average {when}{about}.",
        "per_month": "You spent {amount} a month on average {when}{about}.",
        "share": "This made up {amount} of what you spent {when}{about}.",
        "left": "You have {amount} left of {limit} {when}{about}.",
        "budgeted": "You budgeted {amount} {when}{about}.",
    },
    labels={
        "spent": "Spent",
        "income": "Income",
        "net": "Income less spending",
        "refunded": "Refunded",
        "count": "Number of entries",
        "average": "Average expense",
        "largest": "Largest expense",
        "smallest": "Smallest expense",
        "per_day": "Spent a day on average",
        "per_week": "Spent a week on average",
        "per_month": "Spent a month on average",
        "share": "Share of spending",
        "left": "Left in budgets",
        "budgeted": "Budgeted",
    },
    how={
        "spent": "expenses less refunds, with adjustments",
        "income": "sum of income entries",
        "net": "income less what was spent",
        "refunded": "sum of refunds",
        "count": "entries counted",
        "average": "sum divided by the number of entries",
        "largest": "the largest single amount",
        "smallest": "the smallest single amount",
        "per_day": "spent, divided by the days so far",
        "per_week": "spent, divided by the days so far, times seven",
        "per_month": "spent, divided by the periods begun",
        "share": "spent here, divided by all that was spent",
        "left": "limit less spent",
        "budgeted": "amount of the budget with what it took over",
    },
    asked={
        "category": "Which budget do you mean by “{said}”?",
        "currency": "These entries are in several currencies. Which one do you mean?",
        "period": "There are too many entries in that time to look at them all. Which shorter time do you mean?",
    },
    kinds={"expense": "expenses", "refund": "refunds", "income": "income", "adjustment": "adjustments"},
    over="You are {amount} over the limit of {limit} {when}{about}.",
    nothing="Nothing was recorded {when}{about}.",
    about=" ({filters})",
    quoted="“{text}”",
    at_least="from {amount} on",
    at_most="up to {amount}",
    bound="Amount asked for, in whole units",
    one_day="on {first}",
    span="from {first} to {last}",
    all_time="in all",
    since_day="from {first}",
    more="That is {change} more than {when} ({before}).",
    less="That is {change} less than {when} ({before}).",
    same="That is the same as {when}.",
    percent_more="An increase of {percent}.",
    percent_less="A decrease of {percent}.",
    row="- {label}: {amount}",
    row_before=" (before: {before})",
    row_dated="- {label}, {day}: {amount}",
    further="There are more rows than are shown here.",
    entries="Entries counted: {count}.",
    entries_label="Entries counted",
    before="before",
    change="change",
    first_day="First day",
    last_day="Last day",
    uncategorized="Uncategorized",
    unnamed="No shop named",
    each="Each currency apart",
    any_word="Everything with “{text}” in it",
    separator=", ",
)
FRENCH = Phrases(
    told={
        "spent": "Vous avez dépensé {amount} {when}{about}.",
        "income": "Votre revenu {when}{about} était de {amount}.",
        "net": "Votre revenu moins vos dépenses {when}{about} : {amount}.",
        "refunded": "On vous a remboursé {amount} {when}{about}.",
        "count": "Nombre d'opérations {when}{about} : {amount}.",
        "average": "Une dépense {when}{about} était de {amount} en moyenne.",
        "largest": "Votre plus grosse dépense {when}{about} était de {amount}.",
        "smallest": "Votre plus petite dépense {when}{about} était de {amount}.",
        "per_day": "Vous avez dépensé {amount} par jour en moyenne {when}{about}.",
        "per_week": "Vous avez dépensé {amount} par semaine en moyenne {when}{about}.",
        "per_month": "Vous avez dépensé {amount} par mois en moyenne {when}{about}.",
        "share": "Cela représente {amount} de vos dépenses {when}{about}.",
        "left": "Il vous reste {amount} sur {limit} {when}{about}.",
        "budgeted": "Vous avez prévu {amount} {when}{about}.",
    },
    labels={
        "spent": "Dépensé",
        "income": "Revenu",
        "net": "Revenu moins dépenses",
        "refunded": "Remboursé",
        "count": "Nombre d'opérations",
        "average": "Dépense moyenne",
        "largest": "Plus grosse dépense",
        "smallest": "Plus petite dépense",
        "per_day": "Dépensé par jour en moyenne",
        "per_week": "Dépensé par semaine en moyenne",
        "per_month": "Dépensé par mois en moyenne",
        "share": "Part des dépenses",
        "left": "Reste des budgets",
        "budgeted": "Prévu",
    },
    how={
        "spent": "dépenses moins remboursements, avec les ajustements",
        "income": "somme des revenus",
        "net": "revenus moins dépenses",
        "refunded": "somme des remboursements",
        "count": "opérations comptées",
        "average": "somme divisée par le nombre d'opérations",
        "largest": "le plus grand montant",
        "smallest": "le plus petit montant",
        "per_day": "dépensé, divisé par les jours écoulés",
        "per_week": "dépensé, divisé par les jours écoulés, fois sept",
        "per_month": "dépensé, divisé par les périodes commencées",
        "share": "dépensé ici, divisé par le total dépensé",
        "left": "limite moins dépensé",
        "budgeted": "montant du budget avec ce qu'il a repris",
    },
    asked={
        "category": "Quel budget voulez-vous dire par « {said} » ?",
        "currency": "Ces opérations sont en plusieurs devises. Laquelle voulez-vous dire ?",
        "period": "Il y a trop d'opérations dans ce laps de temps. Lequel, plus court, voulez-vous dire ?",
    },
    kinds={"expense": "dépenses", "refund": "remboursements", "income": "revenus", "adjustment": "ajustements"},
    over="Vous dépassez de {amount} la limite de {limit} {when}{about}.",
    nothing="Rien n'a été enregistré {when}{about}.",
    about=" ({filters})",
    quoted="« {text} »",
    at_least="à partir de {amount}",
    at_most="jusqu'à {amount}",
    bound="Montant demandé, en unités entières",
    one_day="le {first}",
    span="du {first} au {last}",
    all_time="en tout",
    since_day="dès le {first}",
    more="C'est {change} de plus que {when} ({before}).",
    less="C'est {change} de moins que {when} ({before}).",
    same="C'est autant que {when}.",
    percent_more="Une hausse de {percent}.",
    percent_less="Une baisse de {percent}.",
    row="- {label} : {amount}",
    row_before=" (avant : {before})",
    row_dated="- {label}, {day} : {amount}",
    further="Il y a plus de lignes que celles affichées ici.",
    entries="Opérations comptées : {count}.",
    entries_label="Opérations comptées",
    before="avant",
    change="variation",
    first_day="Premier jour",
    last_day="Dernier jour",
    uncategorized="Sans catégorie",
    unnamed="Magasin inconnu",
    each="Chaque devise à part",
    any_word="Tout ce qui contient « {text} »",
    separator=", ",
)
ARABIC = Phrases(
    told={
        "spent": "أنفقت {amount} {when}{about}.",
        "income": "كان دخلك {when}{about} {amount}.",
        "net": "دخلك ناقص إنفاقك {when}{about}: {amount}.",
        "refunded": "استرجعت {amount} {when}{about}.",
        "count": "عدد العمليات {when}{about}: {amount}.",
        "average": "متوسط المصروف الواحد {when}{about}: {amount}.",
        "largest": "أكبر مصروف {when}{about}: {amount}.",
        "smallest": "أصغر مصروف {when}{about}: {amount}.",
        "per_day": "متوسط إنفاقك في اليوم {when}{about}: {amount}.",
        "per_week": "متوسط إنفاقك في الأسبوع {when}{about}: {amount}.",
        "per_month": "متوسط إنفاقك في الشهر {when}{about}: {amount}.",
        "share": "هذا يمثل {amount} من إنفاقك {when}{about}.",
        "left": "بقي لك {amount} من أصل {limit} {when}{about}.",
        "budgeted": "خصصت {amount} {when}{about}.",
    },
    labels={
        "spent": "الإنفاق",
        "income": "الدخل",
        "net": "الدخل ناقص الإنفاق",
        "refunded": "المسترجع",
        "count": "عدد العمليات",
        "average": "متوسط المصروف",
        "largest": "أكبر مصروف",
        "smallest": "أصغر مصروف",
        "per_day": "متوسط الإنفاق في اليوم",
        "per_week": "متوسط الإنفاق في الأسبوع",
        "per_month": "متوسط الإنفاق في الشهر",
        "share": "نسبة من الإنفاق",
        "left": "الباقي في الميزانيات",
        "budgeted": "المخصص",
    },
    how={
        "spent": "المصاريف ناقص المبالغ المسترجعة، مع التعديلات",
        "income": "مجموع المداخيل",
        "net": "المداخيل ناقص الإنفاق",
        "refunded": "مجموع المبالغ المسترجعة",
        "count": "العمليات المعدودة",
        "average": "المجموع مقسوما على عدد العمليات",
        "largest": "أكبر مبلغ واحد",
        "smallest": "أصغر مبلغ واحد",
        "per_day": "الإنفاق مقسوما على الأيام المنقضية",
        "per_week": "الإنفاق مقسوما على الأيام المنقضية، مضروبا في سبعة",
        "per_month": "الإنفاق مقسوما على الفترات التي بدأت",
        "share": "الإنفاق هنا مقسوما على كل الإنفاق",
        "left": "الحد ناقص الإنفاق",
        "budgeted": "مبلغ الميزانية مع ما رُحّل إليها",
    },
    asked={
        "category": "أي ميزانية تقصد بـ «{said}»؟",
        "currency": "هذه العمليات بعدة عملات. أيها تقصد؟",
        "period": "العمليات في هذه المدة كثيرة جدا. أي مدة أقصر تقصد؟",
    },
    kinds={"expense": "مصاريف", "refund": "مبالغ مسترجعة", "income": "مداخيل", "adjustment": "تعديلات"},
    over="تجاوزت بمقدار {amount} الحد البالغ {limit} {when}{about}.",
    nothing="لم يُسجل شيء {when}{about}.",
    about=" ({filters})",
    quoted="«{text}»",
    at_least="ابتداء من {amount}",
    at_most="إلى غاية {amount}",
    bound="المبلغ المطلوب، بالوحدات الكاملة",
    one_day="يوم {first}",
    span="من {first} إلى {last}",
    all_time="في المجموع",
    since_day="ابتداء من {first}",
    more="هذا أكثر بمقدار {change} مما كان {when} ({before}).",
    less="هذا أقل بمقدار {change} مما كان {when} ({before}).",
    same="هذا مثل ما كان {when}.",
    percent_more="زيادة بنسبة {percent}.",
    percent_less="انخفاض بنسبة {percent}.",
    row="- {label}: {amount}",
    row_before=" (قبل ذلك: {before})",
    row_dated="- {label}، {day}: {amount}",
    further="توجد أسطر أكثر مما يظهر هنا.",
    entries="العمليات المعدودة: {count}.",
    entries_label="العمليات المعدودة",
    before="قبل ذلك",
    change="التغير",
    first_day="أول يوم",
    last_day="آخر يوم",
    uncategorized="بدون فئة",
    unnamed="متجر غير معروف",
    each="كل عملة على حدة",
    any_word="كل ما فيه «{text}»",
    separator="، ",
)
PHRASES: Mapping[str, Phrases] = {"en": ENGLISH, "fr": FRENCH, "ar": ARABIC}
