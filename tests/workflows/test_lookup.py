"""Who and what a request names."""

from __future__ import annotations

import pytest

from tests.builders import PASSWORD, a_client, a_pool, a_user, refused, tokens_of


@pytest.mark.parametrize("other", [{"region_name": "eu-west-1"}, {"aws_access_key_id": "9" * 12}])
def test_a_pool_belongs_to_its_account_and_region(emulator, idp, other):
    """For a call signed for another Region or account the pool does not exist."""
    pool_id = a_pool(idp)
    elsewhere = emulator.client("cognito-idp", **other)

    with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
        elsewhere.describe_user_pool(UserPoolId=pool_id)


def test_a_client_of_another_pool_does_not_exist(idp):
    """Pool and client must belong together."""
    pool_id, other = a_pool(idp), a_client(idp, a_pool(idp))

    with refused("ResourceNotFoundException", f"User pool client {other} does not exist."):
        idp.admin_initiate_auth(
            UserPoolId=pool_id, ClientId=other, AuthFlow="ADMIN_USER_PASSWORD_AUTH"
        )


@pytest.mark.parametrize("name", ["ada", "ada@example.com", "countess", "sub"])
def test_administrators_name_users_by_all_their_names(idp, name):
    """Username, aliases and sub lead to the same user."""
    pool_id = a_pool(idp, AliasAttributes=["email", "preferred_username"])
    attributes = {
        "email": "ada@example.com",
        "email_verified": "true",
        "preferred_username": "countess",
    }
    sub = a_user(idp, pool_id, attributes=attributes)

    user = idp.admin_get_user(UserPoolId=pool_id, Username=sub if name == "sub" else name)

    assert user["Username"] == "ada"


def test_a_sub_signs_in_only_where_it_is_the_username(idp):
    """In a pool of plain usernames the sub is no name to sign in with."""
    plain, by_email = a_pool(idp), a_pool(idp, UsernameAttributes=["email"])
    subs = a_user(idp, plain), a_user(idp, by_email, "ada@example.com")

    with refused("UserNotFoundException", "User does not exist."):
        tokens_of(idp, a_client(idp, plain), subs[0])
    assert tokens_of(idp, a_client(idp, by_email), subs[1])["TokenType"] == "Bearer"


def test_a_token_needs_a_pool_that_exists(idp):
    """The tokens of a deleted pool open nothing."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]
    idp.delete_user_pool(UserPoolId=pool_id)

    with refused("NotAuthorizedException", "Invalid Access Token"):
        idp.get_user(AccessToken=token)


def test_a_token_needs_a_client_that_exists(idp):
    """The tokens of a deleted client open nothing."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    token = tokens_of(idp, client_id)["AccessToken"]
    idp.delete_user_pool_client(UserPoolId=pool_id, ClientId=client_id)

    with refused("ResourceNotFoundException", f"User pool client {client_id} does not exist."):
        idp.get_user(AccessToken=token)


def test_an_id_token_is_no_access_token(idp):
    """Only access tokens authorize calls."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, a_client(idp, pool_id), password=PASSWORD)

    with refused("NotAuthorizedException", "Invalid Access Token"):
        idp.get_user(AccessToken=tokens["IdToken"])
