"""What is sent to each route that writes, and what is delivered to each worker: one row each.

A new route needs one row in ROUTES, a new type of event or schedule one in DELIVERIES; a use case that neither reaches
yet, one in USES. The tests refuse a route, a type or a place that commits which no row covers.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from cloudevents.http import CloudEvent

from functions.budget import service as budgets
from functions.budget.models import NewBudget
from functions.journal import service as journal
from functions.journal.models import Change
from functions.ledger.models import Receipt
from shared.events import (
    Event,
    ExpenseChanged,
    ExpenseDeleted,
    ExpenseState,
    ProfileChanged,
    ReceiptPending,
    SplitShare,
    ThresholdCrossed,
    encode,
)
from shared.gcp.firestore import user
from shared.ids import new_id
from tests import emulators
from tests.contracts import (
    scenarios_of_chat,
    scenarios_of_insight,
    scenarios_of_interview,
    scenarios_of_money,
    scenarios_of_notify,
    scenarios_of_people,
)
from tests.ground import Ground, context, pushed
from tests.shared.web.photos import blank_png

# What a request is: keyword arguments of the test client, made anew for each try (a form is read once).
Body = Callable[[], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and another one under which the same key must be refused."""

    path: str
    body: Body
    other: Body = lambda: {"json": {"surprise": 1}}


@dataclass(frozen=True, slots=True)
class Route:
    """One way to use a route. `prepare` makes what it needs and gives the request."""

    rule: str
    prepare: Callable[[Ground, str], Asked]
    name: str = ""

    def __str__(self) -> str:
        return f"{self.rule} {self.name}".strip()


def _json(path: str, body: Any, other: Any) -> Callable[[Ground, str], Asked]:
    return lambda _ground, _uid: Asked(path, lambda: {"json": body}, lambda: {"json": other})


def _sign_up(_ground: Ground, uid: str) -> Asked:
    name = emulators.own_project("user")
    body = {"username": name, "email": f"{name}@example.com", "password": "a long pass phrase"}
    return Asked("/api/users/create/", lambda: {"json": body}, lambda: {"json": body | {"first_name": "Ann"}})


def _form(_ground: Ground, _uid: str) -> Asked:
    def form(words: str) -> Body:
        return lambda: {"data": {"file": (BytesIO(blank_png(8, 8)), "a.png"), "message": words}}

    return Asked("/api/expenses/", form("lunch"), form("dinner"))


def _told(uid: str, ground: Ground) -> str:
    """The id of an unread notification."""
    from functions.notify.subscribers import notify_on_event

    notify_on_event(pushed(crossing(uid)))
    return str(ground.of_type("notification.created")[-1].notification_id)


def _notification(path: str) -> Callable[[Ground, str], Asked]:
    return lambda ground, uid: Asked(path.replace("<id>", _told(uid, ground)), dict)


def _read_before(ground: Ground, uid: str) -> Asked:
    """A notification that is read already: only the answer is kept."""
    from functions.notify import service as notify

    told = _told(uid, ground)
    notify.read_notification(context(uid), told, lambda _: (200, "{}"))
    return Asked(f"/api/notify/{told}/read/", dict)


def _asked(prepare: scenarios_of_money.Prepare) -> Callable[[Ground, str], Asked]:
    def made(ground: Ground, uid: str) -> Asked:
        path, body, other = prepare(ground, uid)
        return Asked(path, lambda: {} if body is None else {"json": body}, lambda: {"json": other})

    return made


