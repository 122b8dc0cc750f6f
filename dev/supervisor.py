"""Starts every part, waits until all are ready, keeps the schedules, and stops everything with the data kept."""

import os
import signal
import socket
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import FrameType

from dev import process, signing, snapshot, topics, undelivered
from dev.declaration import load
from dev.folder import DataFolder
from dev.options import Options
from dev.parts import BUCKET, PROJECT, Part, all_but_gateway, environment, seed_command
from dev.progress import Progress, short
from dev.running import PartFailed, Running, RunningParts, Stopped
from dev.schedules import Clockwork
from dev.wire import Refused

_EXPORT_EVERY_S = 60.0


class Stack:
    """One stack on a claimed data folder. `run` returns the exit code."""

    def __init__(self, options: Options, data: DataFolder, listener: socket.socket) -> None:
        self._options = options
        self._data = data
        self._public = listener
        self._url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._declared = load()
        self._progress = Progress()
        self._stop = threading.Event()
        self._parts = RunningParts(data.logs, self._stop)
        self._waiting = data.path / "undelivered"
        self._started = time.monotonic()
        self._clockwork: Clockwork | None = None

    def run(self) -> int:
        """Start, serve until a signal or a failure, stop. 0 when it was asked to stop, 1 when a part failed.

        Raises MissingJars, MissingJava or FileNotFoundError before anything was started.
        """
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(sign) != signal.SIG_IGN or sign != signal.SIGHUP:  # nohup ignores SIGHUP on purpose
                signal.signal(sign, self._asked_to_stop)
        if self._data.is_new():
            self._data.forget()
        parts = all_but_gateway(self._data)
        failed = False
        try:
            self._start(parts)
            self._serve()
        except Stopped:
            pass
        except (PartFailed, Refused, OSError) as error:
            failed = True
            log = process.tail(self._parts.log_of(error.name)) if isinstance(error, PartFailed) else ""
            self._progress.failed(f"{error}. Logs: {short(self._data.logs)}", log)
        finally:
            self._shut_down()
        return 1 if failed else 0

    def _asked_to_stop(self, _sign: int, _frame: FrameType | None) -> None:
        self._stop.set()

    def _seconds(self) -> float:
        return time.monotonic() - self._started

    # Starting

    def _start(self, parts: list[Part]) -> None:
        left = undelivered.leftovers(self._waiting)
        env = environment(parts, self._data, self._url)
        pubsub = env["PUBSUB_EMULATOR_HOST"]
        with socket.create_server(("127.0.0.1", 0), backlog=512) as internal:
            internal_url = f"http://127.0.0.1:{internal.getsockname()[1]}"
            fds = [self._public.fileno(), internal.fileno()]
            gateway = Part("gateway", self._url, f"{internal_url}/healthz", self._gateway_command(fds))
            self._progress.starting([*(part.name for part in parts), gateway.name])
            # The gateway first: its imports are the longest way to ready.
            self._parts.launch(gateway, env, fds)
        self._public.close()
        for part in parts:
            self._parts.launch(part, env)
        self._show(ready=False)
        self._wait_ready([gateway, *parts], internal_url, env)
        undelivered.publish_again(left, lambda topic, data, about: topics.publish(pubsub, PROJECT, topic, data, about))
        if self._data.is_new():
            self._data.begin(seeded=self._options.seed and self._seed(env))
        self._clockwork = Clockwork(
            self._declared.schedules,
            lambda one: topics.publish(pubsub, PROJECT, one.topic, b"{}", {"type": one.type}),
            self._options.schedule_every_s,
        )
        self._clockwork.start()
        self._show(ready=True)
        self._progress.ready(self._url, self._seconds(), self._data.is_seeded())

    def _gateway_command(self, fds: list[int]) -> list[str]:
        argv = [sys.executable, "-m", "dev.gateway", "--fds", ",".join(map(str, fds))]
        return [*argv, "--access-log", str(self._access_log), "--undelivered", str(self._waiting)]

    def _wait_ready(self, parts: list[Part], internal_url: str, env: dict[str, str]) -> None:
        with ThreadPoolExecutor(len(parts) + 3) as pool:
            waits = {part.name: pool.submit(self._wait_part, self._parts[part.name]) for part in parts}
            tasks = [
                pool.submit(signing.make_key_file, self._data.path / "signing-key.json", PROJECT),
                pool.submit(self._topics, waits["pubsub"], env["PUBSUB_EMULATOR_HOST"], internal_url),
                pool.submit(self._bucket, waits["storage"], env["STORAGE_EMULATOR_HOST"]),
            ]
            try:
                for one in [*waits.values(), *tasks]:
                    one.result()
            except BaseException:
                self._stop.set()
                raise
        self._parts.wait_for("gateway", f"{self._url}/api/health/", exactly=200)

    def _wait_part(self, running: Running) -> None:
        part = running.part
        # The emulators have no health route: any answer on / says that they are up.
        self._parts.wait_for(part.name, part.ready_url, None if part.ready_url.endswith("/") else 200)
        running.ready_s = round(self._seconds(), 2)
        self._progress.done(part.name, running.ready_s, part.url)

    def _topics(self, pubsub_ready: "Future[None]", pubsub: str, internal_url: str) -> None:
        pubsub_ready.result()
        topics.create_topics(self._declared, pubsub, PROJECT, internal_url)
        self._progress.done("topics", self._seconds(), f"{len(self._declared.subscriptions)} subscriptions")

    def _bucket(self, storage_ready: "Future[None]", storage: str) -> None:
        storage_ready.result()
        topics.create_bucket(storage, PROJECT, f"{PROJECT}-{BUCKET}")

    def _seed(self, env: dict[str, str]) -> bool:
        command = seed_command(self._url)
        if command is None:
            return False
        began = time.monotonic()
        code = self._parts.run_to_end(Part("seed", self._url, self._url, command), env)
        if code:
            raise PartFailed("seed", f"ended with {code}")
        self._progress.done("seed", time.monotonic() - began, "a household with six months of entries")
        return True

    # Serving

    @property
    def _access_log(self) -> Path:
        return self._data.logs / "access.log"

    def _serve(self) -> None:
        next_export = time.monotonic() + _EXPORT_EVERY_S
        while not self._stop.wait(0.2):
            self._parts.watch()
            if time.monotonic() > next_export:
                self._save()
                next_export = time.monotonic() + _EXPORT_EVERY_S

    def _save(self) -> None:
        """Export Firestore, if it is ours and was ready: an export of a half-started one would lose what was kept."""
        if "firestore" not in self._parts:
            return
        firestore = self._parts["firestore"]
        if not firestore.ours or firestore.ready_s is None:
            return
        try:
            snapshot.save(firestore.part.env["FIRESTORE_EMULATOR_HOST"], PROJECT, self._data.path / "firestore")
        except (Refused, OSError) as error:
            self._progress.failed(f"Firestore could not be exported, the former export stays: {error}")

    def _show(self, ready: bool) -> None:
        self._data.show({"ready": ready, "url": self._url, "pid": os.getpid(), "parts": self._parts.shown()})

    # Stopping

    def _shut_down(self) -> None:
        began = time.monotonic()
        self._stop.set()
        self._progress.stopping()
        self._show(ready=False)
        if self._clockwork:
            self._clockwork.stop()
        self._settle()
        self._parts.end(only=["gateway"])
        self._save()
        self._parts.end(but=["gateway"])
        self._progress.stopped(time.monotonic() - began)

    def _settle(self) -> None:
        """Let events under way arrive: Pub/Sub's emulator forgets them when it stops. At most two seconds."""
        deadline, size = time.monotonic() + 2, -1
        while time.monotonic() < deadline:
            now = self._access_log.stat().st_size if self._access_log.exists() else 0
            if now == size:
                return
            size = now
            time.sleep(0.25)
