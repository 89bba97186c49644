"""SRP as Cognito does it, judged by pycognito's client mathematics and by the published rules."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycognito import aws_srp

from cognito_emulator.domain import srp
from cognito_emulator.domain.srp_group import G, N

POOL_ID = "us-east-1_Ab3dEf6hI"
ANA = srp.SrpIdentity.of_user(POOL_ID, "ana")
SALT = bytes.fromhex("00c0ffee00c0ffee00c0ffee00c0ffee")
B_SECRET = hashlib.sha256(b"a server secret").digest()
BLOCK = base64.b64encode(b"an opaque block of bytes").decode()
NOW = datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC)


def oracle(password="Secret-1!", username="ana"):
    """Return pycognito's client, which talks to nothing."""
    return aws_srp.AWSSRP(username, password, POOL_ID, "client", client=object())


def read(text: str) -> datetime:
    """Read a TIMESTAMP that is known to be well-formed."""
    at = srp.timestamp_from_text(text)
    assert at is not None
    return at


def answer(client, verifier, salt, user_id="ana"):
    """Run one exchange with pycognito's client and return (A, B, its answer)."""
    public = srp.client_public_value(client.get_auth_params()["SRP_A"])
    server_public = srp.challenge(verifier, B_SECRET)
    parameters = {
        "USERNAME": user_id,
        "USER_ID_FOR_SRP": user_id,
        "SALT": srp.hex_text(int.from_bytes(salt, "big")),
        "SRP_B": srp.hex_text(server_public),
        "SECRET_BLOCK": BLOCK,
    }
    return public, server_public, client.process_challenge(parameters, {"USERNAME": user_id})


def is_accepted(client, stored, identity=ANA):
    """Tell whether our server half accepts what pycognito's client half answers."""
    public, server_public, response = answer(client, stored.verifier, stored.salt, identity.user)
    key = srp.server_session_key(
        client_public=public, server_public=server_public, b=B_SECRET, verifier=stored.verifier
    )
    assert key is not None
    timestamp = read(response["TIMESTAMP"])
    return srp.is_claim_signature(
        response["PASSWORD_CLAIM_SIGNATURE"],
        key=key,
        identity=identity,
        secret_block=BLOCK,
        timestamp=timestamp,
    )


def test_the_group_is_the_one_of_the_published_clients():
    """N, g and k are those of the SDKs: 3072 bits, g = 2."""
    client = oracle()

    assert (int(N), int(G), srp.K) == (client.big_n, client.val_g, client.val_k)
    assert N.bit_length() == 3072


def test_the_right_password_is_proven_to_the_server():
    """A client that knows the password answers with a proof the server accepts."""
    stored = srp.stored_password(ANA, "Secret-1!", SALT)

    assert is_accepted(oracle(), stored)


def test_a_wrong_password_is_not_proven():
    """A client with another password answers with a proof the server refuses."""
    stored = srp.stored_password(ANA, "Secret-2!", SALT)

    assert not is_accepted(oracle(), stored)


@settings(max_examples=15, deadline=None)
@given(
    st.binary(min_size=16, max_size=16).filter(any),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
)
def test_any_salt_and_password_work_with_the_published_client(salt, password):
    """Salts with leading zeros or a high first bit, and passwords in any script, are hashed as SDKs do."""
    stored = srp.stored_password(ANA, password, salt)

    assert is_accepted(oracle(password), stored)


def test_a_proof_for_another_user_is_refused():
    """The proof covers the user, not only the key."""
    stored = srp.stored_password(ANA, "Secret-1!", SALT)

    public, server_public, response = answer(oracle(), stored.verifier, SALT)
    key = srp.server_session_key(
        client_public=public, server_public=server_public, b=B_SECRET, verifier=stored.verifier
    )

    assert key is not None
    assert not srp.is_claim_signature(
        response["PASSWORD_CLAIM_SIGNATURE"],
        key=key,
        identity=srp.SrpIdentity.of_user(POOL_ID, "bob"),
        secret_block=BLOCK,
        timestamp=read(response["TIMESTAMP"]),
    )


@pytest.mark.parametrize(("signature", "block"), [("%%%", BLOCK), ("AAAA", "%%%"), ("é", BLOCK)])
def test_a_proof_that_is_not_base64_is_refused(signature, block):
    """Garbage in place of the proof or the block is a wrong proof, not a failure."""
    accepted = srp.is_claim_signature(
        signature, key=b"k" * 16, identity=ANA, secret_block=block, timestamp=NOW
    )

    assert accepted is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "00",
        "xyz",
        "-1f",
        "0x1f",
        "1_f",
        f"{int(N):x}",
        f"{2 * int(N):x}",
        "f" * 771,
    ],
    ids=[
        "empty",
        "zero",
        "zeros",
        "letters",
        "negative",
        "prefix",
        "underscore",
        "N",
        "2N",
        "long",
    ],
)
def test_an_unusable_public_value_is_refused(text):
    """SRP_A must be hexadecimal, of the group's size, and not a multiple of N."""
    assert srp.client_public_value(text) is None


def test_leading_zeros_and_capitals_of_a_public_value_mean_nothing():
    """SRP_A is read as a number."""
    assert srp.client_public_value("00AbC") == 0xABC


