"""The order of turns around calls: a loop that keeps to the rules is never refused, and each breach is."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dev.gemini.protocol import Json, Refusal
from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.validation import check_call

SIGNED = "c2lnbmF0dXJl"
TWO, THREE = "gemini-2.5-flash", "gemini-3-flash-preview"
# Each turn of the person, by its steps: how many parallel calls the model made in each.
steps = st.lists(st.integers(1, 3), min_size=1, max_size=3)
conversations = st.lists(steps, min_size=1, max_size=3)


def said(role: str, *parts: Json) -> Json:
    return {"role": role, "parts": list(parts)}


def step(calls: int, number: int, *, ids: bool) -> list[Json]:
    """The model's calls and their answers; the first call is signed."""
    named = [{"name": f"f{at}", **({"id": f"{number}-{at}"} if ids else {})} for at in range(calls)]
    made = [{"functionCall": {**one, "args": {}}} for one in named]
    made[0]["thoughtSignature"] = SIGNED  # type: ignore[assignment]
    return [said("model", *made), said("user", *({"functionResponse": {**one, "response": {}}} for one in named))]


def conversation(turns: Sequence[Sequence[int]], *, ids: bool = True) -> list[Json]:
    """All turns but the last are over: the model spoke; of the last the results were just sent."""
    contents: list[Json] = []
    for number, calls in enumerate(turns):
        contents.append(said("user", {"text": f"question {number}"}))
        for at, count in enumerate(calls):
            contents += step(count, 10 * number + at, ids=ids)
        contents.append(said("model", {"text": "words"}))
    return contents[:-1]


def refusal(contents: list[Json], model: str = TWO) -> str | None:
    try:
        check_call(ModelCall({"contents": contents}, model))
    except Refusal as refused:
        return f"{refused.code} {refused.message}"
    return None


@given(conversations, st.booleans())
def test_a_loop_that_answers_its_calls_is_accepted_by_both_families(turns: list[list[int]], ids: bool) -> None:
    contents = conversation(turns, ids=ids)
    assert (refusal(contents, TWO), refusal(contents, THREE)) == (None, None)


@given(conversations)
def test_turns_may_come_in_pieces(turns: list[list[int]]) -> None:
    pieces = [said(one["role"], part) for one in conversation(turns) for part in one["parts"]]
    assert (refusal(pieces, TWO), refusal(pieces, THREE)) == (None, None)


@given(conversations, st.data())
def test_an_answer_too_few_or_too_many_is_refused(turns: list[list[int]], data: st.DataObject) -> None:
    contents = conversation(turns)
    answering = [one for one in contents if "functionResponse" in one["parts"][0]]
    chosen = data.draw(st.sampled_from(answering))
    if data.draw(st.booleans()):
        chosen["parts"].pop()
        chosen["parts"] = chosen["parts"] or [{"text": "never mind"}]
    else:
        chosen["parts"].append(chosen["parts"][0])
    assert "number of function response parts" in (refusal(contents) or "")


@given(conversations)
def test_a_history_that_was_cut_before_a_call_or_before_an_answer_is_refused(turns: list[list[int]]) -> None:
    contents = conversation(turns)
    assert "400 Please ensure that function call turn comes immediately after" in (refusal(contents[1:]) or "")
    assert "function response turn comes immediately after" in (refusal(contents[2:]) or "")


@given(conversations, st.data())
def test_a_lost_signature_is_refused_on_3_in_the_present_turn_only(turns: list[list[int]], data: st.DataObject) -> None:
    contents = conversation(turns)
    present = max(at for at, one in enumerate(contents) if "text" in one["parts"][0] and one["role"] == "user")
    calling = [at for at, one in enumerate(contents) if "functionCall" in one["parts"][0]]
    chosen = data.draw(st.sampled_from(calling))
    del contents[chosen]["parts"][0]["thoughtSignature"]
    assert refusal(contents, TWO) is None
    told = refusal(contents, THREE)
    assert ("thought_signature" in told if told else None) == (True if chosen > present else None)


def test_snake_case_is_read_as_well() -> None:
    call = {"function_call": {"name": "f", "args": {}}, "thought_signature": SIGNED}
    answer = {"function_response": {"name": "f", "response": {}}}
    contents = [said("user", {"text": "x"}), said("model", call), said("user", answer)]
    assert refusal(contents, THREE) is None
    assert refusal([*contents[:-1], said("user", answer, answer)], THREE)


def paired(calls: list[dict[str, Any]], answers: list[dict[str, Any]]) -> str | None:
    made = [{"functionCall": {"args": {}, **one}} for one in calls]
    told = [{"functionResponse": {"response": {}, **one}} for one in answers]
    return refusal([said("user", {"text": "x"}), said("model", *made), said("user", *told)])


@pytest.mark.parametrize(
    ("calls", "answers"),
    [
        ([{"name": "a"}, {"name": "b"}], [{"name": "b"}, {"name": "a"}]),
        ([{"name": "a", "id": "1"}, {"name": "b", "id": "2"}], [{"name": "b", "id": "2"}, {"name": "a", "id": "1"}]),
        ([{"name": "a", "id": "1"}], [{"name": "a"}]),
        ([{"name": "a"}], [{"name": "a", "id": "1"}]),
        ([{"name": "a", "id": "1"}, {"name": "a", "id": "1"}], [{"name": "a", "id": "1"}, {"name": "a", "id": "1"}]),
        ([{"name": None}], [{"name": "a"}]),
    ],
)
def test_answers_may_come_in_any_order_and_without_ids(calls: list[Json], answers: list[Json]) -> None:
    assert paired(calls, answers) is None


@pytest.mark.parametrize(
    ("calls", "answers", "word"),
    [
        ([{"name": "a", "id": "1"}], [{"name": "a", "id": "2"}], "id"),
        ([{"name": "a", "id": "1"}, {"name": "a", "id": "2"}], [{"name": "a", "id": "1"}] * 2, "id"),
        ([{"name": "a"}], [{"name": "b"}], "name"),
    ],
)
def test_an_answer_to_another_call_is_refused(calls: list[Json], answers: list[Json], word: str) -> None:
    assert f"the {word} of each" in (paired(calls, answers) or "")


def test_words_after_calls_that_nobody_answered_are_refused() -> None:
    contents = conversation([[1]])
    assert refusal([*contents[:2], said("user", {"text": "and now?"})])


def test_text_beside_results_is_taken() -> None:
    contents = conversation([[2]])
    contents[-1]["parts"].append({"text": "and a picture"})
    assert refusal([*contents, said("user", {"text": "what is it?"})], THREE) is None


@settings(max_examples=20)
@given(conversations)
def test_a_signature_that_is_no_base64_is_refused(turns: list[list[int]]) -> None:
    contents = deepcopy(conversation(turns))
    contents[1]["parts"][0]["thoughtSignature"] = "no base64!"
    assert "TYPE_BYTES" in (refusal(contents, THREE) or "")
