"""Words by which messages say what they want, in English, French and Arabic; folded where they are compared."""

import re

from shared.folding import fold


def pattern(*lines: str) -> re.Pattern[str]:
    """Any of these phrases (`|` between them), as whole words of folded text; the longest first."""
    phrases = sorted({fold(one) for line in lines for one in line.split("|")}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in phrases))


def folded(*lines: str) -> frozenset[str]:
    """Single words, folded."""
    return frozenset(fold(one) for line in lines for one in line.split())


BUDGET = pattern(
    "budget|budgets|category|categories|envelope",
    "budget|budgets|catégorie|catégories|enveloppe",
    "ميزانية|الميزانية|ميزانيات|الميزانيات|ميزانيتي|ميزانياتي|لميزانية|وميزانية",
)
CREATE = pattern(
    "create|add|make|new|start|open|set up|i want|i need|i would like",
    "crée|créer|ajoute|ajouter|nouveau|nouvelle|ouvre|prévois|je veux|je voudrais|il me faut",
    "أنشئ|انشئ|أضف|اضف|اصنع|افتح|جديدة|أريد ميزانية|أريد",
)
CHANGE = pattern(
    "set|change|raise|increase|lower|reduce|cut|update|make|put|adjust|bring|bump|move",
    "mets|mettre|change|changer|passe|passer|augmente|augmenter|baisse|baisser|réduis|réduire|modifie|modifier|fixe|monte",
    "غير|غيّر|اجعل|ارفع|زد|اخفض|خفض|خفّض|عدل|عدّل|حدد|ضع",
)
DELETE = pattern(
    "delete|remove|drop|get rid of|cancel",
    "supprime|supprimer|enlève|enlever|efface|effacer|retire|retirer",
    "احذف|أحذف|ازل|أزل|امسح|ألغ|الغ",
)
# A time to come: of it nothing is recorded, so a question about it asks for a forecast.
AHEAD = pattern(
    "next month|next months|coming month|coming months|next period|next year",
    "mois prochain|prochains mois|prochain mois|mois à venir|année prochaine",
    "الشهر القادم|الشهر المقبل|الأشهر القادمة|الاشهر القادمة|السنة القادمة",
)
# Verbs that give a budget its amount, whether it is there already or not.
SET = pattern("set|make|put", "mets|mettre|fixe|fixer", "اجعل|حدد|ضع")
UP = pattern(
    "raise|increase|bump|add",
    "augmente|augmenter|augmentez|monte|monter|hausse|ajoute|ajouter|rajoute|rajouter",
    "ارفع|زد|أضف",
)
DOWN = pattern(
    "lower|reduce|cut|decrease|trim|take",
    "baisse|baisser|réduis|réduire|diminue|diminuer|enlève|enlever|retire|retirer",
    "اخفض|خفض|خفّض|قلل|قلّل|أنقص|انقص",
)
GIVES = re.compile("|".join(f"(?:{one.pattern})" for one in (SET, CHANGE, UP, DOWN)))
# Verbs that say by how much, not how much, when they name where it goes.
ADDS = pattern("add|take", "ajoute|ajouter|rajoute|rajouter|enlève|enlever|retire|retirer", "زد|أضف|أنقص|انقص")
SHOW = pattern(
    "show|list|see|what are|which|display|tell me|give me|any|check",
    "montre|montrer|liste|affiche|afficher|voir|quels sont|quelles sont|donne|y a-t-il|ai-je",
    "أظهر|اظهر|اعرض|أرني|ارني|ما هي|هل لدي|عندي|هل هناك",
)
MINE = pattern("my budgets|all budgets", "mes budgets|tous les budgets", "ميزانياتي|كل الميزانيات")
ASKS = pattern(
    "how much|how many|what|which|where|when|who",
    "combien|quel|quelle|quels|quelles|où|quand",
    "كم|ما|أين|متى|هل",
)
NOTICE = pattern(
    "notification|notifications|alerts|alert|news",
    "notification|notifications|alerte|alertes|nouveautés",
    "إشعار|إشعارات|الإشعارات|إشعاراتي|تنبيه|تنبيهات|التنبيهات",
)
REMIND = pattern(
    "remind me|notify me|leave me a note|send me a notification|write me a notification|drop me a note",
    "rappelle-moi|rappelle moi|préviens-moi|préviens moi|notifie-moi|notifie moi|envoie-moi une notification",
    "ذكرني|ذكّرني|نبهني|نبّهني|أشعرني|أرسل لي إشعارا",
)
LEADS_TO = re.compile(r"^\s*(?:to|that|about|of|de|d['’]|que|qu['’]|à|أن|بأن|ان|ب)(?:\s+|(?<=['’]))", re.IGNORECASE)
PLAN = pattern(
    "plan|organise|organize|rebalance|balance|sort out|rework|redo|set up|prepare",
    "planifie|planifier|organise|organiser|rééquilibre|rééquilibrer|équilibre|prépare|préparer|refais",
    "خطط|خطّط|نظم|نظّم|رتب|رتّب|وازن|جهز|حضّر|أعد",
)
WHOLE = pattern(
    "my month|the month|next month|this month|my budgets|all budgets|all my budgets|everything|my finances|my money|"
    "the rest|them all",
    "mon mois|le mois|ce mois|mes budgets|tous les budgets|tous mes budgets|tout|mes finances|mon argent|le reste",
    "شهري|لشهري|للشهر|لهذا الشهر|الشهر|هذا الشهر|ميزانياتي|كل الميزانيات|كل ميزانياتي|كل شيء|أموالي|مالي|الباقي",
)
INCOME = pattern(
    "income|salary|wage|wages|i earn|i make|i get paid|my pay|a raise|earning",
    "revenu|revenus|salaire|je gagne|ma paie|paye|augmentation|je touche",
    "راتبي|الراتب|راتب|دخلي|دخل|الدخل|أتقاضى|أكسب|زيادة في الراتب",
)
SAVINGS = pattern("savings|i have saved|saved up", "épargne|économies|j'ai épargné", "مدخراتي|مدخرات|ادخرت|توفيري")
DEBTS = pattern("debt|debts|i owe|my loan", "dette|dettes|je dois|mon crédit|mon prêt", "ديون|ديوني|دين|قرضي|علي دين")
INVESTMENTS = pattern("investments|invested", "placements|investissements", "استثماراتي|استثمارات")
KNOWN = pattern(
    "my|do you know about me|my profile|about me",
    "mon|ma|mes|mon profil|sur moi",
    "راتبي|دخلي|مدخراتي|ديوني|استثماراتي|ملفي|عني",
)
PROFILE = pattern("my profile|about me", "mon profil|sais-tu de moi|sur moi", "ملفي|عني")
# Of entries, not of what they said about themselves.
ENTRIES = pattern(
    "this month|last month|this week|last week|today|yesterday|this year|last year|came in|received|spend|spent|in",
    "left",
    "ce mois|mois dernier|semaine|aujourd'hui|hier|cette année|reçu|dépensé|en|reste|restent",
    "هذا الشهر|الشهر الماضي|الأسبوع|اليوم|أمس|السنة|استلمت|صرفت|في|بقي|باقي",
)
SPENT = pattern(
    "spent|i paid|we paid|paid for|bought|cost|costs|purchased",
    "dépensé|payé|acheté|coûté|réglé",
    "صرفت|أنفقت|دفعت|اشتريت|شريت",
)
ADD = pattern("add", "ajoute|ajouter", "أضف|زد")
RAISE = pattern("raise|promotion", "augmentation|promotion", "زيادة|ترقية")
LANGUAGES = {
    "en": pattern("in english|to english|speak english", "en anglais", "بالإنجليزية|إلى الإنجليزية"),
    "fr": pattern("in french|to french|speak french", "en français", "بالفرنسية|إلى الفرنسية"),
    "ar": pattern("in arabic|to arabic|speak arabic", "en arabe", "بالعربية|إلى العربية"),
}
SPEAK = pattern(
    "speak|answer|talk|write|switch|reply|language",
    "parle|réponds|écris|passe|langue",
    "تكلم|تحدث|أجب|اكتب|اللغة|رد",
)
NAME = re.compile(
    r"(?:call me|my name is|appelle[- ]moi|je m['’]appelle|mon (?:prénom|nom) est|اسمي|نادني)\s+"
    r"([^\W\d_][\w'’-]{1,30})",
    re.IGNORECASE,
)
PAYDAY = re.compile(
    r"(?:payday|paid on|salary (?:comes|arrives)|payé(?:e)? le|jour de paie|paie tombe le|يوم الراتب|أتقاضى راتبي يوم)"
    r"[^\d]{0,30}(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
REPORT = pattern(
    "report|overview|summary|how am i doing|how do i stand|where do i stand|sum up",
    "rapport|bilan|résumé|aperçu|récapitulatif|où j'en suis|où en suis-je",
    "تقرير|ملخص|لمحة|كيف وضعي|وضعي المالي",
)
FORECAST = pattern(
    "forecast|predict|prediction|will i spend|next months",
    "prévision|prévisions|prévois-tu|vais-je dépenser|prochains mois",
    "توقع|توقعات|سأصرف|الأشهر القادمة",
)
ADVICE = {
    "analyze": pattern(
        "should i buy|can i afford|is it wise|worth buying|afford",
        "dois-je acheter|devrais-je acheter|puis-je m'offrir|ai-je les moyens|est-ce raisonnable",
        "هل أشتري|هل يمكنني شراء|هل أستطيع شراء|هل يناسبني",
    ),
    "compare": pattern(
        "compare buying|which is better|which should i buy",
        "lequel acheter|quel est le meilleur",
        "أيهما أفضل|أيهما أشتري",
    ),
    "recommend": pattern(
        "advice|advise|recommend|tips|how can i save|save more|suggest",
        "conseil|conseils|conseille|recommande|économiser|suggère",
        "نصيحة|نصائح|انصحني|اقترح|كيف أوفر|كيف أدخر",
    ),
}
UNDO = pattern(
    "undo|undo that|undo it|take it back|take that back|take back|revert|revert that|put it back|cancel that|cancel it",
    "annule|annule ça|annulez|annuler|reviens en arrière|défais|défaire|remets comme avant|retire ça",
    "تراجع|تراجع عن ذلك|تراجعي|ألغ ذلك|الغ ذلك|ألغ هذا|أعد كما كان|ارجع كما كان",
)
# What may stand around it: anything else is a request of its own, such as to cancel a budget.
UNDO_FILLERS = folded(
    "please the last latest change changes action that it this no oops sorry what you just did was done everything all "
    "again now can could would you i want to wait thing things my one ones made",
    "s il te vous plaît stp svp la le les dernière dernier derniers dernières action actions changement changements ça "
    "cela ce que tu viens vous venez de faire tout non pardon oups peux pouvez maintenant encore c est d ai fait je",
    "من فضلك آخر اخر تغيير ما فعلت فعلته كل شيء لا عذرا عفوا عن ذلك هذا الأخير التغيير العملية الأخيرة هل يمكنك الآن",
)
# What a verb of deleting takes back when it is about a change, and not about a budget.
DONE = pattern(
    "change|changes|action|actions|what i did|what i changed|what you did|what was done",
    "changement|changements|modification|modifications|action|actions|ce que j'ai fait|ce que tu as fait",
    "تغيير|التغيير|تعديل|التعديل|العملية|عملية|ما فعلت|ما فعلته|ما غيرته",
)
# Alone they decide nothing: a confirmation is a request of its own.
YES = pattern(
    "yes|yes please|confirm|i confirm|go ahead|do it|no",
    "oui|je confirme|confirme|vas-y|allez-y|non",
    "نعم|أؤكد|اؤكد|أكد|موافق|لا",
)
SMALL_TALK = {
    "undo": UNDO,
    "thanks": pattern(
        "thanks|thank you|thx|cheers|great|perfect|nice|ok|okay|good",
        "merci|super|parfait|d'accord|génial",
        "شكرا|شكرًا|ممتاز|حسنا|جميل",
    ),
    "how_are_you": pattern(
        "how are you|how is it going|how's it going", "ça va|comment vas-tu|comment allez-vous", "كيف حالك|كيف الحال"
    ),
    "help": pattern(
        "help|what can you do|who are you|how do you work",
        "aide|que peux-tu faire|que sais-tu faire|qui es-tu",
        "مساعدة|ماذا تستطيع|ماذا يمكنك|من أنت|ساعدني",
    ),
    "bye": pattern(
        "bye|goodbye|see you|good night",
        "au revoir|à bientôt|bonne nuit|à demain",
        "مع السلامة|إلى اللقاء|وداعا|تصبح على خير",
    ),
    "hello": pattern(
        "hello|hi|hey|good morning|good evening|good afternoon",
        "bonjour|salut|bonsoir|coucou",
        "مرحبا|مرحبًا|السلام عليكم|صباح الخير|مساء الخير|أهلا",
    ),
}
