"""Without a model the interview is a plain form, with the same shapes and the same outcome."""

from decimal import Decimal
from typing import Any

import pytest

from functions.onboarding.rules.form import CATEGORIES, ORDER, RISKS, TEXTS
from tests.onboarding.people import FINISHED, Newcomer

pytestmark = pytest.mark.usefixtures("no_model")
SHAPE = {"question", "question_type", "options", "step", "of"}
ANSWERS: dict[str, list[Any]] = {
    "en": ["I live in Algiers", "85k DA a month", "200,000 DA", "none", ["Groceries", "Leisure"], "a car"],
    "fr": ["J'habite à Alger", "85 000 DA par mois", "200 000 dinars", "aucune", ["Courses", "Loisirs"], "une voiture"],
    "ar": ["أعيش في الجزائر", "٨٥ ألف دينار في الشهر", "٢٠٠ ألف دج", "لا", ["البقالة", "الترفيه"], "سيارة"],
}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_whole_interview_in_each_language_fills_the_profile(newcomer: Newcomer, language: str) -> None:
    newcomer.language = language
    told = newcomer.answer_all([*ANSWERS[language], RISKS[language]["cautious"]])
    asked = told[:-1]
    assert [row["question"] for row in asked] == [TEXTS[topic][language] for topic in ORDER]
    assert all(set(row) == SHAPE for row in asked)
    assert [(row["step"], row["of"]) for row in asked] == [(number, 7) for number in range(1, 8)]
    assert [row["question_type"] for row in asked] == [*["direct"] * 4, "checkboxes", "direct", "radio"]
    assert asked[4]["options"] == list(CATEGORIES[language])
    assert told[-1] == FINISHED
    profile = newcomer.profile
    assert profile["onboarding_status"] == "completed"
    assert (profile["monthly_income"], profile["savings"], profile["debts"]) == (8_500_000, 20_000_000, 0)
    assert (profile["investments"], profile["currency"]) == (None, "DZD")
    assert profile["user_ai_preferences"] == {"risk_preference": "cautious"}
    assert profile["extra_info"] == {"goals": [ANSWERS[language][5]], "budget_categories": ANSWERS[language][4]}
    assert profile["personal_info"]["language"] == language
    assert "85000.00 DZD" in profile["ai_summary"]
    for fact in ("monthly_income", "savings", "debts", "extra_info.goals", "personal_info.location_context"):
        assert newcomer.how(fact) == "said", fact
    assert newcomer.how("personal_info.language") == "inferred"


def test_the_end_is_told_once_and_the_first_budgets_follow_within_the_income(newcomer: Newcomer) -> None:
    newcomer.language = "fr"
    newcomer.answer_all([*ANSWERS["fr"], RISKS["fr"]["balanced"]])
    kinds = [event.type for event in newcomer.ground.published]
    assert sorted(kinds) == ["onboarding.completed", "profile.changed"]
    budgets = newcomer.budgets()
    assert "Courses" in budgets
    assert 0 < sum(budgets.values()) <= 8_500_000


def test_what_was_said_is_forgotten_with_the_end_of_the_interview(newcomer: Newcomer) -> None:
    newcomer.question()
    newcomer.say("Algiers")
    assert newcomer.interview["answers"] == [{"values": ["Algiers"]}]
    for _ in range(6):
        newcomer.skip()
    assert newcomer.interview is None


def test_a_range_is_known_as_inferred(newcomer: Newcomer) -> None:
    newcomer.answer_all(["Oran", "entre 80 000 et 90 000 DA", None, None, None, None, None])
    assert newcomer.profile["monthly_income"] == 8_500_000
    assert newcomer.how("monthly_income") == "inferred"


def test_a_yearly_income_is_divided_by_twelve_and_inferred(newcomer: Newcomer) -> None:
    newcomer.answer_all(["Oran", "1 020 000 DA par an", None, None, None, None, None])
    assert newcomer.profile["monthly_income"] == 8_500_000
    assert newcomer.how("monthly_income") == "inferred"


def test_the_currency_is_that_of_the_place_where_none_is_named(newcomer: Newcomer) -> None:
    newcomer.answer_all(["Tunis", "2500,500 dinars", None, None, None, None, None])
    assert (newcomer.profile["currency"], newcomer.profile["monthly_income"]) == ("TND", 2_500_500)
    assert newcomer.how("currency") == "inferred"


def test_the_currency_that_the_income_was_said_in_governs_and_others_are_kept_as_words(newcomer: Newcomer) -> None:
    newcomer.answer_all(["Alger", "2 000 €", "150 000 DA", None, None, None, None])
    profile = newcomer.profile
    assert (profile["currency"], profile["monthly_income"], profile["savings"]) == ("EUR", 200_000, None)
    assert profile["extra_info"]["said_in_other_currency"] == {"savings": "150000 DZD"}
    assert newcomer.how("currency") == "said"


def test_all_questions_may_be_skipped_and_nothing_is_made_up(newcomer: Newcomer) -> None:
    assert newcomer.answer_all([None] * 7)[-1] == FINISHED
    profile = newcomer.profile
    assert profile["onboarding_status"] == "completed"
    assert all(profile[name] is None for name in ("monthly_income", "savings", "investments", "debts"))
    assert (profile["personal_info"], profile["extra_info"]) == ({"language": "en"}, {})


@pytest.mark.parametrize("answer", ["9" * 29, "99999999999999 DA", "no idea", "0.001 DA", "-5", "NaN", "1e9"])
def test_no_answer_breaks_the_end_and_no_impossible_figure_is_kept(newcomer: Newcomer, answer: str) -> None:
    assert newcomer.answer_all(["Algiers", answer, None, None, None, None, None])[-1] == FINISHED
    income = newcomer.profile["monthly_income"]
    assert income is None or Decimal(income) <= 10**12


def test_the_questions_follow_the_language_of_the_answers(newcomer: Newcomer) -> None:
    newcomer.question()
    assert newcomer.say("J'habite à Oran avec ma famille")["question"] == TEXTS["income"]["fr"]
    assert newcomer.say("خمسة وثمانون ألف دينار")["question"] == TEXTS["savings"]["ar"]
    assert newcomer.say("200000")["question"] == TEXTS["debts"]["ar"]


def test_a_language_that_the_person_has_chosen_stays(newcomer: Newcomer) -> None:
    from shared.gcp.firestore import user

    user(newcomer.uid).update({"profile.personal_info": {"language": "fr"}})
    assert newcomer.question()["question"] == TEXTS["place"]["fr"]
    assert newcomer.say("I live in Algiers with my family")["question"] == TEXTS["income"]["fr"]


def test_a_profile_that_is_full_takes_the_figures_all_the_same(newcomer: Newcomer) -> None:
    from shared.gcp.firestore import user

    notes = {f"note {number}": "x" for number in range(50)}
    user(newcomer.uid).update({"profile.extra_info": notes})
    assert newcomer.answer_all(["Algiers", "85 000 DA", None, None, None, "a car", None])[-1] == FINISHED
    assert newcomer.profile["monthly_income"] == 8_500_000
    assert newcomer.profile["extra_info"] == notes
