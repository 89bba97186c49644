"""InitiateAuth with REFRESH_TOKEN_AUTH: what goes on, and what ends it."""

from __future__ import annotations

import pytest

from cognito_emulator.domain.secret_hash import secret_hash
from conformance.evidence import case
from tests.builders import a_client, attribute_list, refused
from tests.sign_ins import (
    claims_of,
    initiate,
    refresh,
    sign_in,
)


@case(source="Developer Guide, refresh tokens", level="documented", checked="2026-11-24")
@pytest.mark.parametrize("flow", ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"])
def test_a_refresh_continues_the_session(idp, client_id, flow):
    """New ID and access tokens of the same session come without a new refresh token."""
    tokens = sign_in(idp, client_id)["AuthenticationResult"]

    answer = initiate(idp, client_id, flow, REFRESH_TOKEN=tokens["RefreshToken"])

    result = answer.pop("AuthenticationResult")
    assert answer == {"ChallengeParameters": {}}
    assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "IdToken"}
    for name in ("IdToken", "AccessToken"):
        before, after = claims_of(tokens[name]), claims_of(result[name])
        assert after["jti"] != before["jti"]
        for claim in ("origin_jti", "auth_time", "sub"):
            assert after[claim] == before[claim]


@case(source="Developer Guide, step-up authentication", level="documented", checked="2026-11-24")
def test_a_refresh_moves_only_the_time_of_issue(idp, client_id, clock):
    """`auth_time` stays at the sign-in, `iat` and `exp` move on."""
    tokens = sign_in(idp, client_id)["AuthenticationResult"]
    clock.advance(1800)

    before = claims_of(tokens["IdToken"])
    after = claims_of(refresh(idp, client_id, tokens["RefreshToken"])["IdToken"])

    assert after["auth_time"] == before["auth_time"]
    assert after["iat"] - before["iat"] >= 1800
    assert after["exp"] - after["iat"] == 3600


@case(source="Developer Guide, refresh tokens", level="documented", checked="2026-11-24")
def test_a_refresh_tells_the_user_as_it_is_now(idp, pool_id, client_id):
    """Attributes of renewed tokens are the present ones."""
    tokens = sign_in(idp, client_id)["AuthenticationResult"]
    idp.admin_update_user_attributes(
        UserPoolId=pool_id, Username="ada", UserAttributes=attribute_list({"name": "Ada King"})
    )

    renewed = refresh(idp, client_id, tokens["RefreshToken"])

    assert claims_of(renewed["IdToken"])["name"] == "Ada King"


@case(source="aws-sdk-cpp#1789", level="observed", checked="2026-11-24")
def test_a_refresh_token_belongs_to_its_client(idp, pool_id, client_id):
    """Garbage and the tokens of other clients are invalid."""
    other = sign_in(idp, a_client(idp, pool_id))["AuthenticationResult"]["RefreshToken"]

    for token in ("garbage", other):
        with refused("NotAuthorizedException", "Invalid Refresh Token."):
            refresh(idp, client_id, token)


@case(source="amplify-android#3382", level="observed", checked="2026-11-24")
def test_a_refresh_token_expires(idp, pool_id, clock):
    """A refresh token past its validity is called expired."""
    client_id = a_client(
        idp, pool_id, RefreshTokenValidity=1, TokenValidityUnits={"RefreshToken": "hours"}
    )
    token = sign_in(idp, client_id)["AuthenticationResult"]["RefreshToken"]
    clock.advance(3601)

    with refused("NotAuthorizedException", "Refresh Token has expired"):
        refresh(idp, client_id, token)


@case(source="amplify-swift#3344", level="observed", checked="2026-11-24")
def test_a_revoked_refresh_token_is_told(idp, client_id):
    """A revoked refresh token is called revoked."""
    token = sign_in(idp, client_id)["AuthenticationResult"]["RefreshToken"]
    idp.revoke_token(ClientId=client_id, Token=token)

    with refused("NotAuthorizedException", "Refresh Token has been revoked"):
        refresh(idp, client_id, token)


@case(source="AdminDisableUser; text inferred", level="inferred", checked="2026-11-24")
def test_a_disabled_user_refreshes_nothing(idp, pool_id, client_id):
    """A disabled user gets no tokens; enabling does not bring the session back."""
    token = sign_in(idp, client_id)["AuthenticationResult"]["RefreshToken"]
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")
    with refused("NotAuthorizedException", "User is disabled."):
        refresh(idp, client_id, token)

    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "Refresh Token has been revoked"):
        refresh(idp, client_id, token)


@case(source="published nowhere", level="inferred", checked="2026-11-24")
def test_a_deleted_user_refreshes_nothing(idp, pool_id, client_id):
    """The refresh token of a deleted user is invalid."""
    token = sign_in(idp, client_id)["AuthenticationResult"]["RefreshToken"]
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "Invalid Refresh Token."):
        refresh(idp, client_id, token)


@case(source="aws-sdk-net-extensions-cognito#94", level="observed", checked="2026-11-24")
def test_a_refresh_is_signed_with_the_username(idp, pool_id):
    """The SECRET_HASH of a refresh is over the username, and another one is told so."""
    client = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]
    client_id, secret = client["ClientId"], client["ClientSecret"]
    right = secret_hash(username="ada", client_id=client_id, secret=secret)
    token = sign_in(idp, client_id, SECRET_HASH=right)["AuthenticationResult"]["RefreshToken"]

    assert refresh(idp, client_id, token, SECRET_HASH=right)
    with refused(
        "NotAuthorizedException", f"SecretHash does not match for the client: {client_id}"
    ):
        wrong = secret_hash(username="eve", client_id=client_id, secret=secret)
        refresh(idp, client_id, token, SECRET_HASH=wrong)


@case(source="Developer Guide, refresh tokens", level="inferred", checked="2026-11-24")
def test_rotation_excludes_the_refresh_flow(idp, pool_id):
    """A client with rotation cannot refresh with REFRESH_TOKEN_AUTH."""
    client_id = a_client(
        idp,
        pool_id,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": 0},
    )
    token = sign_in(idp, client_id)["AuthenticationResult"]["RefreshToken"]
    message = (
        "REFRESH_TOKEN_AUTH is not supported when refresh token rotation is enabled for the client. "
        "Use GetTokensFromRefreshToken."
    )

    with refused("InvalidParameterException", message):
        refresh(idp, client_id, token)
