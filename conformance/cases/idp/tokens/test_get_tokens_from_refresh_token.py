"""GetTokensFromRefreshToken: renewal, rotation with its grace period, and reuse."""

from __future__ import annotations

import pytest

from cognito_emulator.domain.secret_hash import secret_hash
from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of
from tests.sign_ins import claims_of, sign_in

REUSED = (
    "RefreshTokenReuseException",
    "Refresh token reuse detected. The token has been invalidated by rotation.",
)


@pytest.fixture
def pool_id(idp):
    """Give a pool with the user ada."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a client whose refresh tokens do not rotate."""
    return a_client(idp, pool_id)


def rotating(idp, pool_id, grace_seconds):
    """Make a client whose refresh tokens rotate."""
    rotation = {"Feature": "ENABLED", "RetryGracePeriodSeconds": grace_seconds}
    return a_client(
        idp,
        pool_id,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation=rotation,
    )


def renew(idp, client_id, refresh_token, **given):
    """Return new tokens for a refresh token."""
    answer = body_of(
        idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=refresh_token, **given)
    )
    assert set(answer) == {"AuthenticationResult"}
    return answer["AuthenticationResult"]


@case(source="Developer Guide, refresh tokens", level="documented", checked="2026-11-24")
def test_without_rotation_the_refresh_token_stays(idp, client_id):
    """ID and access token come alone, as often as one likes."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    for _ in range(2):
        result = renew(idp, client_id, token)
        assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "IdToken"}


@case(source="Developer Guide, refresh tokens", level="documented", checked="2026-11-24")
def test_with_rotation_a_new_refresh_token_comes(idp, pool_id):
    """The new one belongs to the same session, and renews too."""
    client_id = rotating(idp, pool_id, 0)
    tokens = tokens_of(idp, client_id)

    result = renew(idp, client_id, tokens["RefreshToken"])

    assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "IdToken", "RefreshToken"}
    assert result["RefreshToken"] != tokens["RefreshToken"]
    before, after = claims_of(tokens["IdToken"]), claims_of(result["IdToken"])
    assert (after["origin_jti"], after["auth_time"]) == (before["origin_jti"], before["auth_time"])
    assert after["jti"] != before["jti"]
    assert renew(idp, client_id, result["RefreshToken"])


@case(source="RefreshTokenReuseException; text inferred", level="documented", checked="2026-11-24")
def test_a_rotated_token_is_used_up(idp, pool_id):
    """Without grace period the replaced token is reuse, and the newest one goes on."""
    client_id = rotating(idp, pool_id, 0)
    token = tokens_of(idp, client_id)["RefreshToken"]
    newest = renew(idp, client_id, token)["RefreshToken"]

    with refused(*REUSED):
        renew(idp, client_id, token)
    assert renew(idp, client_id, newest)


@case(source="RefreshTokenRotationType", level="documented", checked="2026-11-24")
def test_a_grace_period_allows_retries(idp, pool_id, clock):
    """Within the grace period the replaced token works, after it no more."""
    client_id = rotating(idp, pool_id, 60)
    token = tokens_of(idp, client_id)["RefreshToken"]
    renew(idp, client_id, token)
    clock.advance(30)
    assert "RefreshToken" in renew(idp, client_id, token)
    clock.advance(31)

    with refused(*REUSED):
        renew(idp, client_id, token)


@case(source="Developer Guide, refresh tokens", level="documented", checked="2026-11-24")
def test_rotation_does_not_prolong_the_session(idp, pool_id, clock):
    """A new refresh token lives for what is left of the first one's time."""
    client_id = rotating(idp, pool_id, 0)
    token = tokens_of(idp, client_id)["RefreshToken"]
    clock.advance(20 * 86_400)
    token = renew(idp, client_id, token)["RefreshToken"]
    clock.advance(10 * 86_400)

    with refused("NotAuthorizedException", "Refresh Token has expired"):
        renew(idp, client_id, token)


@case(source="aws-sdk-js-v3#7162", level="observed", checked="2026-11-24")
def test_a_refresh_token_belongs_to_its_client(idp, pool_id, client_id):
    """Garbage, an access token and another client's refresh token are invalid."""
    tokens = tokens_of(idp, client_id)
    other = tokens_of(idp, a_client(idp, pool_id))["RefreshToken"]

    for token in ("garbage", tokens["AccessToken"], other):
        with refused("NotAuthorizedException", "Invalid Refresh Token."):
            renew(idp, client_id, token)


@case(source="amplify-swift#3344", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("end", ["RevokeToken", "GlobalSignOut", "AdminUserGlobalSignOut"])
def test_a_revoked_token_is_told(idp, pool_id, client_id, end):
    """However the session was ended, its refresh token is called revoked."""
    tokens = tokens_of(idp, client_id)
    if end == "RevokeToken":
        idp.revoke_token(ClientId=client_id, Token=tokens["RefreshToken"])
    elif end == "GlobalSignOut":
        idp.global_sign_out(AccessToken=tokens["AccessToken"])
    else:
        idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "Refresh Token has been revoked"):
        renew(idp, client_id, tokens["RefreshToken"])


@case(source="AdminDisableUser; text inferred", level="inferred", checked="2026-11-24")
def test_a_disabled_user_renews_nothing(idp, pool_id, client_id):
    """A disabled user is told so."""
    token = tokens_of(idp, client_id)["RefreshToken"]
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "User is disabled."):
        renew(idp, client_id, token)


@case(source="API reference; texts inferred", level="inferred", checked="2026-11-24")
def test_the_plain_secret_is_asked(idp, pool_id, client_id):
    """A client with a secret shows the secret itself; wrong and needless ones are refused."""
    client = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
    )["UserPoolClient"]
    own_id, secret = client["ClientId"], client["ClientSecret"]
    hashed = secret_hash(username="ada", client_id=own_id, secret=secret)
    token = sign_in(idp, own_id, SECRET_HASH=hashed)["AuthenticationResult"]["RefreshToken"]

    assert renew(idp, own_id, token, ClientSecret=secret)
    message = f"Client {own_id} is configured for secret but secret was not received"
    with refused("NotAuthorizedException", message):
        renew(idp, own_id, token)
    message = f"Unable to verify client secret for client {own_id}"
    with refused("NotAuthorizedException", message):
        renew(idp, own_id, token, ClientSecret="x" * 52)
    message = f"Unable to verify client secret for client {client_id}"
    with refused("NotAuthorizedException", message):
        renew(idp, client_id, token, ClientSecret=secret)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_an_unknown_client_is_told(idp, client_id):
    """A client that does not exist is named."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    with refused("ResourceNotFoundException", "User pool client unknown does not exist."):
        renew(idp, "unknown", token)


@case(source="service model", level="documented", checked="2026-11-24")
def test_apps_need_no_credentials(anonymous, idp, client_id):
    """An unsigned call renews."""
    assert renew(anonymous, client_id, tokens_of(idp, client_id)["RefreshToken"])
