"""Terraform on stand-ins, the archives of all functions, and the plans of both environments: each made once."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.infra.planned import Planned, plan
from tools.build_functions.__main__ import build
from tools.terraform.planning import TOLD, copied
from tools.terraform.serving import available, serving

PlanOf = Callable[..., Planned]


@pytest.fixture(scope="session")
def terraform_environment() -> Iterator[dict[str, str]]:
    """What terraform must be started with. Skips where it is not installed."""
    if not available():
        pytest.skip("terraform is not installed: the configuration is NOT checked")
    with serving() as environment:
        yield environment


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archives")
    assert build(folder) > 15
    return folder


@pytest.fixture(scope="session")
def plan_of(terraform_environment: dict[str, str], archives: Path, tmp_path_factory: pytest.TempPathFactory) -> PlanOf:
    """The plan of an environment with a domain and with what else is told, such as vertex="false" for an API key."""

    @cache
    def made(name: str, **told: str) -> Planned:
        folder = copied(tmp_path_factory.mktemp(name)) / "environments" / name
        return plan(terraform_environment, folder, archives, **TOLD, **told)

    return made


@pytest.fixture(scope="session", params=["dev", "prod"])
def planned(request: pytest.FixtureRequest, plan_of: PlanOf) -> Planned:
    return plan_of(request.param)
