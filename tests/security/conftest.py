"""The real verification path on keys of our own."""

from collections.abc import Iterator

import pytest

from shared.config import config
from shared.gcp import tokens
from tests.security.token_keys import PROJECT, CertificateServer, Keys, serving


@pytest.fixture(scope="session")
def token_keys() -> Keys:
    return Keys()


@pytest.fixture
def certificates(token_keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Iterator[CertificateServer]:
    """A certificate server with the right key, and a verifier that has fetched nothing yet."""
    with serving(token_keys.signing.certificates) as (state, _):
        monkeypatch.setenv("ID_TOKEN_CERT_URL", state.url)
        monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", PROJECT)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        for name in ("FIREBASE_AUTH_EMULATOR_HOST", "K_SERVICE"):
            monkeypatch.delenv(name, raising=False)
        forget_verifier(monkeypatch)
        yield state
    config.cache_clear()
    tokens._started_app.cache_clear()


def forget_verifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start anew, as a fresh process would; what firebase-admin is told is undone after the test."""
    from firebase_admin import _token_gen

    monkeypatch.setattr(_token_gen, "ID_TOKEN_CERT_URI", _token_gen.ID_TOKEN_CERT_URI)
    config.cache_clear()
    tokens._started_app.cache_clear()
    tokens._states.clear()
