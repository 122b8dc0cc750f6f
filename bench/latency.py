"""Latency on the local stack with its household: p50 and p95 of each route, and how a change of a budget compares with
a plain write.

`python -m bench.latency [--runs 100]`; one request at a time, routes in turns and in another order each time.

The second table is for the promise that changing a budget answers without waiting for any model, within 1.3 times of a
plain write to Firestore. A plain write can mean two things, and both are measured, as functions are asked (verified
token, account alive, strict body, one guarded commit, JSON answer), in this process, so that nothing but the function
and the emulators is in the figures:
- "one document": a route of this file that reads a document of a budget's size and writes two of its fields back on
  condition that nobody else did in between, as whoever changes something has to; this is the one that the promise is
  held against;
- "blind set": a route of this file that writes a document without reading any, which is the least that a write costs.
Beside them stands a change of the person's first name, which is recorded as an action and can be taken back, as the
change of a budget is. Over HTTP these two are measured once more, as who asks sees them: through the gateway, which
serves all functions and workers in one process.
The change is of an amount: it reads three documents in one round trip, commits key, budget, action, outbox and what the
others have to absorb, and sends one event. That the event arrives, and that its row leaves the outbox, is waited for
when the answer is out (docs/adr/0014). Between two requests there is rest (`--rest`, in seconds) for the workers, which
run elsewhere once deployed: with a short one the next change meets the absorbing of the last.
"""

import argparse
import itertools
import os
import random
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

import requests
from werkzeug.test import Client
from werkzeug.wrappers import Request

from bench.ground import Ground, ground

_REST_S = 1.5
_WARM_UP = 5
_NAMES = ("Yasmine", "Lina")


def routes(place: Ground, session: requests.Session) -> dict[str, Callable[[], requests.Response]]:
    """What is measured over HTTP."""
    url = place.url
    budget = session.get(f"{url}/api/budget/", timeout=30).json()[0]["id"]
    amounts = itertools.count(20_000)
    words = {"message": "I spent 50 DZD at a coffee shop"}
    names = itertools.cycle(_NAMES)
    return {
        "GET /api/health/": lambda: session.get(f"{url}/api/health/", timeout=30),
        "GET /api/users/me/": lambda: session.get(f"{url}/api/users/me/", timeout=30),
        "GET /api/expenses/ (50 rows)": lambda: session.get(f"{url}/api/expenses/", timeout=30),
        "GET /api/budget/ (8 budgets)": lambda: session.get(f"{url}/api/budget/", timeout=30),
        "GET /api/notify/unread-count/": lambda: session.get(f"{url}/api/notify/unread-count/", timeout=30),
        "PATCH /api/users/me/ (a name)": lambda: session.patch(
            f"{url}/api/users/me/", json={"first_name": next(names)}, timeout=30
        ),
        "PATCH /api/budget/{id}/ (amount)": lambda: session.patch(
            f"{url}/api/budget/{budget}/", json={"budget": next(amounts)}, timeout=30
        ),
        "POST /api/expenses/ (text)": lambda: session.post(f"{url}/api/expenses/", json=words, timeout=60),
    }


def plain_writes(budget_id: str) -> Callable[[Any], Any]:
    """A function that is nothing but a function: it signs in and writes one document, read before or not."""
    from shared.gcp.firestore import get, user
    from shared.web.app import answer, context, http_function, make_app

    app = make_app("Plain writes")

    @app.patch("/api/plain/blind/")
    def blind() -> Any:
        asked = context()
        commit = asked.commit()
        commit.merge(user(asked.uid).collection("plain").document("one"), {"at": asked.now})
        asked.finish(commit)
        return answer({"status": "written"})

    @app.patch("/api/plain/")
    def one() -> Any:
        asked = context()
        found = get(user(asked.uid).collection("plain").document("budget"))
        commit = asked.commit()
        if held := found.to_dict():
            commit.update(found, {"minor": held["minor"] + 1, "updated_at": asked.now})
        else:
            commit.create(
                found.reference, get(user(asked.uid).collection("budgets").document(budget_id)).to_dict() or {}
            )
        asked.finish(commit)
        return answer({"status": "written"})

    return http_function("plain", app)


