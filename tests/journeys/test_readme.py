"""What the README tells a newcomer to type works as it stands there."""

import re
import subprocess
from pathlib import Path

import pytest

from dev.declaration import ROOT
from tests.dev.stack.process_of_stack import RunningStack

pytestmark = pytest.mark.xdist_group("readme")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def curl_blocks() -> list[str]:
    """The shell blocks that call the product, in their order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [block for block in blocks if "curl" in block]


def test_every_make_target_that_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b", README)) - {"and"}
    assert {"dev", "test"} <= named
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


def test_the_curl_lines_work_in_their_order_on_a_fresh_stack(tmp_path: Path) -> None:
    with RunningStack(tmp_path / "data", seed=True) as stack:
        script = "set -euo pipefail\n" + "echo ---\n".join(curl_blocks())
        script = script.replace("curl -s ", "curl -s --fail-with-body ").replace("localhost:8080", stack.url)
        told = subprocess.run(
            ["bash", "-c", script + '\nsleep 1\ncurl -s $NOTIFY -H "Authorization: Bearer $TOKEN"'],
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "NOTIFY": f"{stack.url}/api/notify/"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert told.returncode == 0, told.stdout + told.stderr
    assert '"message": "Processed 2 expenses."' in told.stdout
    assert "Overspending detected in Groceries." in told.stdout
    assert '"title": "⚠️ Overspending in Groceries"' in told.stdout
    assert '"unread_count": ' in told.stdout
