"""Words find the budget they belong to, in the person's own titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.rules.category import match_category

ENGLISH = (
    "Food & Dining",
    "Groceries",
    "Transport",
    "Housing",
    "Health",
    "Utilities",
    "Entertainment",
    "Clothing",
    "Education",
)
FRENCH = ("Alimentation", "Restaurants", "Transports", "Logement", "Santé", "Loisirs", "Vêtements")
ARABIC = ("بقالة", "مطاعم", "مواصلات", "سكن", "صحة")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("coffee", "Food & Dining"),
        ("Restaurant dinner", "Food & Dining"),
        ("قهوة", "Food & Dining"),
        ("supermarket", "Groceries"),
        ("courses", "Groceries"),
        ("بقالة", "Groceries"),
        ("Taxi", "Transport"),
        ("essence", "Transport"),
        ("Yassir", "Transport"),
        ("loyer", "Housing"),
        ("إيجار", "Housing"),
        ("pharmacie", "Health"),
        ("electricity bill", "Utilities"),
        ("internet", "Utilities"),
        ("Cinéma", "Entertainment"),
        ("netflix", "Entertainment"),
        ("new shoes", "Clothing"),
        ("كتب", "Education"),
        ("HEALTH", "Health"),
        ("food and dining", "Food & Dining"),
    ],
)
def test_words_of_three_languages_match_english_titles(words: str, title: str) -> None:
    assert match_category(words, ENGLISH) == title


@pytest.mark.parametrize(
    ("words", "titles", "title"),
    [
        ("groceries", FRENCH, "Alimentation"),
        ("groceries", ("Courses", "Sorties"), "Courses"),
        ("coffee", FRENCH, "Restaurants"),
        ("bus", FRENCH, "Transports"),
        ("sante", FRENCH, "Santé"),
        ("bread", ARABIC, "بقالة"),
        ("dinner", ARABIC, "مطاعم"),
        ("taxi", ARABIC, "مواصلات"),
        ("coffee", ("Transport", "Food"), "Food"),
        ("Entertainment", ("entertainment ",), "entertainment "),
    ],
)
def test_titles_of_other_languages_are_linked(words: str, titles: tuple[str, ...], title: str) -> None:
    assert match_category(words, titles) == title


def test_unknown_words_match_nothing() -> None:
    assert match_category("zxqv", ENGLISH) is None
    assert match_category("coffee", ()) is None
    assert match_category("", ENGLISH) is None


@given(st.text(max_size=80), st.lists(st.text(max_size=30), max_size=5))
def test_the_answer_is_one_of_the_titles(words: str, titles: list[str]) -> None:
    assert match_category(words, titles) in {*titles, None}
