"""The local certificate authority, and the server certificate it signs."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from cognito_emulator.adapters import local_ca


def loaded(file):
    """Return the first certificate of a file."""
    return x509.load_pem_x509_certificate(file.read_bytes())


def verify(made, subject):
    """Verify the server certificate for a subject as a client that trusts the authority does."""
    verifier = PolicyBuilder().store(Store([loaded(made.authority)])).build_server_verifier(subject)
    verifier.verify(loaded(made.certificate), [])


def contents(made):
    """Return what the four files hold."""
    files = (made.authority, made.authority.with_name("ca.key"), made.certificate, made.key)
    return [file.read_bytes() for file in files]


def test_a_client_that_trusts_the_authority_can_connect(tmp_path):
    """A real HTTPS request is verified by name and by address against `ca.pem` alone."""
    made = local_ca.prepare(tmp_path)
    server = make_server(
        "127.0.0.1", 0, Response("hello"), ssl_context=(str(made.certificate), str(made.key))
    )
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        for host in ("localhost", "127.0.0.1"):
            url = f"https://{host}:{server.server_port}/"
            assert requests.get(url, verify=str(made.authority), timeout=10).text == "hello"
        with pytest.raises(requests.exceptions.SSLError, match="CERTIFICATE_VERIFY_FAILED"):
            requests.get(url, timeout=10)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_further_names_are_certified(tmp_path):
    """Names and addresses that were asked for are valid, beside the usual local ones; others not."""
    made = local_ca.prepare(tmp_path, ["cognito.test", "192.0.2.7"])

    verify(made, x509.DNSName("cognito.test"))
    verify(made, x509.IPAddress(ipaddress.ip_address("192.0.2.7")))
    verify(made, x509.DNSName("host.docker.internal"))
    verify(made, x509.IPAddress(ipaddress.ip_address("::1")))
    with pytest.raises(VerificationError):
        verify(made, x509.DNSName("other.test"))


def test_a_second_start_changes_nothing(tmp_path):
    """Certificates are made once, so that trusting the authority is done once."""
    first = contents(local_ca.prepare(tmp_path, ["a.test"]))

    assert contents(local_ca.prepare(tmp_path, ["a.test"])) == first
    assert contents(local_ca.prepare(tmp_path)) == first


def test_a_new_name_gets_a_new_certificate_of_the_same_authority(tmp_path):
    """A name the certificate lacks makes another one; the authority stays trusted."""
    first = contents(local_ca.prepare(tmp_path))

    made = local_ca.prepare(tmp_path, ["new.test"])

    assert contents(made)[:2] == first[:2]
    assert contents(made)[2] != first[2]
    verify(made, x509.DNSName("new.test"))


def test_a_certificate_near_its_end_is_renewed(tmp_path, monkeypatch):
    """With less than a month to go the server gets another certificate."""
    monkeypatch.setattr(local_ca, "SERVER_LIFETIME", timedelta(days=29))
    first = contents(local_ca.prepare(tmp_path))
    monkeypatch.undo()

    made = local_ca.prepare(tmp_path)

    assert contents(made)[:2] == first[:2]
    assert loaded(made.certificate).not_valid_after_utc > datetime.now(UTC) + timedelta(days=390)


def test_an_authority_near_its_end_is_renewed_with_its_certificate(tmp_path, monkeypatch):
    """Nothing signed by the authority outlives it: both are made anew."""
    monkeypatch.setattr(local_ca, "AUTHORITY_LIFETIME", timedelta(days=29))
    first = contents(local_ca.prepare(tmp_path))
    monkeypatch.undo()

    made = local_ca.prepare(tmp_path)

    assert not set(contents(made)) & set(first)
    verify(made, x509.DNSName("localhost"))


@pytest.mark.parametrize("lost", ["server.pem", "server.key"])
def test_a_lost_part_of_the_server_s_is_made_anew(tmp_path, lost):
    """Without certificate or key there is a new pair of the same authority."""
    first = contents(local_ca.prepare(tmp_path))
    (tmp_path / lost).unlink()

    made = local_ca.prepare(tmp_path)

    assert contents(made)[:2] == first[:2]
    ssl.create_default_context().load_cert_chain(made.certificate, made.key)


@pytest.mark.parametrize("lost", ["ca.pem", "ca.key"])
def test_a_lost_part_of_the_authority_makes_everything_anew(tmp_path, lost):
    """Without the authority's key nothing can be signed, so there is another one."""
    first = contents(local_ca.prepare(tmp_path))
    (tmp_path / lost).unlink()

    made = local_ca.prepare(tmp_path)

    assert not set(contents(made)) & set(first)
    verify(made, x509.DNSName("localhost"))


def test_keys_are_their_owner_s_only(tmp_path):
    """Nobody else may read the keys, nor look into a directory made for them."""
    made = local_ca.prepare(tmp_path / "made" / "here")

    assert made.key.parent.stat().st_mode & 0o777 == 0o700
    assert {
        file.stat().st_mode & 0o777 for file in (made.key, made.authority.with_name("ca.key"))
    } == {0o600}


def test_a_key_of_another_kind_is_not_used(tmp_path):
    """A file under the authority key's name that this program did not write is refused."""
    local_ca.prepare(tmp_path)
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "ca.key").write_bytes(pem)

    with pytest.raises(TypeError) as refused:
        local_ca.prepare(tmp_path, ["new.test"])

    assert str(refused.value) == (
        f"{tmp_path / 'ca.key'} is not the key this program made; remove it"
    )
