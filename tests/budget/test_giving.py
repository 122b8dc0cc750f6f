"""What others gave comes back to the unit, for any rebalances in a row, as long as nobody touched them in between."""

from hypothesis import given
from hypothesis import strategies as st

from functions.budget.rules.giving import Given, Step, given_back

START = {"a": (1000, 1), "b": (500, 4), "c": (70, 2)}
Now = dict[str, tuple[int, int]]
MOVES = st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(-50, 50).filter(bool), min_size=1), max_size=5)


def played(moves: list[dict[str, int]]) -> tuple[Now, list[Given], list[Now]]:
    """The budgets after these rebalances, what is remembered, and the states on the way."""
    now, given_, states = dict(START), list[Given](), [dict(START)]
    for move in moves:
        steps = {key: Step(now[key][0], now[key][1], now[key][1] + 1) for key in move}
        now |= {key: (now[key][0] + by, now[key][1] + 1) for key, by in move.items()}
        given_.append(Given("DZD", steps))
        states.append(dict(now))
    return now, given_, states


@given(MOVES, st.data())
def test_the_latest_ones_come_back_exactly(moves: list[dict[str, int]], data: st.DataObject) -> None:
    now, given_, states = played(moves)
    back_to = data.draw(st.integers(0, len(moves)))
    missing = sum(minor for minor, _ in states[back_to].values()) - sum(minor for minor, _ in now.values())
    found = given_back(given_, "DZD", now, missing)
    if back_to == len(moves):
        return  # nothing is missing then
    assert found is not None
    after = {key: found.amounts.get(key, minor) for key, (minor, _) in now.items()}
    sums = [sum(minor for minor, _ in state.values()) for state in states]
    nearest = max(at for at in range(len(moves)) if sums[at] == sums[back_to])
    assert after == {key: minor for key, (minor, _) in states[nearest].items()}


@given(MOVES.filter(bool), st.data())
def test_and_then_those_before_them(moves: list[dict[str, int]], data: st.DataObject) -> None:
    now, given_, states = played(moves)
    for at in reversed(range(len(moves))):
        missing = -sum(moves[at].values())
        found = given_back(given_, "DZD", now, missing)
        assert found is not None
        after = {key: found.amounts.get(key, minor) for key, (minor, _) in now.items()}
        now = {key: (after[key], version + (after[key] != minor)) for key, (minor, version) in now.items()}
        given_ = list(found.given)
        if len(given_) != at:
            return  # two that even out came back together
        assert after == {key: minor for key, (minor, _) in states[at].items()}


@given(MOVES.filter(bool), st.sampled_from("abc"))
def test_where_one_was_touched_since_it_is_shared_out_anew(moves: list[dict[str, int]], key: str) -> None:
    now, given_, _ = played(moves)
    now[key] = (now[key][0], now[key][1] + 1)
    missing = -sum(moves[-1].values())
    assert (given_back(given_, "DZD", now, missing) is None) == (key in moves[-1])
    assert given_back(given_, "EUR", now, missing) is None
