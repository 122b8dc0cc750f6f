"""Finds the agents of a package: every module in a folder called `agents` declares exactly one, named like its file.

For tests and documentation. Deployed functions import the agent that they need.
"""

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from shared.ai.agent import Agent


def find_agents(package: ModuleType) -> list[Agent[Any]]:
    """All agents of `functions/*/agents/*.py`, given the package `functions`, sorted by name.

    Raises ValueError when a file holds none, several, or one of another name than its own, or a name is used twice.
    """
    found: dict[str, Agent[Any]] = {}
    modules = [
        module for feature in _modules(package) if hasattr(feature, "__path__") for module in _agent_files(feature)
    ]
    for module in modules:
        agent = _agent_of(module)
        if agent.name in found:
            raise ValueError(f"two agents are called {agent.name}")
        found[agent.name] = agent
    for module in modules:
        _check_guests(module, list(found.values()))
    return [found[name] for name in sorted(found)]


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def _agent_files(feature: ModuleType) -> list[ModuleType]:
    names = {info.name for info in pkgutil.iter_modules(feature.__path__) if info.ispkg}
    return _modules(importlib.import_module(f"{feature.__name__}.agents")) if "agents" in names else []


def _agent_of(module: ModuleType) -> Agent[Any]:
    name = module.__name__.rpartition(".")[2]
    own = [agent for agent in _agents_in(module) if agent.name == name]
    if len(own) != 1:
        raise ValueError(f"{module.__name__} must declare exactly one agent, called {name}")
    return own[0]


def _check_guests(module: ModuleType, agents: Sequence[Agent[Any]]) -> None:
    """A file may import the agents that its tools ask; whatever else stands in it was declared there."""
    for guest in _agents_in(module):
        if not any(guest is agent for agent in agents):
            raise ValueError(f"{module.__name__} declares a second agent, called {guest.name}")


def _agents_in(module: ModuleType) -> list[Agent[Any]]:
    return list({id(value): value for value in vars(module).values() if isinstance(value, Agent)}.values())
