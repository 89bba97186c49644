"""A certificate authority of this machine, and a server certificate for the emulator.

Both are made once and kept in a directory; the authority stays the same for ten years, so that a
developer trusts it once, and the server certificate is made anew when it nears its end or lacks a
name. The private keys never leave the directory and are readable by their owner only.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

AUTHORITY_LIFETIME: Final = timedelta(days=3650)
SERVER_LIFETIME: Final = timedelta(days=397)
RENEWED_BEFORE_END: Final = timedelta(days=30)
ALWAYS_NAMED: Final = ("localhost", "127.0.0.1", "::1", "host.docker.internal")
"""Names every server certificate carries, so that usual addresses of one machine work."""

_SKEW: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerCertificate:
    """Files to serve HTTPS with, and the one to trust."""

    authority: Path
    certificate: Path
    key: Path


def prepare(directory: Path, names: Iterable[str] = ()) -> ServerCertificate:
    """Return a certificate valid for `names` and the usual local ones, making what is missing."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = ServerCertificate(
        authority=directory / "ca.pem",
        certificate=directory / "server.pem",
        key=directory / "server.key",
    )
    wanted = tuple(dict.fromkeys((*ALWAYS_NAMED, *names)))
    authority_key = directory / "ca.key"
    if not (authority_key.exists() and _lasts(files.authority)):
        _make_authority(files.authority, authority_key)
        files.certificate.unlink(missing_ok=True)
    if not _usable(files, wanted):
        _make_server(files, authority_key, wanted)
    return files


def _make_authority(certificate_file: Path, key_file: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cognito-emulator local CA")])
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        _builder(name, name, key, AUTHORITY_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(key_file, key)
    certificate_file.write_bytes(certificate.public_bytes(Encoding.PEM))


def _make_server(
    files: ServerCertificate, authority_key_file: Path, names: tuple[str, ...]
) -> None:
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    authority_key = load_pem_private_key(authority_key_file.read_bytes(), password=None)
    if not isinstance(authority_key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{authority_key_file} is not the key this program made; remove it")
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cognito-emulator")])
    alternative = x509.SubjectAlternativeName([_general_name(each) for each in names])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    certificate = (
        _builder(subject, authority.subject, key, SERVER_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(alternative, critical=False)
        .add_extension(usage, critical=False)
        .add_extension(issuer_key, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(files.key, key)
    chain = certificate.public_bytes(Encoding.PEM) + files.authority.read_bytes()
    files.certificate.write_bytes(chain)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, lifetime: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + lifetime)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usable(files: ServerCertificate, wanted: tuple[str, ...]) -> bool:
    """Tell whether the server certificate has every name and some of its life left."""
    if not (files.key.exists() and _lasts(files.certificate)):
        return False
    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return set(extension.value) >= {_general_name(each) for each in wanted}


def _lasts(file: Path) -> bool:
    """Tell whether a certificate is there and not near its end."""
    if not file.exists():
        return False
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    return certificate.not_valid_after_utc - RENEWED_BEFORE_END > datetime.now(UTC)


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write_key(file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(pem)
