"""Rebalancing keeps the sum and whatever people decided; proposals are made to fit."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.budget.rules.planning import Infeasible, Wanted, feasible
from functions.budget.rules.rebalance import Policy, Rebalanced, Share, fits, rebalance
from functions.budget.rules.sharing import share_out

MINOR = st.integers(0, 10**9)
MAYBE = st.none() | MINOR
STRICT = Policy()
ids = st.lists(st.text("abcdefgh", min_size=1, max_size=4), unique=True, max_size=9)


@st.composite
def budgets(draw: st.DrawFn) -> list[Share]:
    return [
        Share(key, draw(MINOR), draw(st.integers(-(10**6), 10**9)), draw(MAYBE), draw(MAYBE), draw(st.booleans()))
        for key in draw(ids)
    ]


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Share], int, set[str]]:
    """Budgets, the sum that they shall have, and those that the person has just set."""
    shares = draw(budgets())
    decided = draw(st.sets(st.sampled_from([share.id for share in shares]), max_size=2)) if shares else set()
    return shares, draw(st.integers(0, 4 * 10**9)), decided


def least(share: Share, *, below_spent: bool = False) -> int:
    """What the rules promise to leave: the minimum and, unless allowed otherwise, what is spent; never more than
    there was."""
    return min(share.minor, max(0, share.minimum or 0, 0 if below_spent else share.spent))


def total(result: Rebalanced) -> int:
    return sum(result.amounts.values())


@pytest.mark.parametrize("_tenth", range(10))
@settings(max_examples=1_000)  # 10,000 in all, in parts that workers share
@given(edits(), st.booleans(), st.sampled_from([1, 100, 1000]))
def test_the_sum_is_kept_to_the_unit_and_pins_floors_caps_and_edits_hold(
    _tenth: int, edit: tuple[list[Share], int, set[str]], below_spent: bool, step: int
) -> None:
    shares, target, decided = edit
    policy = Policy(below_spent, step)
    result = rebalance(shares, target, decided, policy)
    assert total(result) + result.left == target
    assert (result.reason is None) == (result.left == 0)
    for share in shares:
        amount = result.amounts[share.id]
        if share.pinned or share.id in decided:
            assert amount == share.minor
            continue
        assert amount >= least(share, below_spent=below_spent) >= 0
        assert share.maximum is None or amount <= max(share.maximum, share.minor)
    if result.left == 0:
        assert fits(result.amounts, shares, target, decided, policy)


@given(edits(), st.randoms(use_true_random=False))
def test_the_order_of_budgets_does_not_matter(edit: tuple[list[Share], int, set[str]], random: object) -> None:
    shares, target, decided = edit
    other = list(shares)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert rebalance(other, target, decided) == rebalance(shares, target, decided)


@given(edits())
def test_nothing_is_left_while_anyone_could_absorb_more(edit: tuple[list[Share], int, set[str]]) -> None:
    shares, target, decided = edit
    result = rebalance(shares, target, decided)
    for share in shares:
        if result.left == 0 or share.pinned or share.id in decided:
            continue
        amount = result.amounts[share.id]
        if result.left < 0:
            assert amount == least(share)
        else:
            assert share.maximum is not None
            assert amount >= share.maximum or amount == share.minor


@given(edits())
def test_all_move_in_the_same_direction_and_a_second_time_changes_nothing(
    edit: tuple[list[Share], int, set[str]],
) -> None:
    shares, target, decided = edit
    before = sum(share.minor for share in shares)
    result = rebalance(shares, target, decided)
    moves = [result.amounts[share.id] - share.minor for share in shares]
    assert all(move >= 0 for move in moves) if target >= before else all(move <= 0 for move in moves)
    if result.left == 0:
        again = [Share(s.id, result.amounts[s.id], s.spent, s.minimum, s.maximum, s.pinned, s.weight) for s in shares]
        assert rebalance(again, target, decided).amounts == result.amounts


def test_the_others_absorb_an_edit_in_proportion() -> None:
    shares = [Share("a", 30_000), Share("b", 20_000), Share("c", 10_000)]  # a was 24 000 before
    assert rebalance(shares, 54_000, {"a"}).amounts == {"a": 30_000, "b": 16_000, "c": 8_000}


def test_what_is_spent_is_not_taken_away() -> None:
    shares = [Share("a", 30_000), Share("b", 20_000, spent=19_000), Share("c", 10_000)]
    assert rebalance(shares, 54_000, {"a"}).amounts == {"a": 30_000, "b": 19_000, "c": 5_000}


def test_infeasible_edits_give_a_reason() -> None:
    assert rebalance([Share("a", 5), Share("b", 5, pinned=True)], 8, {"a"}) == Rebalanced(
        {"a": 5, "b": 5}, -2, "nothing_to_move"
    )
    assert rebalance([Share("a", 5), Share("b", 5, spent=4)], 8, {"a"}) == Rebalanced(
        {"a": 5, "b": 4}, -1, "at_their_floors"
    )
    assert rebalance([Share("a", 5), Share("b", 5, maximum=6)], 20, {"a"}) == Rebalanced(
        {"a": 5, "b": 6}, 9, "at_their_caps"
    )


@given(edits(), st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), st.integers(-5, 10**9)))
def test_a_foreign_split_fits_only_when_it_keeps_every_rule(
    edit: tuple[list[Share], int, set[str]], proposed: Mapping[str, int]
) -> None:
    shares, target, decided = edit
    if fits(proposed, shares, target, decided, STRICT):
        assert sum(proposed.values()) == target
        assert all(proposed[s.id] == s.minor for s in shares if s.pinned or s.id in decided)
        assert all(proposed[s.id] >= least(s) for s in shares if not s.pinned and s.id not in decided)


def test_a_split_of_another_kind_of_number_does_not_fit() -> None:
    shares = [Share("a", 5), Share("b", 5)]
    for wrong in ({"a": 5.0, "b": 5}, {"a": True, "b": 9}, {"a": 10}, {"a": 5, "b": 4, "c": 1}, {"a": -1, "b": 11}):
        assert not fits(wrong, shares, 10, (), STRICT)  # type: ignore[arg-type]


@given(
    st.integers(0, 10**12),
    st.dictionaries(st.text("abc", max_size=3), st.tuples(st.integers(0, 10**9), st.none() | st.integers(0, 10**9))),
)
def test_shares_are_complete_within_their_rooms_and_fair_to_a_unit(
    amount: int, parties: dict[str, tuple[int, int | None]]
) -> None:
    weights, rooms = {key: one[0] for key, one in parties.items()}, {key: one[1] for key, one in parties.items()}
    given_out = share_out(amount, weights, rooms)
    roomy = any(room is None for room in rooms.values())
    capacity = sum(room or 0 for room in rooms.values())
    assert sum(given_out.values()) == (amount if roomy else min(amount, capacity))
    most = {key: amount if room is None else room for key, room in rooms.items()}
    assert all(0 <= given_out[key] <= room for key, room in most.items())
    free = [key for key, room in rooms.items() if room is None or given_out[key] < room]
    for one in free:
        for other in free:
            if weights[one] == weights[other]:
                assert abs(given_out[one] - given_out[other]) <= 1


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Wanted], int]:
    rows = [
        Wanted(key, draw(st.integers(-5, 10**9)), draw(st.integers(0, 10**8)), draw(st.booleans())) for key in draw(ids)
    ]
    return rows, draw(st.integers(-5, 4 * 10**9))


@given(plans())
def test_a_plan_fits_into_what_there_is_and_keeps_every_minimum(plan: tuple[list[Wanted], int]) -> None:
    rows, ceiling = plan
    made = feasible(rows, ceiling)
    needed = sum(max(row.minor, 0) if row.fixed else row.minimum for row in rows)
    if isinstance(made, Infeasible):
        assert made.needed == needed > max(ceiling, 0)
        return
    assert sum(made.values()) <= max(ceiling, 0)
    for row in rows:
        assert made[row.key] == max(row.minor, 0) if row.fixed else made[row.key] >= row.minimum
        assert made[row.key] <= max(row.minor, row.minimum, 0)
    wished = sum(max(row.minor, 0) if row.fixed else max(row.minor, row.minimum, 0) for row in rows)
    assert sum(made.values()) == min(wished, max(ceiling, 0))


def test_amounts_move_in_whole_steps_as_far_as_that_goes() -> None:
    shares = [Share("a", 1_000_050), Share("b", 700_000), Share("c", 300_000)]
    moved = rebalance(shares, 2_000_050 - 123_457, (), Policy(step=100)).amounts
    assert moved == {"a": 1_000_050 - 61_757, "b": 700_000 - 43_200, "c": 300_000 - 18_500}


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=8), st.integers(0, 10**7))
def test_but_for_the_heaviest_whole_budgets_stay_whole(units: list[int], cut: int) -> None:
    shares = [Share(str(at), unit * 100) for at, unit in enumerate(units)]
    result = rebalance(shares, max(0, sum(units) * 100 - cut), (), Policy(step=100))
    assert sum(amount % 100 != 0 for amount in result.amounts.values()) <= 1
