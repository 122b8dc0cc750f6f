"""Puts the simulated outside in the place of the real one, at the seams of the product, for as long as a test runs."""

import importlib
import pkgutil
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

import functions
import main
import shared
from shared import clock as product_clock
from tests.simulation import allowance, budgeting, clock, deciding, model, talking
from tests.simulation.broker import declared

if TYPE_CHECKING:
    from tests.simulation.world import World

_PROJECT = "simulated"


class Stage:
    """Where runs take place, one after another. `world` is the present one."""

    world: "World"

    def enter(self, world: "World") -> None:
        """Begin a run: nothing of the last one is remembered by the product."""
        from shared.ai import reach
        from shared.gcp import sessions
        from shared.web import limits

        self.world = world
        random.seed(world.seed)
        limits._METER._paid_at.clear()
        reach._gone.clear()
        sessions._states.clear()


@cache
def product() -> tuple[ModuleType, ...]:
    """Every module of the product, loaded before anything is replaced, so that none keeps what is not its own."""
    names = [
        found.name
        for package in (functions, shared)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    for name in (*declared()["http"], *declared()["workers"]):
        getattr(main, name)
    return tuple(importlib.import_module(name) for name in names)


@cache
def _asks_datetime(module: ModuleType) -> bool:
    return "datetime.now(" in Path(module.__file__ or "").read_text(encoding="utf-8")


@contextmanager
def staged() -> Iterator[Stage]:
    """The stage, with everything in place; afterwards the product is as it was."""
    stage = Stage()
    with pytest.MonkeyPatch.context() as patch:
        modules = product()
        patch.setenv("GOOGLE_CLOUD_PROJECT", _PROJECT)
        patch.setenv("RATE_LIMIT_SCALE", "1000")
        patch.setenv("DAILY_TOKENS", str(allowance.A_DAY))
        importlib.import_module("shared.config").config.cache_clear()
        _replace_machine(stage, patch, modules)
        _replace_services(stage, patch)
        model.install(stage, patch)
        yield stage
    importlib.import_module("shared.config").config.cache_clear()


def _replace_machine(stage: Stage, patch: pytest.MonkeyPatch, modules: tuple[ModuleType, ...]) -> None:
    """Clock, sleep and chance, in every module that took hold of one."""
    ours, moment, real = clock.modules_of(stage), clock.datetime_of(stage), product_clock.system_clock

    def system_clock() -> Any:
        return stage.world.now

    for module in modules:
        for name, value in list(vars(module).items()):
            if value is real:
                patch.setattr(module, name, system_clock)
            elif isinstance(value, ModuleType) and value in ours:
                patch.setattr(module, name, ours[value])
        if _asks_datetime(module) and module is not product_clock:
            patch.setattr(module, "datetime", moment)


def _replace_services(stage: Stage, patch: pytest.MonkeyPatch) -> None:
    from shared import logs
    from shared.ai import perform
    from shared.gcp import firestore, pubsub, storage
    from shared.gcp.token_claims import Identity
    from shared.web import app, auth, limits, uploads

    def told(message: str, **fields: object) -> None:
        stage.world.note(f"log: {message} {' '.join(str(value) for value in fields.values())}")

    for level in ("info", "warning", "error"):
        patch.setattr(logs, level, told)
    patch.setattr(firestore, "_client", lambda *_: stage.world.client)
    patch.setattr(pubsub, "publish", lambda *message: stage.world.broker.publish(*message))  # noqa: PLW0108 - of this run
    patch.setattr(pubsub, "begin", lambda *message: partial(pubsub.publish, *message))
    patch.setattr(storage, "_bucket", lambda *_: stage.world.bucket)
    patch.setattr(storage, "_signer", dict)
    patch.setattr(auth, "verify", lambda header: Identity(header.removeprefix("Bearer "), None, 1, 1))
    patch.setattr(auth, "check_alive", lambda *_, **__: None)
    patch.setattr(limits._METER, "_clock", lambda: stage.world.now.timestamp())  # noqa: PLW0108
    patch.setattr(uploads, "_run", _opened)
    patch.setattr(app, "Context", _in_turn)
    # Reads of one answer of a model run one after the other: there are no threads.
    patch.setattr(perform, "side_by_side", lambda tasks, _seconds: [task() for task in tasks])


def _in_turn(*about: Any) -> Any:
    """The context of a request; in a turn of a chat, as the chat has it."""
    from dataclasses import replace

    from flask import request

    from shared.context import Context

    context, turn = Context(*about), request.headers.get("Simulated-Turn")
    return replace(context, turn_id=turn, agent="chatbot") if turn else context


@cache
def _opened(kind: str, data: bytes) -> tuple[int, bytes]:
    """What the process that opens uploads answers, without the process: the same few pictures come again and again."""
    import simplejson

    from shared.web.uploads_child import _answered

    head, body = _answered(kind, data)
    return 0, simplejson.dumps(head).encode() + b"\n" + body


@cache
def kinds() -> frozenset[str]:
    """The kinds of operations that the product has routes for."""
    from functions.budget.api import app as budget_app
    from functions.chat.api import app as chat_app
    from functions.expenses.api import app

    product()
    found = {"words", "receipt", "again", "list", "one", "foreign", "budgets"}
    found |= {"notifications", "unread", "read one", "read all", "remove", "profile"}
    rules = _rules(app)
    paths = {"entries": "/api/expenses/entries/", "restore": "/api/expenses/<id>/restore/"}
    found |= {name for name, path in paths.items() if (path, "POST") in rules}
    if ("/api/expenses/<id>/", "PATCH") in rules:
        found |= {"edit", "delete", "undo", "redo"}
    if ("/api/budget/<id>/", "PATCH") in _rules(budget_app):
        found |= budgeting.DRAWS.keys()
    if ("/api/chat/", "POST") in _rules(chat_app):
        found |= talking.KINDS | deciding.KINDS
    return frozenset(found)


def _rules(app: Any) -> set[tuple[str, str]]:
    """Paths and methods that an app serves."""
    return {(str(rule), method) for rule in app.url_map.iter_rules() for method in rule.methods or ()}
