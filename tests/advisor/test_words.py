"""The words of advice tell only its facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.advisor.models import Category, Low, Means, Overview, Tight
from functions.advisor.rules import facts
from functions.advisor.rules.keeping import keeps
from functions.advisor.rules.prose import Writer
from functions.advisor.rules.verdict import judge
from shared.ai.facts import check
from shared.ai.plain import is_plain
from shared.language import WRITTEN, Language
from tests.advisor.purchases import AMOUNTS, CATEGORIES, MEANS, PRICES, TODAY, purchase

NAMES = ("TV", "iPhone 15", "Vélo", "هاتف", "[x](https://evil.example)", "")
MINOR = st.integers(0, 10**7)
OVERVIEWS = st.builds(
    Overview,
    st.sampled_from(["DZD", "JPY"]),
    st.lists(st.builds(Tight, st.sampled_from(["Home", "<b>Food</b>"]), MINOR, MINOR), max_size=2),
    AMOUNTS,
    st.none() | MINOR,
    MINOR,
    st.integers(0, 9),
    st.none() | st.builds(Low, st.just(TODAY), AMOUNTS, st.just("cash line")),
)


@pytest.mark.parametrize("code", WRITTEN)
@given(has=MEANS, prices=st.lists(PRICES, min_size=1, max_size=3), category=CATEGORIES, foreign=st.booleans())
def test_the_words_for_a_verdict_tell_facts_alone_and_keep_it(
    code: str, has: Means, prices: list[int], category: Category | None, foreign: bool
) -> None:
    language = Language(code)
    verdicts = [judge(has, purchase(price, category, NAMES[rank])) for rank, price in enumerate(prices)]
    text = Writer(language, has.currency).judged(verdicts, foreign=foreign)
    checked = check(text, facts.of_verdicts(has, verdicts), code)
    assert checked.supported, (checked.unbound, text)
    assert is_plain(text)
    assert keeps(text, language, verdicts)


@pytest.mark.parametrize("code", WRITTEN)
@given(seen=OVERVIEWS)
def test_the_words_for_what_stands_out_tell_facts_alone(code: str, seen: Overview) -> None:
    text = Writer(Language(code), seen.currency).general(seen)
    checked = check(text, facts.of_overview(seen), code)
    assert checked.supported, (checked.unbound, text)
    assert is_plain(text)


@pytest.mark.parametrize("code", WRITTEN)
@pytest.mark.parametrize("foreign", [True, False])
def test_without_a_price_no_figure_is_told(code: str, foreign: bool) -> None:
    text = Writer(Language(code), "DZD").without_price(foreign=foreign, several=True)
    assert not any(letter.isdigit() for letter in text)
