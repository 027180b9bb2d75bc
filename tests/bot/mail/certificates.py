"""A certificate for 127.0.0.1, and contexts of the one who shows it and the one who believes it."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext, create_default_context

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_FROM, _FOR = datetime(2020, 1, 1, tzinfo=UTC), timedelta(days=365 * 80)


def contexts(folder: Path) -> tuple[SSLContext, SSLContext]:
    """Return a server's context, and a client's that believes it."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    _make(certificate, key)
    server = SSLContext(PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, create_default_context(cafile=str(certificate))


def _make(certificate: Path, key: Path) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mailbox.example")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(1)
        .not_valid_before(_FROM)
        .not_valid_after(_FROM + _FOR)
        .add_extension(address, critical=False)
        .sign(secret, SHA256())
    )
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    key.write_bytes(secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
