"""jwks.json of a pool's issuer: the keys by which tokens are verified."""

from __future__ import annotations

import re

import jwt
import pytest
import requests

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, tokens_of
from tests.sign_ins import claims_of, header_of, with_claims


@pytest.fixture
def pool_id(idp):
    """Give a pool with the user ada."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    return pool_id


@pytest.fixture
def tokens(idp, pool_id):
    """Give the tokens of ada."""
    return tokens_of(idp, a_client(idp, pool_id))


def verified(target, pool_id, token):
    """Verify a token by the keys that the pool's issuer publishes."""
    issuer = target.issuer(pool_id)
    key = jwt.PyJWKClient(f"{issuer}/.well-known/jwks.json").get_signing_key_from_jwt(token)
    audience = claims_of(token).get("aud")
    return jwt.decode(token, key, algorithms=["RS256"], issuer=issuer, audience=audience)


@case(source="published key sets", level="observed", checked="2026-11-24")
def test_a_pool_has_two_keys(target, pool_id, tokens):
    """One key signs ID tokens, another access tokens; both are RSA keys of 2048 bits."""
    answer = requests.get(f"{target.issuer(pool_id)}/.well-known/jwks.json", timeout=10)

    document = answer.json()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    assert set(document) == {"keys"}
    assert len(document["keys"]) == 2
    for key in document["keys"]:
        assert set(key) == {"alg", "e", "kid", "kty", "n", "use"}
        assert (key["alg"], key["e"], key["kty"], key["use"]) == ("RS256", "AQAB", "RSA", "sig")
        assert re.fullmatch(r"[A-Za-z0-9+/]{43}=", key["kid"])
        assert re.fullmatch(r"[\w-]{342}", key["n"])
    kids = {key["kid"] for key in document["keys"]}
    assert {header_of(tokens[name])["kid"] for name in ("IdToken", "AccessToken")} == kids


@case(source="Developer Guide, verifying JSON web tokens", level="documented", checked="2026-11-24")
@pytest.mark.parametrize("name", ["IdToken", "AccessToken"])
def test_a_stock_verifier_accepts_the_tokens(target, pool_id, tokens, name):
    """PyJWT finds the key by itself and accepts issuer, audience, time and signature."""
    claims = verified(target, pool_id, tokens[name])

    assert claims["token_use"] == name.removesuffix("Token").lower()


@case(source="Developer Guide, verifying JSON web tokens", level="documented", checked="2026-11-24")
def test_a_stock_verifier_refuses_what_the_pool_did_not_sign(target, idp, pool_id, tokens):
    """A changed token and one of another pool do not verify."""
    elsewhere = a_pool(idp)
    a_user(idp, elsewhere)
    foreign = tokens_of(idp, a_client(idp, elsewhere))["IdToken"]

    with pytest.raises(jwt.InvalidSignatureError):
        verified(target, pool_id, with_claims(tokens["IdToken"], email="eve@example.com"))
    with pytest.raises(jwt.PyJWKClientError):
        verified(target, pool_id, foreign)


@case(source="browsers verify tokens too", level="inferred", checked="2026-11-24")
def test_pages_may_fetch_the_keys(target, pool_id):
    """The keys may be read by pages of every origin."""
    answer = requests.get(
        f"{target.issuer(pool_id)}/.well-known/jwks.json",
        headers={"Origin": "https://app.example.com"},
        timeout=10,
    )

    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@case(source="published nowhere", level="inferred", checked="2026-11-24")
def test_an_unknown_pool_has_no_keys(target, pool_id):
    """The issuer of a pool that does not exist publishes nothing."""
    issuer = target.issuer("us-east-1_example99")

    assert requests.get(f"{issuer}/.well-known/jwks.json", timeout=10).status_code == 404
