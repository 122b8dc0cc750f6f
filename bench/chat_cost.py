"""What a turn of the conversation costs: calls of models, and tokens as their server counts them, by kind of turn.

`python -m bench.chat_cost [--write]`; on the local stack with its household, in a conversation that has just begun and
in one whose window is full. `--write` keeps the figures in docs/chat-cost.md. The local server counts tokens by
characters; those of the service differ by language, the calls do not.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import requests

from bench.ground import Ground, ground

PAGE = Path(__file__).resolve().parents[1] / "docs" / "chat-cost.md"
KINDS = {
    "small talk": "Hello!",
    "an expense": "I spent 450 DZD at a coffee shop",
    "a question": "How much did I spend this month?",
    "a budget changed": "set Groceries to 25000",
    "the list of budgets": "Show my budgets",
    "a task of many steps": "Plan my month",
}
FILLING = 10


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one turn."""

    calls: int
    tokens: int
    usd: Decimal


def measured(place: Ground, session: requests.Session, message: str) -> Cost:
    """Say it, and look at both counters."""
    script = f"{place.env['GOOGLE_GEMINI_BASE_URL']}/script/"
    before = _used(place, session)
    requests.delete(script, timeout=10).raise_for_status()
    session.post(f"{place.url}/api/chat/", json={"msg": message}, timeout=60).raise_for_status()
    calls = requests.get(script, timeout=10).json()["calls"]
    after = _used(place, session)
    # Budgets that a change moves are balanced beside the conversation, on nobody's turn.
    mine = {agent: count for agent, count in calls.items() if agent != "budget" or "coordinator" in calls}
    return Cost(sum(mine.values()), after[0] - before[0], after[1] - before[1])


def _used(place: Ground, session: requests.Session) -> tuple[int, Decimal]:
    answer = session.get(f"{place.url}/api/chat/usage/", timeout=30)
    answer.raise_for_status()
    told = answer.json(parse_float=Decimal)
    return int(told["tokens"]), Decimal(told["cost_usd"])


def rows(place: Ground, session: requests.Session) -> Iterator[tuple[str, Cost, Cost]]:
    """Each kind at the beginning of a conversation, and with ten turns behind it."""
    for kind, message in KINDS.items():
        session.post(f"{place.url}/api/chat/reset/", timeout=30).raise_for_status()
        first = measured(place, session, message)
        for number in range(FILLING):
            body = {"msg": f"I spent {number + 1}00 DZD at a coffee shop"}
            session.post(f"{place.url}/api/chat/", json=body, timeout=60).raise_for_status()
        yield kind, first, measured(place, session, message)


def page(found: list[tuple[str, Cost, Cost]]) -> str:
    """The figures as a page."""
    told = [
        "# What a turn of the conversation costs",
        "",
        "Written by `python -m bench.chat_cost --write`; do not edit it by hand. Tokens are those that the local",
        "model's server counts, by characters: prompt and answer of all calls of the turn; USD by the prices in",
        "`shared/config.py`. Budgets that a change moves are balanced beside the conversation and are not counted.",
        "",
        "| turn | calls | tokens, first turn | tokens, ten turns later | USD, ten turns later |",
        "|---|---|---|---|---|",
    ]
    told += [
        f"| {kind} | {later.calls} | {first.tokens} | {later.tokens} | {later.usd:.6f} |"
        for kind, first, later in found
    ]
    return "\n".join(told) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    with ground(seed=True) as place, requests.Session() as session:
        session.headers.update(place.headers)
        text = page(list(rows(place, session)))
    print(text)
    if write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
