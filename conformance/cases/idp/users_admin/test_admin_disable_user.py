"""AdminDisableUser: an administrator shuts a user out."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of


@case(
    source="API reference AdminDisableUser; text of the refusal from client applications",
    level="documented",
    checked="2026-11-24",
)
def test_a_disabled_user_does_not_sign_in(idp):
    """The user is listed still, with its status; the answer is empty."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)

    assert body_of(idp.admin_disable_user(UserPoolId=pool_id, Username="ada")) == {}

    (user,) = idp.list_users(UserPoolId=pool_id)["Users"]
    assert (user["Enabled"], user["UserStatus"]) == (False, "CONFIRMED")
    with refused("NotAuthorizedException", "User is disabled."):
        tokens_of(idp, client_id)


@case(source="API reference AdminDisableUser", level="documented", checked="2026-11-24")
def test_its_tokens_are_revoked(idp):
    """Neither access token nor refresh token works any more."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)

    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with pytest.raises(idp.exceptions.NotAuthorizedException):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with pytest.raises(idp.exceptions.NotAuthorizedException):
        idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=tokens["RefreshToken"])


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_disable_user(UserPoolId=a_pool(idp), Username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.admin_disable_user(UserPoolId="us-east-1_Nowhere01", Username="nobody")
