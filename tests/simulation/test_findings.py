"""What the simulation found by itself, in the fewest operations that show it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.simulation import history
from tests.simulation.operations import NewPerson, Operation, Plan
from tests.simulation.report import told
from tests.simulation.run import run
from tests.simulation.stage import Stage, staged
from tests.simulation.weather import CALM, Weather
from tests.simulation.world import World

PERSON = NewPerson("Africa/Algiers", 1, (500_00, 500_00, 500_00))
ENTRY = {"minor": 99, "kind": "expense", "budget": None, "days_ago": None}
DAY_S = 25 * 3600.0


@pytest.fixture
def stage() -> Iterator[Stage]:
    with staged() as found:
        yield found


def after(stage: Stage, *operations: Operation, weather: Weather = CALM, seed: int = 1) -> World:
    begins = datetime(2026, 10, 25, tzinfo=UTC)
    outcome = run(stage, Plan(seed, begins, weather, (PERSON, PERSON), operations))
    assert not outcome.found, told(stage, outcome)
    return outcome.world


@pytest.mark.parametrize(
    ("kind", "body"),
    [("entries", [ENTRY]), ("words", {"message": "100 DZD coffee", "amount": 100, "days_ago": 0})],
)
def test_a_key_that_is_used_again_after_its_day_records_anew(stage: Stage, kind: str, body: object) -> None:
    world = after(stage, Operation(0, 0, kind, body), Operation(1, 0, "again", pause_s=DAY_S))
    assert len(history.rows(world, "person0of1", "expenses")) == 2
    told = [row["tool"] for row in history.rows(world, "person0of1", "actions").values()]
    assert len([tool for tool in told if tool.startswith("record")]) == 2


def test_undoing_the_reading_of_a_receipt_does_not_have_it_read_again(stage: Stage) -> None:
    receipt = Operation(0, 0, "receipt", {"picture": 0, "keep": False})
    silent = Weather(switching=0.0, model=1.0)
    found = set()
    for seed in range(1, 7):
        waited = after(stage, receipt, Operation(1, 0, "undo", "action", pause_s=DAY_S), weather=silent, seed=seed)
        [entry] = history.rows(waited, f"person0of{seed}", "expenses").values()
        read = any(
            row["tool"] == "read_receipt" for row in history.rows(waited, f"person0of{seed}", "actions").values()
        )
        found.add((read, entry["status"]))
    # In some of the orders the recording is undone before anything was read.
    assert (True, "needs_review") in found
    assert found <= {(True, "needs_review"), (False, "deleted")}
