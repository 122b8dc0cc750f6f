"""What checkov finds in the configuration and in the plans made of it: `python -m tools.terraform.audit`.

checkov lives in an environment of its own, made of `checkov.txt` (all pinned, with hashes) where there is none yet: it
brings a hundred distributions that nothing of ours needs. Once that is there it asks for no network. What it need not
complain about is said in the configuration itself, `#checkov:skip=<check>:<reason>`, and holds for plans too.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tools.build_functions.__main__ import build
from tools.terraform.planning import ENVIRONMENTS, copied, planned
from tools.terraform.serving import available, serving

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "infra" / "terraform"
PINS = Path(__file__).with_name("checkov.txt")
PLACE = ROOT / ".local" / "checkov"
UNAVAILABLE = "checkov cannot be installed here (see above): infra/terraform is NOT checked by it"
_SKIP = re.compile(r"#checkov:skip=(\w+)(?::(.*))?$", re.M)


def program(place: Path = PLACE, pins: Path = PINS) -> Path | None:
    """The command, installed where it is not yet or of other pins; None, after what uv said, when it cannot be had."""
    found, mark = place / "bin" / "checkov", place / "made-of"
    wanted = hashlib.sha256(pins.read_bytes()).hexdigest()
    if found.is_file() and mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return found
    uv = str(Path(sys.executable).with_name("uv"))
    install = [uv, "pip", "sync", "--quiet", "--python", str(place / "bin" / "python"), "--require-hashes", str(pins)]
    for command in ([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(place)], install):
        if subprocess.run(command, check=False).returncode:
            return None
    mark.write_text(wanted, encoding="utf-8")
    return found


def findings(command: Path, *options: str) -> list[str]:
    """What checkov, told where to look, finds: check, place and what the check wants. Raises RuntimeError."""
    fixed = ["--quiet", "--compact", "--skip-download", "--output", "json"]
    done = subprocess.run([str(command), *fixed, *options], capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(f"checkov said no result: {done.stderr[-1000:]}") from None
    reports: list[dict[str, Any]] = told if isinstance(told, list) else [told]
    if not sum(one.get("summary", one).get("resource_count", 0) for one in reports):
        raise RuntimeError("checkov looked at nothing")
    return [
        f"{row['file_path']} {row['check_id']} {row['resource']}: {row['check_name']}"
        for one in reports
        for row in one["results"]["failed_checks"]
    ]


def of_configuration(command: Path, top: Path = CONFIGURATION) -> list[str]:
    """What is found in the files."""
    return findings(command, "--directory", str(top), "--framework", "terraform")


def of_plan(command: Path, plan: Path) -> list[str]:
    """What is found in a plan.json that lies in the folder of its environment."""
    enriched = ["--repo-root-for-plan-enrichment", str(plan.parent)]
    return findings(command, "--file", str(plan), "--framework", "terraform_plan", *enriched)


def skips(top: Path = CONFIGURATION) -> Iterator[tuple[str, str, str]]:
    """Every check that is skipped: file, check, reason (empty where none is given)."""
    for file in sorted(top.rglob("*.tf")):
        for check, reason in _SKIP.findall(file.read_text(encoding="utf-8")):
            yield file.relative_to(top).as_posix(), check, (reason or "").strip()


def audit(command: Path) -> list[str]:
    """What is found in the configuration and in the plan of every environment; two of them are looked at at a time."""
    with (
        tempfile.TemporaryDirectory(prefix="plans") as folder,
        serving() as environment,
        ThreadPoolExecutor(2) as beside,
    ):
        at_work = [beside.submit(of_configuration, command)]
        archives, top = Path(folder) / "archives", copied(Path(folder))
        build(archives, quiet=True)
        for name, told in ENVIRONMENTS.items():
            plan = planned(environment, top / "environments" / name, archives, **told)
            at_work.append(beside.submit(of_plan, command, plan))
        return [one for work in at_work for one in work.result()]


def main() -> int:
    """0 when nothing is found, or when terraform or checkov is not there, which is said."""
    if not available():
        print("terraform is not installed: checkov does NOT check infra/terraform")
        return 0
    command = program()
    if command is None:
        print(UNAVAILABLE)
        return 0
    found = audit(command)
    print("\n".join(found) or f"checkov: nothing found; {len(list(skips()))} checks are skipped, each with its reason")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
