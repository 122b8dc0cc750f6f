"""The summary of a person in our own words, where the model's is missing or holds a figure that nobody said."""

from collections.abc import Mapping

from functions.onboarding.models import Learned
from shared.language import Language
from shared.money import Money

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "place": {"en": "Lives in {value}.", "fr": "Habite à {value}.", "ar": "مكان السكن: {value}."},
    "monthly_income": {
        "en": "Receives {value} a month.",
        "fr": "Reçoit {value} par mois.",
        "ar": "الدخل الشهري: {value}.",
    },
    "savings": {"en": "Has {value} put aside.", "fr": "A mis {value} de côté.", "ar": "المدّخرات: {value}."},
    "investments": {"en": "Has invested {value}.", "fr": "A placé {value}.", "ar": "الاستثمارات: {value}."},
    "debts": {"en": "Owes {value}.", "fr": "Doit {value}.", "ar": "الديون: {value}."},
    "goals": {"en": "Saves for: {value}.", "fr": "Épargne pour : {value}.", "ar": "الأهداف: {value}."},
}
NOTHING: Mapping[str, str] = {
    "en": "Has told nothing about money yet.",
    "fr": "N'a encore rien dit de son argent.",
    "ar": "لم يذكر شيئًا عن أمواله بعد.",
}


def told_again(learned: Learned, figures: Mapping[str, Money], language: Language) -> str:
    """What was learned, a sentence for each fact. Amounts look as in the rest of the profile."""
    values = {
        "place": learned.personal_info.get("location_context"),
        **{name: f"{money} {money.currency}" for name, money in figures.items() if money.minor},
        "goals": ", ".join(learned.extra_info.get("goals", ())),
    }
    said = [
        language.choose(sentence).format(value=value)
        for name, sentence in SENTENCES.items()
        if (value := values.get(name))
    ]
    return " ".join(said) or language.choose(NOTHING)
