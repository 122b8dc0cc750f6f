"""Keys of our own to forge tokens with, and a certificate server that can fail in every way."""

import base64
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from dev.identity.keys import SigningKey, new_key

PROJECT = "demo-ai-on"
UID = "token-row-user"
_HMAC_DIGEST = "sha256"


@dataclass(frozen=True)
class Keys:
    """`signing` is served as a certificate, `other` belongs to an attacker."""

    signing: SigningKey = field(default_factory=new_key)
    other: SigningKey = field(default_factory=new_key)
    project: str = PROJECT

    def header(self, **changes: Any) -> dict[str, Any]:
        """The header of a right token. A change to None removes the name."""
        return _changed({"alg": "RS256", "kid": self.signing.kid, "typ": "JWT"}, changes)

    def claims(self, now: int, **changes: Any) -> dict[str, Any]:
        """The payload of a right token issued at `now`. A change to None removes the name."""
        right = {
            "iss": f"https://securetoken.google.com/{self.project}",
            "aud": self.project,
            "auth_time": now,
            "user_id": UID,
            "sub": UID,
            "iat": now,
            "exp": now + 3600,
            "email": "token-row@example.com",
            "email_verified": True,
            "firebase": {
                "identities": {"email": ["token-row@example.com"]},
                "sign_in_provider": "password",
            },
        }
        return _changed(right, changes)

    def token(self, now: int, header: dict[str, Any] | None = None, **changes: Any) -> str:
        """A token signed with the right key, RS256, with changes to its claims."""
        return self.signed(header or self.header(), json.dumps(self.claims(now, **changes)), self.signing)

    def signed(self, header: dict[str, Any], payload: str, key: SigningKey, how: str = "RS256") -> str:
        """Any header and payload under a signature of `key`: RS256, RS384 or PS256, whatever the header says."""
        private = serialization.load_pem_private_key(key.private_pem.encode(), None)
        assert isinstance(private, RSAPrivateKey)
        text = _text(header, payload)
        digest = hashes.SHA384() if how == "RS384" else hashes.SHA256()
        pad = padding.PSS(padding.MGF1(digest), 32) if how == "PS256" else padding.PKCS1v15()
        return f"{text}.{b64(private.sign(text.encode(), pad, digest))}"

    def hashed(self, header: dict[str, Any], payload: str, secret: bytes) -> str:
        """An HS256 signature: the confusion of a public key with a shared secret."""
        text = _text(header, payload)
        return f"{text}.{b64(hmac.digest(secret, text.encode(), _HMAC_DIGEST))}"

    def public_pem(self) -> bytes:
        private = serialization.load_pem_private_key(self.signing.private_pem.encode(), None)
        return private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


def b64(raw: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _text(header: dict[str, Any], payload: str) -> str:
    return f"{b64(json.dumps(header).encode())}.{b64(payload.encode())}"


def _changed(right: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (right | changes).items() if value is not None}


@dataclass
class CertificateServer:
    """What it serves next. `age_s`: how long ago the answer claims to have been made."""

    certificates: dict[str, str]
    status: int = 200
    body: bytes | None = None
    age_s: int = 0
    max_age_s: int = 3600
    fetches: int = 0
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/certificates"


@contextmanager
def serving(certificates: dict[str, str]) -> Iterator[tuple[CertificateServer, ThreadingHTTPServer]]:
    """A running certificate server; `server_close` on the second makes it refuse connections."""
    state = CertificateServer(certificates)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.fetches += 1
            raw = json.dumps(state.certificates).encode() if state.body is None else state.body
            self.send_response_only(state.status)
            self.send_header("Date", formatdate(time.time() - state.age_s, usegmt=True))
            self.send_header("Cache-Control", f"public, max-age={state.max_age_s}")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of http.server
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state, server
    finally:
        server.shutdown()
        server.server_close()
