"""What goes wrong, chosen by the seed: how often calls fail, what is lost, how messages travel."""

from dataclasses import dataclass
from random import Random
from typing import Literal

Fault = Literal[
    "aborted", "unavailable", "lost", "deadline", "deadline lost", "exhausted", "crash before", "crash after"
]


@dataclass(frozen=True, slots=True)
class Weather:
    """Probabilities of one run. `calm`: one thing after the other, and nothing fails. `tokens`: what one answer of a
    model uses; where it is much, the allowance of a day comes to its end."""

    calm: bool = False
    switching: float = 0.5
    faults: float = 0.0
    crashes: float = 0.0
    reads: float = 0.0
    duplicates: int = 1
    delay_s: float = 0.0
    lost_acks: float = 0.0
    lost_answers: float = 0.0
    model: float = 0.0
    poison: float = 0.0
    filters: bool = True
    tokens: int = 0


CALM = Weather(calm=True, switching=0.0)


def weather_of(chance: Random) -> Weather:
    """The weather of a run."""
    if chance.random() < 0.25:
        return Weather(calm=True, switching=0.0, filters=chance.random() < 0.5, tokens=_tokens(chance))
    rough = chance.choice([0.03, 0.1, 0.25])
    return Weather(
        switching=chance.choice([0.2, 0.6, 0.9]),
        faults=rough if chance.random() < 0.8 else 0.0,
        crashes=chance.choice([0.0, 0.01, 0.04]),
        reads=rough / 8,
        duplicates=chance.randint(1, 5),
        delay_s=chance.choice([0.0, 2.0, 60.0, 4000.0]),
        lost_acks=chance.choice([0.0, 0.1, 0.4]),
        lost_answers=chance.choice([0.0, 0.1, 0.3]),
        model=chance.choice([0.0, 0.3, 0.8]),
        poison=chance.choice([0.0, 0.05]),
        filters=chance.random() < 0.5,
        tokens=_tokens(chance),
    )


def _tokens(chance: Random) -> int:
    return chance.choice([1, 1, 250])


def write_faults(chance: Random, weather: Weather) -> list[Fault]:
    """What happens to the attempts of one commit, in order; after the last of them attempts succeed."""
    if chance.random() < weather.crashes:
        return [chance.choice(["crash before", "crash after"])]
    if chance.random() >= weather.faults:
        return []
    kind: Fault = chance.choice(["aborted", "unavailable", "lost", "lost", "deadline", "deadline lost", "exhausted"])
    if kind == "aborted":
        return [kind] * chance.randint(1, 5)
    # Sometimes it never gets better while this commit is tried.
    return [kind] * (100 if chance.random() < 0.2 else chance.randint(1, 3))
