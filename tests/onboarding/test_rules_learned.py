"""What an interview teaches: for any answers and any claims of a model, only what the person's own words bear out."""

from decimal import Decimal
from string import Formatter
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.onboarding.models import Answer, Interview, Learned, Proposed, Question, Told, Topic
from functions.onboarding.rules import form, telling
from functions.onboarding.rules.figures import TOPICS, readings_of
from functions.onboarding.rules.learned import in_currency, learned_from, unsupported
from functions.onboarding.rules.topics import topic_of
from functions.onboarding.service.hearing import heard
from shared.language import WRITTEN


def told(*pairs: tuple[Topic, str]) -> tuple[Told, ...]:
    """Answers in own words to questions on these topics."""
    questions = tuple(Question(topic, f"{topic}?", "direct") for topic, _ in pairs)
    return heard(Interview("fr", questions, tuple(Answer((text,)) for _, text in pairs)), "DZD")


def proposed(**about: Any) -> Proposed:
    nothing: dict[str, Any] = {
        "figures": {}, "currency": None, "location": None, "language": None, "preferences": {}, "goals": (),
        "categories": (), "minimums": {}, "summary": "",
    }  # fmt: skip
    return Proposed(**nothing | about)


amounts = st.integers(0, 10**7)
words = st.one_of(
    amounts.map(lambda minor: f"{minor} DA"),
    st.tuples(amounts, amounts).map(lambda pair: f"entre {min(pair)} et {max(pair)} DA"),
    st.tuples(amounts, amounts).map(lambda pair: f"{pair[0]} DA et aussi {pair[1]} €"),
    amounts.map(lambda minor: f"{minor} DA par an"),
    st.sampled_from(["rien", "je ne sais pas", "une voiture", "Alger"]),
)
answers = st.lists(st.tuples(st.sampled_from(get_args(Topic)), words), min_size=1, max_size=7)
claims = st.dictionaries(st.sampled_from(sorted(TOPICS)), amounts.map(Decimal), max_size=4)


@given(answers, claims)
def test_every_figure_kept_was_said_and_is_called_said_only_on_its_own_topic(
    pairs: list[tuple[Topic, str]], figures: dict[str, Decimal]
) -> None:
    heard_ones = told(*pairs)
    learned = learned_from(heard_ones, "fr", proposed(figures=figures))
    for name, figure in learned.figures.items():
        assert any(figure.value in readings_of(one) for one in heard_ones)
        own = {amount.value for one in heard_ones if one.question.topic == TOPICS[name] for amount in one.amounts}
        assert figure.how == "inferred" or figure.value in own or figure.value == 0
        assert (figure.how == "inferred") == (name in learned.inferred)


@given(answers, claims)
def test_a_claim_that_is_not_complained_of_is_kept_or_reckoned_anew(
    pairs: list[tuple[Topic, str]], figures: dict[str, Decimal]
) -> None:
    heard_ones, claim = told(*pairs), proposed(figures=figures)
    complained = {fault.partition(":")[0] for fault in unsupported(claim, heard_ones)}
    learned = learned_from(heard_ones, "fr", claim)
    for name in set(figures) - complained:
        assert name in learned.figures
    assert not unsupported(proposed(figures={n: f.value for n, f in learned.figures.items()}), heard_ones)


def test_of_a_range_the_middle_is_kept_whatever_the_model_took() -> None:
    learned = learned_from(
        told(("income", "entre 80 000 et 90 000 DA")), "fr", proposed(figures={"monthly_income": Decimal(80000)})
    )
    assert learned.figures["monthly_income"].value == 85000


def test_a_place_in_other_words_than_the_persons_is_inferred() -> None:
    said, other = (
        learned_from(told(("place", "J'habite à Alger centre")), "fr", proposed(location=place))
        for place in ("Alger", "Algiers, Algeria")
    )
    assert said.personal_info["location_context"] == "Alger"
    assert "personal_info.location_context" not in said.inferred
    assert "personal_info.location_context" in other.inferred


