"""What people do to their budgets: the draws of it, the requests, and what an app learns from the answers."""

from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulation.operations import Operation
    from tests.simulation.people import Asked, Person

_LIMITS = (0, 100_00, 500_00, 700_00, 1_000_00, 3_000_00)


def _edit(chance: Random) -> Any:
    change: dict[str, Any] = {}
    if chance.random() < 0.6:
        change["budget"] = chance.choice(_LIMITS)
    if chance.random() < 0.25:
        change["pinned"] = chance.random() < 0.6
    if chance.random() < 0.25:
        change["rollover"] = chance.random() < 0.7
    if chance.random() < 0.15:
        change["minimum"] = chance.choice([None, 50_00, 400_00])
    if not change or chance.random() < 0.25:
        change["spent"] = chance.choice([0, 90_00, 480_00, 900_00])
    return {"change": change, "if_match": chance.choice(["", "", "fresh", "stale"])}


def _move(chance: Random) -> Any:
    return {"to": chance.random(), "minor": chance.choice([10_00, 200_00, 400_00])}


# Kind -> how often, by the draw of its body.
DRAWS: dict[str, tuple[int, Any]] = {
    "budget edit": (5, _edit),
    "budget delete": (2, lambda chance: chance.choice(["", "", "fresh", "stale"])),
    "budget restore": (2, lambda _: None),
    "budget": (2, lambda _: None),
    "move": (2, _move),
    "generate": (1, lambda chance: chance.choice([None, "Rent is 300 DZD", "less for taxis"])),
}


def _money(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"


def request_of(person: "Person", operation: "Operation") -> "Asked | None":
    """The request of an operation on budgets; None when the person knows of nothing to do it with."""
    from tests.simulation.people import Asked, etag

    kind, body = operation.kind, operation.body
    if kind == "generate":
        return Asked("POST", "/api/budget/generate/", {"message": body} if body else {})
    known = person.gone_budgets or person.budgets if kind == "budget restore" else person.budgets
    target = person.pick(known, operation.choice)
    if target is None:
        return None
    path = f"/api/budget/{target}/"
    if kind == "move":
        to = person.budgets[int(body["to"] * len(person.budgets))]
        return Asked("POST", "/api/budget/move/", {"from": target, "to": to, "amount": _money(body["minor"])})
    if kind == "budget edit":
        change = {name: _money(value) if type(value) is int else value for name, value in body["change"].items()}
        return Asked("PATCH", path, change, if_match=etag(person, target, body["if_match"]))
    asked = {
        "budget": Asked("GET", path),
        "budget restore": Asked("POST", f"{path}restore/"),
        "budget delete": Asked("DELETE", path, if_match=etag(person, target, body or "")),
    }
    return asked[kind]


def learn(person: "Person", kind: str, path: str, told: Any) -> None:
    """What the app takes from a good answer."""
    if kind == "generate":
        person.budgets.extend(row["id"] for row in told["budgets"] if row["id"] not in person.budgets)
    elif kind == "budget delete":
        person.gone_budgets.append(path.split("/")[3])
