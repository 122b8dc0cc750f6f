"""Terraform without a cloud: `python -m tools.terraform` checks all of infra/terraform; with arguments it runs them.

    python -m tools.terraform                                             # fmt, init, validate and test, everywhere
    python -m tools.terraform infra/terraform/modules/firestore validate  # one command in one folder

A green run says that the configuration fits the providers' schema and our rules. It is not a deployment: quotas,
policies of an organisation and the providers' own checks are met only there.
"""

import sys
from pathlib import Path

from tools.terraform.serving import available, serving, terraform

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "infra" / "terraform"
SKIPPED = "terraform is not installed: infra/terraform is NOT checked (any version from 1.11 on does)"


def folders(top: Path = CONFIGURATION) -> list[Path]:
    """The folders in which terraform can be run: modules, then what is applied."""
    roots = (top / "bootstrap", *sorted(top.glob("environments/*")))
    return [*sorted(top.glob("modules/*")), *roots]


def commands(folder: Path) -> list[tuple[str, ...]]:
    """What a folder must pass."""
    tests = [("test", "-no-color")] if any(folder.glob("tests/*.tftest.hcl")) else []
    return [("init", "-backend=false", "-input=false", "-no-color"), ("validate", "-no-color"), *tests]


def check(top: Path = CONFIGURATION) -> list[str]:
    """What terraform finds wrong, each with its folder; empty when all is well."""
    found = []
    with serving() as environment:
        layout = terraform(environment, top, "fmt", "-check", "-recursive", "-diff", "-no-color")
        if layout.returncode:
            found.append(f"{top}: fmt\n{layout.stdout}")
        for folder in folders(top):
            for command in commands(folder):
                done = terraform(environment, folder, *command)
                if done.returncode:
                    found.append(f"{folder}: {command[0]}\n{done.stdout}")
                    break
    return found


def main(arguments: list[str]) -> int:
    if not available():
        print(SKIPPED)
        return 1 if arguments else 0
    if arguments:
        with serving() as environment:
            done = terraform(environment, Path(arguments[0]), *arguments[1:])
        print(done.stdout, end="")
        return done.returncode
    found = check()
    print("\n".join(found) or f"terraform: {len(folders())} folders formatted, valid and tested")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
