"""A pool with a user, a client of it, and an open challenge."""

from __future__ import annotations

import pytest

from tests.builders import a_client, a_pool, a_user
from tests.sign_ins import (
    PHONE,
    an_mfa_pool,
    sign_in,
)


@pytest.fixture
def pool_id(idp):
    """Give a pool with the user ada."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


@pytest.fixture
def by_sms(idp):
    """Give a client of a pool that requires SMS, and the challenge of its user ada."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    return client_id, sign_in(idp, client_id)
