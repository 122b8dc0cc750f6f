"""RELIABILITY A4: without certificates nobody is let in, and nobody is told that the token is wrong."""

import io
import json
import time

import pytest

from shared.errors import Unauthenticated, Unavailable
from shared.gcp import tokens
from tests.log_lines import written
from tests.security.conftest import forget_verifier
from tests.security.token_keys import CertificateServer, Keys, serving

__all__ = ["written"]


def _bearer(keys: Keys, kid: str | None = None, by: str = "signing") -> str:
    now = int(time.time())
    key = getattr(keys, by)
    return "Bearer " + keys.signed(keys.header(kid=kid or key.kid), json.dumps(keys.claims(now)), key)


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, None), (503, b"busy"), (404, b"{}"), (200, b"<html>captive portal</html>"), (200, b"\xff\xfe")],
)
def test_a_failing_certificate_address_is_503(
    status: int, body: bytes | None, token_keys: Keys, certificates: CertificateServer, written: io.StringIO
) -> None:
    certificates.status, certificates.body = status, body
    with pytest.raises(Unavailable) as raised:
        tokens.verify(_bearer(token_keys))
    assert raised.value.retry_after
    assert raised.value.__context__ is None
    (line,) = [json.loads(line) for line in written.getvalue().splitlines()]
    assert (line["severity"], line["message"]) == ("ERROR", "certificates unavailable")
    assert set(line) == {"severity", "message", "fault"}


def test_a_forged_token_during_an_outage_is_not_accepted(token_keys: Keys, certificates: CertificateServer) -> None:
    certificates.status = 500
    with pytest.raises(Unavailable):
        tokens.verify(_bearer(token_keys, kid=token_keys.signing.kid, by="other"))


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"kid": 7}', b'"text"'])
def test_an_odd_certificate_body_accepts_nobody(body: bytes, token_keys: Keys, certificates: CertificateServer) -> None:
    certificates.body = body
    with pytest.raises((Unauthenticated, Unavailable)):
        tokens.verify(_bearer(token_keys))


def test_a_refused_connection_is_503(token_keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(token_keys.signing.certificates) as (state, _):
        monkeypatch.setenv("ID_TOKEN_CERT_URL", state.url)
    monkeypatch.delenv("FIREBASE_AUTH_EMULATOR_HOST", raising=False)
    forget_verifier(monkeypatch)
    with pytest.raises(Unavailable):
        tokens.verify(_bearer(token_keys))


def test_fresh_certificates_serve_through_an_outage(
    token_keys: Keys, certificates: CertificateServer, written: io.StringIO
) -> None:
    tokens.verify(_bearer(token_keys))
    certificates.status = 500
    assert tokens.verify(_bearer(token_keys)).uid
    assert not written.getvalue()
    assert certificates.fetches == 1


def test_stale_certificates_do_not_serve_through_an_outage(token_keys: Keys, certificates: CertificateServer) -> None:
    certificates.age_s, certificates.max_age_s = 3700, 3600
    tokens.verify(_bearer(token_keys))
    certificates.status = 500
    with pytest.raises(Unavailable):
        tokens.verify(_bearer(token_keys))


def test_the_outage_ends_without_a_restart(token_keys: Keys, certificates: CertificateServer) -> None:
    certificates.status = 500
    with pytest.raises(Unavailable):
        tokens.verify(_bearer(token_keys))
    certificates.status = 200
    assert tokens.verify(_bearer(token_keys)).uid


def test_a_rotated_key_is_taken_once_the_old_answer_is_stale(token_keys: Keys, certificates: CertificateServer) -> None:
    certificates.age_s, certificates.max_age_s = 3700, 3600
    tokens.verify(_bearer(token_keys))
    certificates.certificates = token_keys.other.certificates
    assert tokens.verify(_bearer(token_keys, by="other")).uid
    with pytest.raises(Unauthenticated):
        tokens.verify(_bearer(token_keys))


def test_an_unknown_key_is_refused_while_the_answer_is_fresh(token_keys: Keys, certificates: CertificateServer) -> None:
    tokens.verify(_bearer(token_keys))
    certificates.certificates = token_keys.other.certificates
    with pytest.raises(Unauthenticated):
        tokens.verify(_bearer(token_keys, by="other"))
