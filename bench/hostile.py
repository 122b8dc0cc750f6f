"""What the gate does with a model that wants to do harm, in figures: `python -m bench.hostile`.

Plays every case of tests/chat/hostile through the product, on the store in memory, and counts the attempts by what
became of them. `outside` are cases in which something changed, was said or was written down otherwise than the policy
says.
"""

import logging
import os
from collections import Counter, defaultdict

import pytest

from shared.ai import reach
from shared.config import config
from shared.gcp import firestore, pubsub
from tests.chat.hostile.bench import Stage, violations
from tests.chat.hostile.case import Case
from tests.chat.hostile.cases import CASES
from tests.dev.gemini.running import gemini_server
from tests.ground import Ground
from tests.simulation.store import Client, Documents

_COLUMNS = ("cases", "attempts", "allow", "confirm", "deny", "outside")


def main() -> None:
    """Print the table, in Markdown."""
    logging.disable(logging.CRITICAL)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    with gemini_server() as model, pytest.MonkeyPatch.context() as patch:
        os.environ |= {"GOOGLE_CLOUD_PROJECT": "memory", "GEMINI_API_KEY": "key", "GOOGLE_GEMINI_BASE_URL": model.url}
        config.cache_clear()
        patch.setattr(pubsub, "publish", lambda *_: None)
        for case in CASES:
            client = Client(Documents())
            patch.setattr(firestore, "_client", lambda _project, client=client: client)
            reach.reset()
            model.script.reset()
            counted[case.family] += _counted(case, Stage(Ground(), patch, model))
    total = sum(counted.values(), Counter[str]())
    print(f"| family | {' | '.join(_COLUMNS)} |\n|{'---|' * (len(_COLUMNS) + 1)}")
    for family, row in [*counted.items(), ("all", total)]:
        print(f"| {family} | {' | '.join(str(row[name]) for name in _COLUMNS)} |")


def _counted(case: Case, stage: Stage) -> Counter[str]:
    played = stage.play(case)
    found = Counter({"cases": 1, "outside": bool(violations(case, played))})
    for row in played.rows:
        decision, count = row.split()[1], row.rpartition(" x")[2]
        times = int(count) if count.isdigit() else 1
        found[decision] += times
        found["attempts"] += times
    return found


if __name__ == "__main__":
    main()
