"""All functions behind one port, each through the real functions_framework, as Cloud Run runs them one by one.

HTTP functions answer on the public socket by the declaration's routes. Workers answer on the internal socket only,
at `/{worker}/projects/P/topics/T`: what Pub/Sub pushes to them. `/healthz` there answers once every function is loaded.
"""

import argparse
import io
import json
import os
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from dev.declaration import ROOT, Declaration, load
from dev.process import die_with_parent
from dev.undelivered import Undelivered

StartResponse = Callable[..., Any]
App = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
# What a path may name in a log: words of ours, never an id or a device's token.
_NOT_A_WORD = re.compile(r"/(?![a-z_-]{1,24}(?:/|$))[^/]+")


class Functions:
    """The table of `main.py`, each entry made an app once, by functions_framework itself."""

    def __init__(self) -> None:
        self._apps: dict[str, App] = {}
        self._lock = threading.Lock()
        self.failed: str | None = None

    def names(self) -> list[str]:
        if str(ROOT) not in sys.path:
            sys.path.append(str(ROOT))
        import main

        return list(main.FUNCTIONS)

    def app(self, name: str) -> App:
        """The WSGI app of a function. Built at first use, one at a time."""
        found = self._apps.get(name)
        if found is None:
            with self._lock:
                found = self._apps.get(name) or self._build(name)
                self._apps[name] = found
        return found

    @staticmethod
    def _build(name: str) -> App:
        import functions_framework

        # The framework is made for one target in a process: it leaves its target in the environment, puts its own
        # copy of main in sys.modules and appends the folder to sys.path each time.
        before, path = sys.modules.get("main"), list(sys.path)
        try:
            app: App = functions_framework.create_app(name, str(ROOT / "main.py"))  # type: ignore[no-untyped-call]
        finally:
            sys.path[:] = path
            if before is not None:
                sys.modules["main"] = before
            os.environ.pop("FUNCTION_TARGET", None)
            os.environ.pop("FUNCTION_SIGNATURE_TYPE", None)
        return app

    def warm_up(self, first: str) -> None:
        """Load every function, `first` before the others. A failure ends the process: half a product is none."""
        try:
            for name in sorted(self.names(), key=lambda name: name != first):
                self.app(name)
        except BaseException:
            import traceback

            traceback.print_exc()
            os.kill(os.getppid(), signal.SIGTERM)
            raise


class Gateway:
    """The dispatcher: which function a request is for is decided by the socket that it came in on and its path."""

    def __init__(
        self, functions: Functions, declared: Declaration, internal_port: int, undelivered: Undelivered | None = None
    ) -> None:
        self._functions = functions
        self._declared = declared
        self._internal_port = str(internal_port)
        self._undelivered = undelivered
        self._loaded = threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "/")
        if environ["SERVER_PORT"] == self._internal_port:
            return self._internal(path, environ, start_response)
        name = environ["dev.function"] = self._declared.function_of(path)
        return self._functions.app(name)(environ, start_response)

    def _internal(self, path: str, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        worker, _, rest = path.lstrip("/").partition("/")
        if path == "/healthz":
            start_response("200 OK" if self._loaded.is_set() else "503 Service Unavailable", [("Content-Length", "0")])
            return []
        if worker not in self._declared.workers:
            start_response("404 Not Found", [("Content-Length", "0")])
            return []
        environ["dev.function"], environ["PATH_INFO"] = worker, "/" + rest
        return self._deliver(worker, rest.rpartition("/")[2], environ, start_response)

    def _deliver(
        self, worker: str, topic: str, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        kept = self._undelivered.note(worker, topic, body) if self._undelivered else None
        statuses: list[str] = []

        def noting(status: str, *rest: Any) -> Any:
            statuses.append(status)
            return start_response(status, *rest)

        answer = self._functions.app(worker)(environ, noting)
        if kept and statuses and statuses[-1].startswith("2"):
            kept.unlink(missing_ok=True)
        return answer

    def warm_up(self) -> None:
        """Load every function, the one that tells health first, and be healthy then."""
        self._functions.warm_up(first=self._declared.function_of("/api/health/"))
        self._loaded.set()


class AccessLog(Logger):  # type: ignore[misc]
    """One JSON line a request, without query strings, ids or addresses."""

    def access(self, resp: Any, _req: Any, environ: dict[str, Any], request_time: Any) -> None:
        if environ.get("PATH_INFO") == "/healthz" or not self.cfg.accesslog:
            return
        line = {
            "time": round(time.time(), 3),
            "function": environ.get("dev.function"),
            "method": environ["REQUEST_METHOD"],
            "path": _NOT_A_WORD.sub("/{}", environ.get("PATH_INFO", "")),
            "status": int(str(resp.status).split(None, 1)[0]),
            "bytes": getattr(resp, "sent", None),
            "ms": round(request_time.total_seconds() * 1000, 1),
        }
        self.access_log.info(json.dumps(line))


def _bind_worker(_arbiter: object, _worker: object) -> None:
    die_with_parent(signal.SIGKILL)


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn as functions_framework configures it (one gthread worker), on two sockets."""

    def __init__(self, public: int, internal: int, access_log: Path | None, undelivered: Path | None) -> None:
        self._sockets = (public, internal)
        self._access_log = str(access_log) if access_log else None
        self._undelivered = undelivered
        # gunicorn takes the descriptors over and closes them: ask for the port before.
        with socket.socket(fileno=os.dup(internal)) as listener:
            self._internal_port: int = listener.getsockname()[1]
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": [f"fd://{one}" for one in self._sockets],
            "worker_class": "gthread",
            "workers": 1,
            "threads": 64,
            "timeout": 0,
            "graceful_timeout": 3,
            "keepalive": 75,
            "limit_request_line": 8190,
            "logger_class": AccessLog,
            "accesslog": self._access_log,
            "access_log_format": "%(message)s",
            "loglevel": "warning",
            "control_socket_disable": True,  # its default path is the same for every stack
            "post_fork": _bind_worker,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Gateway:
        from gunicorn.workers import gthread

        # Clients' idle connections would hold a stopping worker for two seconds; ours are local and try again.
        gthread.STOP_KEEPALIVE_LINGER = 0.2
        undelivered = Undelivered(self._undelivered) if self._undelivered else None
        gateway = Gateway(Functions(), load(), self._internal_port, undelivered)
        threading.Thread(target=gateway.warm_up, name="warm-up", daemon=True).start()
        return gateway


def _listen(port: int) -> int:
    listener = socket.create_server(("127.0.0.1", port), backlog=512)
    return os.dup(listener.fileno())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m dev.gateway", description=__doc__)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--internal-port", type=int, default=8081)
    parser.add_argument("--fds", help="two inherited listening sockets instead of ports: PUBLIC,INTERNAL")
    parser.add_argument("--access-log", type=Path)
    parser.add_argument("--undelivered", type=Path, help="folder that keeps pushes until a worker took them")
    options = parser.parse_args()
    if options.fds:
        public, internal = (int(one) for one in options.fds.split(","))
    else:
        public, internal = _listen(options.port), _listen(options.internal_port)
    Server(public, internal, options.access_log, options.undelivered).run()


if __name__ == "__main__":
    main()
