"""People are spoken to in their language, and figures look as it writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from shared.language import WRITTEN, Language, language_of
from shared.money import MAX_MINOR, Money

FIGURES = {
    "en": ("1234567.50", "1234567.50 DZD", "1234", "80%"),
    "fr": ("1\u202f234\u202f567,50", "1\u202f234\u202f567,50\u00a0DZD", "1\u202f234", "80\u00a0%"),
    "ar": ("1,234,567.50", "1,234,567.50\u00a0DZD", "1,234", "80%"),
    "ar-dz": ("1.234.567,50", "1.234.567,50\u00a0DZD", "1.234", "80%"),
}
TAGS: SearchStrategy[str] = st.sampled_from(
    ["en", "fr", "fr-CA", "ar", "ar_DZ", "de", "Français", "zz", "x", "", "العربية"]
)


@pytest.mark.parametrize(
    ("said", "accepted", "tag"),
    [
        ("fr", "ar", "fr"),
        ("fr-DZ", None, "fr-dz"),
        ("AR_dz", None, "ar-dz"),
        ("zh-Hant-TW", None, "zh-tw"),
        ("Français", None, "fr"),
        (" العربية ", None, "ar"),
        ("de", "fr", "de"),
        (None, "fr-FR,fr;q=0.9,en;q=0.8", "fr-fr"),
        (None, "en;q=0.5, ar ;q=0.7", "ar"),
        (None, "en;q=0, fr;q=0.1", "fr"),
        (None, "de, fr;q=0.8", "fr"),
        (None, "de, *;q=0.5", "de"),
        (None, "fr;q=high, en;q=0.1", "en"),
        ("", "fr", "fr"),
        ("???", None, "en"),
        (7, "fr", "fr"),
        (None, None, "en"),
    ],
)
def test_the_language_is_the_profiles_else_the_browsers_else_english(
    said: object, accepted: str | None, tag: str
) -> None:
    assert language_of(said, accepted).tag == tag


@pytest.mark.parametrize("tag", FIGURES)
def test_figures_look_as_the_language_writes_them(tag: str) -> None:
    language, amount = Language(tag), Money(123456750, "DZD")
    told = (language.amount(amount), language.money(amount), language.number(1234), language.percent(80))
    assert told == FIGURES[tag]


@pytest.mark.parametrize(("currency", "told"), [("JPY", "1\u202f250"), ("TND", "1,250"), ("IQD", "1,250")])
def test_amounts_have_the_digits_of_iso_4217_and_not_of_the_locale(currency: str, told: str) -> None:
    assert Language("fr").amount(Money(1250, currency)) == told


def test_a_language_without_templates_gets_english_ones_with_english_figures() -> None:
    german = Language("de")
    assert (german.code, german.written) == ("de", "en")
    assert german.choose({"en": "spent", "fr": "dépensé"}) == "spent"
    assert german.money(Money(123456, "DZD")) == "1234.56 DZD"


def test_names_in_arabic_text_are_ordered_by_themselves() -> None:
    assert Language("ar").fill("في {title}.", title="Café 24/7") == "في \u2068Café 24/7\u2069."
    assert Language("fr").fill("dans {title}.", title="Café {0}") == "dans Café {0}."


@given(st.integers(-MAX_MINOR, MAX_MINOR), st.sampled_from(["DZD", "JPY", "TND"]), st.sampled_from(WRITTEN))
def test_every_digit_of_an_amount_is_told(minor: int, currency: str, code: str) -> None:
    told = Language(code).amount(Money(minor, currency))
    digits = "".join(one for one in told if one.isdigit())
    assert digits == "".join(one for one in str(Money(minor, currency)) if one.isdigit())
    assert ("-" in told) == (minor < 0)


@given(st.one_of(st.none(), st.text(), TAGS), st.one_of(st.none(), st.text(), st.lists(TAGS).map(",".join)))
def test_whatever_is_said_there_is_a_language_that_can_be_written(said: str | None, accepted: str | None) -> None:
    language = language_of(said, accepted)
    assert language.code.isascii()
    assert language.written in WRITTEN
    assert language.money(Money(1, "DZD"))
