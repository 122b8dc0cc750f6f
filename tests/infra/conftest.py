"""Terraform on stand-ins, the archives of all functions, and the plans of both environments: each made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infra.planned import Planned, copied, plan
from tools.build_functions.__main__ import build
from tools.terraform.serving import available, serving

DOMAIN = '["api.example.com"]'


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


@pytest.fixture(scope="session", params=["dev", "prod", "prod with an API key"])
def planned(
    request: pytest.FixtureRequest,
    terraform_environment: dict[str, str],
    archives: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Planned:
    name = request.param.split()[0]
    top = copied(tmp_path_factory.mktemp(name))
    chosen = {"vertex": "false"} if "key" in request.param else {}
    return plan(terraform_environment, top / "environments" / name, archives, domains=DOMAIN, **chosen)


@pytest.fixture(scope="session")
def prod(terraform_environment: dict[str, str], archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Planned:
    top = copied(tmp_path_factory.mktemp("production"))
    return plan(terraform_environment, top / "environments" / "prod", archives, domains=DOMAIN)
