"""RevokeToken: ending one session by its refresh token."""

from __future__ import annotations

import pytest

from cognito_emulator.domain.secret_hash import secret_hash
from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of
from tests.sign_ins import refresh, sign_in

REVOKED = ("NotAuthorizedException", "Access Token has been revoked")


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


@case(source="Developer Guide, token revocation", level="documented", checked="2026-11-24")
def test_a_session_ends_with_all_of_its_tokens(idp, client_id):
    """The first access token and every renewed one are revoked, other sessions go on."""
    ended, other = tokens_of(idp, client_id), tokens_of(idp, client_id)
    renewed = refresh(idp, client_id, ended["RefreshToken"])

    answer = idp.revoke_token(ClientId=client_id, Token=ended["RefreshToken"])

    assert body_of(answer) == {}
    for tokens in (ended, renewed):
        with refused(*REVOKED):
            idp.get_user(AccessToken=tokens["AccessToken"])
    assert idp.get_user(AccessToken=other["AccessToken"])["Username"] == "ada"
    assert refresh(idp, client_id, other["RefreshToken"])


@case(source="Developer Guide, token revocation", level="documented", checked="2026-11-24")
def test_revoking_again_is_no_error(idp, client_id):
    """A revoked token, and one that means nothing, are revoked without complaint."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    for each in (token, token, "garbage"):
        assert body_of(idp.revoke_token(ClientId=client_id, Token=each)) == {}


@case(source="UnsupportedTokenTypeException; text inferred", level="inferred", checked="2026-11-24")
@pytest.mark.parametrize("kind", ["AccessToken", "IdToken"])
def test_only_refresh_tokens_are_revoked(idp, client_id, kind):
    """An access or ID token is of an unsupported type."""
    tokens = tokens_of(idp, client_id)

    with refused("UnsupportedTokenTypeException", "Unsupported token type"):
        idp.revoke_token(ClientId=client_id, Token=tokens[kind])
    assert idp.get_user(AccessToken=tokens["AccessToken"])


@case(source="UnsupportedOperationException; text inferred", level="inferred", checked="2026-11-24")
def test_revocation_has_to_be_on(idp, pool_id):
    """A client that turned revocation off cannot revoke."""
    client_id = a_client(idp, pool_id, EnableTokenRevocation=False)
    token = tokens_of(idp, client_id)["RefreshToken"]

    message = "Token revocation is not enabled for the client"
    with refused("UnsupportedOperationException", message):
        idp.revoke_token(ClientId=client_id, Token=token)


@case(source="UnauthorizedException; texts inferred", level="inferred", checked="2026-11-24")
def test_a_client_revokes_its_own_tokens(idp, pool_id, client_id):
    """Another client, and an unknown one, are not authorized."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    for other in (a_client(idp, pool_id), "unknown"):
        with refused("UnauthorizedException", "Invalid client for the token"):
            idp.revoke_token(ClientId=other, Token=token)
    assert refresh(idp, client_id, token)


@case(source="UnauthorizedException; text inferred", level="inferred", checked="2026-11-24")
def test_the_plain_secret_is_asked(idp, pool_id):
    """A client with a secret is not authorized without it, nor with a wrong one."""
    client = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
    )["UserPoolClient"]
    client_id, secret = client["ClientId"], client["ClientSecret"]
    hashed = secret_hash(username="ada", client_id=client_id, secret=secret)
    token = sign_in(idp, client_id, SECRET_HASH=hashed)["AuthenticationResult"]["RefreshToken"]

    with refused("UnauthorizedException", "Invalid client secret"):
        idp.revoke_token(ClientId=client_id, Token=token)
    with refused("UnauthorizedException", "Invalid client secret"):
        idp.revoke_token(ClientId=client_id, Token=token, ClientSecret="x" * 52)
    assert body_of(idp.revoke_token(ClientId=client_id, Token=token, ClientSecret=secret)) == {}


@case(source="API reference RevokeToken", level="documented", checked="2026-11-24")
def test_apps_need_no_credentials(anonymous, idp, client_id):
    """An unsigned call revokes."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    assert body_of(anonymous.revoke_token(ClientId=client_id, Token=token)) == {}
