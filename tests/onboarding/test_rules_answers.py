"""Which answers fit which question, for any question and any answer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.onboarding.models import Answer, Question
from functions.onboarding.rules.answers import MAX_ANSWER, read_answer
from functions.onboarding.rules.course import answered, asked, faults_of, may_ask, may_finish, started, stepped_back
from functions.onboarding.rules.form import ORDER, form_question, next_question
from shared.errors import InvalidInput
from shared.folding import title_key

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40)
options = st.lists(words.filter(title_key), min_size=2, max_size=12, unique_by=title_key).map(tuple)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)


def refused(question: Question, said: Any) -> bool:
    """Whether it is refused, and as an answer."""
    codes = []
    try:
        read_answer(question, said)
    except InvalidInput as error:
        codes.append(error.code)
    assert codes in ([], ["invalid_answer"])
    return bool(codes)


@given(options, st.data())
def test_one_of_the_options_is_taken_and_anything_else_refused(offered: tuple[str, ...], data: st.DataObject) -> None:
    question = Question("preferences", "?", "radio", offered)
    chosen = data.draw(st.sampled_from(offered))
    assert read_answer(question, chosen) == Answer((chosen,))
    assert refused(question, [chosen])
    other = data.draw(words)
    assert refused(question, other) == (title_key(other) not in map(title_key, offered) and other not in offered)


@given(options, st.data())
def test_any_choice_of_several_is_taken_in_the_order_offered(offered: tuple[str, ...], data: st.DataObject) -> None:
    question = Question("categories", "?", "checkboxes", offered)
    chosen = data.draw(st.lists(st.sampled_from(offered), min_size=1, unique=True))
    assert read_answer(question, chosen).values == tuple(one for one in offered if one in chosen)
    assert refused(question, [*chosen, chosen[0]])
    assert refused(question, chosen[0])
    assert refused(question, [])


@given(words)
def test_words_are_kept_as_they_are_but_for_spaces_around_them(text: str) -> None:
    question = Question("goals", "?", "direct")
    if text.strip():
        assert read_answer(question, text).values == (text.strip(),)
    else:
        assert refused(question, text)


@given(anything, st.sampled_from(["direct", "radio", "checkboxes"]))
def test_whatever_is_sent_it_is_an_answer_of_texts_or_refused(said: Any, kind: Any) -> None:
    question = Question("other", "?", kind, () if kind == "direct" else ("Yes", "No"))
    if not refused(question, said):
        values = read_answer(question, said).values
        assert values
        assert all(isinstance(value, str) and value for value in values)
        assert kind == "direct" or set(values) <= {"Yes", "No"}


def test_the_longest_answer_is_taken_and_no_longer_one() -> None:
    question = Question("goals", "?", "direct")
    assert read_answer(question, "x" * MAX_ANSWER).values == ("x" * MAX_ANSWER,)
    assert refused(question, "x" * (MAX_ANSWER + 1))


@given(st.lists(st.sampled_from(["answer", "skip", "back"]), max_size=40), st.sampled_from(["en", "fr", "ar", "de"]))
def test_the_form_asks_each_question_once_and_always_ends(steps: list[str], language: str) -> None:
    interview = started(language, form_question(ORDER[0], language))
    for step in steps:
        if step == "back":
            if not interview.answers:
                with pytest.raises(InvalidInput):
                    stepped_back(interview)
                continue
            before = interview.questions[len(interview.answers) - 1]
            interview = stepped_back(interview)
            assert interview.pending == before
            continue
        after = answered(interview, Answer() if step == "skip" else Answer(("x",)))
        following = next_question(after)
        if following is None:
            assert len(after.answers) == 7
            assert may_finish(after)
            assert not may_ask(after)
            break
        interview = asked(after, following)
        assert interview.pending == following
        assert len({one.text for one in interview.questions}) == len(interview.questions) <= 7


@given(st.sampled_from(ORDER), st.sampled_from(["en", "fr", "ar"]))
def test_every_question_of_the_form_is_one_that_the_agent_might_ask(topic: Any, language: str) -> None:
    first = form_question("place", language)
    interview = answered(started(language, first), Answer())
    faults = faults_of(form_question(topic, language), interview)
    assert bool(faults) == (topic == "place")