ROUTES = (
    Route("POST /api/users/create/", _sign_up),
    Route("PATCH /api/users/me/", _json("/api/users/me/", {"monthly_income": 90000}, {"monthly_income": 1})),
    Route("POST /api/expenses/", _json("/api/expenses/", {"message": "coffee 500 DZD"}, {"message": "tea 1 DZD"})),
    Route("POST /api/expenses/", _form, "as a form"),
    Route("POST /api/notify/mark-all-read/", _notification("/api/notify/mark-all-read/")),
    Route("PATCH /api/notify/<id>/read/", _notification("/api/notify/<id>/read/")),
    Route("PATCH /api/notify/<id>/read/", _read_before, "read before"),
    Route("DELETE /api/notify/<id>/delete/", _notification("/api/notify/<id>/delete/")),
    Route("PATCH /api/expenses/<id>/", _asked(scenarios_of_money.UNCHANGED), "of nothing"),
    *(Route(rule, _asked(prepare)) for rule, prepare in scenarios_of_money.ROUTES.items()),
    *(Route(rule, _asked(prepare)) for rule, prepare in scenarios_of_chat.ROUTES.items()),
    Route("POST /api/chat/actions/<id>/confirm/", _asked(scenarios_of_chat.DECLINED), "no"),
    *(Route(rule, _asked(prepare)) for rule, prepare in scenarios_of_people.ROUTES.items()),
    *(Route(rule, _asked(prepare), name) for (rule, name), prepare in scenarios_of_interview.ROUTES.items()),
    *(Route(rule, _asked(prepare)) for rule, prepare in scenarios_of_insight.ROUTES.items()),
    *(Route(rule, _asked(prepare)) for rule, prepare in scenarios_of_notify.ROUTES.items()),
)
# Routes that write nothing of ours, and why a key has nothing to do there.
WITHOUT_EFFECT: Mapping[str, str] = {
    "POST /api/token/": "gives fresh tokens; they must not be stored",
    "POST /api/token/refresh/": "gives fresh tokens; they must not be stored",
    "POST /api/budget/": "is always refused with 405",
    "POST /api/chat/stream/": "tells a failure within its stream; tests/chat/test_stream_faults.py loses its commits",
}
PUBLIC = {"POST /api/users/create/"}


def crossing(uid: str) -> ThresholdCrossed:
    about: dict[str, Any] = {"budget_id": "bud_1", "title": "Food", "currency": "DZD", "period_start": "2026-11-01"}
    return ThresholdCrossed(uid=uid, threshold=100, over=True, arming=1, spent=1100, limit=1000, **about)


def _overspent(ground: Ground, uid: str) -> tuple[dict[str, Any], ExpenseState]:
    """An overspent budget that nobody was told of yet: what an event of its expense carries."""
    food = ground.budget(uid, "Food", 1000)
    entry = ground.spend(uid, 1100, food)
    splits = (SplitShare(budget_id=food.id, minor=1100),)
    state = ExpenseState(period_start=entry.period_start, splits=splits, currency="DZD")
    return {"uid": uid, "expense_id": entry.id, "entry_version": 2, "kind": "expense", **state.model_dump()}, state


def _recorded(ground: Ground, uid: str) -> Event:
    _overspent(ground, uid)
    event: Event = ground.of_type("expense.recorded")[-1]
    return event


def _changed(ground: Ground, uid: str) -> Event:
    about, state = _overspent(ground, uid)
    return ExpenseChanged(**about, before=state, after=state)


def _deleted(ground: Ground, uid: str) -> Event:
    about, state = _overspent(ground, uid)
    return ExpenseDeleted(**about, before=state)


def _pending(ground: Ground, uid: str) -> Event:
    """A receipt that waits and whose file can be read; the model finds nothing on it."""
    from shared.gcp import storage

    receipt = Receipt(new_id("rcp"), "image/png", 1, "0" * 64, stored=True)
    storage.put(f"users/{uid}/receipts/{receipt.id}", blank_png(8, 8), "image/png")
    waiting = ground.spend(uid, 0, status="pending", source="receipt", receipt=receipt)
    return ReceiptPending(uid=uid, expense_id=waiting.id, receipt_id=receipt.id)