def test_goals_and_categories_are_the_persons_own_or_inferred() -> None:
    answered = told(("goals", "une voiture et un voyage"), ("categories", "loyer, courses et essence"))
    rules = learned_from(answered, "fr")
    assert rules.extra_info == {
        "goals": ["une voiture et un voyage"], "budget_categories": ["loyer", "courses", "essence"],
    }  # fmt: skip
    assert rules.inferred == {"personal_info.language"}
    model = learned_from(answered, "fr", proposed(goals=("voiture", "Voyage"), categories=("Loyer", "Yachts", "loyer")))
    assert model.extra_info == {"goals": ["voiture", "Voyage"], "budget_categories": ["Loyer", "Yachts"]}
    assert "extra_info.budget_categories" in model.inferred
    assert "extra_info.goals" not in model.inferred


@pytest.mark.parametrize("nothing", ["rien", "no", "Nothing yet", "لا", "aucun projet"])
def test_no_goal_is_no_goal_also_when_the_model_says_it_is_one(nothing: str) -> None:
    assert learned_from(told(("goals", nothing)), "fr").extra_info == {}
    assert learned_from(told(("goals", nothing)), "fr", proposed(goals=(nothing,))).extra_info == {}


def test_only_minimums_that_were_said_are_kept() -> None:
    answered = told(("other", "il me faut 20 000 DA pour les courses"))
    learned = learned_from(answered, "fr", proposed(minimums={"Courses": Decimal(20000), "Loyer": Decimal(50000)}))
    assert learned.extra_info["budget_minimums"] == {"Courses": "20000"}


def test_amounts_of_another_currency_are_apart() -> None:
    learned = learned_from(told(("income", "2000 €"), ("savings", "150 000 DA"), ("debts", "500")), "fr")
    here, other = in_currency(learned, "EUR")
    assert (here, other) == (
        {"monthly_income": Decimal(2000), "debts": Decimal(500)},
        {"savings": "150000 DZD"},
    )


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How much do you earn?", "income"), ("Quel est votre salaire ?", "income"), ("كم دخلك الشهري؟", "income"),
        ("Avez-vous des dettes ?", "debts"), ("هل عليك ديون؟", "debts"), ("Any investments?", "investments"),
        ("Combien avez-vous épargné ?", "savings"), ("What are you saving for?", "goals"),
        ("Où habitez-vous ?", "place"),
        ("Wie geht es?", "other"),
    ],
)  # fmt: skip
def test_the_topic_is_in_the_words_of_a_question(question: str, topic: str) -> None:
    assert topic_of(question) == topic


@pytest.mark.parametrize("language", WRITTEN)
def test_the_words_of_the_form_are_about_their_topics(language: str) -> None:
    for topic in ("income", "debts", "place"):
        assert topic_of(form.TEXTS[topic][language]) == topic


def test_every_text_is_there_in_each_language_with_the_same_places() -> None:
    tables: list[Any] = [
        *form.TEXTS.values(),
        form.CATEGORIES,
        form.RISKS,
        *telling.SENTENCES.values(),
        telling.NOTHING,
    ]
    for table in tables:
        assert set(table) == set(WRITTEN)
        texts = [text for text in table.values() if isinstance(text, str)]
        assert len({tuple(name for _, name, _, _ in Formatter().parse(text) if name) for text in texts}) <= 1
    assert {len(row) for row in form.CATEGORIES.values()} == {8}
    assert len({tuple(row) for row in form.RISKS.values()}) == 1


def test_a_summary_of_nothing_says_so() -> None:
    from shared.language import language_of

    assert telling.told_again(Learned(), {}, language_of("fr")) == telling.NOTHING["fr"]


def test_a_wish_is_inferred_from_an_answer_and_assumed_without_one() -> None:
    claim = proposed(preferences={"risk_preference": "balanced", "tone": "formal"})
    asked = learned_from(told(("preferences", "ni trop ni trop peu")), "fr", claim)
    assert "user_ai_preferences.risk_preference" in asked.inferred
    assert asked.assumed == {"user_ai_preferences.tone"}
    never = learned_from(told(("place", "Alger")), "fr", claim)
    assert never.assumed == {"user_ai_preferences.risk_preference", "user_ai_preferences.tone"}


@given(answers, claims)
def test_no_figure_is_ever_assumed(pairs: list[tuple[Topic, str]], figures: dict[str, Decimal]) -> None:
    learned = learned_from(told(*pairs), "fr", proposed(figures=figures, preferences={"tone": "formal"}))
    assert not learned.assumed & set(TOPICS)
    assert not learned.assumed & learned.inferred