def test_no_key_is_derived_when_u_is_zero(monkeypatch):
    """A zero u takes the password out of the equation, so no key comes of it.

    No input known to anybody hashes to zero, so the hash is replaced here.
    """
    monkeypatch.setattr(srp, "scrambling_parameter", lambda _a, _b: 0)

    key = srp.server_session_key(
        client_public=2, server_public=3, b=B_SECRET, verifier=srp.integer_bytes(5)
    )

    assert key is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "00"), (1, "01"), (0x7F, "7f"), (0x80, "0080"), (0xFFF, "0fff"), (0x8000, "008000")],
)
def test_integers_are_hashed_in_javas_form(value, expected):
    """The shortest form, with a zero byte before a set top bit; equal to pycognito's pad_hex."""
    assert srp.integer_bytes(value).hex() == expected == aws_srp.pad_hex(value)


def test_a_plain_password_is_judged_by_the_check_value():
    """The right password matches what is stored, another one, user or pool does not."""
    stored = srp.stored_password(ANA, "Secret-1!", SALT)
    bob = srp.SrpIdentity.of_user(POOL_ID, "bob")
    elsewhere = srp.SrpIdentity.of_user("us-east-1_other", "ana")

    assert srp.password_matches(stored, ANA, "Secret-1!")
    assert not srp.password_matches(stored, ANA, "secret-1!")
    assert not srp.password_matches(stored, bob, "Secret-1!")
    assert not srp.password_matches(stored, elsewhere, "Secret-1!")


def test_what_is_stored_holds_no_password():
    """Neither the password nor the private key x stands in what is kept."""
    stored = srp.stored_password(ANA, "Secret-1!", SALT)
    x = srp.private_key_of_password(ANA, "Secret-1!", int.from_bytes(SALT, "big"))

    kept = stored.salt + stored.verifier + stored.check

    assert b"Secret-1!" not in kept
    assert x.to_bytes(32, "big") not in kept


def test_a_lone_surrogate_is_a_wrong_password():
    """Text that JSON allows and UTF-8 does not is refused like any other wrong password."""
    stored = srp.stored_password(ANA, "Secret-1!", SALT)

    assert not srp.password_matches(stored, ANA, "\ud800")


def test_a_simulated_user_keeps_salt_and_verifier():
    """The challenge for a user who does not exist has the same salt every time, per pool and name."""
    first = srp.simulated_password(b"pool secret", ANA)

    assert srp.simulated_password(b"pool secret", ANA) == first
    assert srp.simulated_password(b"other secret", ANA).salt != first.salt
    assert srp.simulated_password(b"pool secret", srp.SrpIdentity.of_user(POOL_ID, "bob")) != first
    assert (len(first.salt), len(first.check)) == (16, 32)
    assert 380 <= len(first.verifier) <= 385


def test_nobody_can_sign_in_as_a_simulated_user():
    """No password proves itself against the simulated verifier, and none matches its check value."""
    simulated = srp.simulated_password(b"pool secret", ANA)

    assert not is_accepted(oracle(""), simulated)
    assert not srp.password_matches(simulated, ANA, "")


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2025, 5, 7, 0, 9, 40, tzinfo=UTC), "Wed May 7 00:09:40 UTC 2025"),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), "Thu Dec 31 23:59:59 UTC 2026"),
    ],
)
def test_timestamps_are_english_with_an_unpadded_day(at, text):
    """TIMESTAMP is `EEE MMM d HH:mm:ss 'UTC' yyyy` whatever the locale, and is read back the same."""
    assert srp.timestamp_text(at) == text == aws_srp.AWSSRP.get_cognito_formatted_timestamp(at)
    assert srp.timestamp_from_text(text) == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-03T04:05:06Z",
        "Tue Nov 3 04:05:06 +05:30 2026",
        "Di Nov 3 04:05:06 UTC 2026",
        "Tue Feb 30 04:05:06 UTC 2026",
        "Tue Nov 3 25:05:06 UTC 2026",
        "Tue Nov 3 04:05:06 UTC 0000",
    ],
)
def test_a_timestamp_of_another_format_is_not_read(text):
    """Another format, language or zone, and a date the calendar lacks, are refused."""
    assert srp.timestamp_from_text(text) is None


def test_a_padded_day_breaks_the_proof():
    """The canonical form is hashed, so `Nov 03` is refused like a wrong password, as observed."""
    timestamp = "Tue Nov 03 04:05:06 UTC 2026"
    signature = srp.claim_signature(b"k" * 16, ANA, base64.b64decode(BLOCK), timestamp)

    accepted = srp.is_claim_signature(
        base64.b64encode(signature).decode(),
        key=b"k" * 16,
        identity=ANA,
        secret_block=BLOCK,
        timestamp=read(timestamp),
    )

    assert accepted is False


@pytest.mark.parametrize(
    ("seconds", "fresh"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)]
)
def test_a_timestamp_is_fresh_for_five_minutes_either_way(seconds, fresh):
    """A timestamp is accepted within five minutes of now, before or after."""
    assert srp.is_fresh(NOW + timedelta(seconds=seconds), [NOW]) is fresh


def test_a_timestamp_may_follow_either_clock():
    """A client's watch is right by the machine's time even when the emulator's clock was moved."""
    moved = NOW + timedelta(days=40)

    assert srp.is_fresh(NOW, [moved, NOW])
    assert not srp.is_fresh(NOW, [moved])
