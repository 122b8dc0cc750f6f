"""Bugs of what models cost that are planted one at a time; see `planted`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest


def allowance_is_not_asked(patch: "pytest.MonkeyPatch") -> None:
    """Models are asked whatever was used."""
    from functions.journal.models import Spending

    patch.setattr(Spending, "is_used_up", property(lambda _: False))


def spend_is_lost(patch: "pytest.MonkeyPatch") -> None:
    """What came to nothing is not counted, nor what is not kept."""
    from functions.journal.service import metering

    patch.setattr(metering, "count_alone", lambda *_: None)


def spend_counts_twice(patch: "pytest.MonkeyPatch") -> None:
    """What is counted in the commit of what came of it is counted once more alone."""
    from functions.journal.service.metering import Meter

    real = Meter.stage

    def staged(meter: Any, commit: Any) -> None:
        real(meter, commit)
        meter.unstage()

    patch.setattr(Meter, "stage", staged)


OF_ALLOWANCE = (allowance_is_not_asked, spend_is_lost, spend_counts_twice)
