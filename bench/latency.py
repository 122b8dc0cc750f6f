"""Latency on the local stack with its household: p50 and p95 of each route, and its ratio to GET /api/health/.

`python -m bench.latency [--runs 100]`; one request at a time, routes in turns.
"""

import argparse
import itertools
import statistics
import time
from collections.abc import Callable

import requests

from bench.ground import Ground, ground


def routes(place: Ground, session: requests.Session) -> dict[str, Callable[[], requests.Response]]:
    """What is measured."""
    url = place.url
    budget = session.get(f"{url}/api/budget/", timeout=30).json()[0]["id"]
    amounts = itertools.count(20_000)
    words = {"message": "I spent 50 DZD at a coffee shop"}
    return {
        "GET /api/health/": lambda: session.get(f"{url}/api/health/", timeout=30),
        "GET /api/users/me/": lambda: session.get(f"{url}/api/users/me/", timeout=30),
        "GET /api/expenses/ (50 rows)": lambda: session.get(f"{url}/api/expenses/", timeout=30),
        "GET /api/budget/ (8 budgets)": lambda: session.get(f"{url}/api/budget/", timeout=30),
        "GET /api/notify/unread-count/": lambda: session.get(f"{url}/api/notify/unread-count/", timeout=30),
        "PATCH /api/users/me/ (a plain write)": lambda: session.patch(
            f"{url}/api/users/me/", json={"first_name": "Yasmine"}, timeout=30
        ),
        "PATCH /api/budget/{id}/ (amount)": lambda: session.patch(
            f"{url}/api/budget/{budget}/", json={"budget": next(amounts)}, timeout=30
        ),
        "POST /api/expenses/ (text)": lambda: session.post(f"{url}/api/expenses/", json=words, timeout=60),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {}
    with ground(seed=True) as place, requests.Session() as session:
        session.headers.update(place.headers)
        measured = routes(place, session)
        for number in range(-5, runs):  # the first five warm up
            for name, ask in measured.items():
                began = time.perf_counter()
                ask().raise_for_status()
                if number >= 0:
                    times.setdefault(name, []).append((time.perf_counter() - began) * 1000)
    health = statistics.median(times["GET /api/health/"])
    print(f"{'route':<38}{'p50 ms':>8}{'p95 ms':>8}{'x health':>10}")
    for name, found in times.items():
        p95 = statistics.quantiles(found, n=20)[-1]
        print(f"{name:<38}{statistics.median(found):>8.1f}{p95:>8.1f}{statistics.median(found) / health:>10.1f}")


if __name__ == "__main__":
    main()
