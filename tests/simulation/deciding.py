"""What people do with what waits for them, with receipts and streams in the conversation, and when they start it anew.

Drawn from a stream of chance of its own and put between the other operations, so that nothing else of a plan moves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from tests.simulation import pictures

if TYPE_CHECKING:
    from tests.simulation.operations import Operation
    from tests.simulation.people import Asked, Person
    from tests.simulation.world import World

KINDS = frozenset({"reset"})
LONG_S = 400.0  # longer than a confirmation may wait
_SOON_S = 4.0  # until whatever is at work has ended
_SHARE = 0.3
_TITLES = ("Groceries", "Transport", "Food & Dining")
_OVER = (110_000, 120_000, 150_000)  # more than may be moved at once
_OLDEST = 0.999
Call = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of a scene. `soon`: only when what was said before has been answered."""

    kind: str
    body: Any = None
    choice: float = 0.0
    pause_s: float = 0.0
    with_key: bool = True
    soon: bool = True


def talk(msg: str, *rounds: list[Call], **more: Any) -> dict[str, Any]:
    """A message, with what a model makes of it."""
    return {"msg": msg, "manner": "honest", "rounds": list(rounds), "ending": "plain", **more}


def _to_be_asked(chance: Random) -> list[dict[str, Any]]:
    """Messages about things that are never done at once, two of them by the same tool."""
    first, second = chance.sample(_TITLES, 2)
    amounts = chance.sample(_OVER, 2)
    deletions = [_deletion(title) for title in (first, second)]
    edits = [_edit(title, amount) for title, amount in zip((first, second), amounts, strict=True)]
    told = talk(
        f"My monthly income is {amounts[0]} DZD", [("edit_user_profile", {"monthly_income": _money(amounts[0])})]
    )
    return chance.choice([deletions, edits, edits, [*edits, told], [deletions[0], edits[1]], [told, *deletions]])


def _deletion(title: str) -> dict[str, Any]:
    return talk(f"Delete the {title} budget", [("delete_budget", {"budget_id": f"@{title}"})])


def _edit(title: str, amount: int) -> dict[str, Any]:
    call = ("update_budget", {"budget_id": f"@{title}", "amount": _money(amount)})
    return talk(f"Set my {title} budget to {amount} DZD", [call])


def _money(whole: int) -> str:
    return f"{whole}.00"


def _confirm(manner: str = "right", *, yes: bool = True, **more: Any) -> Step:
    return Step("confirm", {"confirm": yes, "manner": manner}, **more)


def _decided(chance: Random) -> list[Step]:
    """Several things wait, and are decided: the older first, declined, twice, too late, or after a new beginning."""
    said = [Step("talk", body) for body in _to_be_asked(chance)]
    older, newer = _confirm(choice=_OLDEST), _confirm()
    no = _confirm(yes=False, choice=chance.random())
    again = _confirm("decided")
    endings: list[list[Step]] = [
        [older, newer],
        [older, again, no],
        [no, newer, again],
        [newer, again, again],
        [_confirm(choice=_OLDEST, pause_s=LONG_S), newer],
        [Step("reset"), older, newer],
        [older, Step("chat undo", "action"), again],
    ]
    return [*said, *chance.choice(endings)]


def _streamed(chance: Random) -> list[Step]:
    """What is said and heard as it is made; connections break, and the app asks again under the same key."""
    title, whole = chance.choice(_TITLES), chance.choice([300, 700, 1_000])
    spent = f"I spent {whole} DZD on coffee"
    call = ("update_budget", {"budget_id": f"@{title}", "amount": _money(whole)})
    bodies = [
        talk(spent, [("record_expense", {"message": spent})]),
        talk(f"Set my {title} budget to {whole} DZD", [call]),
        talk(f"{spent}, and sort it all out for me", [("call_main_coordinator", {"message": spent})]),
        _edit(title, _OVER[0]),
        _deletion(title),
    ]
    steps = []
    for body in chance.choices(bodies, [3, 3, 1, 1, 1], k=chance.randint(1, 2)):
        hears = chance.choice([None, 0, 1, 2, 4])
        steps.append(Step("talk", {**body, "stream": True, "hears": hears, "ending": chance.choice(["plain", "echo"])}))
    after = [Step("say again", choice=chance.random()), _confirm(), Step("chat undo", "whole turn"), Step("reset")]
    return [*steps, *(chance.choice(after) for _ in range(chance.randint(0, 2)))]


