"""Words find the budget they belong to, in the person's own titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.rules.category import match_category
from functions.expenses.rules.vocabulary.category_words import LANGUAGES, RELATED
from functions.expenses.rules.vocabulary.category_words import TITLES as TITLE_WORDS
from tests.expenses import category_phrases_later as later
from tests.expenses.category_phrases import ARABIC as ARABIC_FIRST
from tests.expenses.category_phrases import ENGLISH as ENGLISH_FIRST
from tests.expenses.category_phrases import FRENCH as FRENCH_FIRST
from tests.expenses.category_phrases import TITLES, pairs

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


LISTS = {"en": (ENGLISH_FIRST, later.ENGLISH), "fr": (FRENCH_FIRST, later.FRENCH), "ar": (ARABIC_FIRST, later.ARABIC)}


@pytest.mark.parametrize("own", ["titles of their own language", "English titles"])
@pytest.mark.parametrize("language", LISTS)
@pytest.mark.parametrize("part", [0, 1])
def test_what_people_buy_is_matched_nine_times_in_ten(language: str, part: int, own: str) -> None:
    place = ["en", "fr", "ar"].index(language) if own.startswith("titles") else 0
    titles = {english: (english, *others)[place] for english, others in TITLES.items()}
    phrases = pairs(LISTS[language][part])
    assert len(phrases) >= (50 if part == 0 else 30)
    wrong = [one for one in phrases if match_category(one[0], list(titles.values())) != titles[one[1]]]
    assert len(wrong) <= len(phrases) // 10, wrong


def test_every_group_has_words_of_three_languages() -> None:
    groups = set(LANGUAGES["en"])
    assert len(groups) >= 25
    for language, table in LANGUAGES.items():
        assert set(table) == groups, language
        assert all(len(line.split()) >= 4 for line in table.values()), language
    assert groups <= set(TITLE_WORDS)
    assert all(set(near.split()) <= set(TITLE_WORDS) for near in RELATED.values())


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("car insurance", "Insurance"),
        ("a gift of perfume", "Gifts"),
        ("paper towels", "Groceries"),
        ("towels", "Furniture"),
        ("وحليب", "Groceries"),
        ("بالتاكسي", "Transport"),
    ],
)
def test_a_purpose_outweighs_the_thing_and_a_phrase_its_words(words: str, title: str) -> None:
    assert match_category(words, ("Groceries", "Transport", "Insurance", "Gifts", "Beauty", "Furniture")) == title


def test_unknown_words_match_nothing() -> None:
    assert match_category("zxqv", ENGLISH) is None
    assert match_category("coffee", ()) is None
    assert match_category("", ENGLISH) is None


@given(st.text(max_size=80), st.lists(st.text(max_size=30), max_size=5))
def test_the_answer_is_one_of_the_titles(words: str, titles: list[str]) -> None:
    assert match_category(words, titles) in {*titles, None}


@pytest.mark.parametrize(
    ("words", "titles", "title"),
    [
        ("tablet", ("Health", "Electronics"), "Electronics"),
        ("a new tablet", ("Health", "Shopping", "Groceries"), "Shopping"),
        ("tablet", ("Health", "Groceries"), None),
        ("tablets", ("Health", "Electronics"), "Health"),
        ("paracetamol tablet", ("Electronics", "Health"), "Health"),
        ("tablet pills", ("Electronics", "Health"), "Health"),
        ("tablets and a keyboard", ("Health", "Electronics"), "Electronics"),
    ],
)
def test_a_word_that_is_another_thing_in_the_plural_is_meant_as_it_is_written(
    words: str, titles: tuple[str, ...], title: str | None
) -> None:
    assert match_category(words, titles) == title
