"""Shares out an amount in whole units, in proportion to weights, without giving anyone more than it has room for."""

from collections.abc import Mapping


def share_out(amount: int, weights: Mapping[str, int], rooms: Mapping[str, int | None]) -> dict[str, int]:
    """What each key gets of `amount` (not negative). A room of None is without end; weights are not negative.

    The sum is `amount`, or all rooms together when those are smaller. Who is full gives the rest back to the others;
    single units go by largest remainder, then by key, so that the order of the mapping does not matter. Where nobody
    who is left has a weight, all are equal.
    """
    given = dict.fromkeys(weights, 0)
    active = {key for key in weights if rooms[key] is None or rooms[key]}
    while amount and active:
        total = sum(weights[key] for key in active)
        worth = {key: weights[key] if total else 1 for key in active}
        total = total or len(active)
        full = {key: room for key in active if (room := rooms[key]) is not None and amount * worth[key] >= room * total}
        if not full:
            given |= _largest_remainder(amount, worth, total)
            break
        given |= full
        amount -= sum(full.values())
        active -= full.keys()
    return given


def _largest_remainder(amount: int, worth: Mapping[str, int], total: int) -> dict[str, int]:
    shares = {key: amount * weight // total for key, weight in worth.items()}
    order = sorted(worth, key=lambda key: (-(amount * worth[key] % total), key))
    for key in order[: amount - sum(shares.values())]:
        shares[key] += 1
    return shares
