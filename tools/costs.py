"""What a month costs: `python -m tools.costs` prints the table of docs/deploy.md.

Documents read and written are measured (`python -m bench.store_work`), so are tokens (`python -m bench.tokens`, by the
local model's server); how often people do what, and how long an instance works on it, are assumptions, each with its
line here. Prices are list prices in USD, without discounts and
before tax; PRICES says since when and how sure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.walks import CALL_S, WALKS

READ_ON = "2026-11-25"
# Firestore in eur3, Cloud Run in a region of tier 1. Firestore and Cloud Run from stored copies of Google's pages, the
# rest from memory of the same pages: unconfirmed, like those of the models (shared/config.py).
PRICES: Mapping[str, float] = {
    "read": 0.06e-5,
    "write": 0.18e-5,
    "stored document GiB": 0.18,
    "vCPU s": 24e-6,
    "GiB s": 2.5e-6,
    "idle instance s": 5e-6,  # a processor and a GiB that are kept warm
    "request": 0.4e-6,
    "load balancer": 18.25,
    "armour": 8.0,  # a policy and three rules
    "armoured request": 0.75e-6,
    "message GiB": 40 / 1024,
    "condition": 0.10,  # of an alert
    "timer": 0.10,
    "receipt GiB": 0.02,
    "log GiB": 0.5,
    "model input": 0.10e-6,
    "model output": 0.40e-6,
}
FREE: Mapping[str, float] = {"read": 1_500_000, "write": 600_000, "vCPU s": 180_000, "GiB s": 360_000, "request": 2e6}
_MONTH_S = 2_628_000
_KIB, _GIB = 1024, 1024**3


@dataclass(frozen=True, slots=True)
class Action:
    """What one person does `times` a month. Seconds are of an instance with one processor and one GiB."""

    times: int
    reads: float
    writes: float
    seconds: float
    tokens_in: int = 0
    tokens_out: int = 0
    events: int = 0


# Three entries a day, a receipt every third day, a question a day, two visits a day.
USE: Mapping[str, Action] = {
    "say what was spent": Action(90, 20.0, 8.2, 1.5, 295, 61, 2),
    "photograph a receipt": Action(10, 17.6, 8.0, 8.0, 534, 175, 2),
    "ask the chat": Action(30, 15.0, 7.0, 2.5, 7864, 48),
    "list the entries": Action(60, 2.2 + 50, 0, 0.2),
    "list the budgets": Action(60, 2.2 + 8, 0, 0.1),
    "count what is unread": Action(60, 1.2, 0, 0.05),
}
CONDITIONS, TIMERS = 26, 9  # tests count them in the plan
_FREE_TIMERS = 3
_WARM = 12.0  # ten functions, of which the two that take files count twice


def _identity(users: int) -> float:
    """Identity Platform: 50,000 people a month are free, the next 50,000 cost more than those after."""
    return max(0, min(users, 100_000) - 50_000) * 0.0055 + max(0, users - 100_000) * 0.0046


def _beyond(what: str, amount: float) -> float:
    return max(0.0, amount - FREE.get(what, 0.0)) * PRICES[what]


def _walks(users: int) -> float:
    """What scheduled work over everybody reads, and how long it runs."""
    met = {name: walk.seen(users, _MONTH_S) for name, walk in WALKS.items()}
    documents = sum(walk.documents * met[name] for name, walk in WALKS.items())
    seconds = sum(walk.calls * CALL_S * met[name] for name, walk in WALKS.items())
    return documents * PRICES["read"] + seconds * (PRICES["vCPU s"] + PRICES["GiB s"])


def _total(users: int, field: str) -> float:
    return users * sum(one.times * float(getattr(one, field)) for one in USE.values())


def month(users: int) -> dict[str, float]:
    """USD of a month by what they are spent on, after a year of use."""
    requests = users * sum(one.times * (1 + one.events) for one in USE.values())
    seconds = _total(users, "seconds")
    kept = users * 12 * 100 * 4 * _KIB / _GIB  # entries with their journal, indexes included
    pictures = users * 12 * 10 * 300 * _KIB / _GIB
    messages = _total(users, "events") * 2 * _KIB / _GIB
    return {
        "Firestore": _beyond("read", _total(users, "reads"))
        + _beyond("write", _total(users, "writes"))
        + kept * PRICES["stored document GiB"],
        "Functions, at work": _beyond("vCPU s", seconds) + _beyond("GiB s", seconds) + _beyond("request", requests),
        "Schedules": _walks(users),
        "Alerts and timers": CONDITIONS * PRICES["condition"] + (TIMERS - _FREE_TIMERS) * PRICES["timer"],
        "Functions, kept warm": _WARM * _MONTH_S * PRICES["idle instance s"],
        "Front door": PRICES["load balancer"] + PRICES["armour"] + requests * PRICES["armoured request"],
        "Gemini": _total(users, "tokens_in") * PRICES["model input"]
        + _total(users, "tokens_out") * PRICES["model output"],
        "Sign-in": _identity(users),
        "Receipts, events, logs": pictures * PRICES["receipt GiB"]
        + messages * PRICES["message GiB"]
        + max(0.0, requests * _KIB / _GIB - 50) * PRICES["log GiB"],
    }


def table() -> str:
    """The table in Markdown: nobody, 1,000 and 1,000,000 people who use it."""
    sizes = (0, 1_000, 1_000_000)
    months = [month(users) for users in sizes]
    lines = ["| USD a month | nobody | 1,000 people | 1,000,000 people |", "|---|--:|--:|--:|"]
    lines += [f"| {name} | " + " | ".join(f"{one[name]:,.0f}" for one in months) + " |" for name in months[0]]
    totals = [sum(one.values()) for one in months]
    lines.append("| **all** | " + " | ".join(f"**{total:,.0f}**" for total in totals) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
