"""Requests that come in between: what was undone begins again, and nobody sees an internal error."""

from __future__ import annotations

import psycopg
import pytest
from botocore.config import Config

from cognito_emulator.emulator import Emulator
from tests.builders import PASSWORD, a_client, a_pool, a_user, attribute_list, refused
from tests.idp.conftest import at_once, client_of

ROUNDS = 5
VERIFIED = {"email": "ada@example.com", "email_verified": "true"}


def test_a_pool_may_be_deleted_under_a_sign_up(shared):
    """Sign-ups at the moment of the deletion succeed before it, or find no client."""
    idp = client_of(shared)
    for _ in range(ROUNDS):
        pool_id = a_pool(idp)
        client_id = a_client(idp, pool_id)

        def sign_up(idp, name, client_id=client_id):
            idp.sign_up(ClientId=client_id, Username=name, Password=PASSWORD)

        calls = [lambda idp, name=name: sign_up(idp, f"user-{name}") for name in range(6)]
        calls.append(lambda idp, pool_id=pool_id: idp.delete_user_pool(UserPoolId=pool_id))

        assert set(at_once(shared, calls)) <= {"done", "ResourceNotFoundException"}


@pytest.mark.postgres
def test_aliases_taken_from_each_other_at_once_do_not_deadlock(postgres_url):
    """Two users whom administrators give each other's address at one moment both get an answer."""
    emulator = Emulator(store=postgres_url, strict=True)
    idp = client_of(emulator)
    pool_id = a_pool(idp, AliasAttributes=["email", "phone_number"])
    phone = {"phone_number": "+15555551234", "phone_number_verified": "true"}
    for name in ("ada", "bob"):
        a_user(idp, pool_id, name)

    def give(username, attributes):
        return lambda idp: idp.admin_update_user_attributes(
            UserPoolId=pool_id, Username=username, UserAttributes=attribute_list(attributes)
        )

    for _ in range(4 * ROUNDS):
        give("ada", VERIFIED)(idp)
        give("bob", phone)(idp)

        assert at_once(emulator, [give("ada", phone), give("bob", VERIFIED)]) == ["done", "done"]
    emulator.close()


@pytest.mark.postgres
def test_lost_connections_are_replaced_unnoticed(postgres_url):
    """After the database server has dropped every connection, the next calls succeed."""
    emulator = Emulator(store=postgres_url, strict=True)
    idp = emulator.client(config=Config(retries={"total_max_attempts": 1}))
    pool_id = a_pool(idp)
    name = postgres_url.rpartition("/")[2]
    with psycopg.connect(postgres_url.replace(name, "postgres"), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )

    assert idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Id"] == pool_id
    a_user(idp, pool_id)
    with refused("UsernameExistsException", "User account already exists"):
        a_user(idp, pool_id)
    emulator.close()
