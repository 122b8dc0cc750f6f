"""What corrections teach: one is enough for a merchant, the later majority wins, and only given titles are chosen."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.models import Learned
from functions.expenses.rules.learning import MOST_WORDS, corrected, decide, explain, to_forget, without, words_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)
TITLES = ("Groceries", "Eating out", "Transport", "Health", "Housing", "Leisure", "Clothing", "Bills")
NINO = words_of("pizza", "Nino")


def taught(*corrections: tuple[tuple[str, ...], str]) -> Learned:
    """After these corrections, a minute apart."""
    learned = Learned()
    for rank, (words, title) in enumerate(corrections):
        learned = corrected(learned, words, title, NOW + timedelta(minutes=rank))
    return learned


def choice(learned: Learned, words: tuple[str, ...], titles: tuple[str, ...] = TITLES) -> str | None:
    decision = decide(learned, words, titles)
    return decision.title if decision else None


def test_one_correction_is_enough_for_the_same_merchant() -> None:
    learned = taught((NINO, "Eating out"))
    assert choice(learned, NINO) == "Eating out"
    assert choice(learned, words_of("tiramisu", "Nino")) == "Eating out"
    assert choice(learned, words_of("Pizzas", "NINO")) == "Eating out"


def test_nothing_is_said_about_other_words() -> None:
    learned = taught((NINO, "Eating out"))
    assert choice(learned, words_of("taxi", "Yassir")) is None
    assert choice(learned, words_of("flour, yeast and pizza tray")) is None
    assert choice(Learned(), NINO) is None
    assert choice(learned, ()) is None
    assert choice(learned, NINO, ()) is None


def test_contradicting_corrections_follow_the_later_one_and_the_majority() -> None:
    first, second = (NINO, "Eating out"), (NINO, "Groceries")
    assert choice(taught(first, second), NINO) == "Groceries"
    assert choice(taught(first, second, second), NINO) == "Groceries"
    assert choice(taught(first, first, first, second), NINO) == "Eating out"
    assert choice(taught(second, first), NINO) == "Eating out"


def test_a_merchant_says_more_than_a_word() -> None:
    learned = taught((words_of("coffee", "Carrefour"), "Groceries"), (words_of("coffee", "Nino"), "Eating out"))
    assert choice(learned, words_of("coffee", "Carrefour")) == "Groceries"
    assert choice(learned, words_of("coffee", "Nino")) == "Eating out"


def test_the_words_that_decided_are_told_strongest_first() -> None:
    reasons = explain(taught((NINO, "Eating out")), (*NINO, "cola"), TITLES)
    assert [reason.word for reason in reasons] == ["@nino", "pizza"]
    assert reasons[0].log_odds > reasons[1].log_odds > 0
    assert explain(Learned(), NINO, TITLES) == ()


def test_a_title_that_was_deleted_or_renamed_is_ignored() -> None:
    learned = taught((NINO, "Eating out"), (NINO, "Eating out"), (NINO, "Groceries"))
    assert choice(learned, NINO, ("Groceries", "Transport")) == "Groceries"
    assert choice(learned, NINO, ("Restaurants", "Transport")) is None
    assert choice(learned, NINO, ("EATING  OUT", "Groceries")) == "EATING  OUT"


def test_items_of_a_receipt_are_words_too() -> None:
    words = words_of("Receipt", None, ["Huggies size 4", "Baby shampoo"])
    assert (
        choice(taught((words, "Children")), words_of("Receipt", None, ["huggies"]), ("Children", "Beauty"))
        == "Children"
    )


CORRECTIONS = st.lists(
    st.tuples(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3), st.sampled_from(TITLES)), max_size=12
)


@given(CORRECTIONS, st.randoms(use_true_random=False))
def test_the_order_in_which_corrections_arrive_does_not_matter(
    corrections: list[tuple[list[str], str]], random: object
) -> None:
    dated = [(words, title, NOW + timedelta(seconds=rank)) for rank, (words, title) in enumerate(corrections)]
    shuffled = dated[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    results = []
    for order in (dated, shuffled):
        learned = Learned()
        for words, title, at in order:
            learned = corrected(learned, words, title, at)
        results.append(learned)
    assert results[0] == results[1]


@given(CORRECTIONS, st.lists(st.sampled_from("abcdefgh"), max_size=5), st.lists(st.sampled_from(TITLES), max_size=4))
def test_only_a_given_title_is_chosen_and_with_reasons(
    corrections: list[tuple[list[str], str]], words: list[str], titles: list[str]
) -> None:
    learned = taught(*((tuple(said), title) for said, title in corrections))
    decision = decide(learned, words, titles)
    if decision:
        assert decision.title in titles
        assert 0.7 <= decision.share <= 1
        assert {reason.word for reason in decision.reasons} <= set(words)


@given(st.integers(1, 700), st.integers(0, 60))
def test_what_is_kept_is_bounded_and_the_least_used_goes_first(count: int, loved: int) -> None:
    learned = taught(*(((f"w{rank}",), "Bills") for rank in range(count)))
    for _ in range(2):
        learned = corrected(learned, [f"w{rank}" for rank in range(min(loved, count))], "Bills", NOW)
    kept = without(learned, to_forget(learned))
    assert len(kept.words) == min(count, MOST_WORDS)
    assert all(f"w{rank}" in kept.words for rank in range(min(loved, count)))
    assert f"w{count - 1}" in kept.words


def test_a_word_that_went_everywhere_is_forgotten() -> None:
    learned = taught(*((("thing",), f"Title {rank}") for rank in range(21)), (NINO, "Bills"))
    assert to_forget(learned) == ("thing",)


@given(st.text(max_size=200), st.text(max_size=80) | st.none(), st.lists(st.text(max_size=40), max_size=30))
def test_any_expense_has_few_and_short_words(product: str, merchant: str | None, items: list[str]) -> None:
    words = words_of(product, merchant, items)
    assert len(words) == len(set(words)) <= 20
    assert all(0 < len(word) <= 40 for word in words)
