"""The language of a text is told by its script and its words, and not told where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.detection import written_in


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("how much did I spend", "en"),
        ("combien j'ai dépensé", "fr"),
        ("كم صرفت هذا الشهر", "ar"),
        ("Merci", "fr"),
        ("thanks", "en"),
        ("taxi 300", None),
        ("Carrefour 1200 DZD", None),
        ("123", None),
        ("", None),
    ],
)
def test_the_language_is_known_where_the_words_tell(text: str, code: str | None) -> None:
    assert written_in(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("J'habite à Alger", "fr"),
        ("I live in Algiers", "en"),
        ("أعيش في الجزائر", "ar"),
        ("Oran", None),
        ("85 000", None),
        ("85 000 DA par mois", "fr"),
        ("environ 85 000 dinars", "fr"),
        ("a car", "en"),
        ("Le Havre", None),
        ("The Hague", None),
        ("on me verse 90 000", None),
    ],
)
def test_two_words_tell_where_names_are_expected(text: str, code: str | None) -> None:
    assert written_in(text, words=2) == code


@pytest.mark.parametrize(
    "text", ["500 dinars", "Disney plus 1200", "Chez Momo 900", "car 800", "Chanel No 5", "Non Food", "AI-On"]
)
def test_what_both_languages_and_names_have_tells_nothing_by_itself(text: str) -> None:
    assert written_in(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("شريت قهوة من Starbucks Coffeehouse", "ar"),
        ("اشتريت قهوة DA DZD", "ar"),  # as many words, more letters
        ("How much did I spend at قهوة", "en"),
        ("I live in الجزائر العاصمة", "en"),
        ("سجّلتُ", "ar"),
        ("قهوة Carrefour Market", None),
    ],
)
def test_a_name_in_another_script_makes_no_other_language(text: str, code: str | None) -> None:
    assert written_in(text) == code


def test_the_language_with_a_word_that_tells_is_before_one_that_has_none() -> None:
    assert written_in("le car") == "fr"


WORDS = ("le", "car", "the", "on", "dinars", "mois", "month", "Oran", "قهوة", "no", "j'ai", "500")


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.integers(1, 3))
def test_more_words_that_must_tell_never_tell_another_language(said: list[str], words: int) -> None:
    text = " ".join(said)
    assert written_in(text, words=words + 1) in {None, written_in(text, words=words)}
