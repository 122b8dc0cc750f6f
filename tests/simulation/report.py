"""What a failure says: the seed, the fault, a history made as short as it can be, and how to see it again."""

from tests.simulation.operations import Plan
from tests.simulation.run import Outcome, run
from tests.simulation.stage import Stage
from tests.simulation.weather import CALM

_LAST = 20
_WIDTH = 220
_LONGEST = 800


def shrunk(stage: Stage, outcome: Outcome) -> Outcome:
    """The failing run with as few operations as it takes, and in calm weather if that is enough."""
    from dataclasses import replace

    def still(plan: Plan) -> Outcome | None:
        again = run(stage, plan)
        return again if again.found else None

    best = still(replace(outcome.plan, weather=CALM)) or outcome
    rank = 0
    while rank < len(best.plan.operations):
        kept = best.plan.operations
        if shorter := still(best.plan.only((*kept[:rank], *kept[rank + 1 :]))):
            best = shorter
        else:
            rank += 1
    return best


def told(stage: Stage, outcome: Outcome) -> str:
    """The whole report of a failing run."""
    seed, small = outcome.plan.seed, shrunk(stage, outcome)
    lines = [
        f"seed {seed}, step {outcome.world.steps}: {outcome.fault[:_LONGEST]}",
        (
            f"shrunk from {len(outcome.plan.operations)} operations to {len(small.plan.operations)}, "
            f"there: {small.fault[:_LONGEST]}"
        ),
        f"weather: {small.plan.weather}",
        f"begins {small.plan.begins}; people: {small.plan.people}",
        *(f"  {one}" for one in small.plan.operations),
        f"the last {_LAST} events of the short history:",
        *(f"  {at:%Y-%m-%d %H:%M:%S.%f} {who}: {what[:_WIDTH]}" for at, who, what in small.world.trace[-_LAST:]),
        f"replay: make simulate SEEDS={seed}",
    ]
    return "\n".join(lines)
