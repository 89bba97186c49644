"""AdminEnableUser: an administrator lets a user in again."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of


@case(source="API reference AdminEnableUser", level="documented", checked="2026-11-24")
def test_an_enabled_user_signs_in(idp):
    """The answer is empty; enabling who is enabled is no error."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    for _ in range(2):
        assert body_of(idp.admin_enable_user(UserPoolId=pool_id, Username="ada")) == {}

    assert idp.admin_get_user(UserPoolId=pool_id, Username="ada")["Enabled"] is True
    assert tokens_of(idp, client_id)["AccessToken"]


@case(
    source="API reference AdminDisableUser: tokens are revoked",
    level="documented",
    checked="2026-11-24",
)
def test_revoked_tokens_stay_so(idp):
    """Enabling does not bring sessions back."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with pytest.raises(idp.exceptions.NotAuthorizedException):
        idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=tokens["RefreshToken"])


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_enable_user(UserPoolId=a_pool(idp), Username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.admin_enable_user(UserPoolId="us-east-1_Nowhere01", Username="nobody")
