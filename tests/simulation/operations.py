"""What people do in one run, all of it drawn from the seed before the run begins, so that some can be left out."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from tests.simulation import budgeting, deciding, pictures, talking
from tests.simulation.weather import Weather, weather_of

ZONES = ("Africa/Algiers", "Pacific/Auckland", "America/New_York", "Asia/Kathmandu", "Europe/Paris", "America/St_Johns")
# Ends of months and years, changes of the clock, and an ordinary day.
BEGINNINGS = (
    datetime(2026, 1, 31, 22, 30, tzinfo=UTC),
    datetime(2026, 2, 28, 9, 0, tzinfo=UTC),
    datetime(2026, 3, 8, 5, 45, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
    datetime(2026, 6, 30, 23, 30, tzinfo=UTC),
    datetime(2026, 9, 26, 13, 40, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 40, tzinfo=UTC),
    datetime(2026, 12, 31, 10, 50, tzinfo=UTC),
    datetime(2026, 5, 13, 12, 0, tzinfo=UTC),
)
PHRASES = (
    ("I spent {amount} DZD on coffee", 0),
    ("{amount} DZD groceries yesterday", 1),
    ("J'ai payé {amount} DZD pour le taxi", 0),
    ("{amount} EUR lunch", 0),
)
AMOUNTS = (100, 250, 450, 900)
TITLES = ("Groceries", "Transport", "Food & Dining")
ROLLING = "Transport"  # what is left of it is carried on


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody as the run begins. `limits` are the budgets, by the rank of their title, in minor units of DZD."""

    zone: str
    start_day: int
    limits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a person does. `choice` picks its target among what the person then knows.

    `turn` is the turn of a chat in which it is done.
    """

    number: int
    who: int
    kind: str
    body: Any = None
    choice: float = 0.0
    with_key: bool = True
    racers: int = 0
    gives_up: bool = False
    pause_s: float = 0.0
    turn: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything of a run that is decided before it begins."""

    seed: int
    begins: datetime
    weather: Weather
    people: tuple[NewPerson, ...]
    operations: tuple[Operation, ...] = field(default=())

    def only(self, operations: tuple[Operation, ...]) -> "Plan":
        return replace(self, operations=operations)


Draw = Callable[[Random], Any]


def _words(chance: Random) -> Any:
    phrase, days_ago = chance.choice(PHRASES)
    amount = chance.choice(AMOUNTS)
    return {"message": phrase.format(amount=amount), "amount": amount, "days_ago": days_ago}


def _entry(chance: Random) -> dict[str, Any]:
    minor = chance.choice([1, 99, 10_00, 250_00, 455_55, 900_00])
    entry: dict[str, Any] = {
        "minor": minor,
        "kind": chance.choice(["expense", "expense", "expense", "refund", "income"]),
        "budget": chance.choice([None, 0, 1, 2]),
        "days_ago": chance.choice([None, 0, 0, 1, 3, 20, 33]),
    }
    if chance.random() < 0.15:
        entry |= {"currency": "EUR", "rate": chance.choice([None, "145.37", "0.5"]), "budget": None}
    elif minor > 100 and chance.random() < 0.2:
        entry["split"] = chance.randrange(1, minor)
    return entry


def _edit(chance: Random) -> Any:
    change: dict[str, Any] = {}
    if chance.random() < 0.6:
        change["minor"] = chance.choice([5, 12_34, 500_00, 1_000_00])
    if chance.random() < 0.3:
        change["days_ago"] = chance.choice([0, 2, 25, 40])
    if chance.random() < 0.3:
        change["budget"] = chance.choice([None, 0, 1, 2])
    if not change or chance.random() < 0.2:
        change["merchant"] = chance.choice(["Corner", "Bakery", "Métro"])
    return {"change": change, "if_match": chance.choice(["", "", "fresh", "stale"])}


def _profile(chance: Random) -> Any:
    return chance.choice(
        [
            {"period_start_day": chance.randint(1, 28)},
            {"time_zone": chance.choice(ZONES)},
            {"monthly_income": chance.choice([0, 1000, "85000.50"])},
            {"first_name": "Amina"},
        ]
    )


DRAWS: dict[str, tuple[int, Draw]] = {
    "words": (4, _words),
    "receipt": (2, lambda chance: {"picture": chance.randrange(pictures.count()), "keep": chance.random() < 0.5}),
    "again": (2, lambda _: None),
    "list": (2, lambda chance: chance.choice(["", "?limit=2", "?status=deleted", "?status=pending"])),
    "one": (1, lambda _: None),
    "foreign": (2, lambda chance: chance.choice(["GET", "PATCH", "DELETE"])),
    "budgets": (1, lambda _: None),
    "notifications": (3, lambda chance: chance.choice(["", "?read=false", "?limit=1"])),
    "unread": (1, lambda _: None),
    "read one": (2, lambda chance: chance.choice(["GET", "PATCH"])),
    "read all": (1, lambda _: None),
    "remove": (3, lambda _: None),
    "profile": (2, _profile),
    "entries": (7, lambda chance: [_entry(chance) for _ in range(chance.choice([1, 1, 2, 3]))]),
    "edit": (5, _edit),
    "delete": (3, lambda chance: chance.choice(["", "", "fresh", "stale"])),
    "restore": (3, lambda _: None),
    "undo": (6, lambda chance: chance.choice(["action", "action", "turn"])),
    "redo": (4, lambda chance: chance.choice(["action", "action", "turn"])),
    **budgeting.DRAWS,
}


def plan_of(seed: int, kinds: frozenset[str]) -> Plan:
    """The plan of a seed, of operations of these kinds."""
    chance = Random(f"{seed} plan")
    weather = weather_of(chance)
    people = tuple(
        NewPerson(
            chance.choice(ZONES),
            chance.choice([1, 1, 1, 15, 28]),
            tuple(chance.choice([300_00, 500_00, 1_000_00, 2_500_00]) for _ in TITLES),
        )
        for _ in range(chance.randint(2, 4))
    )
    names = sorted(kinds & DRAWS.keys())
    weights = [DRAWS[name][0] for name in names]
    operations = []
    for number in range(chance.randint(8, 26)):
        kind = chance.choices(names, weights)[0]
        long = chance.random() < 0.12
        who = chance.randrange(len(people)) if chance.random() < 0.4 else 0
        operations.append(
            Operation(
                number,
                who,
                kind,
                DRAWS[kind][1](chance),
                chance.random(),
                with_key=chance.random() < 0.85,
                racers=chance.choice([0, 0, 0, 1, 2]) if not weather.calm else 0,
                gives_up=not weather.calm and chance.random() < 0.1,
                pause_s=chance.choice([3600.0, 9 * 3600.0, 25 * 3600.0, 20 * 86400.0]) if long else 0.0,
                turn=f"msg_{who}_{number // 6}" if chance.random() < 0.6 else None,
            )
        )
    if "talk" in kinds:
        operations = talking.woven(seed, operations, calm=weather.calm)
        operations = deciding.woven(seed, operations, calm=weather.calm)
    begins = chance.choice(BEGINNINGS) + timedelta(minutes=chance.choice([0, 17, 29]))
    return Plan(seed, begins, weather, people, tuple(operations))
