"""Brings budgets back to a sum: what people decided stays, the others absorb. All amounts are minor units of one
currency."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from functions.budget.rules.sharing import share_out

Reason = Literal["nothing_to_move", "at_their_floors", "at_their_caps"]


@dataclass(frozen=True, slots=True)
class Share:
    """One budget. `weight` says how strongly it takes part (by default its amount), `maximum` caps it."""

    id: str
    minor: int
    spent: int = 0
    minimum: int | None = None
    maximum: int | None = None
    pinned: bool = False
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """`below_spent`: a budget may be cut below what was spent from it already. Amounts move in steps of `step` minor
    units (100 for whole dinars) as far as that goes."""

    below_spent: bool = False
    step: int = 1


@dataclass(frozen=True, slots=True)
class Rebalanced:
    """The amount of every budget. `left` is what nobody could absorb: the target less the new sum; then why."""

    amounts: Mapping[str, int]
    left: int = 0
    reason: Reason | None = None


def floor_of(share: Share, policy: Policy) -> int:
    """The least that a rebalance may leave; a budget that stands below its floor is not lifted to it."""
    least = max(share.minimum or 0, 0 if policy.below_spent else share.spent, 0)
    return min(least, share.minor)


def rebalance(
    shares: Iterable[Share],
    target: int,
    decided: Collection[str] = (),
    policy: Policy | None = None,
) -> Rebalanced:
    """Amounts that add up to `target`, changed in proportion and as little as possible.

    Budgets in `decided` (the person's own edit) and pinned ones are never altered. When the rest cannot absorb it
    all, they go as far as they can, and `left` and `reason` say so.
    """
    budgets = {share.id: share for share in shares}
    policy = policy or Policy()
    missing = target - sum(share.minor for share in budgets.values())
    movable = {key: share for key, share in budgets.items() if not share.pinned and key not in decided}
    rooms = {key: _room(share, policy, up=missing > 0) for key, share in movable.items()}
    weights = {key: share.minor if share.weight is None else share.weight for key, share in movable.items()}
    moved = _in_steps(abs(missing), weights, rooms, policy.step)
    sign = 1 if missing > 0 else -1
    amounts = {key: share.minor + sign * moved.get(key, 0) for key, share in budgets.items()}
    left = target - sum(amounts.values())
    return Rebalanced(amounts, left, _reason(left, movable))


def _in_steps(amount: int, weights: Mapping[str, int], rooms: Mapping[str, int | None], step: int) -> Mapping[str, int]:
    """Shares in whole steps; what is left of the amount goes to the heaviest that have room, by key where equal."""
    whole = {key: None if room is None else room // step for key, room in rooms.items()}
    moved = {key: share * step for key, share in share_out(amount // step, weights, whole).items()}
    rest = amount - sum(moved.values())
    for key in sorted(rooms, key=lambda key: (-weights[key], key)):
        room = rooms[key]
        more = rest if room is None else min(rest, room - moved[key])
        moved[key] += more
        rest -= more
    return moved


def _room(share: Share, policy: Policy, *, up: bool) -> int | None:
    if up:
        return None if share.maximum is None else max(0, share.maximum - share.minor)
    return share.minor - floor_of(share, policy)


def _reason(left: int, movable: Mapping[str, Share]) -> Reason | None:
    if not left:
        return None
    if not movable:
        return "nothing_to_move"
    return "at_their_caps" if left > 0 else "at_their_floors"


def fits(
    proposed: Mapping[str, int], shares: Iterable[Share], target: int, decided: Collection[str], policy: Policy
) -> bool:
    """Whether somebody else's split (a model's) keeps every rule that `rebalance` keeps, and the same sum."""
    budgets = {share.id: share for share in shares}
    if proposed.keys() != budgets.keys() or any(type(amount) is not int for amount in proposed.values()):
        return False
    if sum(proposed.values()) != target:
        return False
    return all(_holds(share, proposed[key], decided, policy) for key, share in budgets.items())


def _holds(share: Share, amount: int, decided: Collection[str], policy: Policy) -> bool:
    if share.pinned or share.id in decided:
        return amount == share.minor
    capped = share.maximum is None or amount <= max(share.maximum, share.minor)
    return capped and amount >= floor_of(share, policy)


def project(
    proposed: Mapping[str, int],
    shares: Iterable[Share],
    target: int,
    decided: Collection[str],
    policy: Policy,
) -> Rebalanced:
    """Somebody else's split (a model's) brought under the rule: taken as it is when it fits, else as near as it goes.

    What it says of budgets that must stay, or that do not exist, is not heard; amounts are brought between floor and
    cap, and the rest of the way to the target is shared out as `rebalance` does.
    """
    budgets = {share.id: share for share in shares}
    if fits(proposed, budgets.values(), target, decided, policy):
        return Rebalanced(dict(proposed))
    started = [_led(share, proposed.get(share.id), target, decided, policy) for share in budgets.values()]
    return rebalance(started, target, decided, policy)


def _led(share: Share, amount: int | None, target: int, decided: Collection[str], policy: Policy) -> Share:
    """The share at the proposed amount, with its own floor kept by its minimum."""
    floor = floor_of(share, policy)
    if amount is None or share.pinned or share.id in decided:
        return share
    most = target if share.maximum is None else min(target, max(share.minor, share.maximum))
    return replace(share, minor=max(floor, min(amount, most)), minimum=floor, spent=0)
