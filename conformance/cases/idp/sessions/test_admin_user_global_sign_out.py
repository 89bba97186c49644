"""AdminUserGlobalSignOut: ending every session of a user."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of
from tests.sign_ins import refresh


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


@case(source="API reference", level="documented", checked="2026-11-24")
def test_every_session_of_the_user_ends(idp, pool_id, client_id):
    """Tokens of every client are revoked, other users are left alone, signing in works at once."""
    a_user(idp, pool_id, "eve")
    sessions = [(each, tokens_of(idp, each)) for each in (client_id, a_client(idp, pool_id))]
    eve = tokens_of(idp, client_id, "eve")

    answer = idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="ada")

    assert body_of(answer) == {}
    for each, tokens in sessions:
        with refused("NotAuthorizedException", "Access Token has been revoked"):
            idp.get_user(AccessToken=tokens["AccessToken"])
        with refused("NotAuthorizedException", "Refresh Token has been revoked"):
            refresh(idp, each, tokens["RefreshToken"])
    assert idp.get_user(AccessToken=eve["AccessToken"])["Username"] == "eve"
    assert tokens_of(idp, client_id)


@case(source="API reference", level="documented", checked="2026-11-24")
def test_the_user_is_named_by_any_name(idp):
    """Username, verified alias and sub name the same user."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    client_id = a_client(idp, pool_id)
    attributes = {"email": "ada@example.com", "email_verified": "true"}
    sub = a_user(idp, pool_id, attributes=attributes)

    for name in ("ada", "ada@example.com", sub):
        token = tokens_of(idp, client_id)["AccessToken"]
        idp.admin_user_global_sign_out(UserPoolId=pool_id, Username=name)
        with refused("NotAuthorizedException", "Access Token has been revoked"):
            idp.get_user(AccessToken=token)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_who_does_not_exist_is_told(idp, pool_id):
    """Unknown users and pools are errors; a user without sessions is none."""
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_example99 does not exist."):
        idp.admin_user_global_sign_out(UserPoolId="us-east-1_example99", Username="ada")
    assert body_of(idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="ada")) == {}
