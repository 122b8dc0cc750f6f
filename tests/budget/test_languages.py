"""What budgets say to a person is in the language of their profile, else of their browser, else in English."""

import pytest

from shared.gcp.firestore import user
from tests.budget.people import Household
from tests.ground import Ground

REBALANCED = {
    "en": ("🔄 Budgets rebalanced", "Fun: 2000.00 → 1500.00 DZD."),
    "fr": ("🔄 Budgets rééquilibrés", "Fun : 2\u202f000,00 → 1\u202f500,00\u00a0DZD."),
    "ar": (
        "🔄 أُعيد توازن الميزانيات",
        "\u2068Fun\u2069: من \u20682,000.00\u2069 إلى \u20681,500.00\u00a0DZD\u2069.",
    ),
}
HALF_WAY = {
    "en": ("🎯 Bike: 50%", "You have saved 50% of Bike."),
    "fr": ("🎯 Bike : 50\u00a0%", "Vous avez épargné 50\u00a0% de votre objectif Bike."),
    "ar": ("🎯 الهدف \u2068Bike\u2069: \u206850%\u2069", "لقد ادّخرت \u206850%\u2069 من هدفك \u2068Bike\u2069."),
}
PLANNED = {
    "en": (
        "8 budgets were made. They come to 40500.00 DZD a period.",
        "The assistant could not be asked, so fixed rules made this plan.",
    ),
    "fr": (
        "8 budgets ont été créés. Cela fait 40\u202f500,00\u00a0DZD par période.",
        "L'assistant n'a pas pu être consulté : ce plan suit des règles fixes.",
    ),
    "ar": (
        "عدد الميزانيات الجديدة: \u20688\u2069. مجموعها \u206840,500.00\u00a0DZD\u2069 في الفترة.",
        "تعذّر سؤال المساعد، لذلك وُضعت هذه الخطة بقواعد ثابتة.",
    ),
}


@pytest.fixture(params=["en", "fr", "ar"])
def spoken(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def household(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    return Household(memory, monkeypatch, income=5_000_000)


def speak(household: Household, language: str) -> None:
    user(household.uid).update({"profile.personal_info": {"language": language}})


def test_a_rebalance_is_told_in_the_persons_language(household: Household, spoken: str) -> None:
    speak(household, spoken)
    food = household.ground.budget(household.uid, "Food", 100_000)
    household.ground.budget(household.uid, "Fun", 200_000)
    household.settle()
    household.ask("PATCH", f"/api/budget/{food.id}/", {"budget": 1500})
    household.settle()
    assert household.told() == [REBALANCED[spoken]]


def test_a_milestone_is_told_in_the_persons_language(household: Household, spoken: str) -> None:
    speak(household, spoken)
    made = household.ask("POST", "/api/budget/goals/", {"title": "Bike", "target": 1000, "saved": 500})
    assert made.status_code == 201, made.text
    assert household.told() == [HALF_WAY[spoken]]


def test_a_plan_is_told_in_the_persons_language(household: Household, spoken: str) -> None:
    speak(household, spoken)
    found = household.ask("POST", "/api/budget/generate/", {}).json
    message, ruled = PLANNED[spoken]
    assert found["message"] == message  # type: ignore[index]
    assert ruled in found["assumptions"]  # type: ignore[index]


def test_a_plan_is_told_in_the_browsers_language_where_the_profile_names_none(
    household: Household, spoken: str
) -> None:
    asked = {"Accept-Language": f"{spoken}-DZ,{spoken};q=0.9"}
    found = household.ask("POST", "/api/budget/generate/", {}, **asked).json
    assert PLANNED[spoken][1] in found["assumptions"]  # type: ignore[index]


def test_a_language_that_we_do_not_write_gets_english(household: Household) -> None:
    speak(household, "pt")
    found = household.ask("POST", "/api/budget/generate/", {}).json
    assert found["message"] == PLANNED["en"][0]  # type: ignore[index]


def test_problems_stay_english(household: Household) -> None:
    speak(household, "fr")
    assert household.ask("POST", "/api/budget/", {}).json["detail"].startswith("Budgets are not made")  # type: ignore[index]
