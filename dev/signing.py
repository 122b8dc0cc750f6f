"""A service account of the local stack only: with its key the functions sign links to receipts, as in production."""

import json
import secrets
from pathlib import Path

from dev.folder import replace_text


def make_key_file(path: Path, project: str) -> None:
    """Write a service account with a new RSA key, readable by its owner only; one that is there stays."""
    if path.exists():
        return
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    account = {
        "type": "service_account",
        "project_id": project,
        "private_key_id": secrets.token_hex(20),
        "private_key": pem.decode(),
        "client_email": f"local@{project}.iam.gserviceaccount.com",
        "client_id": "0",
        "token_uri": "http://127.0.0.1:9/token",  # signing needs no token; nobody listens there
    }
    replace_text(path, json.dumps(account, indent=2) + "\n", mode=0o600)
