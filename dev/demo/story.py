"""The story: a household looks at its budgets, says what it spent, photographs a receipt and is told."""

import json
import time
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import requests

from dev.demo import receipt
from dev.demo.screen import Screen
from dev.seed.filling import Person, Seeded, seed_household
from dev.seed.household import PROFILE, TIME_ZONE

_SAID = (
    ("In English", "I spent 450 DZD at a coffee shop with a friend"),
    ("En français", "Courses 3 450 DA au supermarché, puis un taxi à 400 DA"),
    ("بالعربية", "دفعت ٦٠٠ دينار للتاكسي"),
)
_WAIT_S = 30.0
_SHOWN = {name: PROFILE[name] for name in ("monthly_income", "savings")}


class StoryBroken(RuntimeError):
    """An answer was not what the story tells; the text says which."""


class Caller:
    """Sends the requests of one person, and shows each with its answer's status and time."""

    def __init__(self, base: str, token: str, screen: Screen) -> None:
        self._base = base
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._screen = screen

    def call(self, method: str, path: str, body: str = "", **sent: Any) -> Any:
        """The answer, its amounts as exact decimals. Raises StoryBroken for 400 and above."""
        self._screen.request(method, path, body)
        began = time.monotonic()
        answer = self._session.request(method, self._base + path, timeout=90, **sent)
        self._screen.answered(answer.status_code, time.monotonic() - began)
        if not answer.ok:
            raise StoryBroken(f"{method} {path} answered {answer.status_code}: {answer.text}")
        return _read(answer)

    def wait_for(self, path: str, title: str) -> Any:
        """The row of this list whose title begins so, as soon as it is there. Raises StoryBroken after 30 s."""
        self._screen.request("GET", path, "until it is there")
        deadline = time.monotonic() + _WAIT_S
        while time.monotonic() < deadline:
            answer = self._session.get(self._base + path, timeout=30)
            found = [row for row in _read(answer) if row["title"].startswith(title)] if answer.ok else []
            if found:
                return found[0]
            time.sleep(0.02)
        raise StoryBroken(f"No notification `{title}…` came within {_WAIT_S:.0f} s.")


def _read(answer: requests.Response) -> Any:
    return json.loads(answer.text, parse_float=Decimal, parse_int=Decimal)


def tell(base: str, person: Person, screen: Screen) -> None:
    """Run the whole story at this address. Raises StoryBroken or SeedFailed."""
    screen.step("A household signs up, with eight budgets and six months of entries")
    seeded = _move_in(base, person, screen)
    caller = Caller(base, seeded.token, screen)
    screen.step("How do the budgets stand this month?")
    screen.budgets(caller.call("GET", "/api/budget/"))
    screen.step("Say what was spent, in any of three languages")
    for language, message in _SAID:
        screen.part(language)
        body = {"message": message}
        answer = caller.call("POST", "/api/expenses/", json.dumps(body, ensure_ascii=False), json=body)
        _show(answer, screen)
    screen.step("Photograph a receipt")
    began = _photograph(caller, screen)
    screen.step("The budget worker hears of it over Pub/Sub and the person is told")
    told = caller.wait_for("/api/notify/", "⚠️ Overspending")
    screen.notification(told, f"{time.monotonic() - began:.1f} s after the photo was sent")


def _move_in(base: str, person: Person, screen: Screen) -> Seeded:
    screen.request("POST", "/api/users/create/", json.dumps({"username": person.username, "email": person.email}))
    screen.request("PATCH", "/api/users/me/", json.dumps(_SHOWN)[:-1] + ", …}")
    began = time.monotonic()
    seeded = seed_household(base, person)
    screen.note(f"{seeded.budgets} budgets and {seeded.entries} entries in {time.monotonic() - began:.1f} s")
    return seeded


def _show(answer: Any, screen: Screen) -> None:
    screen.expenses(answer["expenses"])
    for alert in answer["alerts"]:
        screen.alert(alert)


def _photograph(caller: Caller, screen: Screen) -> float:
    """Send the picture and show what was read; returns when it was sent, on the monotonic clock."""
    picture = receipt.photograph(datetime.now(ZoneInfo(TIME_ZONE)))
    began = time.monotonic()
    files = {"file": ("receipt.jpg", picture, "image/jpeg")}
    answer = caller.call("POST", "/api/expenses/", f"file=receipt.jpg ({len(picture) // 1000} kB)", files=files)
    if answer["expenses"][0]["amount"] is None:
        raise StoryBroken("The receipt waits to be read: the model cannot be reached.")
    _show(answer, screen)
    expense = caller.call("GET", f"/api/expenses/{answer['expenses'][0]['id']}/")
    screen.items(expense["items"], expense["amount"])
    if expense["amount"] != receipt.total() or not answer["alerts"]:
        raise StoryBroken("The receipt was not read as it is printed.")
    return began
