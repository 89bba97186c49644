"""A pool, a client and a user, for tests of signing in."""

from __future__ import annotations

import pytest

from tests.builders import a_client, a_pool, a_user


@pytest.fixture
def pool_id(idp):
    """Give a pool without second factors."""
    return a_pool(idp)


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client of the pool with every password flow."""
    return a_client(idp, pool_id)


@pytest.fixture
def ada(idp, pool_id):
    """Give the sub of the confirmed user ada of the pool."""
    return a_user(idp, pool_id)
