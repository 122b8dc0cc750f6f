"""What messages want, read by rules, in three languages."""

from datetime import date
from typing import Any

import pytest

from functions.chat.models.talk import BudgetName
from functions.chat.models.wanted import Heard, SaidAmount
from functions.chat.rules.intents import MOST_CALLS, small_talk, wanted
from functions.expenses import service as expenses

TODAY = date(2026, 11, 25)
BUDGETS = (BudgetName("bud_g", "Groceries", "DZD"), BudgetName("bud_t", "Transport", "DZD"))
TITLES = tuple(one.title for one in BUDGETS)


def question(text: str) -> dict[str, Any] | None:
    return {"asked": text} if expenses.read_question(text, "en", TODAY, TITLES) else None


def amounts(text: str) -> tuple[SaidAmount, ...]:
    return tuple(SaidAmount(one.value, one.currency, one.start, one.end) for one in expenses.amounts_in(text, "DZD"))


HEARD = Heard(
    BUDGETS,
    TODAY,
    amounts,
    lambda text: expenses.title_in(text, TITLES),
    question,
    lambda text: expenses.states_spending(text, TODAY, "DZD", TITLES),
    lambda text: expenses.states_income(text, TODAY, "DZD"),
)


def calls(text: str) -> list[tuple[str, dict[str, Any]]]:
    return [(one.tool, dict(one.arguments)) for one in wanted(text, HEARD)]


@pytest.mark.parametrize(
    ("text", "tool", "arguments"),
    [
        ("Create a budget Pets of 5000", "create_budget", {"title": "Pets", "amount": "5000"}),
        ("make a new budget for Sport, 6000 a month", "create_budget", {"title": "Sport", "amount": "6000"}),
        ("Set up a budget of 7000 for gifts", "create_budget", {"title": "gifts", "amount": "7000"}),
        ("create a budget Groceries of 20000", "create_budget", {"title": "Groceries", "amount": "20000"}),
        (
            "crée un budget Loisirs de 10 000 DA",
            "create_budget",
            {"title": "Loisirs", "amount": "10000", "currency": "DZD"},
        ),
        ("Je veux un budget Vacances de 15000", "create_budget", {"title": "Vacances", "amount": "15000"}),
        ("أنشئ ميزانية الترفيه 8000", "create_budget", {"title": "الترفيه", "amount": "8000"}),
        ("Set groceries to 25000", "update_budget", {"budget_id": "bud_g", "amount": "25000"}),
        ("change Transport from 8000 to 9500.50", "update_budget", {"budget_id": "bud_t", "amount": "9500.50"}),
        ("mets le budget Courses à 25 000", "update_budget", {"budget_id": "bud_g", "amount": "25000"}),
        ("غيّر ميزانية البقالة إلى 22000", "update_budget", {"budget_id": "bud_g", "amount": "22000"}),
        ("Remove Transport", "delete_budget", {"budget_id": "bud_t"}),
        ("supprime le budget Transport", "delete_budget", {"budget_id": "bud_t"}),
        ("احذف ميزانية النقل", "delete_budget", {"budget_id": "bud_t"}),
        ("My monthly income is 90000 DZD", "edit_user_profile", {"monthly_income": "90000"}),
        ("Je gagne 95 000 DA par mois", "edit_user_profile", {"monthly_income": "95000"}),
        ("راتبي 95000 دينار", "edit_user_profile", {"monthly_income": "95000"}),
        ("I have saved 200000", "edit_user_profile", {"savings": "200000"}),
        ("appelle-moi Sara", "edit_user_profile", {"first_name": "Sara"}),
        ("please answer in French", "edit_user_profile", {"language": "fr"}),
        ("my payday is the 25th", "edit_user_profile", {"period_start_day": 25}),
        ("what is my income?", "show_profile", {}),
        ("mes dettes ?", "show_profile", {}),
        ("ما هو راتبي؟", "show_profile", {}),
        ("what do you know about me?", "show_profile", {}),
        (
            "remind me to pay the rent on the 1st",
            "create_notification",
            {"title": "Pay the rent on the 1st", "message": "remind me to pay the rent on the 1st"},
        ),
        ("Show my budgets", "list_budgets", {}),
        ("mes notifications ?", "list_notifications", {}),
        ("هل لدي إشعارات؟", "list_notifications", {}),
        ("Plan my month", "call_main_coordinator", {"message": "Plan my month"}),
        ("خطط لشهري", "call_main_coordinator", {"message": "خطط لشهري"}),
        ("fais-moi un bilan", "call_report_agent", {"message": "fais-moi un bilan"}),
        ("Forecast next month", "call_forecast_agent", {"message": "Forecast next month"}),
        ("How much did I spend?", "query_spending", {"plan": {"asked": "How much did I spend?"}}),
        ("taxi 300 DZD", "record_expense", {"message": "taxi 300 DZD"}),
        ("صرفت 300 دينار على القهوة", "record_expense", {"message": "صرفت 300 دينار على القهوة"}),
    ],
)
def test_one_step_is_one_call(text: str, tool: str, arguments: dict[str, Any]) -> None:
    assert calls(text) == [(tool, arguments)]


