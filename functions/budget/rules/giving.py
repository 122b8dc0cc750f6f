"""What the others gave for a change, remembered so that they get exactly that back when the change is taken back.

Sharing out anew would come near it only: whole units are rounded, and who could give nothing would get something.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

MOST_GIVEN = 6  # rebalances that are remembered


@dataclass(frozen=True, slots=True)
class Step:
    """A budget before a rebalance (minor units), and its versions before and after it."""

    minor: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Given:
    """What one rebalance changed, by budget."""

    currency: str
    budgets: Mapping[str, Step]


@dataclass(frozen=True, slots=True)
class Back:
    """The amounts that come back, and what is remembered then."""

    amounts: Mapping[str, int]
    given: tuple[Given, ...]


def given_back(given: Sequence[Given], currency: str, now: Mapping[str, tuple[int, int]], missing: int) -> Back | None:
    """The amounts before the latest rebalances that together moved the other way; `now` has amount and version.

    None where there are none, or where one of their budgets was touched since: then it is to be shared out.
    """
    amounts: dict[str, int] = {}
    versions = {key: version for key, (_, version) in now.items()}
    moved = 0
    for at in reversed(range(len(given))):
        one = given[at]
        if one.currency != currency:
            continue
        if any(versions.get(key) != step.after for key, step in one.budgets.items()):
            return None
        for key, step in one.budgets.items():
            moved += step.minor - amounts.get(key, now[key][0])
            amounts[key], versions[key] = step.minor, step.before
        if moved == missing:
            later = [other for other in given[at:] if other.currency != currency]
            stood = {key: (versions[key], _version(now[key], amounts[key])) for key in amounts}
            return Back(amounts, (*(_standing(other, stood) for other in given[:at]), *later))
    return None


def _version(now: tuple[int, int], minor: int) -> int:
    return now[1] if now[0] == minor else now[1] + 1


def _standing(one: Given, stood: Mapping[str, tuple[int, int]]) -> Given:
    """The same under the versions by which its state has come back."""
    steps = {
        key: replace(step, after=stood[key][1]) if key in stood and stood[key][0] == step.after else step
        for key, step in one.budgets.items()
    }
    return replace(one, budgets=steps)
