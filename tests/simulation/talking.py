"""What people say to the assistant, decide about what it asks them, and take back of it: the draws and the requests."""

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

from tests.simulation import history, pictures

if TYPE_CHECKING:
    from tests.simulation.operations import Operation
    from tests.simulation.people import Asked, Person
    from tests.simulation.world import World

KINDS = frozenset({"talk", "say again", "confirm", "chat undo", "chat redo"})
_TITLES = ("Groceries", "Transport", "Food & Dining")
_NEW = ("Pets", "Books", "Garden")
_AMOUNTS = (300, 700, 1_000, 3_000, 45_000, 90_000, 150_000)  # the last is over what may be moved at once
_LONG_S = 400.0  # longer than a confirmation may wait
NEVER_SAID = "77777.00"
LIE = "987654"
Call = tuple[str, dict[str, Any]]


def _money(whole: int) -> str:
    return f"{whole}.00"


def _message(chance: Random, amounts: tuple[int, ...] = _AMOUNTS) -> tuple[str, list[Call]]:
    """What is said, and the calls of a model that understands it. `@` stands before the title of a budget."""
    title, whole, new = chance.choice(_TITLES), chance.choice(amounts), chance.choice(_NEW)
    spent = f"I spent {whole} DZD on coffee"
    told: list[tuple[str, list[Call]]] = [
        (spent, [("record_expense", {"message": spent})]),
        (
            f"Set my {title} budget to {whole} DZD",
            [("update_budget", {"budget_id": f"@{title}", "amount": _money(whole)})],
        ),
        (
            f"Make a new budget {new} of {whole} DZD",
            [("create_budget", {"title": new, "amount": _money(whole), "currency": "DZD"})],
        ),
        (f"Delete the {title} budget", [("delete_budget", {"budget_id": f"@{title}"})]),
        (f"My monthly income is {whole} DZD", [("edit_user_profile", {"monthly_income": _money(whole)})]),
        ("Remind me to pay the rent", [("create_notification", {"title": "Rent", "message": "Pay the rent"})]),
        ("What is new?", [("list_notifications", {})]),
        ("How are my budgets?", [("list_budgets", {})]),
        (f"{spent}, and sort it all out for me", [("call_main_coordinator", {"message": spent})]),
    ]
    return chance.choices(told, [4, 5, 3, 2, 1, 3, 3, 1, 2])[0]


def _hostile(chance: Random) -> tuple[str, list[Call]]:
    """Calls that nobody asked for, by what is wrong with them."""
    title = chance.choice(_TITLES)
    mine = {"budget_id": f"@{title}", "amount": NEVER_SAID}
    note = {"title": "Hello", "message": "Hello again"}
    manners: dict[str, list[Call]] = {
        "an amount never said": [("update_budget", mine)],
        "a budget never said": [("create_budget", {"title": "Casino", "amount": NEVER_SAID, "currency": None})],
        "an expense never said": [("record_expense", {"message": "I spent 77777 DZD at the casino"})],
        "another person's": [
            ("update_budget", {"budget_id": "@@", "amount": NEVER_SAID}),
            ("delete_budget", {"budget_id": "@@"}),
        ],
        "deletions": [("delete_budget", {"budget_id": f"@{one}"}) for one in _TITLES],
        "confirmed by itself": [
            ("delete_budget", {"budget_id": f"@{title}", "confirm": True}),
            ("update_budget", {**mine, "confirmed": True}),
        ],
        "six writes": [
            ("create_notification", {**note, "title": f"Hello {word}"}) for word in ("a", "b", "c", "d", "e", "f")
        ],
        "no such tool": [("empty_the_account", {"to": "me"})],
        "unseen letters": [("create_budget", {"title": "Pets\u202e", "amount": "300.00", "currency": None})],
        "no amount": [("update_budget", {**mine, "amount": "-5"})],
    }
    manner = chance.choice(sorted(manners))
    return manner, manners[manner]


def draw(chance: Random) -> dict[str, Any]:
    """One message, and the calls that the model makes of it, round by round."""
    message, honest = _message(chance)
    manner, rounds = "honest", [honest]
    mood = chance.random()
    if mood < 0.35:
        manner, calls = _hostile(chance)
        rounds = [[*honest, *calls] if chance.random() < 0.4 else calls]
    elif mood < 0.5:
        manner, rounds = "reads first", [[("list_notifications", {})], honest]
    ending = chance.choice(["plain", "echo", "echo", "lie"])
    return {"msg": message, "manner": manner, "rounds": rounds, "ending": ending}


