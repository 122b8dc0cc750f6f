"""The words of notifications are those of the contract."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.notify.rules import crossing, milestone, percent, rebalanced
from functions.notify.rules.templates import TEMPLATES
from shared.events import BudgetsRebalanced, RebalancedBudget
from shared.language import WRITTEN, Language
from shared.money import MAX_MINOR, Money
from tests.templates import assert_alike, values_in

ENGLISH, FRENCH, ARABIC = Language("en"), Language("fr"), Language("ar")


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_percent_is_whole_and_half_up(spent: int, limit: int) -> None:
    exact = Decimal(spent) * 100 / Decimal(limit)
    remainder = (spent * 100) % limit
    if remainder * 2 == limit:
        assert percent(spent, limit) == spent * 100 // limit + 1
    else:
        assert percent(spent, limit) == int(exact.to_integral_value(ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("currency", "limit", "spent", "budget", "paid"),
    [
        ("DZD", 2_000_000, 2_100_000, "20000.00", "21000.00"),
        ("JPY", 500, 501, "500", "501"),
        ("TND", 1250, 1251, "1.250", "1.251"),
    ],
)
def test_overspending_names_both_amounts_with_the_digits_of_the_currency(
    currency: str, limit: int, spent: int, budget: str, paid: str
) -> None:
    text = crossing(ENGLISH, "Groceries", Money(spent, currency), Money(limit, currency), over=True)
    assert (text.notification_type, text.priority) == ("budget_alert", "high")
    assert text.title == "⚠️ Overspending in Groceries"
    expected = f"You have exceeded your budget for Groceries. Budget: {budget} {currency}, Spent: {paid} {currency}"
    assert text.message == expected


def test_approaching_names_the_share_and_what_is_left() -> None:
    text = crossing(ENGLISH, "Transport", Money(85_500, "DZD"), Money(100_000, "DZD"), over=False)
    assert (text.notification_type, text.priority) == ("expense_alert", "medium")
    assert text.title == "📊 Approaching budget limit: Transport"
    assert text.message == "You have used 86% of your Transport budget. Remaining: 145.00 DZD"


def test_every_notification_has_a_template_in_every_language_with_the_same_values() -> None:
    assert_alike(TEMPLATES)


def test_a_crossing_is_told_in_french() -> None:
    spent, limit = Money(2_100_000, "DZD"), Money(2_000_000, "DZD")
    over = crossing(FRENCH, "Courses", spent, limit, over=True)
    assert over.title == "⚠️ Dépassement du budget Courses"
    assert over.message == (
        "Vous avez dépassé votre budget Courses. Budget : 20\u202f000,00\u00a0DZD, dépensé : 21\u202f000,00\u00a0DZD"
    )
    near = crossing(FRENCH, "Courses", Money(1_700_000, "DZD"), limit, over=False)
    assert near.title == "📊 Limite de budget bientôt atteinte : Courses"
    assert near.message == "Vous avez utilisé 85\u00a0% de votre budget Courses. Reste : 3\u202f000,00\u00a0DZD"


def test_a_crossing_is_told_in_arabic_with_names_and_figures_kept_apart() -> None:
    text = crossing(ARABIC, "Café 24/7", Money(2_100_000, "DZD"), Money(2_000_000, "DZD"), over=True)
    assert text.title == "⚠️ تجاوز ميزانية \u2068Café 24/7\u2069"
    assert text.message == (
        "لقد تجاوزت ميزانية \u2068Café 24/7\u2069. "
        "الميزانية: \u206820,000.00\u00a0DZD\u2069، المُنفق: \u206821,000.00\u00a0DZD\u2069"
    )


def absorbed(*changes: tuple[str, int, int], more: int = 0, left: int = 0, reason: str = "edited") -> BudgetsRebalanced:
    rows = tuple(
        RebalancedBudget(budget_id="bud_" + "0" * 25 + str(rank), title=title, currency="DZD", before=old, after=new)
        for rank, (title, old, new) in enumerate(changes)
    )
    return BudgetsRebalanced(
        uid="u1",
        changes=rows,
        more=more,
        left=left,
        left_currency="DZD" if left else None,
        action_id="act_" + "0" * 26,
        reason=reason,
    )


REBALANCED = {
    "en": "Food: 200.00 → 150.00 DZD; and 1 more; 5.00 DZD could not be taken: "
    "the other budgets are at what is spent or at their minimum.",
    "fr": "Food : 200,00 → 150,00\u00a0DZD ; et 1 autre ; 5,00\u00a0DZD n'ont pas pu être retirés : "
    "les autres budgets sont à hauteur de leurs dépenses ou de leur minimum.",
    "ar": "\u2068Food\u2069: من \u2068200.00\u2069 إلى \u2068150.00\u00a0DZD\u2069؛ "
    "وعدد الميزانيات الأخرى: \u20681\u2069؛ تعذّر اقتطاع \u20685.00\u00a0DZD\u2069: "
    "\u2068الميزانيات الأخرى عند ما أُنفق منها أو عند حدّها الأدنى\u2069.",
}


@pytest.mark.parametrize("code", WRITTEN)
def test_a_rebalance_names_each_change_and_what_is_left_in_each_language(code: str) -> None:
    event = absorbed(("Food", 20_000, 15_000), more=1, left=-500, reason="at_their_floors")
    text = rebalanced(Language(code), event)
    assert (text.notification_type, text.priority) == ("system", "low")
    assert text.message == REBALANCED[code]


@pytest.mark.parametrize(
    ("code", "heading", "message", "reached"),
    [
        ("en", "🎯 Trip: 50%", "You have saved 50% of Trip.", "You have reached your goal Trip."),
        (
            "fr",
            "🎯 Trip : 50\u00a0%",
            "Vous avez épargné 50\u00a0% de votre objectif Trip.",
            "Vous avez atteint votre objectif Trip.",
        ),
        (
            "ar",
            "🎯 الهدف \u2068Trip\u2069: \u206850%\u2069",
            "لقد ادّخرت \u206850%\u2069 من هدفك \u2068Trip\u2069.",
            "لقد بلغت هدفك \u2068Trip\u2069.",
        ),
    ],
)
def test_a_milestone_is_told_in_each_language(code: str, heading: str, message: str, reached: str) -> None:
    text = milestone(Language(code), "Trip", 50)
    assert (text.title, text.message) == (heading, message)
    assert milestone(Language(code), "Trip", 100).message == reached


@given(
    st.sampled_from([*WRITTEN, "de", "fr-ca", "ar-dz"]),
    st.text(min_size=1, max_size=40),
    st.integers(0, MAX_MINOR),
    st.integers(1, MAX_MINOR),
    st.booleans(),
)
def test_no_title_or_amount_leaves_a_hole_in_a_crossing(
    code: str, title: str, spent: int, limit: int, over: bool
) -> None:
    text = crossing(Language(code), title, Money(spent, "DZD"), Money(limit, "DZD"), over=over)
    assert title in text.title
    assert title in text.message
    assert values_in(text.message.replace(title, "")) == frozenset()
