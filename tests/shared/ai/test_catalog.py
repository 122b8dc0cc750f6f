"""Finding agents: those of the product, and what a wrong file leads to."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import functions
from functions.expenses.agents.expense_manager import AGENT
from shared.ai.catalog import find_agents

DECLARE = (
    "from pydantic import BaseModel\nfrom shared.ai.agent import Agent\n"
    "class Out(BaseModel):\n    x: int\n{name} = Agent({agent!r}, Out, 'x')\n"
)


def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, files: dict[str, str]) -> None:
    for path, text in files.items():
        target = tmp_path / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        for folder in (target.parent, *target.parent.parents[: len(target.parent.relative_to(tmp_path).parts) - 1]):
            (folder / "__init__.py").touch()
        target.write_text(text)
    monkeypatch.syspath_prepend(tmp_path)


def test_the_products_agents_are_found() -> None:
    assert AGENT in find_agents(functions)


def test_agents_of_several_features_come_sorted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "one/agents/zeta.py": DECLARE.format(name="AGENT", agent="zeta"),
        "two/agents/alpha.py": DECLARE.format(name="AGENT", agent="alpha"),
        "three/service.py": "",
    }
    package(tmp_path, monkeypatch, "sorted_features", files)
    assert [agent.name for agent in find_agents(import_module("sorted_features"))] == ["alpha", "zeta"]


def test_a_file_may_import_the_agents_that_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "one/agents/asked.py": DECLARE.format(name="AGENT", agent="asked"),
        "one/agents/asking.py": "from guests.one.agents.asked import AGENT as ASKED\n"
        + DECLARE.format(name="AGENT", agent="asking"),
    }
    package(tmp_path, monkeypatch, "guests", files)
    assert [agent.name for agent in find_agents(import_module("guests"))] == ["asked", "asking"]


@pytest.mark.parametrize(
    ("package_name", "files"),
    [
        ("none_there", {"one/agents/lost.py": "X = 1\n"}),
        ("other_name", {"one/agents/file.py": DECLARE.format(name="AGENT", agent="other")}),
        ("two_in_one", {"one/agents/a.py": "".join(DECLARE.format(name=n, agent="a") for n in ("A", "B"))}),
        ("second_name", {"one/agents/a.py": "".join(DECLARE.format(name=n.upper(), agent=n) for n in ("a", "b"))}),
        ("used_twice", {f"{f}/agents/a.py": DECLARE.format(name="AGENT", agent="a") for f in ("one", "two")}),
    ],
)
def test_a_file_without_its_one_agent_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package_name: str, files: dict[str, str]
) -> None:
    package(tmp_path, monkeypatch, package_name, files)
    with pytest.raises(ValueError, match="agent"):
        find_agents(import_module(package_name))


def test_declaring_and_running_agents_does_not_load_the_sdk() -> None:
    code = (
        "import sys, shared.ai.runner, functions.expenses.agents.expense_manager as m\n"
        "m.Extraction.model_json_schema()\n"
        "sys.exit(any(name.startswith(('google.genai', 'google.auth', 'httpx')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
