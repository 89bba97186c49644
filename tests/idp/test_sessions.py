"""Signing out everywhere."""

from __future__ import annotations

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of
from tests.sign_ins import claims_of, header_of, refresh, sign_in

REVOKED = ("NotAuthorizedException", "Access Token has been revoked")


@pytest.fixture
def pool_id(idp):
    """Give a pool with the users ada and eve."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    a_user(idp, pool_id, "eve")
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


def sign_out(idp, pool_id, tokens, by):
    """Sign ada out, as herself or as an administrator."""
    if by == "ada":
        return idp.global_sign_out(AccessToken=tokens["AccessToken"])
    return idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="ada")


@pytest.mark.parametrize("by", ["ada", "administrator"])
def test_signing_out_ends_every_session_of_the_user(idp, pool_id, client_id, by):
    """Access and refresh tokens of every client end, those of other users do not."""
    other_client = a_client(idp, pool_id)
    sessions = [(each, tokens_of(idp, each)) for each in (client_id, other_client)]
    eve = tokens_of(idp, client_id, "eve")

    assert body_of(sign_out(idp, pool_id, sessions[0][1], by)) == {}

    for each, tokens in sessions:
        with refused(*REVOKED):
            idp.get_user(AccessToken=tokens["AccessToken"])
        with refused("NotAuthorizedException", "Refresh Token has been revoked"):
            refresh(idp, each, tokens["RefreshToken"])
    assert idp.get_user(AccessToken=eve["AccessToken"])["Username"] == "eve"


@pytest.mark.parametrize("by", ["ada", "administrator"])
def test_signing_in_again_works_at_once(idp, pool_id, client_id, by):
    """Signing out does not keep anybody out."""
    sign_out(idp, pool_id, tokens_of(idp, client_id), by)

    tokens = sign_in(idp, client_id)["AuthenticationResult"]

    assert idp.get_user(AccessToken=tokens["AccessToken"])


def test_a_token_signs_out_once(idp, client_id):
    """The token that signed out is revoked itself."""
    access_token = tokens_of(idp, client_id)["AccessToken"]
    idp.global_sign_out(AccessToken=access_token)

    with refused(*REVOKED):
        idp.global_sign_out(AccessToken=access_token)


def test_the_token_of_a_deleted_user_is_revoked(idp, pool_id, client_id):
    """GlobalSignOut has no other error for a user who is gone."""
    access_token = tokens_of(idp, client_id)["AccessToken"]
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")

    with refused(*REVOKED):
        idp.global_sign_out(AccessToken=access_token)


def test_administrators_name_an_existing_user(idp, pool_id):
    """Unknown pools and users are told; a user without sessions is no error."""
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="nobody")
    unknown = "us-east-1_abcdefghi"
    with refused("ResourceNotFoundException", f"User pool {unknown} does not exist."):
        idp.admin_user_global_sign_out(UserPoolId=unknown, Username="ada")
    assert body_of(idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="ada")) == {}


def test_a_token_that_another_key_signed_is_forged(idp, client_id):
    """Right claims and the pool's own kid do not make up for a signature by another key."""
    token = tokens_of(idp, client_id)["AccessToken"]
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kid = header_of(token)["kid"]
    forged = jwt.encode(claims_of(token), stranger, algorithm="RS256", headers={"kid": kid})

    with refused("NotAuthorizedException", "Could not verify signature for Access Token"):
        idp.get_user(AccessToken=forged)
