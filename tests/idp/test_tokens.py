"""Refreshing and revoking by refresh token: what the two operations ask of the client."""

from __future__ import annotations

import pytest

from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused, tokens_of
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


@pytest.fixture
def confidential(idp, pool_id):
    """Give id and secret of a client with a secret."""
    client = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]
    return client["ClientId"], client["ClientSecret"]


def confidential_tokens(idp, confidential):
    """Sign ada in at the confidential client."""
    from cognito_emulator.domain.secret_hash import secret_hash

    client_id, secret = confidential
    hashed = secret_hash(username="ada", client_id=client_id, secret=secret)
    return sign_in(idp, client_id, SECRET_HASH=hashed)["AuthenticationResult"]


def test_tokens_come_from_a_refresh_token(idp, client_id):
    """Without rotation the answer holds no new refresh token."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    answer = body_of(idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=token))

    assert set(answer) == {"AuthenticationResult"}
    assert set(answer["AuthenticationResult"]) == {
        "AccessToken",
        "ExpiresIn",
        "TokenType",
        "IdToken",
    }


def test_the_flow_need_not_be_allowed(idp, pool_id):
    """GetTokensFromRefreshToken works without ALLOW_REFRESH_TOKEN_AUTH, which rotation forbids."""
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])
    token = tokens_of(idp, client_id)["RefreshToken"]

    assert idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=token)


def test_a_refresh_shows_the_plain_secret(idp, confidential, client_id):
    """The client's secret itself is asked; a missing, wrong or needless one is refused."""
    own_id, secret = confidential
    token = confidential_tokens(idp, confidential)["RefreshToken"]

    def attempt(client_id, **given):
        return idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=token, **given)

    assert attempt(own_id, ClientSecret=secret)
    message = f"Client {own_id} is configured for secret but secret was not received"
    with refused("NotAuthorizedException", message):
        attempt(own_id)
    message = f"Unable to verify client secret for client {own_id}"
    with refused("NotAuthorizedException", message):
        attempt(own_id, ClientSecret="x" * 52)
    message = f"Unable to verify client secret for client {client_id}"
    with refused("NotAuthorizedException", message):
        attempt(client_id, ClientSecret=secret)


def test_an_unknown_client_refreshes_nothing(idp, client_id):
    """A client that does not exist is told."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    with refused("ResourceNotFoundException", "User pool client unknown does not exist."):
        idp.get_tokens_from_refresh_token(ClientId="unknown", RefreshToken=token)


def test_devices_are_refused_by_name(idp, client_id):
    """A DeviceKey is not ignored."""
    token = tokens_of(idp, client_id)["RefreshToken"]
    key = "us-east-1_00000000-0000-0000-0000-000000000000"

    message = "GetTokensFromRefreshToken with a DeviceKey is not emulated yet by cognito_emulator."
    with refused("NotEmulatedException", message):
        idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=token, DeviceKey=key)


def test_revoking_ends_one_session(idp, client_id):
    """All tokens of the session end, also renewed ones; other sessions go on."""
    first, other = tokens_of(idp, client_id), tokens_of(idp, client_id)
    renewed = refresh(idp, client_id, first["RefreshToken"])

    answer = idp.revoke_token(ClientId=client_id, Token=first["RefreshToken"])

    assert body_of(answer) == {}
    for tokens in (first, renewed):
        with refused(*REVOKED):
            idp.get_user(AccessToken=tokens["AccessToken"])
    assert idp.get_user(AccessToken=other["AccessToken"])
    assert refresh(idp, client_id, other["RefreshToken"])


@pytest.mark.parametrize("what", ["garbage", "revoked", "expired"])
def test_there_may_be_nothing_to_revoke(idp, client_id, clock, what):
    """A token that means nothing, or does not any more, is no error."""
    token = tokens_of(idp, client_id)["RefreshToken"]
    if what == "revoked":
        idp.revoke_token(ClientId=client_id, Token=token)
    if what == "expired":
        clock.advance(seconds=31 * 86_400)

    given = "garbage" if what == "garbage" else token

    assert body_of(idp.revoke_token(ClientId=client_id, Token=given)) == {}


@pytest.mark.parametrize("kind", ["AccessToken", "IdToken"])
def test_only_refresh_tokens_are_revoked(idp, client_id, kind):
    """An ID or access token is refused, and goes on."""
    tokens = tokens_of(idp, client_id)

    with refused("UnsupportedTokenTypeException", "Unsupported token type"):
        idp.revoke_token(ClientId=client_id, Token=tokens[kind])
    assert idp.get_user(AccessToken=tokens["AccessToken"])


def test_a_client_revokes_its_own_tokens(idp, pool_id, client_id):
    """Another client is refused, an unknown one too."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    for other in (a_client(idp, pool_id), "unknown"):
        with refused("UnauthorizedException", "Invalid client for the token"):
            idp.revoke_token(ClientId=other, Token=token)
    assert refresh(idp, client_id, token)


def test_revoking_shows_the_plain_secret(idp, confidential, client_id):
    """A missing, wrong or needless secret is refused."""
    own_id, secret = confidential
    token = confidential_tokens(idp, confidential)["RefreshToken"]
    wrong = ("UnauthorizedException", "Invalid client secret")

    with refused(*wrong):
        idp.revoke_token(ClientId=own_id, Token=token)
    with refused(*wrong):
        idp.revoke_token(ClientId=own_id, Token=token, ClientSecret="x" * 52)
    with refused(*wrong):
        idp.revoke_token(ClientId=client_id, Token=token, ClientSecret=secret)
    assert body_of(idp.revoke_token(ClientId=own_id, Token=token, ClientSecret=secret)) == {}


def test_revocation_has_to_be_on(idp, pool_id):
    """A client without revocation cannot revoke; what was revoked before stays so."""
    client_id = a_client(idp, pool_id)
    revoked, kept = tokens_of(idp, client_id), tokens_of(idp, client_id)
    idp.revoke_token(ClientId=client_id, Token=revoked["RefreshToken"])
    idp.update_user_pool_client(
        UserPoolId=pool_id,
        ClientId=client_id,
        EnableTokenRevocation=False,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )

    message = "Token revocation is not enabled for the client"
    with refused("UnsupportedOperationException", message):
        idp.revoke_token(ClientId=client_id, Token=kept["RefreshToken"])
    with refused(*REVOKED):
        idp.get_user(AccessToken=revoked["AccessToken"])
    assert idp.get_user(AccessToken=kept["AccessToken"])


def test_linked_sessions_are_refused_by_name(idp, client_id):
    """Revoking the single sign-on session is not pretended; NONE is what happens anyway."""
    token = tokens_of(idp, client_id)["RefreshToken"]

    message = "RevokeToken with RevokeAssociatedSessions is not emulated yet by cognito_emulator."
    with refused("NotEmulatedException", message):
        idp.revoke_token(ClientId=client_id, Token=token, RevokeAssociatedSessions="LINKED")
    idp.revoke_token(ClientId=client_id, Token=token, RevokeAssociatedSessions="NONE")
    with refused("NotAuthorizedException", "Refresh Token has been revoked"):
        refresh(idp, client_id, token)


def test_a_password_change_is_no_revocation(idp, client_id):
    """Tokens go on after the password has changed."""
    tokens = tokens_of(idp, client_id)

    idp.change_password(
        AccessToken=tokens["AccessToken"],
        PreviousPassword=PASSWORD,
        ProposedPassword="Better-horse-8",
    )

    assert idp.get_user(AccessToken=tokens["AccessToken"])
