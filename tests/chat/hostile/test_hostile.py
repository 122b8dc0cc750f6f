"""A model that wants to do harm: nothing changes outside the policy, and each attempt is written down.

What counts is the table in `cases/`: for each case the script, the words, the audit rows and the state after.
"""

import json
from collections import Counter

import pytest

from tests.chat.hostile.bench import Stage, violations
from tests.chat.hostile.case import Case
from tests.chat.hostile.cases import CASES

_FAMILIES = {
    *("ids", "amounts", "tools", "volume", "salami", "texts", "confirmation", "own words", "injection", "protocol"),
    *("reply", "undoing"),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_policy_holds(stage: Stage, case: Case) -> None:
    found = violations(case, stage.play(case))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("case", [one for one in CASES if one.family == "reply"], ids=str)
def test_no_piece_of_a_stream_says_it_either(stage: Stage, case: Case) -> None:
    streamed = stage.stream(case.turns[0])
    assert "event: done" in streamed
    assert [word for word in case.unsaid if word in spoken(streamed)] == []


def spoken(streamed: str) -> str:
    """All words of a stream, as one text: what is split over pieces is put together."""
    rows = [json.loads(line.removeprefix("data:")) for line in streamed.splitlines() if line.startswith("data:")]
    return "".join(str(row.get("text", "")) + str(row.get("msg", "")) for row in rows)


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
