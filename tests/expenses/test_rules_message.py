"""Messages become expenses with product, merchant, amount, currency, date and category."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.expenses.models import ReadExpense
from functions.expenses.rules.message import read_message

TODAY = date(2026, 11, 24)
TITLES = ("Food & Dining", "Groceries", "Transport", "Housing", "Utilities", "Entertainment")


def read(text: str, currency: str = "DZD") -> tuple[ReadExpense, ...]:
    return read_message(text, today=TODAY, currency=currency, titles=TITLES)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("lunch 12, cinema 30", [("Lunch", 12), ("Cinema", 30)]),
        ("coffee 500 taxi 1200", [("Coffee", 500), ("Taxi", 1200)]),
        ("500 coffee 1200 taxi", [("Coffee", 500), ("Taxi", 1200)]),
        ("500 for coffee and cake, 300 for taxi", [("Coffee and cake", 500), ("Taxi", 300)]),
        ("I bought coffee and cake for 500 and a taxi for 200", [("Coffee and cake", 500), ("Taxi", 200)]),
        ("- bread 50\n- milk 100", [("Bread", 50), ("Milk", 100)]),
        ("j'ai acheté du pain pour 50 dinars et du lait à 120 da", [("Pain", 50), ("Lait", 120)]),
        ("اشتريت خبز بـ 50 دينار وحليب بـ 100 دينار", [("خبز", 50), ("حليب", 100)]),
        ("2 coffees 500", [("2 coffees", 500)]),
        ("3 coffees at 200 each", [("3 coffees", 600)]),
        ("Bought a phone (iPhone 15) for 150000 DA", [("Phone (iPhone 15)", 150000)]),
        ("food 100 EUR for 2", [("Food", 100)]),
        ("snacks 10*3 and 100+50 bus", [("Snacks", 30), ("Bus", 150)]),
        ("paid invoice 12345 for 500 DA", [("Invoice 12345", 500)]),
        ("100 USD (about 13500 DZD) hotel", [("Hotel", 100)]),
    ],
)
def test_each_thing_has_its_amount(text: str, items: list[tuple[str, int]]) -> None:
    assert [(one.product_name, int(one.amount)) for one in read(text)] == items


@pytest.mark.parametrize(
    "text",
    [
        "coffee 200 and bread 300, total 500",
        "coffee 200, bread 300. Total: 500",
        "coffee 200 and bread 300, 500 in total",
        "café 200 et pain 300, en tout 500",
        "قهوة 200 وخبز 300، المجموع 500",
    ],
)
def test_a_total_said_again_is_not_counted_twice(text: str) -> None:
    assert [one.amount for one in read(text)] == [200, 300]


def test_a_proper_name_is_the_merchant() -> None:
    (one,) = read("I spent 500 at Café Tantonville")
    assert (one.product_name, one.merchant) == ("Café Tantonville", "Café Tantonville")
    (two,) = read("15.00 Coffee @ Starbucks")
    assert (two.product_name, two.merchant) == ("Coffee", "Starbucks")
    (three,) = read("J'ai payé deux mille dinars chez Ardis pour les courses")
    assert (three.product_name, three.merchant, three.category) == ("Courses", "Ardis", "Groceries")
    (four,) = read("I spent 500 DZD at a coffee shop")
    assert four.merchant is None


def test_a_date_goes_with_what_it_stands_with_or_with_all() -> None:
    assert {one.date for one in read("coffee 500 and taxi 1200 DA yesterday")} == {date(2026, 11, 23)}
    both = read("yesterday I paid 3000 for groceries and 400 for a taxi today")
    assert [one.date for one in both] == [date(2026, 11, 23), TODAY]
    assert [one.date for one in read("rent 25000 on Nov 1")] == [date(2026, 11, 1)]
    assert read("coffee 5 in two years tomorrow")[0].date == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "default", "code"),
    [
        ("50 Taxi THB", "USD", "THB"),
        ("uber 12.5 and netflix 9.99 in euros", "DZD", "EUR"),
        ("190е Алекс", "USD", "EUR"),
        ("6.80$ SGD lunch", "USD", "SGD"),
        ("coffee 5", "EUR", "EUR"),
    ],
)
def test_the_currency_may_stand_apart(text: str, default: str, code: str) -> None:
    assert {one.currency for one in read(text, default)} == {code}


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "how much did I spend?",
        "combien j'ai dépensé ce mois 500 ?",
        "كم صرفت هذا الشهر؟",
        "-100 USD food",
        "0 USD food",
        "0*5 food",
        "abc USD food",
        "bought 3 items at the store",
        "set my food budget to 20000",
        "Can I afford a phone for 50000?",
        "my salary is 50000",
        "when I earn 50000",
        "j'ai gagné 500 par mois",
        "his salary came in 500",
        "I received 3 books for 500",
        "I want to buy a phone for 50000",
        "/report 500",
        "a coffee for 500?",
        "999999999999999 DZD car",
    ],
)
def test_what_states_no_expense_is_not_recognised(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "amount"),
    [
        ("I received my salary 50000", "Salary", 50_000),
        ("I got paid 85000 today", "Income", 85_000),
        ("my dad gave me 500", "Dad", 500),
        ("I earned 500 a month ago", "Income", 500),
        ("J'ai gagné 500 000 DA", "Revenu", 500_000),
        ("il m'a donné 300", "Revenu", 300),
        ("وصل راتبي 85000", "راتبي", 85_000),
        ("قبضت 85000 دج", "دخل", 85_000),
    ],
)
def test_money_that_came_in_is_income_and_goes_to_no_budget(text: str, name: str, amount: int) -> None:
    (one,) = read(text)
    assert (one.kind, one.product_name, one.category) == ("income", name, None)
    assert one.amount == amount


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I earned 5000 and spent 300 on lunch", ["income", "expense"]),
        ("I earned 5000 and I want to buy a phone for 300", ["income"]),
        ("I received 5000 from Ali and 3000 from Sara", ["income", "income"]),
        ("I earned 5000. Coffee 300", ["income", "expense"]),
        ("I received a refund of 500", ["refund"]),
        ("I got 2 coffees for 300", ["expense"]),
        ("il m'a payé un café 300", ["expense"]),
        ("I paid 500 after the salary came in", ["expense"]),
        ("I spent 5000 won", ["expense"]),
    ],
)
def test_what_came_in_and_what_was_spent_are_told_apart(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in read(text)] == kinds


def test_a_question_beside_a_statement_does_not_hide_it() -> None:
    assert [one.amount for one in read("I spent 500 on coffee. Am I over budget of 300?")] == [500]


def test_amounts_have_the_digits_of_their_currency() -> None:
    assert str(read("coffee 1.250 TND", "TND")[0].amount) == "1.250"
    assert str(read("coffee 1.250", "DZD")[0].amount) == "1250.00"


WORDS = st.sampled_from(
    [
        *[
            "coffee",
            "500",
            "DA",
            "1.5k",
            "$",
            "و",
            "دينار",
            "خمسة",
            "million",
            "and",
            "total",
            "(",
            ")",
            ",",
            ".",
            "12/11",
        ],
        *["at", "Paul", "yesterday", "3", "days", "ago", "-", "五", "元", "€", "each", "for"],
    ]
)


@settings(max_examples=150)
@given(
    st.one_of(st.text(max_size=600), st.lists(WORDS, max_size=60).map(" ".join)), st.sampled_from(["DZD", "TND", "JPY"])
)
def test_any_text_is_read_without_an_error(text: str, currency: str) -> None:
    for one in read(text, currency):
        assert one.amount > 0
        assert one.product_name == one.product_name.strip() != ""
        assert one.category in {*TITLES, None}


@pytest.mark.parametrize(
    "piece", ["0", "hong ", "swiss ", "million ", "3 days ", "monday ", "$", "(1) ", "un ", "万", "and ", "5€"]
)
def test_the_longest_texts_of_one_piece_end_without_an_error(piece: str) -> None:
    read((piece * 4000)[:4000])