def test_parts_with_verbs_of_their_own_are_calls_of_their_own() -> None:
    assert [tool for tool, _ in calls("set groceries to 25000 and delete transport")] == [
        "update_budget",
        "delete_budget",
    ]
    both = calls("I bought shoes for 4500, how much is left for groceries?")
    assert [tool for tool, _ in both] == ["record_expense", "query_spending"]
    assert both[0][1] == {"message": "I bought shoes for 4500"}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("raise groceries by 2000", "up_by"),
        ("Please increase the Groceries budget by 2,000 DZD", "up_by"),
        ("add 2000 to the groceries budget", "up_by"),
        ("lower groceries by 2000", "down_by"),
        ("take 2000 off groceries", "down_by"),
        ("cut my groceries budget by 2 000", "down_by"),
        ("Augmente les courses de 2 000", "up_by"),
        ("Ajoute 2000 DA aux courses", "up_by"),
        ("baisse le budget courses de 2000", "down_by"),
        ("mets 2000 de plus sur les courses", "up_by"),
        ("زد ميزانية البقالة بمقدار 2000", "up_by"),
        ("ارفع ميزانية البقالة ب 2000", "up_by"),
        ("زد ميزانية البقالة 2000", "up_by"),
        ("اخفض ميزانية البقالة بمقدار 2000", "down_by"),
        ("raise groceries to 2000", "to"),
        ("lower groceries from 20000 to 2000", "to"),
        ("augmente les courses de 1500 à 2000", "to"),
        ("baisse le budget courses à 2000", "to"),
        ("ارفع ميزانية البقالة إلى 2000", "to"),
    ],
)
def test_by_how_much_is_told_from_how_much(text: str, change: str) -> None:
    found = calls(text)
    ((tool, arguments),) = found
    assert (tool, arguments["budget_id"], arguments["amount"]) == ("update_budget", "bud_g", "2000")
    assert arguments.get("change", "to") == change


def test_a_raise_is_told_apart_from_the_task() -> None:
    found = calls("I got a raise to 120000, rebalance my budgets and tell me")
    assert [tool for tool, _ in found] == ["edit_user_profile", "call_main_coordinator"]
    assert found[0][1] == {"monthly_income": "120000"}


@pytest.mark.parametrize(
    "text",
    [
        "delete my coffee expense",  # no budget is meant
        "raise groceries 2000",  # to or by?
        "How are you?",
        "zzz",
        "",
        "should I delete the Transport budget?",  # asks, does not order
    ],
)
def test_what_is_not_clear_is_not_called(text: str) -> None:
    assert calls(text) == []


