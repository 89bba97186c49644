"""SECRET_HASH, judged by pycognito."""

from __future__ import annotations

import pytest
from pycognito.aws_srp import AWSSRP

from cognito_emulator.domain import secret_hash

HASH = secret_hash.secret_hash(username="ana", client_id="client", secret="old-secret")


def test_the_hash_is_the_one_sdks_compute():
    """The published client computes the same SECRET_HASH."""
    assert AWSSRP.get_secret_hash("ana", "client", "old-secret") == HASH


@pytest.mark.parametrize(
    ("given", "username", "secrets", "accepted"),
    [
        (HASH, "ana", ["old-secret"], True),
        (HASH, "ana", ["new-secret", "old-secret"], True),
        (HASH, "ana", ["new-secret"], False),
        (HASH, "ana", [], False),
        (HASH, "Ana", ["old-secret"], False),
        ("", "ana", ["old-secret"], False),
        ("é", "ana", ["old-secret"], False),
        ("\ud800", "\ud800", ["old-secret"], False),
    ],
)
def test_either_secret_is_good_and_nothing_else(given, username, secrets, accepted):
    """The hash must be over this username with one of the client's secrets."""
    assert (
        secret_hash.is_secret_hash(given, username=username, client_id="client", secrets=secrets)
        is accepted
    )


@pytest.mark.parametrize(
    ("given", "accepted"),
    [("one", True), ("two", True), ("three", False), ("", False), ("é", False)],
)
def test_a_plain_secret_is_compared_with_each(given, accepted):
    """Where the plain secret is sent, either of the two is good."""
    assert secret_hash.is_client_secret(given, secrets=["one", "two"]) is accepted
