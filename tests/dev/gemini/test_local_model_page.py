"""What docs/local-model.md shows works as it stands there, and its table has every behaviour."""

import json
import os
import re
import subprocess
from typing import Any

from dev.declaration import ROOT
from dev.gemini.engine.asked import Asked
from dev.gemini.protocol.call import ModelCall
from dev.gemini.script.hostile import BEHAVIOURS
from dev.gemini.server import GeminiServer

PAGE = (ROOT / "docs" / "local-model.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```sh\n(.*?)^```\n```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def table() -> str:
    """The behaviours as the page lists them."""
    rows = ["| `hostile` | may be told | what it does |", "|---|---|---|"]
    for name, known in sorted(BEHAVIOURS.items()):
        told = ", ".join(f"`{key}`" for key in known.defaults) or "–"
        often = " (`always`)" if known.stays else ""
        rows.append(f"| `{name}`{often} | {told} | {' '.join((known.play.__doc__ or '').split())} |")
    return "\n".join(rows)


def holds(shown: Any, told: Any) -> bool:
    """Whether an answer has all that is shown of it."""
    if shown == "…":
        return True
    if isinstance(shown, dict):
        return isinstance(told, dict) and all(key in told and holds(one, told[key]) for key, one in shown.items())
    if isinstance(shown, list):
        return isinstance(told, list) and len(shown) == len(told) and all(map(holds, shown, told))
    return bool(shown == told)


def test_the_examples_print_what_is_shown(server: GeminiServer) -> None:
    assert len(EXAMPLES) == PAGE.count("```sh\n") > 5
    for command, shown in EXAMPLES:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            env={"PATH": os.environ["PATH"], "GEMINI": server.url},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert holds(json.loads(shown), json.loads(done.stdout)), done.stdout


def test_the_table_of_behaviours_is_complete() -> None:
    assert table() in PAGE


def test_the_task_that_is_shown_answers() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, "docs/local-model.md", "exec"), names)
    tools = [{"functionDeclarations": [{"name": "compare_prices"}, {"name": "list_budgets"}]}]
    question = {"role": "user", "parts": [{"text": "a bicycle?"}]}
    calling = {"role": "model", "parts": [{"functionCall": {"name": "list_budgets", "args": {}}}]}
    result = {"role": "user", "parts": [{"functionResponse": {"name": "list_budgets", "response": {}}}]}
    task = names["TASK"]
    first = Asked(ModelCall({"contents": [question], "tools": tools}, "gemini-2.5-flash"))
    assert task.fits(first)
    assert task.answer(first) == [{"functionCall": {"name": "list_budgets", "args": {}}}]
    then = Asked(ModelCall({"contents": [question, calling, result], "tools": tools}, "gemini-2.5-flash"))
    assert task.answer(then) == [{"text": "# Advice\n\nYou asked: a bicycle?"}]
