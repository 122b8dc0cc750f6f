"""What a process must not start with, and the private name of firebase-admin that local stacks rely on."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from shared.config import read_config
from shared.gcp.tokens import refuse_emulator_sign_in
from tests.security.token_keys import CertificateServer, Keys

_START = """
from shared.config import config
from shared.gcp.tokens import refuse_emulator_sign_in
refuse_emulator_sign_in(config())
"""


def _start(**environment: str) -> int:
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    known = {"GOOGLE_CLOUD_PROJECT": "demo-ai-on", "FIREBASE_API_KEY": "key", "SIGNING_KEY_FILE": "/none"}
    return subprocess.run(
        [sys.executable, "-c", _START], env=keep | known | environment, capture_output=True, check=False
    ).returncode


@pytest.mark.parametrize("name", ["FIREBASE_AUTH_EMULATOR_HOST", "ID_TOKEN_CERT_URL"])
def test_a_deployed_process_with_another_sign_in_does_not_start(name: str) -> None:
    assert _start(K_SERVICE="expenses", **{name: "127.0.0.1:9099"}) != 0
    assert _start(**{name: "127.0.0.1:9099"}) == 0
    assert _start(K_SERVICE="expenses") == 0


def test_the_refusal_needs_both_the_deployment_and_the_variable() -> None:
    settings = replace(read_config({"GOOGLE_CLOUD_PROJECT": "p"}), deployed=True)
    refuse_emulator_sign_in(settings)
    with pytest.raises(SystemExit):
        refuse_emulator_sign_in(replace(settings, firebase_auth_emulator_host="127.0.0.1:9099"))


def test_firebase_admin_still_reads_the_certificate_address_where_we_set_it(
    token_keys: Keys, certificates: CertificateServer
) -> None:
    import firebase_admin
    from firebase_admin import _token_gen, auth
    from google.auth import credentials

    from shared.gcp import tokens

    original = "https://www.googleapis.com/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com"
    assert original == _token_gen.ID_TOKEN_CERT_URI
    app = tokens._app()
    verifier = auth._get_client(app)._token_verifier.id_token_verifier
    assert verifier.cert_url == certificates.url
    firebase_admin.delete_app(app)
    assert isinstance(app.credential.get_credential(), credentials.AnonymousCredentials)


def test_a_process_without_the_variable_asks_google(
    monkeypatch: pytest.MonkeyPatch, certificates: CertificateServer
) -> None:
    from firebase_admin import auth

    from shared.config import config
    from shared.gcp import tokens

    monkeypatch.delenv("ID_TOKEN_CERT_URL")
    config.cache_clear()
    verifier = auth._get_client(tokens._app())._token_verifier.id_token_verifier
    assert verifier.cert_url.startswith("https://www.googleapis.com/")
