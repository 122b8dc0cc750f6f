"""Finds the agents of a package: every module in a folder called `agents` declares exactly one, named like its file.

For tests and documentation. Deployed functions import the agent that they need.
"""

import importlib
import pkgutil
from types import ModuleType
from typing import Any

from shared.ai.agent import Agent


def find_agents(package: ModuleType) -> list[Agent[Any]]:
    """All agents of `functions/*/agents/*.py`, given the package `functions`, sorted by name.

    Raises ValueError when a file holds none, several, or one of another name than its own, or a name is used twice.
    """
    found: dict[str, Agent[Any]] = {}
    for feature in _modules(package):
        if not hasattr(feature, "__path__"):
            continue
        for module in _agent_files(feature):
            agent = _agent_of(module)
            if agent.name in found:
                raise ValueError(f"two agents are called {agent.name}")
            found[agent.name] = agent
    return [found[name] for name in sorted(found)]


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def _agent_files(feature: ModuleType) -> list[ModuleType]:
    names = {info.name for info in pkgutil.iter_modules(feature.__path__) if info.ispkg}
    return _modules(importlib.import_module(f"{feature.__name__}.agents")) if "agents" in names else []


def _agent_of(module: ModuleType) -> Agent[Any]:
    agents = [value for value in vars(module).values() if isinstance(value, Agent)]
    name = module.__name__.rpartition(".")[2]
    if [agent.name for agent in agents] != [name]:
        raise ValueError(f"{module.__name__} must declare exactly one agent, called {name}")
    return agents[0]
