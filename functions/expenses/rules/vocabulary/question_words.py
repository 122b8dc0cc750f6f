"""Words of questions about money in English, French and Arabic: phrases between commas, by what they mean in a plan."""

from functions.expenses.models.query import Compare, Group, Measure, SpanUnit

# What is asked for. Where several stand in a question, the first in this order counts.
MEASURES: dict[Measure, str] = {
    "left": "left, remaining, remains, remain, still have, can i spend, can i still spend, reste, restant, restants, rester, "
    "puis je dépenser, puis je encore dépenser, بقي, بقى, تبقى, يتبقى, متبقي, متبق, باقي, بقا",
    "refunded": "refund, refunds, refunded, reimbursed, got back, get back, remboursé, remboursée, remboursés, rembourser, "
    "remboursement, remboursements, استرجعت, استرداد, استرددت, مسترجع, استرجاع",
    "share": "share, percent, percentage, proportion, fraction, how much of my, quelle part, part, pourcentage, proportion, "
    "نسبة, حصة, بالمئة",
    "income": "income, earn, earned, earnings, salary, revenu, revenus, gagné, gagne, gagner, salaire, touché, perçu, "
    "دخل, دخلي, راتب, راتبي, مداخيل, مداخيلي, كسبت, ربحت, تقاضيت",
    "net": "save, saved, net, balance, set aside, put aside, épargné, économisé, solde, mis de côté, mettre de côté, ادخرت, وفرت, ادخر, "
    "رصيد, رصيدي",
    "average": "average, on average, mean, typical, typically, moyenne, moyen, en moyenne, متوسط, معدل, المتوسط",
    "count": "how many times, how many, how often, number of, combien de fois, combien d achats, combien de dépenses, "
    "combien d opérations, combien de transactions, combien de paiements, nombre de, nombre d, كم مرة, كم عدد, عدد, عدد المرات",
    "largest": "biggest, largest, highest, most expensive, priciest, top, plus gros, plus grosse, plus grosses, plus grand, "
    "plus grande, plus grandes, plus grands, plus cher, plus chère, plus chers, plus chères, plus élevé, plus élevée, "
    "plus élevées, plus importante, plus importantes, أكبر, أغلى, أعلى",
    "smallest": "smallest, cheapest, lowest, least expensive, plus petit, plus petite, plus petites, moins cher, moins chère, "
    "أصغر, أرخص, أقل مصروف",
    "spent": "spend, spent, spending, spendings, expense, expenses, expenditure, cost, costs, cost me, pay, paid, purchase, "
    "purchases, money go, money goes, money went, dépensé, dépensée, dépense, dépenses, dépenser, coûté, coûte, payé, achats, "
    "achat, argent part, argent va, argent passe, صرفت, أنفقت, مصاريف, مصروف, مصاريفي, مصروفي, مصروفات, مصروفاتي, نفقات, نفقاتي, "
    "دفعت, إنفاق, إنفاقي, كلفني, كلفتني, أصرف, أنفق, نفقاتي, تذهب أموالي, يذهب مالي",
    "budgeted": "budget, budgets, budgeted, allowance, prévu, budgété, ميزانية, ميزانيتي, خصصت",
}
SPREAD: dict[Measure, str] = {
    "per_day": "per day, a day, daily, each day, every day, par jour, journalier, journalière, quotidien, quotidienne, "
    "في اليوم, يومي, اليومي, اليومية, يوميا, لليوم, كل يوم",
    "per_week": "per week, a week, weekly, each week, every week, par semaine, hebdomadaire, أسبوعي, الأسبوعي, أسبوعيا, كل أسبوع",
    "per_month": "per month, a month, monthly, each month, every month, par mois, mensuel, mensuelle, شهري, الشهري, شهريا, كل شهر",
}
GROUPS: dict[Group, str] = {
    "category": "category, categories, budget, budgets, catégorie, catégories, poste, postes, فئة, فئات, صنف, أصناف, ميزانية, ميزانيات",
    "merchant": "merchant, merchants, shop, shops, store, stores, place, places, magasin, magasins, commerçant, commerçants, "
    "boutique, boutiques, enseigne, enseignes, متجر, متاجر, محل, محلات, تاجر, تجار",
    "day": "day, jour, يوم, الأيام",
    "week": "week, semaine, أسبوع",
    "period": "month, mois, شهر",
}
# What stands before a noun of GROUPS that is to have rows.
EACH_OF = "by, per, for each, each, broken down by, grouped by, which, what, par, selon, chaque, quel, quelle, quels, quelles, حسب, لكل, كل, أي"
WHERE_MONEY_GOES: dict[Group, str] = {
    "category": "where does most of my money go, where does my money go, where is my money going, where did my money go, "
    "what do i spend most on, what did i spend most on, what do i spend the most on, what did i spend the most on, "
    "où va mon argent, où part mon argent, où passe mon argent, dans quoi je dépense le plus, أين تذهب أموالي, أين يذهب مالي, "
    "أين ذهبت أموالي, أين ذهب مالي, فيم أصرف أكثر, على ماذا أصرف أكثر",
    "merchant": "where do i spend most, where did i spend most, where do i spend the most, where did i spend the most, "
    "où est ce que je dépense le plus, où ai je dépensé le plus, où je dépense le plus, أين أصرف أكثر, أين صرفت أكثر",
}
COMPARISONS: dict[Compare, str] = {
    "previous": "compare, compared, compared to, compared with, comparison, than, versus, vs, compare, comparé, comparée, comparer, "
    "par rapport, comparaison, plus que, moins que, قارن, مقارنة, بالمقارنة, مقارنه",
    "last_year": "same month last year, same period last year, same time last year, a year ago, year on year, year over year, "
    "même mois l année dernière, même période l année dernière, il y a un an, نفس الشهر من العام الماضي, نفس الفترة من العام الماضي, قبل عام",
}
# "more … than", with what is compared between them.
MORE_OR_LESS = "more, less, plus, moins, autant, أكثر, أقل"
THAN = "than, que, qu, من, مما"
LEAST = "over, above, more than, at least, bigger than, larger than, greater than, plus de, au dessus de, au moins, supérieur à, "
LEAST += "supérieure à, supérieurs à, supérieures à, dépassant, أكثر من, أكبر من, فوق, تفوق, لا يقل عن, تتجاوز"
MOST = "under, below, less than, at most, smaller than, cheaper than, moins de, en dessous de, au plus, inférieur à, "
MOST += "inférieure à, inférieurs à, inférieures à, أقل من, أصغر من, تحت, لا يتجاوز, دون"
LAST_ONES = "last, past, previous, dernier, derniers, dernière, dernières, passés, passées, آخر, أخيرة, الأخيرة, ماضية, أخير, ماضيين"
SINCE = "since, starting, from, depuis, à partir, dès le, à compter, منذ, ابتداء من, بدءا من, انطلاقا من"
BEGINNING = "the beginning of, beginning of, the start of, start of, le début de, le début du, début, بداية, أول, مطلع"
BETWEEN = "between, from, entre, du, de, بين, من"
TO = "and, to, until, till, through, et, au, à, jusqu au, jusqu à, و, إلى, حتى, الى"
EVER = "ever, all time, of all time, in total ever, depuis toujours, de tout temps, على الإطلاق, منذ البداية, منذ الأبد"
UNITS: dict[SpanUnit, str] = {"day": "day", "week": "week", "period": "month", "year": "year"}
# Verbs that ask for a change or for advice: never answered as a question about what was spent.
NOT_ASKED = "set, change, update, increase, raise, lower, reduce, decrease, delete, remove, create, add, move, transfer, rename, undo, "
NOT_ASKED += "cancel, remind, should i, can i afford, record, log, forecast, predict, will i, mets, mettre, modifie, augmente, diminue, "
NOT_ASKED += "réduis, supprime, crée, ajoute, déplace, annule, rappelle, dois je, devrais je, prévois, احذف, غير, عدل, زد, أنشئ, أضف, انقل, ألغ, "
NOT_ASKED += "ارفع, اخفض, ذكرني, سجل, هل يجب, هل أستطيع شراء"
ASKING = "how much, how many, how often, what, which, where, who, show, list, give, tell, compare, did i, do i, have i, am i, is there, combien, "
ASKING += "quel, quelle, quels, quelles, où, est ce que, qu est ce, montre, affiche, liste, donne, dis, ai je, compare, كم, ما, ماذا, أي, أين, هل, "
ASKING += "أظهر, اعرض, أعطني, قارن, أرني, بكم"
# One thing to most people, also where a budget may be called so.
ONE_THING = frozenset({"coffee", "cafe", "قهوه", "مقهي"})
IGNORED = (
    "how much many often what whats s which where who when why is are was were am be been did do does done have has had i me my mine we our us you "
    "your the a an of on in at for to from by with and or so far that this it its there all any total totally sum overall altogether money "
    "spending went go goes gone going made make take took taken get got buy bought eat ate eaten drink drank use used visit visited purchase purchases show list give tell please just "
    "each every per than more less most least top much still can could would should amount amounts figure figures average during within over "
    "ever between since until up about around time times once bill bills transaction transactions payment payments entries entry thing things "
    "current last past previous day days week weeks month months year years into compare compared comparison versus vs same let know "
    "combien quel quelle quels quelles est ce que qu c etait sont ai as a avons j je il elle on me m mon ma mes nous notre nos le la les l un une des "
    "du de d en au aux pour par sur dans chez avec et ou y t se sa son ses cette cet ci la plus moins total totale somme tout toute toutes tous argent "
    "fois mange manger bu boire utilise visite pris prendre acheté achetée fait faire eu va vont aller allé dis donne montre affiche liste moi svp stp jusqu entre depuis debut encore "
    "operations operation achats achat paiement paiements dernier derniere derniers dernieres mois jour jours semaine semaines annee an ans "
    "moyenne moyen part pourcentage compare compare comparer rapport autant quoi où "
    "كم ما ماذا هو هي أي اي أين متى من في على عن إلى الى ل لي ب و أو مع هل قد كان كانت كنت لقد بين منذ حتى خلال كل حسب هذا هذه ذلك مرة مرات عدد "
    "اشتريت شريت أخذت ركبت ذهبت أكلت شربت زرت مجموع إجمالي المجموع الإجمالي أكثر أقل مال المال نقود أموالي مبلغ المبلغ شهر أسبوع يوم سنة عام الماضي الماضية "
    "أعطني أرني أظهر اعرض لو سمحت فضلك آخر بداية قارن مقارنة متوسط نسبة حصة ه ها ني ت"
)
