"""A person who uses the product over HTTP, and the budgets that they have."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from dev.parts import PROJECT
from functions.budget import service as budgets
from functions.budget.models import NewBudget
from shared.config import config
from shared.context import Context
from shared.gcp import firestore, pubsub
from shared.gcp.idempotency import request_key
from tests import emulators
from tests.dev.stack.process_of_stack import RunningStack

_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed up."""

    url: str
    uid: str
    token: str

    def call(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}", **kwargs.pop("headers", {})}
        return requests.request(method, self.url + path, headers=headers, timeout=90, **kwargs)

    def get(self, path: str) -> Any:
        """The answer of a GET that must work."""
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def say(self, message: str, **kwargs: Any) -> requests.Response:
        return self.call("POST", "/api/expenses/", json={"message": message}, **kwargs)

    def photograph(self, data: bytes, content_type: str = "image/jpeg", **fields: str) -> requests.Response:
        files = {"file": ("photo", data, content_type)}
        return self.call("POST", "/api/expenses/", files=files, data=fields)

    def wait_for(self, path: str, until: Callable[[Any], object]) -> Any:
        """What GET answers once it is as expected; what happens over Pub/Sub takes a moment."""
        deadline = time.monotonic() + _WAIT_S
        while True:
            found = self.get(path)
            if until(found):
                return found
            assert time.monotonic() < deadline, f"{path} stayed {found}"
            time.sleep(0.05)


def sign_up(url: str) -> Person:
    name = emulators.own_project("person")
    body = {"username": name, "email": f"{name}@example.com", "password": "a long pass phrase"}
    answer = requests.post(f"{url}/api/users/create/", json=body, timeout=30)
    assert answer.status_code == 201, answer.text
    return Person(url, answer.json()["id"], answer.json()["access"])


@contextmanager
def _pointed_at(stack: RunningStack) -> Iterator[None]:
    """This process's services use the stack's store, as the functions do."""
    parts: Mapping[str, Mapping[str, str]] = stack.status()["parts"]
    caches: list[Any] = [config, firestore._client, pubsub._publisher]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOOGLE_CLOUD_PROJECT", PROJECT)
        for variable, part in (("FIRESTORE_EMULATOR_HOST", "firestore"), ("PUBSUB_EMULATOR_HOST", "pubsub")):
            patch.setenv(variable, parts[part]["url"].removeprefix("http://"))
        for cache in caches:
            cache.cache_clear()
        yield
    for cache in caches:
        cache.cache_clear()


def give_budgets(stack: RunningStack, person: Person, currency: str = "DZD", **amounts: int) -> dict[str, str]:
    """Budgets by title (`_` is a space) in whole units; returns their identifiers."""
    made = {}
    with _pointed_at(stack):
        for word, amount in amounts.items():
            now, title = datetime.now(UTC), word.replace("_", " ")
            context = Context(person.uid, now, request_key(person.uid, "test", None, "", now))
            made[title] = budgets.create_budget(context, NewBudget(title, amount * 100, currency)).id
    return made
