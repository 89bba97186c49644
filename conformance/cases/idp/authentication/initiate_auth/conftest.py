"""A pool with a user, and a client of it."""

from __future__ import annotations

import pytest

from tests.builders import a_client, a_pool, a_user

PROFILE = {
    "email": "ada@example.com",
    "email_verified": "true",
    "phone_number": "+12065550100",
    "name": "Ada Lovelace",
    "custom:level": "7",
}


@pytest.fixture
def pool_id(idp):
    """Give a pool with a custom attribute, a group with a role, and ada in it."""
    pool_id = a_pool(idp, Schema=[{"Name": "level", "AttributeDataType": "Number"}])
    a_user(idp, pool_id, attributes=PROFILE)
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)
