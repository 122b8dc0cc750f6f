"""Words around an expense in English, French and Arabic, folded (see folding.py)."""

from shared.folding import fold


def _set(line: str) -> frozenset[str]:
    return frozenset(map(fold, line.split()))


COUNT_NOUNS = _set(
    "items item pcs pieces piece people persons guests friends kids children days day weeks week months month years year nights "
    "night hours hour minutes minute times time things units tickets bottles boxes bags packs cups kilos km articles "
    "pièces personnes personne jours jour semaines semaine mois ans nuits nuit heures heure minutes fois choses amis enfants "
    "bouteilles boîtes sacs paquets أشخاص أيام يوم أسابيع أشهر شهر سنوات ساعات ساعة دقائق مرات مرة قطع قطعة أصدقاء كؤوس علب علبة"
)
SIZE_WORDS = _set("size taille pointure مقاس")
ID_WORDS = SIZE_WORDS | _set(
    "order invoice facture commande room table gate flight ligne line bus vol chambre طلب فاتورة غرفة طاولة"
)
JOINING_WORDS = _set(
    "and or for on at in from to of with by via the a an my yesterday today tonight last this each per then plus total et ou pour "
    "chez au aux à de du des d l le la les un une sur dans par avec hier aujourd ce cet cette puis en و في من على عند ل ب إلى مع "
    "أمس اليوم البارحة ثم "
    "für im am beim bei zum zur mit und der die das den dem ein eine einen por para en el los las con y um uma no na do da dos com e os "
    "per il lo gli nel nella al alla con voor het een bij met op ve için"
)
MONEY_LEADS = _set(
    "spent spend paid pay cost costs costed price total about around approximately for worth gave dépensé payé coûté coûte "
    "prix environ donné دفعت صرفت أنفقت بـ ب كلفني كلفتني ثمن بقيمة بحوالي حوالي سعر بسعر is was a"
)
SPENDING_WORDS = _set(
    "i we he she me us he've i've ve have has had just bought buy purchased ordered got get used put went there that back "
    "it was were is are today's yesterday's expense expenses add record log note new please also another some again hi hello hey ok okay "
    "j je nous on ai avons a acheté achetée achetés pris prise commandé réglé viens ajoute ajouter note noter enregistre dépense dépenses "
    "ça m s encore bonjour salut svp il elle mangé bu bah alors "
    "اشتريت شريت خلصت سددت طلبت أخذت تناولت شربت أكلت لقد قد أنا لي مصاريف مصروف سجل أضف مرحبا السلام عليكم كلف كلفتني ثمنه ثمنها مبلغ من أجل "
    "gastei gasté pagué compré comprei paguei ausgegeben habe ich bezahlt gekauft ho speso pagato comprato uitgegeven потратил потратила купил "
    "купила заплатил harcadım ödedim aldım ik heb betaald gekocht bezahlt gekauft bezahlen gegessen wir hab he hemos hice gasto gastamos "
    "fiz gastamos abbiamo fatto mangiato yedim içtim verdim"
)
TRAILING_WORDS = _set(
    "cost costs was were is for at coûte coûté à pour ب بـ كلف كلفني cash card spent paid i bezahlt gekauft ausgegeben betaald gekocht "
    "uitgegeven aldım harcadım ödedim yedim verdim pagado pago"
)
PLACE_LEADS = _set("at @ chez from à au في من عند in bei en") - _set("من")
WAW_WORDS = _set("وقود وجبة وجبات ورق ورود ورد وسائل وصل وصفة وردة وسادة وشاح واحد واحدة وثائق")
TOTAL_WORDS = _set("total totals altogether sum overall somme totale المجموع الإجمالي مجموع الكلي إجمالا")
TOTAL_PHRASES = tuple(
    tuple(map(fold, phrase.split()))
    for phrase in ("in all", "in total", "all together", "en tout", "au total", "for everything")
)
QUESTION_STARTS = _set(
    "how what which when why where who whose did do does is are am can could should would will may combien quel quelle quels quelles "
    "est puis pourquoi quand où qui que qu comment ai as suis peux كم هل ما ماذا متى أين لماذا كيف أي"
)
COMMAND_STARTS = _set(
    "set change update increase decrease raise lower reduce delete remove create show list edit move transfer rename undo cancel compare "
    "analyze analyse recommend forecast predict remind generate mets mettre change modifie augmente diminue réduis supprime crée affiche montre "
    "liste déplace annule compare rappelle احذف غير عدل زد أنشئ أظهر اعرض انقل ألغ قارن ذكرني ارفع اخفض"
)
LOOKING_STARTS = _set(
    "show list compare analyze analyse recommend forecast predict remind affiche montre liste compare rappelle أظهر اعرض قارن ذكرني"
)
BUDGET_WORDS = _set("budget budgets limit limits plafond limite enveloppe ميزانية ميزانيه الميزانية ميزانيتي")
NOT_SPENT = tuple(
    tuple(map(fold, phrase.split()))
    for phrase in (
        "i received", "i earned", "i got paid", "my salary", "i have received", "i ve received", "i make", "i earn", "i plan to", "i need to buy", "i will buy", "i m going to buy", "didn t spend", "did not spend", "my budget",
        "budget to", "budget of", "j ai reçu", "j ai touché", "j ai gagné", "mon salaire", "je gagne",
        "je compte", "si j achète", "إذا اشتريت", "لو اشتريت", "n ai pas", "le budget", "mon budget", "استلمت راتب", "استلمت", "تلقيت", "راتبي", "ربحت", "كسبت", "أريد أن",
        "أريد شراء", "أنوي", "لم أصرف", "لم أنفق", "ميزانية", "ميزانيتي",
    )
)  # fmt: skip
# Verbs that say of a person that they spent, whatever else a sentence tells.
SPENT_WORDS = _set(
    "spent paid bought purchased ordered dépensé payé acheté achetée achetés réglé commandé صرفت أنفقت دفعت اشتريت شريت سددت خلصت"
)
# What is meant to be done, must be or may be: nothing was spent, unless that is said beside it ("I have to say I spent").
PLANNED = tuple(
    tuple(map(fold, phrase.split()))
    for phrase in (
        "i might", "i may", "i could", "i should", "i must", "i will", "i ll", "i m going to", "i am going to", "i m gonna", "gonna",
        "we might", "we should", "we must", "we will", "we ll", "we re going to", "i have to", "i ve to", "i need to", "we need to",
        "we have to", "i want", "i wish", "i hope to", "i would like to", "i d like to", "i am planning", "i m planning", "i m thinking", "thinking of", "thinking about",
        "if i", "if we", "i owe", "owes me", "owe me", "he owes", "she owes", "exchange rate", "will cost", "would cost",
        "je vais", "on va", "nous allons", "je dois", "on doit", "nous devons", "je devrais", "je pourrais", "il faut", "il faudra",
        "il faudrait", "faut que", "j aimerais", "je veux", "je voudrais", "je pense acheter", "je pense à acheter", "j ai envie", "j envisage", "je prévois",
        "j ai l intention", "si je", "si on", "me doit", "me doivent", "va coûter", "coûterait", "taux de change",
        "سوف", "سأشتري", "سأدفع", "سأصرف", "سنشتري", "سندفع", "يجب أن", "يجب علي", "لازم أشتري", "لازم أدفع", "لازم نشري", "لازم نخلص",
        "أفكر في", "أفكر بشراء", "أود", "أرغب", "أتمنى", "ربما أشتري", "قد أشتري", "علي دين", "سعر الصرف",
    )
)  # fmt: skip
RECORDING_WORDS = _set(
    "record log add note enter noter ajouter enregistrer saisir inscrire سجل أسجل تسجيل أضف أضيف إضافة"
)
CONDITIONS = _set("if si")
EACH_WORDS = _set("each apiece chacun chacune pièce unité للواحد للواحدة")
