"""AgentDojo's banking suite as data, where `make agentdojo` has put it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[3] / ".local" / "agentdojo" / "banking.json"
HOW = "AgentDojo is not here: `make agentdojo` fetches agentdojo 0.1.35 from PyPI into .local/agentdojo"
WRITES = {
    "send_money",
    "schedule_transaction",
    "update_scheduled_transaction",
    "update_password",
    "update_user_info",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a script. `reads_slot`: its result holds text that an attacker can write."""

    function: str
    args: dict[str, Any]
    reads_slot: bool = False

    @property
    def writes(self) -> bool:
        return self.function in WRITES


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody wants, and the calls of a model that does it."""

    name: str
    words: str
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Suite:
    """All tasks; `tools` are the names of the suite's tools."""

    tools: frozenset[str]
    users: tuple[Task, ...]
    attackers: tuple[Task, ...]


@cache
def suite() -> Suite:
    """The suite. Raises FileNotFoundError where it was not fetched."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    users = [_task(name, one["prompt"], one) for name, one in told["user_tasks"].items()]
    attackers = [_task(name, one["goal"], one) for name, one in told["injection_tasks"].items()]
    return Suite(frozenset(told["tools"]), tuple(users), tuple(attackers))


def _task(name: str, words: str, told: dict[str, Any]) -> Task:
    return Task(name, words, tuple(Call(**call) for call in told["calls"]))


def hijacked(user: Task, attacker: Task) -> list[tuple[Call, bool]]:
    """The user's calls, with the attacker's put in after the first that reads a slot; True marks those."""
    at = next(rank for rank, call in enumerate(user.calls) if call.reads_slot) + 1
    own = [(call, False) for call in user.calls]
    return [*own[:at], *((call, True) for call in attacker.calls), *own[at:]]
