"""Each statement of a message is recorded once, whatever calls record it: for any message and any order of calls."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from functions.chat.rules.policy.again import done_of

Statements = list[frozenset[Decimal]]
AMOUNT = st.integers(1, 4).map(Decimal)
SAID = st.lists(AMOUNT.map(lambda one: frozenset({one})), min_size=1, max_size=6)


@given(SAID)
def test_what_is_recorded_one_by_one_is_recorded_as_often_as_it_is_said(said: Statements) -> None:
    recorded: Statements = []
    for one in [*said, *said]:  # every call is made twice
        if done_of([one], said, recorded) == "not":
            recorded.append(one)
    assert sorted(map(sorted, recorded)) == sorted(map(sorted, said))


@given(SAID, st.data())
def test_the_whole_message_is_done_when_all_of_it_is_recorded_and_only_then(
    said: Statements, data: st.DataObject
) -> None:
    recorded = data.draw(st.lists(st.sampled_from(range(len(said))), unique=True))
    found = done_of(said, said, [said[at] for at in recorded])
    assert found == ("wholly" if len(recorded) == len(said) else "partly" if recorded else "not")


def test_one_of_several_is_known_by_its_price_and_by_what_was_paid_in_all() -> None:
    coffees, taxi = frozenset({Decimal(300), Decimal(600)}), frozenset({Decimal(600)})
    assert done_of([coffees], [coffees, taxi], [frozenset({Decimal(600)}), taxi]) == "wholly"
    assert done_of([taxi], [coffees, taxi], [frozenset({Decimal(300)})]) == "not"


def test_words_without_an_amount_that_rules_read_are_not_recorded_beside_anything() -> None:
    assert done_of([], [], [frozenset()]) == "wholly"
    assert done_of([], [], []) == "not"
