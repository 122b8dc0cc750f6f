"""Fills a person's account with the household: sign-up and profile over HTTP, budgets and entries by the services.

Every step has a fixed key, so a second run finds its work done, and one after an interruption does the rest.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import requests

from dev.seed.history import MINOR, Movement, history, months_until
from dev.seed.household import CURRENCY, PLANS, PROFILE, TIME_ZONE, Plan
from shared.period import period_of, today_in

_TIMEOUT_S = 30.0
_AT_ONCE = 6
_BATCH = 48  # an entry is two writes, itself and its event: about a hundred in a commit
# Where the profile remembers which history the person has: `{"seed": …, "today": …}`.
_MARK = "household"


class SeedFailed(RuntimeError):
    """The household could not be made; the text says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed up."""

    username: str
    email: str
    password: str
    first_name: str = "Yasmine"
    last_name: str = "Belkacem"


@dataclass(frozen=True, slots=True)
class Seeded:
    """Who has the household, and what this run added."""

    uid: str
    token: str
    today: date
    budgets: int
    entries: int


class _Api:
    def __init__(self, base: str) -> None:
        self._base = base
        self._session = requests.Session()

    def sign_in(self, person: Person) -> str:
        """The token of a new account, or of the one that this person has already."""
        body = {name: getattr(person, name) for name in ("username", "email", "password", "first_name", "last_name")}
        answer = self._send("POST", "/api/users/create/", body)
        if answer.status_code == 400 and answer.json().get("code") in {"username_taken", "email_taken"}:
            body = {"username": person.username, "password": person.password}
            answer = self._send("POST", "/api/token/", body)
        token: str = self._read(answer)["access"]
        self._session.headers["Authorization"] = f"Bearer {token}"
        return token

    def call(self, method: str, path: str, body: object = None) -> Any:
        """The answer of a request that must work. Raises SeedFailed."""
        return self._read(self._send(method, path, body))

    def _send(self, method: str, path: str, body: object) -> requests.Response:
        try:
            return self._session.request(method, self._base + path, json=body, timeout=_TIMEOUT_S)
        except requests.RequestException as error:
            raise SeedFailed(f"{self._base} does not answer: {type(error).__name__}") from None

    def _read(self, answer: requests.Response) -> Any:
        if answer.ok:
            return answer.json()
        raise SeedFailed(
            f"{answer.request.method} {answer.request.path_url} answered {answer.status_code}: {answer.text}"
        )


def seed_household(base: str, person: Person, seed: int = 1, today: date | None = None) -> Seeded:
    """Sign the person up and give them the household of this seed; `today` is by default today in Algiers.

    Somebody who has a household keeps it, whatever seed and day are asked for. Raises SeedFailed. The environment
    must name the stack's emulators, as that of the functions does.
    """
    api = _Api(base)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        pool.submit(_warm_up)
        token = api.sign_in(person)
        uid, mark = _profile(api, seed, today or today_in(datetime.now(UTC), TIME_ZONE))
        seed, today = mark["seed"], date.fromisoformat(mark["today"])
        opened = datetime.combine(months_until(today)[0].start, time(8), ZoneInfo(TIME_ZONE)).astimezone(UTC)
        made = pool.map(lambda row: _add_budget(uid, row[0], row[1], opened), enumerate(PLANS))
        budgets = sum(made)
        ids = {row["title"]: row["id"] for row in api.call("GET", "/api/budget/?limit=100")}
        moved = history(seed, today)
        batches = [moved[first : first + _BATCH] for first in range(0, len(moved), _BATCH)]
        posted = pool.map(lambda row: _post(uid, row[0], row[1], ids), enumerate(batches))
        return Seeded(uid, token, today, budgets, sum(posted))


def _warm_up() -> None:
    """Load what takes longest while the sign-up is under way."""
    for name in ("google.cloud.pubsub_v1", "functions.budget.service", "functions.ledger.service"):
        import_module(name)


def _profile(api: _Api, seed: int, today: date) -> tuple[str, dict[str, Any]]:
    me = api.call("GET", "/api/users/me/")
    mark = me["profile"]["extra_info"].get(_MARK)
    if mark is None:
        mark = {"seed": seed, "today": today.isoformat()}
        api.call("PATCH", "/api/users/me/", {**PROFILE, "extra_info": {**PROFILE["extra_info"], _MARK: mark}})
    return me["id"], mark


def _once(work: Callable[[], object], count: int) -> int:
    """`count` when the work was done now, 0 when an earlier run did it."""
    from shared.errors import Conflict
    from shared.gcp.firestore import AlreadyDone, Contended
    from shared.gcp.idempotency import Replayed

    try:
        work()
    except (Replayed, AlreadyDone, Contended, Conflict):
        return 0
    return count


def _add_budget(uid: str, rank: int, plan: Plan, opened: datetime) -> bool:
    from functions.budget.models import NewBudget
    from functions.budget.service import create_budget
    from shared.context import Context
    from shared.gcp.idempotency import request_key

    now = opened + timedelta(minutes=len(PLANS) - rank)  # lists show the newest first
    guard = request_key(uid, "POST seed/budget", plan.title, "", datetime.now(UTC))
    new = NewBudget(plan.title, plan.amount * MINOR, CURRENCY, plan.description, pinned=plan.pinned)
    return bool(_once(lambda: create_budget(Context(uid, now, guard), new), 1))


def _post(uid: str, rank: int, moved: Sequence[Movement], ids: dict[str, str]) -> int:
    from functions.ledger.service import post
    from shared.context import Context
    from shared.gcp.idempotency import request_key

    now = datetime.now(UTC)
    context = Context(uid, now, request_key(uid, "POST seed/entries", str(rank), "", now))
    commit = context.commit()
    post(context, commit, list(_entries(uid, rank, moved, ids, now)))
    return _once(lambda: context.finish(commit), len(moved))


def _entries(uid: str, rank: int, moved: Sequence[Movement], ids: dict[str, str], now: datetime) -> Iterable[Any]:
    from functions.ledger.models import Entry
    from shared.ids import derived_id

    for place, one in enumerate(moved):
        at = min(now, datetime.combine(one.day, one.at, ZoneInfo(TIME_ZONE)).astimezone(UTC))
        budget_id = ids.get(one.title or "")
        yield Entry(
            id=derived_id("exp", uid, "household", str(rank), str(place)),
            kind=one.kind,
            product_name=one.product_name,
            minor=one.minor,
            currency=CURRENCY,
            date=one.day,
            period_start=period_of(one.day).key,
            created_at=at,
            updated_at=at,
            status="posted",
            source="manual",
            budget_id=budget_id,
            category_name=one.title if budget_id else None,
            merchant=one.merchant,
        )
