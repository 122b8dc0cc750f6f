"""Any sequence of changes, undo and redo: exactly the former state, or a refusal that changes nothing.

What should happen is told by a model that knows nothing of versions: it gives each state a number when it is first
made, and undoing brings a number back.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from functions.journal.models import Action, Scope
from functions.journal.service import turning
from shared.errors import Conflict
from shared.ids import derived_id
from tests.journal.memory import Fields, World

THINGS = st.sampled_from(["a", "b"])
FIELDS = st.fixed_dictionaries({"x": st.integers(0, 2), "y": st.integers(0, 2)})
SCOPES: st.SearchStrategy[Scope] = st.sampled_from(["action", "turn"])
Step = dict[str, tuple[int, int]]


class History(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.world = World()
        self.states: list[Fields | None] = [None]
        self.now: dict[str, int] = {}
        self.steps: dict[str, Step] = {}
        self.turns: dict[str, str | None] = {}
        self.undone: set[str] = set()

    @rule(
        wanted=st.dictionaries(THINGS, st.none() | FIELDS, min_size=1, max_size=2), turn=st.sampled_from([None, 1, 1])
    )
    def change(self, wanted: dict[str, Fields | None], turn: int | None) -> None:
        wanted = {thing: after for thing, after in wanted.items() if after != self.world.things.state(thing)}
        if not wanted:
            return
        name = derived_id("act", str(len(self.steps)))
        self.world.do(name, turn and f"msg_{turn}", wanted)
        step: Step = {}
        for thing, after in wanted.items():
            self.states.append(after)
            step[thing] = self.now.get(thing, 0), len(self.states) - 1
            self.now[thing] = len(self.states) - 1
        self.steps[name], self.turns[name] = step, turn and f"msg_{turn}"

    @precondition(lambda self: self.steps)
    @rule(data=st.data(), scope=SCOPES, back=st.booleans())
    def turn(self, data: Any, scope: Scope, back: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.steps)))
        expected = self.expected(name, scope, back)
        before = self.world.everything()
        appliers: Any = {"budget": self.world.things.apply}
        turn: Callable[..., tuple[Action, ...]] = turning.undo if back else turning.redo
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(turning, "repository", self.world.journal)
            if expected is None:
                with pytest.raises(Conflict):
                    turn(self.world, name, scope, appliers)
                assert self.world.everything() == before
                return
            done = turn(self.world, name, scope, appliers)
        chosen = self.chosen(name, scope, back)
        assert [one.id for one in done] == chosen[::-1]
        assert {one.status for one in done} == {"undone" if back else "done"}
        self.undone = self.undone | set(chosen) if back else self.undone - set(chosen)
        self.now |= expected
        self.unite(self.steps[one] for one in chosen)

    def unite(self, steps: Iterable[Step]) -> None:
        """What was made and removed again within a turn: not being there before and after it is one state from now."""
        for thing, (first, last) in (_chains(steps) or {}).items():
            if self.states[first] is None and self.states[last] is None:
                self.now[thing] = first
                for step in self.steps.values():
                    if thing in step:
                        start, end = (first if one == last else one for one in step[thing])
                        step[thing] = start, end

    def chosen(self, name: str, scope: Scope, back: bool) -> list[str]:
        turn = self.turns[name]
        named = [name] if scope == "action" or turn is None else [one for one in self.steps if self.turns[one] == turn]
        return [one for one in named if (one not in self.undone) is back]

    def expected(self, name: str, scope: Scope, back: bool) -> dict[str, int] | None:
        """The state of each touched thing afterwards, by the model; None for a refusal."""
        chosen = self.chosen(name, scope, back)
        if not chosen:
            return None
        return _walked(self.now, (self.steps[one] for one in chosen), back)

    @invariant()
    def every_thing_is_in_the_state_of_the_model(self) -> None:
        for thing, number in getattr(self, "now", {}).items():
            assert self.world.things.state(thing) == self.states[number]

    @invariant()
    def what_was_done_is_never_rewritten(self) -> None:
        for name, step in getattr(self, "steps", {}).items():
            action = self.world.journal.actions[name]
            assert {one.id for one in action.changes} == set(step)
            assert (action.status == "undone") == (name in self.undone)


def _chains(steps: Iterable[Step]) -> dict[str, tuple[int, int]] | None:
    """The first and the last state of each thing; None when it was changed between two of the steps."""
    chains: dict[str, tuple[int, int]] = {}
    for step in steps:
        for thing, (start, end) in step.items():
            first, last = chains.get(thing, (start, start))
            if last != start:
                return None
            chains[thing] = first, end
    return chains


def _walked(now: dict[str, int], steps: Iterable[Step], back: bool) -> dict[str, int] | None:
    """Each thing must be at the near end of its chain of steps and gets to the far end; None when one is not."""
    chains = _chains(steps)
    near, far = (1, 0) if back else (0, 1)
    if chains is None or any(now[thing] != ends[near] for thing, ends in chains.items()):
        return None
    return {thing: ends[far] for thing, ends in chains.items()}


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=250, stateful_step_count=20, deadline=None, print_blob=True)