def woven(seed: int, operations: "list[Operation]", *, calm: bool) -> "list[Operation]":
    """The operations with what some people say in between; drawn by itself, so that nothing else of a plan moves."""
    from tests.simulation.operations import Operation

    chance, found = Random(f"{seed} talk"), list(operations)
    if chance.random() >= _TALKATIVE:
        return found
    number = 100
    for _ in range(chance.randint(1, 4)):
        who, at = 0 if chance.random() < 0.7 else 1, chance.randint(0, len(found))
        for kind in _scene(chance):
            racers = chance.choice([0, 0, 1, 2]) if not calm else 0
            pause_s = (
                chance.choice([_LONG_S, 3600.0]) if kind not in {"talk", "spree"} and chance.random() < 0.12 else 0.0
            )
            found.insert(
                at,
                Operation(
                    number,
                    who,
                    "talk" if kind == "spree" else kind,
                    _BODIES[kind](chance),
                    chance.random(),
                    with_key=chance.random() < 0.9,
                    racers=racers,
                    gives_up=not calm and chance.random() < 0.1,
                    pause_s=pause_s,
                ),
            )
            number += 1
            at = min(len(found), at + 1 + chance.choice([0, 0, 0, 1, 3]))
    return found


_TALKATIVE = 0.4


def _scene(chance: Random) -> list[str]:
    """A few things after each other, as people do them."""
    if chance.random() < 0.12:
        return ["spree"] * 5
    after = ["confirm", "confirm", "confirm", "talk", "talk", "say again", "chat undo", "chat undo", "chat redo"]
    return ["talk", *(chance.choice(after) for _ in range(chance.randint(1, 5)))]


def _turned(chance: Random) -> str:
    return chance.choice(["action", "action", "turn", "whole turn"])


def _spree(chance: Random) -> dict[str, Any]:
    """A message about much money, so that a few of them are more than a day's."""
    message, honest = _message(chance, (45_000, 90_000))
    return {"msg": message, "manner": "honest", "rounds": [honest], "ending": "plain"}


_BODIES: dict[str, Any] = {
    "talk": draw,
    "spree": _spree,
    "say again": lambda _: None,
    "confirm": lambda chance: {
        "confirm": chance.random() < 0.75,
        "manner": chance.choice(["right", "right", "right", "right", "edited", "another person's"]),
    },
    "chat undo": _turned,
    "chat redo": _turned,
}


def request_of(world: "World", person: "Person", others: "list[Person]", operation: "Operation") -> "Asked | None":
    """The request of an operation; None when there is nothing to do it with."""
    from tests.simulation.people import Asked

    kind, body = operation.kind, operation.body
    if kind == "talk":
        path, picture = "/api/chat/stream/" if body.get("stream") else "/api/chat/", body.get("picture")
        file = None if picture is None else pictures.picture(picture)
        return Asked("POST", path, {"msg": body["msg"]}, file=file, hears=body.get("hears"))
    if kind == "confirm":
        whose = others[0] if body["manner"] == "another person's" else person
        target = whose.pick(_waiting(world, whose, body["manner"]), operation.choice)
        edited = {"arguments": {"amount": NEVER_SAID}} if body["manner"] == "edited" else {}
        sent = {"confirm": body["confirm"], **edited}
        return Asked("POST", f"/api/chat/actions/{target}/confirm/", sent) if target else None
    return _turn_back(world, person, operation)


def _waiting(world: "World", person: "Person", manner: str) -> list[str]:
    """What waits for the person, the newest last; what is decided already, where nothing does or that is meant."""
    waiting, rows = "needs_confirmation", history.rows(world, person.uid, "actions")
    rows = {name: row for name, row in rows.items() if row.get("call") or row["status"] == waiting}
    names = sorted(rows, key=lambda name: (rows[name]["created_at"], name))
    open_ones = [] if manner == "decided" else [name for name in names if rows[name]["status"] == waiting]
    return open_ones or [name for name in names if rows[name]["status"] != waiting]


def _turn_back(world: "World", person: "Person", operation: "Operation") -> "Asked | None":
    from tests.simulation.people import Asked

    way, scope = operation.kind.removeprefix("chat "), operation.body
    rows = history.rows(world, person.uid, "actions")
    status = "done" if way == "undo" else "undone"
    fitting = [name for name, row in rows.items() if row["status"] == status and row["agent"] in AGENTS]
    if scope != "action":
        count = Counter(rows[name]["turn_id"] for name in fitting)
        fitting = [name for name in fitting if rows[name]["turn_id"]]
        fitting = [name for name in fitting if count[rows[name]["turn_id"]] > 1] or fitting
    target = person.pick(sorted(fitting, key=lambda name: (rows[name]["created_at"], name)), operation.choice)
    if target is None:
        return None
    name = rows[target]["turn_id"] if scope == "whole turn" else target
    return Asked("POST", f"/api/chat/actions/{name}/{way}/", {"scope": "action" if scope == "action" else "turn"})


# Who may be told to have done something in a conversation.
AGENTS = frozenset({"chatbot", "coordinator", "budget"})
