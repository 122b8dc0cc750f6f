"""The plan of an environment as JSON, made of a copy of infra/ and without any cloud."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from tools.terraform.serving import terraform

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "aion-demo"
# What an environment is told besides its project.
TOLD = {"domains": '["api.example.com"]', "mails": '["on-call@example.com"]'}
ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {"dev": TOLD, "prod": TOLD}
# The state of a real deployment is in a bucket; here it is nowhere.
_NO_BACKEND = 'terraform {\n  backend "local" {}\n}\n'


class NotPlanned(RuntimeError):
    """What terraform said instead of a plan."""


def copied(to: Path) -> Path:
    """A copy of infra/ that may be changed; gives its folder terraform/."""
    shutil.copytree(ROOT / "infra", to / "infra", ignore=shutil.ignore_patterns(".terraform"))
    return to / "infra" / "terraform"


def planned(environment: dict[str, str], folder: Path, archives: Path, **variables: str) -> Path:
    """The file plan.json in the folder of an environment of a copy. Raises NotPlanned.

    `environment` is what terraform is started with, `archives` the folder that `make build` wrote.
    """
    (folder / "backend_override.tf").write_text(_NO_BACKEND, encoding="utf-8")
    told = {"project": PROJECT, "archives": str(archives), **variables}
    options = [f"-var={name}={value}" for name, value in told.items()]
    for command in (["init"], ["plan", "-out=it.tfplan", *options]):
        done = terraform(environment, folder, command[0], "-input=false", "-no-color", *command[1:])
        if done.returncode:
            raise NotPlanned(done.stdout)
    shown = terraform(environment, folder, "show", "-json", "it.tfplan")
    told_json = next(line for line in shown.stdout.splitlines() if line.startswith('{"format_version"'))
    (folder / "plan.json").write_text(told_json + "\n", encoding="utf-8")
    return folder / "plan.json"
