"""The interview: asks about what is left in the language of the person, and ends with what their answers say."""

import re
from collections.abc import Mapping
from typing import Any

from dev.gemini.engine.asked import UNTRUSTED, Asked
from dev.gemini.engine.replies import call_of
from dev.gemini.engine.task import Task
from dev.gemini.protocol.refusal import Json

_ASK, _FINISH = "ask_question", "finish_onboarding_and_save_info"
_SKIPPED = "(skipped)"
_FIGURES = {"income": "monthly_income", "savings": "savings", "investments": "investments", "debts": "debts"}
_QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "place": "First of all: in which city do you live?",
        "income": "Thank you! What comes in each month, all together?",
        "savings": "And how much money have you saved up?",
        "debts": "Do you owe anybody money? If so, how much?",
        "categories": "Where does most of your money go?",
        "goals": "What would you like to reach with your money?",
        "preferences": "Which kind of advice suits you?",
    },
    "fr": {
        "place": "Pour commencer : dans quelle ville habitez-vous ?",
        "income": "Merci ! Combien gagnez-vous chaque mois en tout ?",
        "savings": "Et combien avez-vous épargné ?",
        "debts": "Devez-vous de l'argent à quelqu'un ? Si oui, combien ?",
        "categories": "Où part le plus gros de votre argent ?",
        "goals": "Quel objectif aimeriez-vous atteindre ?",
        "preferences": "Quel genre de conseils vous convient ?",
    },
    "ar": {
        "place": "بداية: في أي مدينة تسكن؟",
        "income": "شكرًا لك! كم يبلغ دخلك الشهري كله؟",
        "savings": "وكم وفّرت من المال؟",
        "debts": "هل أنت مدين لأحد؟ وبكم؟",
        "categories": "أين يذهب معظم مالك؟",
        "goals": "ما الهدف الذي تريد بلوغه؟",
        "preferences": "أي نوع من النصائح يناسبك؟",
    },
}
_OPTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "categories": {
        "en": ("Rent", "Groceries", "Transport", "Restaurants", "Leisure"),
        "fr": ("Loyer", "Courses", "Transport", "Restaurants", "Loisirs"),
        "ar": ("الإيجار", "البقالة", "المواصلات", "المطاعم", "الترفيه"),
    },
    "preferences": {
        "en": ("Careful", "Balanced", "Daring"),
        "fr": ("Prudents", "Équilibrés", "Audacieux"),
        "ar": ("حذرة", "متوازنة", "جريئة"),
    },
}
_RISKS = ("cautious", "balanced", "adventurous")
_SUMMARIES = {
    "en": "Has just begun and wants to keep an eye on the money.",
    "fr": "Vient de commencer et veut garder un œil sur son argent.",
    "ar": "بدأ للتو ويريد متابعة أمواله.",
}
_LINE = re.compile(r"/(?=[^\W\d])")


def _answers(asked: Asked) -> dict[str, str]:
    """The last answer on each topic; the topics stand in the facts, in the order of the questions."""
    said = [text.removeprefix(UNTRUSTED) for role, text in asked.history if role == "user" and UNTRUSTED in text]
    said.append(asked.message)
    found = zip(asked.facts.get("asked", ()), said, strict=False)
    return {topic: text for topic, text in found if text != _SKIPPED}


def _next(asked: Asked) -> list[Json]:
    facts = asked.facts
    spoken = str(facts.get("language"))
    language = spoken if spoken in _QUESTIONS else "en"
    left = [topic for topic in facts.get("left", ()) if topic in _QUESTIONS[language]]
    if left and _ASK in facts.get("allowed", (_ASK,)):
        return [_question(left[0], language)]
    return [call_of(_FINISH, _learned(_answers(asked), language, spoken))]


def _question(topic: str, language: str) -> Json:
    options = _OPTIONS.get(topic, {}).get(language)
    kind = "direct" if options is None else "radio" if topic == "preferences" else "checkboxes"
    words = {"question": _QUESTIONS[language][topic], "question_type": kind, "topic": topic}
    return call_of(_ASK, {**words, "options": list(options) if options else None})


def _learned(answers: Mapping[str, str], language: str, spoken: str) -> Json:
    chosen = answers.get("preferences", "")
    risks = dict(zip(_OPTIONS["preferences"][language], _RISKS, strict=True))
    goal, categories = answers.get("goals"), answers.get("categories")
    return {
        **{name: _sum(answers.get(topic)) for topic, name in _FIGURES.items()},
        "user_ai_preferences": {"risk_preference": risks.get(chosen), "tone": "friendly", "style": None},
        "personal_info": {"preferred_currency": None, "location_context": answers.get("place"), "language": spoken},
        "extra_info": {
            "goals": [goal] if goal else [],
            "budget_categories": categories.split(", ") if categories else [],
            "budget_minimums": [],
        },
        "ai_summary": _SUMMARIES[language],
    }


def _sum(text: str | None) -> Any:
    """The first amount of an answer, read by the rules of the product."""
    from functions.expenses.rules.amounts import find_amounts

    found = find_amounts(_LINE.sub(" ", text or ""), "DZD")
    return {"amount": format(found[0].value, "f"), "currency": None} if found else None


TASK = Task(fits=lambda asked: {_ASK, _FINISH} <= set(asked.functions), answer=_next)
