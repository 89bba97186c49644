"""The form of each minted id."""

from __future__ import annotations

import base64
import re
import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_emulator.domain import ids

SIXTEEN = st.binary(min_size=16, max_size=16)
FORMS = {
    "pool_id": (lambda random: ids.pool_id("us-east-1", random), r"us-east-1_[A-Za-z0-9]{9}"),
    "client_id": (ids.client_id, r"[0-9a-v]{1,26}"),
    "sub": (ids.sub, r"[0-9a-f]{8}-70[0-9a-f]{2}-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}"),
    "import_job_id": (ids.import_job_id, r"import-[0-9A-Za-z]{10}"),
    "token_session_id": (ids.token_session_id, r"tkn[a-z0-9]{25}"),
    "sso_session_id": (ids.sso_session_id, r"sso[a-z0-9]{25}"),
    "device_group_key": (ids.device_group_key, r"-[A-Za-z0-9]{8}"),
}


@pytest.mark.parametrize("name", FORMS)
@given(random=SIXTEEN)
def test_an_id_has_its_form(name, random):
    """Whatever the random bytes, the id matches the observed form."""
    mint, pattern = FORMS[name]

    assert re.fullmatch(pattern, mint(random))


@pytest.mark.parametrize("name", FORMS)
def test_ids_differ_by_their_chance(name):
    """Ids from different random bytes differ."""
    mint, _ = FORMS[name]

    assert mint(b"a" * 16) != mint(b"b" * 16)


def test_client_ids_and_secrets_have_awss_length():
    """128 bits are 26 characters of base 32, 256 bits are 52; a leading zero is left out."""
    assert len(ids.client_id(b"\xff" * 16)) == 26
    assert len(ids.client_id(b"\x1f" + b"\xff" * 15)) == 25
    assert len(ids.client_secret(b"\xff" * 32)) == 52
    assert ids.client_id(bytes(16)) == "0"


def test_a_client_secret_id_carries_its_birth():
    """The id is the client's, two hyphens and epoch seconds."""
    assert ids.client_secret_id("abc", datetime(2026, 1, 1, tzinfo=UTC)) == "abc--1767225600"


def test_a_device_key_is_region_and_uuid():
    """The device key names its region."""
    assert ids.device_key("us-east-1", "u-u-i-d") == "us-east-1_u-u-i-d"


def test_a_session_is_opaque_and_of_awss_size():
    """A session begins AYAB, is base64url within 20 to 4096 characters, and hides its seed."""
    session = ids.session(b"s" * 32)

    assert re.fullmatch(r"AYAB[\w-]{1056}", session)
    assert b"s" * 8 not in base64.urlsafe_b64decode(session)
    assert ids.session(b"t" * 32) != session


def test_a_secret_block_is_base64():
    """A secret block is 840 bytes, and never equal to a session of the same bytes."""
    block = base64.b64decode(ids.secret_block(b"s" * 32), validate=True)

    assert len(block) == 840
    assert block[:16] not in base64.urlsafe_b64decode(ids.session(b"s" * 32))


def test_a_simulated_sub_is_always_the_same():
    """A user who does not exist has one sub per pool and name, shaped like any."""
    simulated = ids.simulated_sub(b"pool secret", "nobody")

    assert re.fullmatch(FORMS["sub"][1], simulated)
    assert ids.simulated_sub(b"pool secret", "nobody") == simulated
    assert ids.simulated_sub(b"pool secret", "no one") != simulated
    assert ids.simulated_sub(b"other secret", "nobody") != simulated


@given(random=SIXTEEN)
def test_a_uuid_is_the_one_python_makes(random):
    """Version and variant stand where RFC 9562 has them."""
    assert ids.uuid4(random) == str(uuid.UUID(bytes=random, version=4))