def writes(place: Ground) -> dict[str, Callable[[], float]]:
    """What writes are compared, each giving its seconds until the answer is whole."""
    os.environ.update(place.env)
    from functions.budget.api import budget as budgets
    from functions.users.api import users

    def asking(function: Callable[[Any], Any], path: str, bodies: Iterable[Any]) -> Callable[[], float]:
        client, following = Client(lambda environ, start: function(Request(environ))(environ, start)), iter(bodies)

        def ask() -> float:
            body, began = next(following), time.perf_counter()
            answered = client.patch(path, json=body, headers=place.headers)
            seconds = time.perf_counter() - began
            assert answered.status_code == 200, answered.text
            answered.close()
            return seconds

        return ask

    listed = requests.get(f"{place.url}/api/budget/", headers=place.headers, timeout=30).json()
    changed = f"/api/budget/{listed[0]['id']}/"
    plain = plain_writes(listed[0]["id"])
    return {
        "blind set": asking(plain, "/api/plain/blind/", itertools.repeat({})),
        "one document": asking(plain, "/api/plain/", itertools.repeat({})),
        "a name": asking(users, "/api/users/me/", ({"first_name": name} for name in itertools.cycle(_NAMES))),
        "budget, pinned": asking(budgets, changed, itertools.cycle([{"pinned": True}, {"pinned": False}])),
        "budget, amount": asking(budgets, changed, ({"budget": amount} for amount in itertools.count(30_000))),
    }


def writes_over_http(place: Ground, session: requests.Session) -> dict[str, Callable[[], float]]:
    """The change of a name and of a budget, as who asks sees them."""
    named = routes(place, session)
    one, changed = "PATCH /api/users/me/ (a name)", "PATCH /api/budget/{id}/ (amount)"
    return {"a name": _timed(named[one]), "budget, amount": _timed(named[changed])}


def in_turns(measured: dict[str, Callable[[], float]], runs: int, rest_s: float = 0.0) -> dict[str, list[float]]:
    """Milliseconds by name; the first rounds warm up."""
    times: dict[str, list[float]] = {name: [] for name in measured}
    order, chance = list(measured.items()), random.Random(1)
    for number in range(-_WARM_UP, runs):
        chance.shuffle(order)
        for name, ask in order:
            seconds = ask()
            if number >= 0:
                times[name].append(seconds * 1000)
            time.sleep(rest_s)
    return times


def _timed(ask: Callable[[], requests.Response]) -> Callable[[], float]:
    def timed() -> float:
        began = time.perf_counter()
        ask().raise_for_status()
        return time.perf_counter() - began

    return timed


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def tell_routes(times: dict[str, list[float]]) -> None:
    health = statistics.median(times["GET /api/health/"])
    print(f"{'route':<38}{'p50 ms':>8}{'p95 ms':>8}{'x health':>10}")
    for name, found in times.items():
        print(f"{name:<38}{statistics.median(found):>8.1f}{p95(found):>8.1f}{statistics.median(found) / health:>10.1f}")


def tell_writes(title: str, times: dict[str, list[float]]) -> None:
    bases = [name for name in ("one document", "blind set", "a name") if name in times]
    print(f"\n{title:<18}{'p50 ms':>8}{'p95 ms':>8}" + "".join(f"{f'x {name}':>18}" for name in bases))
    for name, found in times.items():
        ratios = (
            f"{statistics.median(found) / statistics.median(times[base]):.2f}, p95 {p95(found) / p95(times[base]):.2f}"
            for base in bases
        )
        told = "".join(f"{ratio:>18}" for ratio in ratios)
        print(f"{name:<18}{statistics.median(found):>8.1f}{p95(found):>8.1f}{told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--only-writes", action="store_true", help="leave the table of routes out")
    parser.add_argument("--rest", type=float, default=_REST_S)
    options = parser.parse_args()
    with ground(seed=True) as place, requests.Session() as session:
        session.headers.update(place.headers)
        if not options.only_writes:
            measured = {name: _timed(ask) for name, ask in routes(place, session).items()}
            tell_routes(in_turns(measured, options.runs))
        tell_writes("over HTTP", in_turns(writes_over_http(place, session), options.runs, options.rest))
        tell_writes("in one process", in_turns(writes(place), options.runs, options.rest))


if __name__ == "__main__":
    main()
