"""The interview without a model: fixed questions in a fixed order, in the languages of our texts."""

from collections.abc import Mapping

from functions.onboarding.models import Interview, Question, QuestionType, Topic
from functions.onboarding.rules.course import may_ask
from shared.folding import title_key
from shared.language import language_of

# The order: the place tells which currency the amounts are in.
ORDER: tuple[Topic, ...] = ("place", "income", "savings", "debts", "categories", "goals", "preferences")
_TYPES: Mapping[Topic, QuestionType] = {"categories": "checkboxes", "preferences": "radio"}
TEXTS: Mapping[Topic, Mapping[str, str]] = {
    "place": {
        "en": "Welcome! Where do you live? A city or a country is enough.",
        "fr": "Bienvenue ! Où habitez-vous ? Une ville ou un pays suffit.",
        "ar": "مرحبًا بك! أين تعيش؟ يكفي اسم المدينة أو البلد.",
    },
    "income": {
        "en": "How much money do you receive in a month? A range is fine too.",
        "fr": "Combien d'argent recevez-vous par mois ? Une fourchette convient aussi.",
        "ar": "كم من المال تتلقى في الشهر؟ يمكنك ذكر مبلغ تقريبي.",
    },
    "savings": {
        "en": "How much have you put aside so far?",
        "fr": "Combien avez-vous mis de côté jusqu'ici ?",
        "ar": "كم ادّخرت حتى الآن؟",
    },
    "debts": {
        "en": "Do you have debts or loans? How much is left to pay?",
        "fr": "Avez-vous des dettes ou des crédits ? Combien reste-t-il à payer ?",
        "ar": "هل عليك ديون أو قروض؟ كم بقي منها؟",
    },
    "categories": {
        "en": "What do you want to keep an eye on? Choose as many as you like.",
        "fr": "Quelles dépenses voulez-vous suivre ? Choisissez-en autant que vous voulez.",
        "ar": "أي نفقات تريد متابعتها؟ اختر ما تشاء منها.",
    },
    "goals": {
        "en": "Is there something that you are saving for?",
        "fr": "Y a-t-il un projet pour lequel vous épargnez ?",
        "ar": "هل هناك هدف تدّخر من أجله؟",
    },
    "preferences": {
        "en": "How should I advise you on money?",
        "fr": "Comment dois-je vous conseiller pour votre argent ?",
        "ar": "كيف تحب أن أنصحك في أمور المال؟",
    },
}
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "en": ("Housing", "Groceries", "Transport", "Bills", "Eating out", "Health", "Leisure", "Children"),
    "fr": ("Logement", "Courses", "Transport", "Factures", "Restaurants", "Santé", "Loisirs", "Enfants"),
    "ar": ("السكن", "البقالة", "المواصلات", "الفواتير", "المطاعم", "الصحة", "الترفيه", "الأطفال"),
}
RISKS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "cautious": "Carefully: safety first",
        "balanced": "Balanced: a bit of both",
        "adventurous": "Boldly: I dare to risk something",
    },
    "fr": {
        "cautious": "Avec prudence : la sécurité d'abord",
        "balanced": "Avec équilibre : un peu des deux",
        "adventurous": "Avec audace : j'ose prendre des risques",
    },
    "ar": {
        "cautious": "بحذر: الأمان أولًا",
        "balanced": "باتزان: قليل من هذا وذاك",
        "adventurous": "بجرأة: أقبل بعض المخاطرة",
    },
}


def form_question(topic: Topic, language: str) -> Question:
    """The form's question on this topic."""
    spoken = language_of(language)
    options: tuple[str, ...] = ()
    if topic == "categories":
        options = spoken.choose(CATEGORIES)
    elif topic == "preferences":
        options = tuple(spoken.choose(RISKS).values())
    return Question(topic, spoken.choose(TEXTS[topic]), _TYPES.get(topic, "direct"), options)


def next_question(interview: Interview) -> Question | None:
    """What the form asks next; None when everything was asked, or enough."""
    if not may_ask(interview):
        return None
    topics = {question.topic for question in interview.questions}
    topic = next((topic for topic in ORDER if topic not in topics), None)
    return None if topic is None else form_question(topic, interview.language)


def risk_of(option: str) -> str | None:
    """Which of the profile's words for risk an option of the form stands for, in any language."""
    key = title_key(option)
    return next((risk for row in RISKS.values() for risk, text in row.items() if title_key(text) == key), None)
