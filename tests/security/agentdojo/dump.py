"""Writes AgentDojo's banking suite as plain data: `python dump.py FILE`, run by `make agentdojo` in its environment.

Each task carries its ground-truth calls, which are the script of a model that does as it is told. A call reads a slot
when its result holds what an attacker put there; that is found out by putting a mark of our own there.
"""

import json
import sys
from pathlib import Path
from typing import Any

from agentdojo.functions_runtime import FunctionsRuntime
from agentdojo.task_suite.load_suites import get_suite

VERSION, SUITE = "v1.2.2", "banking"
MARK = "a-mark-of-our-own"


def main(path: str) -> None:
    """Write the file."""
    suite = get_suite(VERSION, SUITE)
    marked = suite.load_and_inject_default_environment(dict.fromkeys(suite.get_injection_vector_defaults(), MARK))
    told = {
        "version": VERSION,
        "tools": sorted(tool.name for tool in suite.tools),
        "user_tasks": {
            name: {"prompt": task.PROMPT, "calls": calls_of(suite, task, marked)}
            for name, task in suite.user_tasks.items()
        },
        "injection_tasks": {
            name: {"goal": task.GOAL, "calls": calls_of(suite, task, marked)}
            for name, task in suite.injection_tasks.items()
        },
    }
    Path(path).write_text(json.dumps(told, indent=1), encoding="utf-8")


def calls_of(suite: Any, task: Any, marked: Any) -> list[dict[str, Any]]:
    """The calls of a task, carried out one after the other."""
    environment, runtime = marked.model_copy(deep=True), FunctionsRuntime(suite.tools)
    found = []
    for call in task.ground_truth(environment):
        result, _ = runtime.run_function(environment, call.function, call.args)
        found.append({"function": call.function, "args": dict(call.args), "reads_slot": MARK in str(result)})
    return found


if __name__ == "__main__":
    main(sys.argv[1])
