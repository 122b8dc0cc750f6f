"""The signing key and its self-signed certificate."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An RSA key with its certificate, both PEM. `kid` is stable: it is derived from the public key."""

    kid: str
    private_pem: str
    certificate_pem: str

    @property
    def certificates(self) -> dict[str, str]:
        """What the certificate address serves."""
        return {self.kid: self.certificate_pem}


def new_key() -> SigningKey:
    """A fresh 2048-bit RSA key, certified for ten years."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "local identity server")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    kid = hashlib.sha256(public).hexdigest()[:40]
    return SigningKey(kid, private.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode())
