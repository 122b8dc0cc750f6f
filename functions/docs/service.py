"""The description of all features, built once, and the health of what they need."""

import hashlib
import json
import pkgutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import functions
from functions.docs import rules
from shared.config import config
from shared.gcp import firestore
from shared.web.auth import PUBLIC

_LOCK = threading.Lock()
_PROBE_S = 3.0


@dataclass(frozen=True, slots=True)
class Description:
    """The OpenAPI document as it is sent: UTF-8 JSON."""

    body: bytes
    etag: str


def feature_names() -> tuple[str, ...]:
    """The features that have routes: packages beside this one with an `api` module. Imports none of those modules."""
    packages = (row.name for row in pkgutil.iter_modules(functions.__path__) if row.ispkg)
    return tuple(name for name in packages if find_spec(f"functions.{name}.api"))


def _feature(name: str) -> rules.Feature:
    app: Any = import_module(f"functions.{name}.api").app
    public: set[tuple[str, str]] = set()
    for rule in app.url_map.iter_rules():
        if getattr(app.view_functions[rule.endpoint], PUBLIC, False):
            public.update((method.lower(), rules.template(rule.rule)) for method in rule.methods)
    return rules.Feature(name, app.api_doc, lambda method, path: (method, path) in public)


@cache
def _built() -> Description:
    document = rules.merge([_feature(name) for name in feature_names()], config().version)
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return Description(body, hashlib.sha256(body).hexdigest()[:32])


def description() -> Description:
    """All routes of all features. The first call imports every feature; others wait for it. Raises SchemaClash."""
    with _LOCK:
        return _built()


class Probe:
    """Asks a part whether it answers, at most once at a time: callers that come meanwhile share the answer."""

    def __init__(self, ask: Callable[[], object]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._running: tuple[threading.Thread, threading.Event] | None = None

    def answers(self, wait_s: float) -> bool:
        """Whether the part answers within `wait_s` seconds, whatever its own time limits are."""
        with self._lock:
            if self._running is None or not self._running[0].is_alive():
                good = threading.Event()
                thread = threading.Thread(target=self._run, args=(good,), daemon=True)
                thread.start()
                self._running = thread, good
            thread, good = self._running
        thread.join(wait_s)
        return good.is_set()

    def _run(self, good: threading.Event) -> None:
        with suppress(Exception):
            self._ask()
            good.set()


def _read_store() -> None:
    # A document that nobody writes. Without retries: those would go on for minutes after our own answer.
    firestore.client().collection("health").document("probe").get(retry=None, timeout=_PROBE_S)


_STORE = Probe(_read_store)


def health() -> dict[str, Any]:
    """`{"status": "ok" | "down", "version", "parts": {name: "ok" | "down"}}`; takes 3 s at most."""
    parts = {"firestore": "ok" if _STORE.answers(_PROBE_S) else "down"}
    status = "down" if "down" in parts.values() else "ok"
    return {"status": status, "version": config().version, "parts": parts}