def _received(chance: Random) -> list[Step]:
    """A receipt in the conversation, alone or with a wish; then what later turns make of it."""
    title, picture = chance.choice(_TITLES), chance.randrange(pictures.count())
    wish = f"Here is my receipt, and set my {title} budget to 700 DZD"
    call = ("update_budget", {"budget_id": f"@{title}", "amount": "700.00"})
    msg = chance.choice(["", "Here is my receipt", wish, wish])
    record = ("record_expense", {"message": "Here is my receipt" if msg == wish else msg})
    # With two calls the turn is not over at once, and the next ones are made with the receipt's words in sight.
    rounds: list[list[Call]] = [[record, ("list_budgets", {})], [call]] if msg == wish else [[record]]
    more = {"picture": picture, "ending": chance.choice(["plain", "echo"]), "stream": chance.random() < 0.3}
    later = talk(f"Set my {title} budget to 300 DZD", [(call[0], {**call[1], "amount": "300.00"})])
    after = [
        _confirm(),
        Step("talk", later),
        Step("chat undo", "whole turn"),
        Step("say again"),
        Step("undo", "action"),
    ]
    first = Step("talk", talk(msg, *rounds, **more))
    return [first, *(chance.choice(after) for _ in range(chance.randint(1, 3)))]


def _planned(chance: Random) -> list[Step]:
    """The whole plan anew by the coordinator, which asks the agent of budgets."""
    msg = chance.choice(["Plan my month and mind the rent", "Plan all my budgets anew"])
    body = talk(msg, [("call_main_coordinator", {"message": msg})], inner=[[("call_budget_agent", {"message": msg})]])
    body["stream"] = chance.random() < 0.3
    after = [_confirm(), Step("chat undo", "whole turn"), Step("chat undo", "action"), Step("chat redo", "action")]
    return [Step("talk", body), *(chance.choice(after) for _ in range(chance.randint(1, 3)))]


def _begun_anew(chance: Random) -> list[Step]:
    """A conversation that is forgotten, while something of it is under way or after it; and one that follows."""
    spent = f"I spent {chance.choice([300, 700])} DZD on coffee"
    said = Step("talk", talk(spent, [("record_expense", {"message": spent})]))
    first = said, _of(chance, _to_be_asked)
    return [
        *first,
        Step("reset", soon=chance.random() < 0.5),
        _confirm(),
        said,
        Step("say again", choice=chance.random()),
    ]


def _of(chance: Random, draw: Callable[[Random], list[dict[str, Any]]]) -> Step:
    return Step("talk", chance.choice(draw(chance)))


_SCENES: dict[Callable[[Random], list[Step]], int] = {
    _decided: 5,
    _streamed: 3,
    _received: 3,
    _planned: 2,
    _begun_anew: 1,
}


def woven(seed: int, operations: "list[Operation]", *, calm: bool) -> "list[Operation]":
    """The operations, in some plans with a scene or two in between."""
    from tests.simulation.operations import Operation

    chance, found, number = Random(f"{seed} decide"), list(operations), 200
    if chance.random() >= _SHARE:
        return found
    for _ in range(chance.choice([1, 1, 2])):
        who, at = 0 if chance.random() < 0.8 else 1, chance.randint(0, len(found))
        for step in chance.choices(list(_SCENES), list(_SCENES.values()))[0](chance):
            is_hasty = not calm and chance.random() < 0.2
            found.insert(
                at,
                Operation(
                    number,
                    who,
                    step.kind,
                    step.body,
                    step.choice,
                    with_key=step.with_key and chance.random() < 0.95,
                    racers=0 if calm else chance.choice([0, 0, 0, 1, 2]),
                    gives_up=not calm and chance.random() < 0.05,
                    pause_s=step.pause_s or (_SOON_S if step.soon and not is_hasty else 0.0),
                ),
            )
            number += 1
            at += 1
    return found


def request_of(_world: "World", _person: "Person", _operation: "Operation") -> "Asked":
    """The request that starts a conversation anew."""
    from tests.simulation.people import Asked

    return Asked("POST", "/api/chat/reset/")
