"""The client's half of SRP, against the server's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cognito_emulator.adapters.seeded_entropy import SeededEntropy
from cognito_emulator.domain import ids, srp
from cognito_emulator.domain.secret_hash import secret_hash
from cognito_emulator.testing.srp_client import SrpClient

POOL_ID = "us-east-1_Ab3dEf6hI"
SUB = "91192d26-7031-7069-06eb-8ed870233366"
IDENTITY = srp.SrpIdentity.of_user(POOL_ID, SUB)
STORED = srp.stored_password(IDENTITY, "Secret-1!", b"\x80" + bytes(14) + b"\x01")
BLOCK = ids.secret_block(b"b" * 32)
NOW = datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC)
B_SECRET = b"\x99" * 32


def challenge_parameters():
    """Return the ChallengeParameters a pool would send."""
    return {
        "SALT": srp.hex_text(int.from_bytes(STORED.salt, "big")),
        "SRP_B": srp.hex_text(srp.challenge(STORED.verifier, B_SECRET)),
        "SECRET_BLOCK": BLOCK,
        "USERNAME": SUB,
        "USER_ID_FOR_SRP": SUB,
    }


def read(text: str) -> datetime:
    """Read a TIMESTAMP that is known to be well-formed."""
    at = srp.timestamp_from_text(text)
    assert at is not None
    return at


def is_accepted(client, responses):
    """Judge the responses as a pool would."""
    public = srp.client_public_value(client.srp_a)
    assert public is not None
    key = srp.server_session_key(
        client_public=public,
        server_public=srp.challenge(STORED.verifier, B_SECRET),
        b=B_SECRET,
        verifier=STORED.verifier,
    )
    assert key is not None
    return srp.is_claim_signature(
        responses["PASSWORD_CLAIM_SIGNATURE"],
        key=key,
        identity=IDENTITY,
        secret_block=responses["PASSWORD_CLAIM_SECRET_BLOCK"],
        timestamp=read(responses["TIMESTAMP"]),
    )


def test_the_right_password_is_accepted_under_an_alias():
    """The proof is over USER_ID_FOR_SRP, whatever name was typed."""
    client = SrpClient(POOL_ID, "ana@example.com", "Secret-1!")

    responses = client.respond(challenge_parameters(), at=NOW)

    assert is_accepted(client, responses)
    assert responses == {
        "USERNAME": SUB,
        "PASSWORD_CLAIM_SECRET_BLOCK": BLOCK,
        "PASSWORD_CLAIM_SIGNATURE": responses["PASSWORD_CLAIM_SIGNATURE"],
        "TIMESTAMP": "Tue Nov 3 04:05:06 UTC 2026",
    }


def test_a_wrong_password_is_refused():
    """The proof of another password does not hold."""
    client = SrpClient(POOL_ID, "ana@example.com", "Secret-2!")

    assert not is_accepted(client, client.respond(challenge_parameters(), at=NOW))


def test_the_timestamp_is_now_by_default():
    """Without an instant the client's own clock is told."""
    responses = SrpClient(POOL_ID, "ana", "Secret-1!").respond(challenge_parameters())

    told = read(responses["TIMESTAMP"])
    assert abs(told - datetime.now(UTC)) < timedelta(seconds=30)


def test_a_client_secret_adds_the_secret_hash():
    """The hash is over the name as sent: the alias to begin with, then USER_ID_FOR_SRP."""
    client = SrpClient(POOL_ID, "ana", "Secret-1!", client_id="client", client_secret="s3cret")

    begun = client.auth_parameters
    responses = client.respond(challenge_parameters(), at=NOW)

    assert begun == {
        "USERNAME": "ana",
        "SRP_A": client.srp_a,
        "SECRET_HASH": secret_hash(username="ana", client_id="client", secret="s3cret"),
    }
    assert responses["SECRET_HASH"] == secret_hash(
        username=SUB, client_id="client", secret="s3cret"
    )


def test_a_public_client_sends_no_secret_hash():
    """Without a secret the parameters are the name and SRP_A."""
    client = SrpClient(POOL_ID, "ana", "Secret-1!", client_id="client")

    assert client.auth_parameters == {"USERNAME": "ana", "SRP_A": client.srp_a}


def test_a_secret_without_client_id_is_refused():
    """The remedy is told when the client id is missing."""
    with pytest.raises(ValueError, match="give client_id along with client_secret"):
        SrpClient(POOL_ID, "ana", "Secret-1!", client_secret="s3cret")


def test_the_secret_value_may_come_from_a_seed():
    """A seeded client opens with the same SRP_A again, an unseeded one with another."""
    seeded = [SrpClient(POOL_ID, "ana", "x", entropy=SeededEntropy(1)).srp_a for _ in range(2)]

    assert seeded[0] == seeded[1]
    assert SrpClient(POOL_ID, "ana", "x").srp_a != seeded[0]