def _pending_of_two(ground: Ground, uid: str) -> None:
    """A receipt that is to be read, and one of somebody for whom no model may be asked this month: it stands back."""
    capped = ground.person()
    user(capped).collection("usage").document(f"{datetime.now(UTC):%Y-%m}").set({"micros": 10**9})
    _pending(ground, capped)
    _pending(ground, uid)


def _scheduled(kind: str, prepare: Callable[[Ground, str], Any]) -> Callable[[Ground, str], CloudEvent]:
    def made(ground: Ground, uid: str) -> CloudEvent:
        prepare(ground, uid)
        return message(kind, b"{}")

    return made


def message(kind: str, data: bytes) -> CloudEvent:
    """Anything as Pub/Sub pushes it."""
    body = {"data": base64.b64encode(data).decode(), "attributes": {"type": kind}}
    about = {"type": "google.cloud.pubsub.topic.v1.messagePublished", "source": "//pubsub.googleapis.com/"}
    return CloudEvent(about, {"message": body})


def _left_behind(_ground: Ground, uid: str) -> None:
    event, long_ago = ProfileChanged(uid=uid, fields=("savings",)), datetime.now(UTC) - timedelta(minutes=5)
    row = {"topic": event.topic, "type": event.type, "data": encode(event).decode(), "created_at": long_ago}
    user(uid).collection("outbox").document(event.event_id).set(row)


def _event(prepare: Callable[[Ground, str], Event]) -> Callable[[Ground, str], CloudEvent]:
    return lambda ground, uid: pushed(prepare(ground, uid))


# (worker, type) -> what is pushed. A type of "" stands for whatever else comes.
DELIVERIES: Mapping[tuple[str, str], Callable[[Ground, str], CloudEvent]] = {
    ("budget_on_expense", "expense.recorded"): _event(_recorded),
    ("budget_on_expense", "expense.changed"): _event(_changed),
    ("budget_on_expense", "expense.deleted"): _event(_deleted),
    ("notify_on_event", "budget.threshold_crossed"): _event(lambda _ground, uid: crossing(uid)),
    ("read_pending_receipts", "receipt.pending"): _event(_pending),
    ("read_pending_receipts", "schedule.read_pending_receipts"): _scheduled(
        "schedule.read_pending_receipts", _pending_of_two
    ),
    ("sweep_outbox", "schedule.sweep_outbox"): _scheduled("schedule.sweep_outbox", _left_behind),
    **{place: _event(prepare) for place, prepare in scenarios_of_money.DELIVERIES.items()},
    **{place: _scheduled(place[1], prepare) for place, prepare in scenarios_of_money.SCHEDULES.items()},
    **{place: _event(prepare) for place, prepare in scenarios_of_people.DELIVERIES.items()},
    **{place: _scheduled(place[1], prepare) for place, prepare in scenarios_of_people.SCHEDULES.items()},
    **{place: _event(prepare) for place, prepare in scenarios_of_notify.DELIVERIES.items()},
    **{place: _scheduled(place[1], prepare) for place, prepare in scenarios_of_notify.SCHEDULES.items()},
    ("park_dead_letters", ""): lambda _ground, uid: message("profile.changed", b'{"uid":"%s"}' % uid.encode()),
}


def _make_budget(_ground: Ground, uid: str) -> None:
    budgets.create_budget(context(uid), NewBudget("Food", 1000, "DZD"))


def _undo(_ground: Ground, uid: str) -> None:
    asked = context(uid)
    commit = asked.commit()
    made = journal.record(asked, commit, "edit", "did it", [Change("budget", "b", {}, {}, 1, 2)])
    asked.finish(commit)
    journal.undo(
        context(uid), made.id, "action", {"budget": lambda _context, _commit, change: replace(change, version_after=3)}
    )


# Use cases that commit and that no route or event reaches yet.
USES: Mapping[str, Callable[[Ground, str], None]] = {
    "begin_interview": scenarios_of_interview.begin,
    "create_budget": _make_budget,
    "undo": _undo,
    **scenarios_of_chat.USES,
    **scenarios_of_notify.USES,
}
