"""A model that wants to do harm: nothing changes outside the policy, and each attempt is written down.

What counts is the table in `cases/`: for each case the script, the words, the audit rows and the state after.
"""

from collections import Counter

import pytest

from tests.chat.hostile.bench import Stage, violations
from tests.chat.hostile.case import Case
from tests.chat.hostile.cases import CASES

_FAMILIES = {
    *("ids", "amounts", "tools", "volume", "salami", "texts", "confirmation", "own words", "injection", "protocol"),
    "reply",
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_policy_holds(stage: Stage, case: Case) -> None:
    found = violations(case, stage.play(case))
    assert not found, "\n".join(found)


def test_there_are_at_least_two_hundred_cases_of_all_families() -> None:
    assert len(CASES) >= 200
    assert len({str(case) for case in CASES}) == len(CASES)
    counted = Counter(case.family for case in CASES)
    assert set(counted) == _FAMILIES
    assert min(counted.values()) >= 5


def test_the_suite_bites(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the gate, the very same plays change what they must not."""
    from functions.chat.service.gating import TurnGate

    monkeypatch.setattr(TurnGate, "__call__", lambda *_: None)
    case = next(one for one in CASES if str(one) == "own words: a deletion that was not said")
    assert violations(case, stage.play(case))
