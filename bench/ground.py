"""A stack for measurements, and somebody who has signed up."""

import json
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests

from dev.declaration import ROOT


@dataclass(frozen=True, slots=True)
class Ground:
    """`env` is what a function needs to find the parts of the stack at `url`; `headers` sign a request in."""

    url: str
    env: dict[str, str]
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@contextmanager
def ground(*, seed: bool = False) -> Iterator[Ground]:
    """A fresh stack in a folder of its own; with `seed` its person is the household's."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        data = f"{folder}/data"
        argv = [sys.executable, "-u", "-m", "dev", "up", "--port", "0", "--data", data]
        argv += [] if seed else ["--no-seed"]
        with subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, text=True) as stack:
            try:
                assert stack.stdout is not None
                url = next(line.split()[1] for line in stack.stdout if line.startswith("ready "))
                yield Ground(url, _environment(data), _token(url, seed))
            finally:
                stack.terminate()
                stack.communicate()


def _environment(data: str) -> dict[str, str]:
    argv = [sys.executable, "-m", "dev", "status", "--json", "--data", data]
    said = subprocess.run(argv, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False).stdout
    parts = json.loads(said)["parts"]
    identity = parts["identity"]["url"]
    return {
        "GOOGLE_CLOUD_PROJECT": "demo-ai-on",
        "FIRESTORE_EMULATOR_HOST": parts["firestore"]["url"].removeprefix("http://"),
        "PUBSUB_EMULATOR_HOST": parts["pubsub"]["url"].removeprefix("http://"),
        "IDENTITY_TOOLKIT_URL": identity,
        "SECURE_TOKEN_URL": identity,
        "ID_TOKEN_CERT_URL": f"{identity}/certificates",
        "FIREBASE_API_KEY": "local",
        "GOOGLE_GEMINI_BASE_URL": parts["gemini"]["url"],
    }


def _token(url: str, seed: bool) -> str:
    name = f"bench_{secrets.token_hex(4)}"
    body = {"username": name, "email": f"{name}@example.com", "password": "a long pass phrase"}
    path = "/api/users/create/"
    if seed:
        path, body = "/api/token/", {"username": "demo", "password": "demo-Passw0rd"}
    answer = requests.post(url + path, json=body, timeout=30)
    answer.raise_for_status()
    return str(answer.json()["access"])
