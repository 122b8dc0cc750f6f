"""One run of the whole system: the loop that chooses what happens next, and the rest at the end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from tests.simulation import conversations, crossings, rest, truth
from tests.simulation.broker import declared
from tests.simulation.checks import Checks
from tests.simulation.clients import Clients, Doing
from tests.simulation.operations import ROLLING, TITLES, NewPerson, Plan
from tests.simulation.people import Answer, Person
from tests.simulation.stage import Stage
from tests.simulation.weather import CALM
from tests.simulation.world import Broken, World

_MOST_STEPS = 20_000
_AT_ONCE = 6
# What leads to one look: an edit of a budget leads to another one when the others have absorbed it.
_ONE_LOOK = frozenset({"words", "receipt", "entries", "edit", "delete", "restore"})
_ROUNDS_AT_REST = 60


@dataclass(slots=True)
class Outcome:
    """How a run ended. `fault` says what did not hold, or is empty."""

    plan: Plan
    world: World
    fault: str = ""

    @property
    def found(self) -> bool:
        return bool(self.fault)


def run(stage: Stage, plan: Plan) -> Outcome:
    """Run a plan to its rest. What does not hold is in the outcome."""
    world = World(plan.seed, CALM, plan.begins)
    stage.enter(world)
    outcome = Outcome(plan, world)
    try:
        Run(world, plan).go()
    except Broken as broken:
        outcome.fault = str(broken)
    except Exception as error:  # noqa: BLE001 - an error that leaves a request or the rest is a finding
        outcome.fault = f"{type(error).__name__}: {error}"
        outcome.world.note(_where(error))
    finally:
        world.tasks.end()
    return outcome


def _where(error: BaseException) -> str:
    import traceback

    return "".join(traceback.format_exception(error)[-4:])


class Run:
    """The loop of one run."""

    def __init__(self, world: World, plan: Plan) -> None:
        self._world = world
        self._plan = plan
        self._checks = Checks(world)
        self.people = [self._settle_in(rank, one) for rank, one in enumerate(plan.people)]
        self.clients = Clients(world, self.people, self._answered)
        self._to_do = list(plan.operations)
        self._next_tick = world.now

    def _settle_in(self, rank: int, new: NewPerson) -> Person:
        from functions.budget import service as budgets
        from functions.budget.models import NewBudget
        from functions.users import repository, rules
        from functions.users.models import User
        from shared.context import Context
        from shared.gcp.idempotency import request_key

        uid, now = f"person{rank}of{self._plan.seed}", self._world.now

        def context() -> Context:
            return Context(uid, now, request_key(uid, "POST /begin", None, "", now))

        profile = rules.new_profile("DZD", new.zone) | {"period_start_day": new.start_day}
        first = context()
        commit = first.commit()
        repository.add_user(commit, User(uid, uid, f"{uid}@example.com", "", "", profile, now))
        first.finish(commit)
        made = [
            budgets.create_budget(context(), NewBudget(title, limit, "DZD", rollover=title == ROLLING))
            for title, limit in zip(TITLES, new.limits, strict=True)
        ]
        self._checks.knows(uid)
        return Person(uid, new.zone, [one.id for one in made])

    def _answered(self, doing: Doing, answer: Answer) -> None:
        self._checks.answered(doing, answer)
        truth.told(self._world, doing, answer)
        conversations.told(doing, answer)

    def go(self) -> None:
        """From the first operation to the checks at rest."""
        world = self._world
        world.weather = self._plan.weather
        world.is_calm = world.weather.calm
        if world.weather.calm:
            self._one_after_the_other()
        else:
            while self._to_do or world.tasks.running or self.clients.waiting():
                self._bounded()
                self._choose()()
        self._come_to_rest()
        self._bounded()
        rest.check(world, self.clients)

    def _bounded(self) -> None:
        """What a step has broken ends the run, and so does a run without an end."""
        if self._world.broken:
            raise self._world.broken
        if self._world.steps > _MOST_STEPS:
            raise Broken("the run does not come to its end")

    def _one_after_the_other(self) -> None:
        """Nothing overlaps and nothing fails, so what each operation must lead to is known exactly."""
        for operation in self._to_do:
            self._world.now += timedelta(seconds=operation.pause_s)
            before = crossings.standing(self._world, self.people)
            if self.clients.begin(operation):
                self._drain()
                while waiting := self.clients.waiting():  # a connection broke
                    self._world.now = max(self._world.now, min(waiting))
                    self._drain()
                # Through a pause a period may have begun that nobody has looked at yet.
                if operation.kind in _ONE_LOOK and not operation.pause_s:
                    crossings.exactly(self._world, self.people, before)
        self._to_do = []

    def _choose(self) -> Callable[[], Any]:
        """One of what may happen next."""
        world, chance = self._world, self._world.chance.order
        choices: list[tuple[int, Callable[[], Any]]] = []
        running = world.tasks.running
        if able := world.tasks.able:
            choices.append((8, lambda: world.tasks.resume(chance.choice(able))))
        if self._to_do and len(running) < _AT_ONCE:
            choices.append((2, self._begin_next))
        if due := self.clients.due():
            choices.append((3, lambda: self.clients.send(chance.choice(due))))
        if (messages := world.broker.due()) and len(running) < _AT_ONCE:
            choices.append((4, lambda: world.broker.deliver(chance.choice(messages))))
        if world.now >= self._next_tick:
            choices.append((2, self._tick))
        if world.weather.poison and chance.random() < world.weather.poison:
            choices.append((1, self._poison))
        if not choices or chance.random() < 0.02:
            return self._wait
        return chance.choices([one for _, one in choices], [weight for weight, _ in choices])[0]

    def _begin_next(self) -> None:
        operation = self._to_do[0]
        if operation.pause_s:
            if self._world.tasks.running or self.clients.waiting():
                return  # nobody waits for an answer through a long pause
            self._world.now += timedelta(seconds=operation.pause_s)
        self._to_do.pop(0)
        self.clients.begin(operation)

    def _wait(self) -> None:
        """Nothing happens for a while; where nothing else can, until the next thing is due."""
        world = self._world
        moments = [*self.clients.waiting(), *(one.due for one in world.broker.waiting)]
        later = [one for one in moments if one > world.now]
        if later and not world.tasks.running:
            world.now = min(later)
        else:
            world.now += timedelta(seconds=world.chance.order.randrange(1, 20))

    def _tick(self) -> None:
        """The schedules, once a minute."""
        world = self._world
        for name in declared()["schedules"]:
            if (
                name == "schedule.reconcile"
                and world.weather is self._plan.weather
                and world.chance.order.random() < 0.9
            ):
                continue  # a daily one
            world.broker.send(declared()["schedule_topic"], b"{}", name)
        self._next_tick = world.now + timedelta(seconds=60)

    def _poison(self) -> None:
        world, chance = self._world, self._world.chance.broker
        kind = chance.choice(["expense.recorded", "budget.threshold_crossed", "receipt.pending"])
        topic = {"expense.recorded": "expenses", "budget.threshold_crossed": "budgets", "receipt.pending": "receipts"}
        data = chance.choice([b'{"type": "expense.recorded"}', b"\xff\xfe", b'{"event_id": 7}', b"[]"])
        poison = chance.choice(["payload", "data", "envelope"])
        world.note(f"poison in {topic[kind]}: {poison}")
        world.broker.send(topic[kind], data, kind, poison)

    def _drain(self) -> None:
        """Let everything that can run now run to its end, in order."""
        world = self._world
        while True:
            self._bounded()
            if able := world.tasks.able:
                world.tasks.resume(able[0])
            elif messages := world.broker.due():
                world.broker.deliver(messages[0])
            elif due := self.clients.due():
                self.clients.send(due[0])
            else:
                return

    def _come_to_rest(self) -> None:
        """Faults off: everything that waits gets its turn, and the schedules run, until nothing is left to do."""
        world = self._world
        world.weather = replace(CALM, filters=world.weather.filters)
        world.note("at rest: nothing fails from here on")
        for number in range(_ROUNDS_AT_REST):
            self._drain()
            is_quiet = not world.broker.waiting and not self.clients.waiting() and rest.is_quiet(world)
            if is_quiet and number and self._next_tick > world.now:
                return  # the schedules came by since, so that periods that have begun are known to have begun
            moments = [*self.clients.waiting(), *(one.due for one in world.broker.waiting), *rest.standing_back(world)]
            world.now = max(world.now + timedelta(seconds=61), *moments, world.now)
            self._tick()
            self._drain()
        raise Broken("the system does not come to rest")
