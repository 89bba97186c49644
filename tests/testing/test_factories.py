"""Pools, app clients and users made ready for a test."""

from __future__ import annotations

import pytest

from cognito_emulator.emulator import Emulator
from cognito_emulator.testing.factories import (
    PASSWORD,
    ClientFactory,
    MadeClient,
    PoolFactory,
    UserFactory,
)


@pytest.fixture
def emulator():
    """Give a fresh emulator."""
    made = Emulator()
    yield made
    made.close()


@pytest.fixture
def idp(emulator):
    """Give a client of the emulator."""
    return emulator.client()


@pytest.fixture
def make_user(emulator):
    """Give the factory of users."""
    return UserFactory(emulator)


def test_a_pool_verifies_addresses(emulator, idp):
    """A pool made without further ado has a name and verifies e-mail addresses."""
    pool = PoolFactory(emulator)()

    described = idp.describe_user_pool(UserPoolId=pool.id)["UserPool"]

    assert (described["Name"], described["Arn"]) == ("test", pool.arn)
    assert described["AutoVerifiedAttributes"] == ["email"]


def test_a_pool_takes_members_of_the_api(emulator, idp):
    """What CreateUserPool takes may be given."""
    pool = PoolFactory(emulator)(PoolName="mine", AutoVerifiedAttributes=[])

    described = idp.describe_user_pool(UserPoolId=pool.id)["UserPool"]

    assert described["Name"] == "mine"
    assert "AutoVerifiedAttributes" not in described


def test_a_client_lets_users_sign_in_by_every_usual_flow(emulator, idp):
    """An app client comes with a pool of its own and with the flows of tests."""
    client = ClientFactory(emulator)()

    described = idp.describe_user_pool_client(UserPoolId=client.pool_id, ClientId=client.id)

    assert described["UserPoolClient"]["ClientName"] == "test"
    assert {"ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"} < {
        *described["UserPoolClient"]["ExplicitAuthFlows"]
    }
    assert client.secret is None


def test_a_client_is_made_in_a_given_pool(emulator, idp):
    """The pool and what CreateUserPoolClient takes may be given; a secret is told."""
    pool = PoolFactory(emulator)()

    client = ClientFactory(emulator)(pool, ClientName="mine", GenerateSecret=True)

    described = idp.describe_user_pool_client(UserPoolId=pool.id, ClientId=client.id)
    assert client == MadeClient(
        id=client.id, secret=described["UserPoolClient"]["ClientSecret"], pool_id=pool.id
    )


def test_a_user_is_confirmed_and_signs_in(make_user, idp):
    """A user made without further ado signs in with SRP and gets tokens."""
    user = make_user()

    tokens = user.sign_in()
    known = idp.get_user(AccessToken=tokens["AccessToken"])

    assert set(tokens) >= {"AccessToken", "IdToken", "RefreshToken"}
    assert known["Username"] == user.username == "user-1"
    assert {each["Name"]: each["Value"] for each in known["UserAttributes"]} == user.attributes
    assert user.attributes == {
        "sub": user.sub,
        "email": "user-1@example.com",
        "email_verified": "true",
    }
    assert user.password == PASSWORD


def test_users_are_numbered(make_user):
    """Each user has another name; in a new pool unless a client is given."""
    one = make_user()
    other = make_user(client=MadeClient(id=one.client_id, secret=None, pool_id=one.pool_id))

    assert (one.username, other.username) == ("user-1", "user-2")
    assert one.pool_id == other.pool_id


def test_a_user_s_name_password_and_attributes_may_be_given(make_user):
    """What is given is used, and an address as name is the address."""
    user = make_user("ada@example.org", password="Better-horse-8", attributes={"name": "Ada"})

    assert user.sign_in()["TokenType"] == "Bearer"
    assert user.attributes["email"] == "ada@example.org"
    assert user.attributes["name"] == "Ada"


def test_a_user_of_a_confidential_client_signs_in(emulator, make_user):
    """With a secret the client's hash is sent along."""
    client = ClientFactory(emulator)(GenerateSecret=True)

    user = make_user(client=client)

    assert user.client_secret == client.secret
    assert "AccessToken" in user.sign_in()


def test_a_further_challenge_is_no_sign_in(make_user, idp):
    """A user who has to go on, here with a new password, is not signed in: the test is told."""
    user = make_user()
    idp.admin_set_user_password(
        UserPoolId=user.pool_id, Username=user.username, Password=user.password, Permanent=False
    )

    with pytest.raises(AssertionError) as refused:
        user.sign_in()

    assert str(refused.value) == "signing in goes on with NEW_PASSWORD_REQUIRED"
