"""Which figures a person's own words bear out, in several languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.onboarding.models import Answer, Interview, Question, Told, Topic
from functions.onboarding.rules.figures import TOPICS, bound, figure_of
from functions.onboarding.rules.wording import place_in
from functions.onboarding.service.hearing import heard


def told(text: str, topic: Topic = "income", currency: str = "DZD") -> tuple[Told, ...]:
    question = Question(topic, "?", "direct")
    return heard(Interview("fr", (question,), (Answer((text,)),)), currency)


SAID: dict[str, tuple[str, str | None]] = {
    "85 000 DA par mois": ("85000", "DZD"),
    "85k": ("85000", None),
    "85K DA": ("85000", "DZD"),
    "je gagne quatre-vingt-cinq mille dinars": ("85000", None),
    "20000/mois": ("20000", None),
    "٨٥ ألف دينار في الشهر": ("85000", None),
    "خمسة وثمانون ألف دج": ("85000", "DZD"),
    "I earn $4,500 a month": ("4500", "USD"),
    "2 500,50 €": ("2500.50", "EUR"),
    "J'ai 3 enfants et 85 000 DA": ("85000", "DZD"),
    "85000 net, plus 12000 de prime": ("85000", None),
    "1 020 000 DA par an, soit 85 000 DA par mois": ("85000", "DZD"),
    "85 000 DA par mois et une prime de 120 000 DA par an": ("85000", "DZD"),
    "aucun revenu": ("0", None),
    "ich verdiene 3.500 € im Monat": ("3500", "EUR"),
    "gano 1.800 euros al mes": ("1800", "EUR"),
    "nothing": ("0", None),
    "لا شيء": ("0", None),
}
INFERRED: dict[str, tuple[str, str | None]] = {
    "entre 80 000 et 90 000 DA": ("85000", "DZD"),
    "80-90k": ("85000", None),
    "80 à 90 mille DA": ("85000", "DZD"),
    "1 à 2 millions de DA": ("1500000", None),
    "50-90 euros": ("70", "EUR"),
    "from 3000 to 3500 euros": ("3250", "EUR"),
    "between 80k and 90k": ("85000", None),
    "بين 80 ألف و 90 ألف": ("85000", None),
    "من 80000 إلى 90000 دج": ("85000", "DZD"),
    "1 020 000 DA par an": ("85000", "DZD"),
    "60,000 euros a year": ("5000", "EUR"),
    "500 DA par semaine": ("2167", "DZD"),
    "مليون دج سنويا": ("83333", "DZD"),
    "In a year, all together, 60000 euros; yearly that is": ("5000", "EUR"),
    "48.000 € im Jahr": ("4000", "EUR"),
    "24.000 euros al año": ("2000", "EUR"),
}
UNKNOWN = ("I don't know", "je ne sais pas", "لا أعرف", "it depends", "assez", "?", "keine Ahnung", "no sé")


@pytest.mark.parametrize("text", SAID)
def test_an_amount_in_own_words_is_said(text: str) -> None:
    figure = figure_of("monthly_income", told(text))
    assert figure is not None
    assert (figure.value, figure.currency, figure.how) == (Decimal(SAID[text][0]), SAID[text][1], "said")


@pytest.mark.parametrize("text", INFERRED)
def test_a_range_and_an_amount_of_another_time_are_reckoned_and_inferred(text: str) -> None:
    figure = figure_of("monthly_income", told(text))
    assert figure is not None
    assert (figure.value, figure.currency, figure.how) == (Decimal(INFERRED[text][0]), INFERRED[text][1], "inferred")


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_not_known_is_no_figure(text: str) -> None:
    assert figure_of("monthly_income", told(text)) is None


def test_a_time_counts_for_the_income_alone() -> None:
    assert figure_of("debts", told("10 000 DA, until next year", "debts")) == figure_of(
        "debts", told("10000 DA", "debts")
    )


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_an_amount_that_was_not_said_is_never_borne_out(said: int, other: int) -> None:
    answers = told(f"{said} DA")
    assert bound("monthly_income", Decimal(said), answers) is not None
    assert (bound("monthly_income", Decimal(other), answers) is None) == (said != other)


@given(st.integers(1, 10**9), st.sampled_from(sorted(TOPICS)))
def test_the_only_amount_of_one_figure_is_not_that_of_another(said: int, name: str) -> None:
    about_another = told(f"{said} DA", "income" if name != "monthly_income" else "debts")
    assert bound(name, Decimal(said), about_another) is None


@given(st.integers(1, 10**5), st.integers(1, 10**6))
def test_of_a_range_only_its_ends_and_its_middle_are_borne_out(low: int, more: int) -> None:
    low, high = low * 1000, low * 1000 + more * 2
    answers = told(f"entre {low} et {high} DA")
    for value in (low, high, (low + high) // 2):
        figure = bound("monthly_income", Decimal(value), answers)
        assert figure is not None
        assert figure.how == "inferred"
    assert bound("monthly_income", Decimal(high + 1), answers) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("J'habite à Alger", "Alger"), ("I live in New York.", "New York"), ("Oran", "Oran"),
        ("أعيش في وهران", "وهران"),
        ("Je suis à Paris", "Paris"), ("Aubagne", "Aubagne"), ("Inverness", "Inverness"), ("à Sétif", "Sétif"),
    ],
)  # fmt: skip
def test_the_place_is_what_follows_the_words_that_lead_to_it(text: str, place: str) -> None:
    assert place_in(text) == place
