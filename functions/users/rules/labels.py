"""What the fields of a profile are called, and how a change of them is told, in each language."""

from collections.abc import Mapping

from functions.users.rules.profile import FIGURES
from shared.language import Language
from shared.money import Money

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "first_name": "First name",
        "last_name": "Last name",
        "monthly_income": "Monthly income",
        "savings": "Savings",
        "investments": "Investments",
        "debts": "Debts",
        "currency": "Currency",
        "preferred_currency": "Preferred currency",
        "time_zone": "Time zone",
        "period_start_day": "First day of a period",
        "keep_receipts": "Keep receipts",
        "user_ai_preferences": "Preferences",
        "personal_info": "Personal facts",
        "extra_info": "Other facts",
        "onboarding_status": "Interview",
        "ai_summary": "Summary",
        "language": "Language",
        "location_context": "Place",
        "tone": "Tone",
        "style": "Style",
        "risk_preference": "Risk",
        "goals": "Goals",
        "budget_categories": "Categories",
        "budget_minimums": "Minimums",
        "said_in_other_currency": "Said in another currency",
        "in_en": "English",
        "in_fr": "French",
        "in_ar": "Arabic",
        "completed": "completed",
        "in_progress": "in progress",
        "not_started": "not started",
        "none": "none",
        "yes": "yes",
        "no": "no",
        "confirmed": "Confirmed what was known",
        "field": "{name}: {before} → {after}",
        "facts": "{name}: {keys}",
    },
    "fr": {
        "first_name": "Prénom",
        "last_name": "Nom",
        "monthly_income": "Revenu mensuel",
        "savings": "Épargne",
        "investments": "Placements",
        "debts": "Dettes",
        "currency": "Devise",
        "preferred_currency": "Devise préférée",
        "time_zone": "Fuseau horaire",
        "period_start_day": "Premier jour d'une période",
        "keep_receipts": "Garder les reçus",
        "user_ai_preferences": "Préférences",
        "personal_info": "Informations personnelles",
        "extra_info": "Autres informations",
        "onboarding_status": "Entretien",
        "ai_summary": "Résumé",
        "language": "Langue",
        "location_context": "Lieu",
        "tone": "Ton",
        "style": "Manière",
        "risk_preference": "Risque",
        "goals": "Objectifs",
        "budget_categories": "Catégories",
        "budget_minimums": "Montants minimums",
        "said_in_other_currency": "Dit dans une autre devise",
        "in_en": "anglais",
        "in_fr": "français",
        "in_ar": "arabe",
        "completed": "terminé",
        "in_progress": "en cours",
        "not_started": "pas commencé",
        "none": "rien",
        "yes": "oui",
        "no": "non",
        "confirmed": "Ce qui était connu est confirmé",
        "field": "{name} : {before} → {after}",
        "facts": "{name} : {keys}",
    },
    "ar": {
        "first_name": "الاسم",
        "last_name": "اللقب",
        "monthly_income": "الدخل الشهري",
        "savings": "المدخرات",
        "investments": "الاستثمارات",
        "debts": "الديون",
        "currency": "العملة",
        "preferred_currency": "العملة المفضلة",
        "time_zone": "المنطقة الزمنية",
        "period_start_day": "أول يوم من الفترة",
        "keep_receipts": "حفظ الإيصالات",
        "user_ai_preferences": "التفضيلات",
        "personal_info": "معلومات شخصية",
        "extra_info": "معلومات أخرى",
        "onboarding_status": "المقابلة",
        "ai_summary": "الملخص",
        "language": "اللغة",
        "location_context": "المكان",
        "tone": "النبرة",
        "style": "الأسلوب",
        "risk_preference": "المخاطرة",
        "goals": "الأهداف",
        "budget_categories": "الفئات",
        "budget_minimums": "الحدود الدنيا",
        "said_in_other_currency": "ما قيل بعملة أخرى",
        "in_en": "الإنجليزية",
        "in_fr": "الفرنسية",
        "in_ar": "العربية",
        "completed": "مكتملة",
        "in_progress": "جارية",
        "not_started": "لم تبدأ",
        "none": "لا شيء",
        "yes": "نعم",
        "no": "لا",
        "confirmed": "تأكد ما كان معروفًا",
        "field": "{name}: {before} ← {after}",
        "facts": "{name}، ما تغيّر: {keys}",
    },
}


def field_told(name: str, value: object, currency: str, language: Language) -> str:
    """A value of a field as people know it: money, a language by its name, a list in one line.

    Of a figure the value is a decimal string, in this currency.
    """
    if name in FIGURES:
        return language.money(Money.parse(str(value), currency))
    if name == "language":
        return label(f"in_{value}", language) if f"in_{value}" in LABELS["en"] else str(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def label(name: str, language: Language) -> str:
    """What a field is called; a key of the person's own as they wrote it."""
    return language.choose(LABELS).get(name, name.replace("_", " "))
