"""`python -m dev.seed --base URL`: one household with six months of entries and eight budgets.

Wants the functions' environment (FIRESTORE_EMULATOR_HOST, PUBSUB_EMULATOR_HOST, GOOGLE_CLOUD_PROJECT).
"""

import argparse
import sys
from datetime import date

from dev.progress import EMAIL, PASSWORD, USER
from dev.seed.filling import Person, SeedFailed, seed_household
from shared.errors import Problem


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m dev.seed", description=__doc__)
    parser.add_argument("--base", required=True, help="where the stack answers, such as http://127.0.0.1:8080")
    parser.add_argument("--seed", type=int, default=1, help="another number makes another history (1)")
    parser.add_argument("--today", type=date.fromisoformat, help="YYYY-MM-DD on which the history ends (today)")
    asked = parser.parse_args()
    try:
        found = seed_household(asked.base.rstrip("/"), Person(USER, EMAIL, PASSWORD), asked.seed, asked.today)
    except (SeedFailed, Problem) as error:
        print(f"The household could not be made: {error}", file=sys.stderr)
        return 1
    if found.budgets or found.entries:
        print(f"{USER} has {found.budgets} new budgets and {found.entries} new entries up to {found.today}.")
    else:
        print(f"{USER} has the household already; nothing was changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
