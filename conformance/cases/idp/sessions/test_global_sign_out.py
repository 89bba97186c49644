"""GlobalSignOut: ending every session of one's own, and which access tokens may do it."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of
from tests.sign_ins import encoded, header_of, refresh, with_claims

INVALID = ("NotAuthorizedException", "Invalid Access Token")
UNSIGNED = ("NotAuthorizedException", "Could not verify signature for Access Token")
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
def tokens(idp, client_id):
    """Give the tokens of ada."""
    return tokens_of(idp, client_id)


@case(source="API reference GlobalSignOut", level="documented", checked="2026-11-24")
def test_every_session_ends(idp, pool_id, client_id, tokens):
    """Access and refresh tokens of every client are revoked; signing in again works at once."""
    other_id = a_client(idp, pool_id)
    other = tokens_of(idp, other_id)

    assert body_of(idp.global_sign_out(AccessToken=tokens["AccessToken"])) == {}

    for each_id, each in ((client_id, tokens), (other_id, other)):
        with refused(*REVOKED):
            idp.get_user(AccessToken=each["AccessToken"])
        with refused("NotAuthorizedException", "Refresh Token has been revoked"):
            refresh(idp, each_id, each["RefreshToken"])
    assert tokens_of(idp, client_id)


@case(source="API reference GlobalSignOut", level="documented", checked="2026-11-24")
def test_other_users_are_left_alone(idp, pool_id, client_id, tokens):
    """The sessions of other users go on."""
    a_user(idp, pool_id, "eve")
    eve = tokens_of(idp, client_id, "eve")

    idp.global_sign_out(AccessToken=tokens["AccessToken"])

    assert idp.get_user(AccessToken=eve["AccessToken"])["Username"] == "eve"


@case(source="API reference GlobalSignOut", level="documented", checked="2026-11-24")
def test_a_token_signs_out_once(idp, tokens):
    """The token that signed out is revoked itself."""
    idp.global_sign_out(AccessToken=tokens["AccessToken"])

    with refused(*REVOKED):
        idp.global_sign_out(AccessToken=tokens["AccessToken"])


@case(source="client logs", level="observed", checked="2026-11-24")
def test_an_expired_token_is_told(idp, clock, tokens):
    """A token past its `exp` is called expired."""
    clock.advance(3601)

    with refused("NotAuthorizedException", "Access Token has expired"):
        idp.global_sign_out(AccessToken=tokens["AccessToken"])


@case(source="client logs", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("what", ["garbage", "ID token", "refresh token", "alg none"])
def test_what_is_no_access_token_is_invalid(idp, tokens, what):
    """Garbage, tokens of other kinds and unsigned ones are no access tokens."""
    payload = tokens["AccessToken"].split(".")[1]
    token = {
        "garbage": "garbage",
        "ID token": tokens["IdToken"],
        "refresh token": tokens["RefreshToken"],
        "alg none": f"{encoded({**header_of(tokens['AccessToken']), 'alg': 'none'})}.{payload}.",
    }[what]

    with refused(*INVALID):
        idp.global_sign_out(AccessToken=token)


@case(source="client logs", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("what", ["claims", "signature", "kid", "another pool"])
def test_a_signature_has_to_hold(idp, tokens, what):
    """Changed claims, another signature, key or pool are called forged."""
    elsewhere = a_pool(idp)
    a_user(idp, elsewhere)
    foreign = tokens_of(idp, a_client(idp, elsewhere))["AccessToken"]
    header, payload, signature = tokens["AccessToken"].split(".")
    token = {
        "claims": with_claims(tokens["AccessToken"], username="eve"),
        "signature": f"{header}.{payload}.{foreign.split('.')[2]}",
        "kid": f"{encoded({'kid': 'A' * 43 + '=', 'alg': 'RS256'})}.{payload}.{signature}",
        "another pool": f"{foreign.split('.')[0]}.{payload}.{foreign.split('.')[2]}",
    }[what]

    with refused(*UNSIGNED):
        idp.global_sign_out(AccessToken=token)


@case(source="published nowhere", level="inferred", checked="2026-11-24")
def test_the_token_of_a_deleted_user_is_revoked(idp, pool_id, tokens):
    """The model has no other error for a user who is gone."""
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")

    with refused(*REVOKED):
        idp.global_sign_out(AccessToken=tokens["AccessToken"])


@case(source="API reference GlobalSignOut", level="documented", checked="2026-11-24")
def test_apps_need_no_credentials(anonymous, tokens):
    """An unsigned call signs out."""
    assert body_of(anonymous.global_sign_out(AccessToken=tokens["AccessToken"])) == {}
