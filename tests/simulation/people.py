"""People as their apps see them, and how an operation becomes a request of theirs."""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from flask import Request
from werkzeug.test import EnvironBuilder

from tests.simulation import budgeting, deciding, pictures, streams, talking, undoing
from tests.simulation.broker import declared
from tests.simulation.operations import Operation
from tests.simulation.world import World


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as it is sent again and again. `file` goes with its words in a form.

    `hears` is how many events of a stream come before the connection breaks, the first time.
    """

    method: str
    path: str
    body: Any = None
    form: tuple[bytes, bool] | None = None
    if_match: str | None = None
    turn: str | None = None
    file: bytes | None = None
    hears: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `begun` is when this try was sent."""

    status: int
    body: str
    replayed: bool
    begun: Any
    etag: str | None = None

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        return json.loads(self.body) if self.body else None


@dataclass(slots=True)
class Person:
    """What a person's app knows: only what answers told it."""

    uid: str
    zone: str
    budgets: list[str]
    expenses: list[str] = field(default_factory=list)
    gone_budgets: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    notifications: list[str] = field(default_factory=list)
    etags: dict[str, list[str]] = field(default_factory=dict)

    def pick(self, known: list[str], choice: float) -> str | None:
        """One of what is known; the newest are the likeliest."""
        return known[-1 - int(choice * choice * len(known))] if known else None


@cache
def _functions() -> tuple[tuple[str, Any], ...]:
    import main

    routes = [(path, name) for name, about in declared()["http"].items() for path in about["paths"]]
    found = [(path, getattr(main, name)) for path, name in routes]
    return tuple(sorted([*found, ("/undoing/", undoing.function())], key=lambda row: -len(row[0])))


def send(asked: Asked, uid: str, key: str | None, hears: int | None = None) -> Any:
    """Hand a request to the function that serves its path, as the framework does; of a stream, hear so many events."""
    headers = {"Authorization": f"Bearer {uid}"}
    if key is not None:
        headers["Idempotency-Key"] = key
    if asked.if_match is not None:
        headers["If-Match"] = asked.if_match
    if asked.turn is not None:
        headers["Simulated-Turn"] = asked.turn
    path, _, query = asked.path.partition("?")
    about: dict[str, Any] = {"path": path, "query_string": query, "method": asked.method, "headers": headers}
    if asked.form is not None:
        data, keep = asked.form
        about["data"] = {"file": (BytesIO(data), "receipt.png"), "keep_receipt": "true" if keep else "false"}
    elif asked.file is not None:
        about["data"] = {"file": (BytesIO(asked.file), "receipt.png"), **(asked.body or {})}
    elif asked.method in {"POST", "PATCH", "PUT"}:
        about["json"] = asked.body or {}
    function = next(served for prefix, served in _functions() if path.startswith(prefix))
    response = function(Request(EnvironBuilder(**about).get_environ()))
    if response.mimetype == streams.KIND:
        return streams.heard(response, hears)
    response.close()  # as the server does once the answer is out
    return response


def request_of(world: World, person: Person, strangers: list[Person], operation: Operation) -> Asked | None:
    """The request of an operation; None when the person knows of nothing to do it with."""
    asked: Asked | None
    if operation.kind in budgeting.DRAWS:
        asked = budgeting.request_of(person, operation)
    elif operation.kind in deciding.KINDS:
        asked = deciding.request_of(world, person, operation)
    elif operation.kind in talking.KINDS:
        asked = talking.request_of(world, person, strangers, operation)
    else:
        asked = _REQUESTS[operation.kind](world, person, strangers, operation)
    return replace(asked, turn=operation.turn) if asked and asked.method != "GET" else asked


def _day(world: World, person: Person, days_ago: int) -> str:
    return (world.now.astimezone(ZoneInfo(person.zone)).date() - timedelta(days=days_ago)).isoformat()


