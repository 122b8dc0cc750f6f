"""Which behaviours there are, what each may be told, and what it plays against."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dev.gemini.body import agent_of, declarations_of, parameters_of
from dev.gemini.engine.asked import FINAL_ANSWER
from dev.gemini.engine.samples import sample
from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.refusal import Json, Refusal

Playing = Json | list[Json] | str  # a response, the events of a stream, or a body that is sent as it is


@dataclass(frozen=True)
class Scene:
    """One playing of a behaviour: the request, what the behaviour was told, and how often the item played before."""

    call: ModelCall
    told: Json
    played: int = 0

    @property
    def tool(self) -> str:
        """The function that is called: as told, else the first declared one that is not the final answer."""
        names = [str(one["name"]) for one in declarations_of(self.call.body)]
        others = [name for name in names if name != FINAL_ANSWER]
        return str(self.told.get("tool") or next(iter(others or names), "tool"))

    @property
    def arguments(self) -> Json:
        """Its arguments: as told, else the smallest that fit its schema."""
        return self.arguments_of(self.tool)

    def arguments_of(self, name: str) -> Json:
        """The same for the function of this name."""
        told = self.told.get("arguments")
        found = sample(self.schema_of(name)) if told is None else told
        return dict(found) if isinstance(found, dict) else {}

    def schema_of(self, name: str) -> Json:
        """The schema of a function's arguments; empty where it is not declared."""
        declared = (one for one in declarations_of(self.call.body) if one["name"] == name)
        return next((parameters_of(one) for one in declared), {})

    @property
    def agent(self) -> str:
        """The agent that asks."""
        return agent_of(self.call.body)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A behaviour: what it may be told, with its defaults, and how it is played."""

    play: Callable[[Scene], Playing]
    defaults: Json
    stays: bool


BEHAVIOURS: dict[str, Behaviour] = {}
CALLS: Json = {"tool": "", "arguments": None}  # what every behaviour that makes a call may be told


def behaviour(
    *, stays: bool = False, **defaults: Any
) -> Callable[[Callable[[Scene], Playing]], Callable[[Scene], Playing]]:
    """Register a function under its own name. `stays`: it plays on and on unless `times` says how often."""

    def mark(play: Callable[[Scene], Playing]) -> Callable[[Scene], Playing]:
        BEHAVIOURS[play.__name__] = Behaviour(play, defaults, stays)
        return play

    return mark


def checked_behaviour(item: Any) -> Json:
    """An item's `hostile` as an object with its name. Raises Refusal for one that is not known or not understood."""
    told = {"name": item} if isinstance(item, str) else item
    known = BEHAVIOURS.get(str(told.get("name"))) if isinstance(told, dict) else None
    if known is None:
        raise Refusal(400, f"hostile is one of: {', '.join(sorted(BEHAVIOURS))}.")
    rest = {key: value for key, value in told.items() if key != "name"}
    for key, value in rest.items():
        if key not in known.defaults:
            raise Refusal(400, f"{told['name']} takes {', '.join(sorted(known.defaults)) or 'nothing'}.")
        _check_kind(key, value, known.defaults[key])
    return {"name": told["name"], **rest}


def _check_kind(key: str, value: Any, default: Any) -> None:
    if isinstance(default, int):
        understood = isinstance(value, int) and not isinstance(value, bool) and value > 0
    elif key == "arguments":
        understood = isinstance(value, dict)
    else:
        understood = default is None or isinstance(value, type(default))
    if not understood:
        raise Refusal(400, f"{key} is not understood.")


def play(hostile: Json, call: ModelCall, played: int) -> Playing:
    """What the behaviour of a checked item says to this request."""
    known = BEHAVIOURS[hostile["name"]]
    return known.play(Scene(call, {**known.defaults, **hostile}, played))
