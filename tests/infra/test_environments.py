"""What dev and prod say about themselves alike is the same in both: Terraform includes no file of another folder."""

import re
from pathlib import Path

import pytest

ENVIRONMENTS = Path(__file__).parents[2] / "infra" / "terraform" / "environments"
# Only where there is data worth a key of its own.
OF_PROD_ALONE = {"kms_keys"}


def variables(environment: str) -> dict[str, tuple[str, str]]:
    """Type and first words of the description of every variable, by name."""
    text = (ENVIRONMENTS / environment / "variables.tf").read_text(encoding="utf-8")
    found = {}
    for name, body in re.findall(r'^variable "(\w+)" \{\n(.*?)^\}', text, re.M | re.S):
        kind = re.search(r"^  type\s*= (.*)$", body, re.M)
        about = re.search(r'^  description = "([^.;]*)', body, re.M)
        assert kind, name
        assert about, name
        found[name] = kind[1], about[1]
    return found


@pytest.mark.parametrize("file", ["versions.tf", "outputs.tf"])
def test_a_file_that_both_environments_have_is_the_same(file: str) -> None:
    dev, prod = ((ENVIRONMENTS / name / file).read_bytes() for name in ("dev", "prod"))
    assert dev == prod


def test_the_environments_are_told_the_same_things() -> None:
    dev, prod = variables("dev"), variables("prod")
    assert len(dev) > 5
    assert set(prod) - set(dev) == OF_PROD_ALONE
    assert {name: prod[name] for name in dev} == dev


def test_what_an_environment_needs_is_asked_for_and_the_rest_may_be_left_out() -> None:
    for name in ("dev", "prod"):
        text = (ENVIRONMENTS / name / "variables.tf").read_text(encoding="utf-8")
        bodies = dict(re.findall(r'^variable "(\w+)" \{\n(.*?)^\}', text, re.M | re.S))
        needed = {one for one, body in bodies.items() if not re.search(r"^  default\s*=", body, re.M)}
        assert needed == ({"project"} if name == "dev" else {"project", "domains", "mails"})