def _amount(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"


def _words(_world: World, _person: Person, _others: Any, operation: Operation) -> Asked:
    return Asked("POST", "/api/expenses/", {"message": operation.body["message"]})


def _receipt(_world: World, _person: Person, _others: Any, operation: Operation) -> Asked:
    form = pictures.picture(operation.body["picture"]), operation.body["keep"]
    return Asked("POST", "/api/expenses/", form=form)


def _entries(world: World, person: Person, _others: Any, operation: Operation) -> Asked:
    rows = []
    for number, one in enumerate(operation.body):
        row: dict[str, Any] = {"amount": _amount(one["minor"]), "kind": one["kind"], "product_name": f"Thing {number}"}
        if one["days_ago"] is not None:
            row["date"] = _day(world, person, one["days_ago"])
        if "currency" in one:
            row["currency"] = one["currency"]
            if one["rate"]:
                row["exchange"] = {"currency": "DZD", "rate": one["rate"], "source": "bank", "date": "2026-01-01"}
        budget = None if one["budget"] is None else person.budgets[one["budget"]]
        if "split" in one:
            part = one["split"]
            parts = [(person.budgets[0], part), (person.budgets[1], one["minor"] - part)]
            row["splits"] = [{"budget_id": name, "amount": _amount(minor)} for name, minor in parts]
        elif budget is not None and one["kind"] != "income":
            row["budget_id"] = budget
        rows.append(row)
    return Asked("POST", "/api/expenses/entries/", {"entries": rows})


def _edit(world: World, person: Person, _others: Any, operation: Operation) -> Asked | None:
    target = person.pick(person.expenses, operation.choice)
    if target is None:
        return None
    change, body = operation.body["change"], dict[str, Any]()
    if "minor" in change:
        body["amount"] = _amount(change["minor"])
    if "days_ago" in change:
        body["date"] = _day(world, person, change["days_ago"])
    if "budget" in change:
        body["budget_id"] = None if change["budget"] is None else person.budgets[change["budget"]]
    if "merchant" in change:
        body["merchant"] = change["merchant"]
    return Asked("PATCH", f"/api/expenses/{target}/", body, if_match=etag(person, target, operation.body["if_match"]))


def _delete(_world: World, person: Person, _others: Any, operation: Operation) -> Asked | None:
    target = person.pick(person.expenses, operation.choice)
    if target is None:
        return None
    return Asked("DELETE", f"/api/expenses/{target}/", if_match=etag(person, target, operation.body))


def etag(person: Person, target: str, which: str) -> str | None:
    """An entity tag that the app has seen of a thing: the `fresh`est, a `stale` one, or none."""
    seen = person.etags.get(target, [])
    if not which or not seen:
        return None
    return seen[-1 if which == "fresh" else 0]


def _restore(_world: World, person: Person, _others: Any, operation: Operation) -> Asked | None:
    target = person.pick(person.deleted or person.expenses, operation.choice)
    return Asked("POST", f"/api/expenses/{target}/restore/") if target else None


def _foreign(_world: World, _person: Person, others: list[Person], operation: Operation) -> Asked | None:
    other = others[int(operation.choice * len(others))]
    paths = [f"/api/expenses/{one}/" for one in other.expenses] + [f"/api/budget/{one}/" for one in other.budgets]
    paths += [f"/api/notify/{one}/" for one in other.notifications]
    path = paths[int(operation.choice * 7919) % len(paths)]
    method = operation.body
    if path.startswith("/api/notify/") and method != "GET":
        path += "read/" if method == "PATCH" else "delete/"
    body = {"merchant": "x"} if path.startswith("/api/expenses/") else {"pinned": True}
    return Asked(method, path, body if method == "PATCH" and not path.startswith("/api/notify/") else None)


def _of_notification(ending: str, method: str | None) -> Any:
    def make(_world: World, person: Person, _others: Any, operation: Operation) -> Asked | None:
        target = person.pick(person.notifications, operation.choice)
        if target is None:
            return None
        used = method or operation.body
        return Asked(used, f"/api/notify/{target}/{'' if used == 'GET' else ending}")

    return make


def _one(_world: World, person: Person, _others: Any, operation: Operation) -> Asked | None:
    target = person.pick(person.expenses, operation.choice)
    return Asked("GET", f"/api/expenses/{target}/") if target else None


_REQUESTS: dict[str, Any] = {
    "words": _words,
    "receipt": _receipt,
    "entries": _entries,
    "edit": _edit,
    "delete": _delete,
    "restore": _restore,
    "foreign": _foreign,
    "one": _one,
    "list": lambda _w, _p, _o, operation: Asked("GET", f"/api/expenses/{operation.body}"),
    "budgets": lambda *_: Asked("GET", "/api/budget/"),
    "notifications": lambda _w, _p, _o, operation: Asked("GET", f"/api/notify/{operation.body}"),
    "unread": lambda *_: Asked("GET", "/api/notify/unread-count/"),
    "read one": _of_notification("read/", None),
    "read all": lambda *_: Asked("POST", "/api/notify/mark-all-read/"),
    "remove": _of_notification("delete/", "DELETE"),
    "profile": lambda _w, _p, _o, operation: Asked("PATCH", "/api/users/me/", operation.body),
}