@pytest.mark.parametrize(
    "text",
    ["How much income did I get this month?", "how much of my income is left?", "combien de mon salaire reste ?"],
)
def test_a_question_about_entries_is_not_answered_from_the_profile(text: str) -> None:
    assert [tool for tool, _ in calls(text)] in ([], ["query_spending"])


def test_a_long_reminder_has_a_title_that_ends_between_words() -> None:
    ((_, note),) = calls("remind me to " + "call the bank about the loan " * 4)
    assert note["title"].endswith("…")
    assert len(note["title"]) <= 60
    assert note["title"].removesuffix("…").rpartition(" ")[2] in {"call", "the", "bank", "about", "loan"}


def test_a_message_cannot_ask_for_more_calls_than_a_few() -> None:
    text = ". ".join(f"create a budget B{number} of {number}000" for number in range(1, 20))
    assert len(calls(text)) == MOST_CALLS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi there!", "hello"),
        ("Merci beaucoup", "thanks"),
        ("كيف حالك", "how_are_you"),
        ("Que peux-tu faire ?", "help"),
        ("إلى اللقاء", "bye"),
        ("undo that", "undo"),
        ("yes", "yes"),
        ("Oui !", "yes"),
        ("نعم", "yes"),
        ("annule ça", "undo"),
        ("taxi 300", None),
        ("Hello, " + "I would like to tell you a long story about my money. " * 3, None),
    ],
)
def test_small_talk_is_short(text: str, name: str | None) -> None:
    assert small_talk(text) == name


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("Set a budget of 9000 for Toys", "create_budget"),
        ("Mets un budget de 9000 pour Jouets", "create_budget"),
        ("delete the toys budget", "list_budgets"),
        ("delete the budget", "list_budgets"),
        ("cut toys by 1000", "list_budgets"),
        ("Augmente les jouets de 1 500", "list_budgets"),
        ("ارفع الألعاب بمقدار 1500", "list_budgets"),
        ("I cut my hair for 1000", "record_expense"),
        ("What will next month cost?", "call_forecast_agent"),
        ("combien va coûter le mois prochain ?", "call_forecast_agent"),
        ("كم سيكلف الشهر القادم؟", "call_forecast_agent"),
    ],
)
def test_what_is_not_there_is_made_shown_or_foreseen(text: str, tool: str) -> None:
    assert [one[0] for one in calls(text)] == [tool]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I got paid 85000 DZD today",
            "salary came in: 2000 EUR",
            "My wage arrived, 1200",
            "I earned 5000 from lessons",
        ),
        *("J'ai gagné 500 000 DA", "Le salaire est tombé : 2000 €", "j'ai reçu une prime de 3000"),
        *("قبضت 85000 دج", "نزل الراتب اليوم 85000", "كسبت 2000 دج أمس"),
    ],
)
def test_money_that_came_in_is_recorded_and_is_no_news_of_the_profile(text: str) -> None:
    assert calls(text) == [("record_expense", {"message": text})]


@pytest.mark.parametrize(
    "text",
    [
        *("my salary is 85000 a month", "I earn 85000 DZD every month", "I get paid 85000 each month"),
        *("mon salaire est de 85000 par mois", "Je gagne 95 000 DA par mois", "أتقاضى 85000 شهريا"),
    ],
)
def test_what_comes_each_month_changes_the_profile(text: str) -> None:
    assert [tool for tool, _ in calls(text)] == ["edit_user_profile"]


@pytest.mark.parametrize(
    "text",
    [
        *("Did I earn 5000?", "I hope I got paid 5000", "when I got paid 5000 I would save", "I haven't earned 5000"),
        *("Est-ce que j'ai gagné 5000 ?", "si j'ai gagné 500 DA je vais épargner", "Je n'ai pas gagné 500"),
        *("هل قبضت 85000؟", "ما قبضت 85000 دج", "عندما قبضت 85000", "my brother earned 5000"),
    ],
)
def test_income_that_is_asked_hoped_denied_or_of_others_is_not_recorded(text: str) -> None:
    assert "record_expense" not in [tool for tool, _ in calls(text)]
