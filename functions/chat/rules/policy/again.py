"""Whether words say again what was recorded already: each statement of a message is recorded once.

A statement is the set of amounts that it may be recorded by, in whole units: 300 and 600 of "2 coffees at 300 each".
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

Statement = frozenset[Decimal]
Done = Literal["not", "partly", "wholly"]


def done_of(asked: Sequence[Statement], said: Sequence[Statement], recorded: Sequence[Statement]) -> Done:
    """How much of what is `asked` to be recorded was `recorded`, where the whole message said `said`.

    Amounts alone cannot tell a taxi of 300 from a coffee of 300; how often the message says 300 can.
    """
    if not recorded:
        return "not"
    if not asked:
        return "wholly"  # in words whose amounts no rule reads
    left = list(said)
    for one in recorded:
        _take(left, one)
    done = [not _take(left, one) and any(one & other for other in recorded) for one in asked]
    return "wholly" if all(done) else "partly" if any(done) else "not"


def _take(left: list[Statement], wanted: Statement) -> bool:
    """Take the first statement that has an amount of the wanted one; False where none has."""
    place = next((at for at, one in enumerate(left) if one & wanted), None)
    if place is None:
        return False
    del left[place]
    return True
