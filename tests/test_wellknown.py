"""What stock verifiers of tokens find at a pool's issuer, and what they then accept."""

from __future__ import annotations

import base64
from typing import Any

import boto3
import jwt
import pytest
import requests

from cognito_emulator import mock_cognito
from tests.builders import a_client, a_pool, a_user, tokens_of
from tests.sign_ins import claims_of, encoded, header_of, with_claims

KINDS = {"IdToken": "id", "AccessToken": "access"}


@pytest.fixture(params=["aws", "emulator"])
def emulator(request):
    """Give an emulator that answers this process, with either issuer."""
    with mock_cognito(issuer=request.param) as emulator:
        yield emulator


@pytest.fixture
def idp(emulator):
    """Give a client of it."""
    return boto3.client("cognito-idp", region_name="us-east-1")


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


def document(tokens: dict[str, Any], name: str) -> Any:
    """Fetch a document of the issuer that the tokens name."""
    issuer = claims_of(tokens["IdToken"])["iss"]
    answer = requests.get(f"{issuer}/.well-known/{name}", timeout=10)
    answer.raise_for_status()
    return answer.json()


def verify(token: str, client_id: str, *, issuer: str | None = None) -> dict[str, Any]:
    """Verify a token as an application does with PyJWT, by the keys its issuer publishes."""
    named = claims_of(token)
    audience = client_id if named["token_use"] == "id" else None
    issuer = issuer or named["iss"]
    key = jwt.PyJWKClient(f"{issuer}/.well-known/jwks.json").get_signing_key_from_jwt(token)
    claims: dict[str, Any] = jwt.decode(
        token, key, algorithms=["RS256"], issuer=issuer, audience=audience
    )
    return claims


def test_the_keys_are_published_as_aws_writes_them(tokens):
    """Two RSA keys of 2048 bits, members in alphabetical order, named by base64 of 32 bytes."""
    published = document(tokens, "jwks.json")

    assert set(published) == {"keys"}
    assert len(published["keys"]) == 2
    for key in published["keys"]:
        assert list(key) == ["alg", "e", "kid", "kty", "n", "use"]
        assert (key["alg"], key["e"], key["kty"], key["use"]) == ("RS256", "AQAB", "RSA", "sig")
        assert len(base64.b64decode(key["kid"], validate=True)) == 32
        assert len(base64.urlsafe_b64decode(key["n"] + "==")) == 256
        assert "=" not in key["n"]


def test_tokens_name_the_published_keys(tokens):
    """ID and access token are signed by one key each."""
    published = [key["kid"] for key in document(tokens, "jwks.json")["keys"]]

    assert [header_of(tokens[name])["kid"] for name in KINDS] == published


def test_every_pool_has_keys_of_its_own(idp, tokens):
    """No key serves two pools."""
    elsewhere = a_pool(idp)
    a_user(idp, elsewhere)
    other = tokens_of(idp, a_client(idp, elsewhere))

    kids = [key["kid"] for each in (tokens, other) for key in document(each, "jwks.json")["keys"]]

    assert len(set(kids)) == 4


@pytest.mark.parametrize("name", KINDS)
def test_pyjwt_accepts_the_tokens(tokens, client_id, name):
    """PyJWT, which finds the keys by itself, accepts both tokens."""
    assert verify(tokens[name], client_id)["token_use"] == KINDS[name]


@pytest.mark.parametrize("name", KINDS)
def test_pyjwt_refuses_what_is_not_as_it_was_signed(idp, tokens, client_id, name):
    """Changed claims, another client, another pool's keys and an unsigned token are refused."""
    elsewhere = a_pool(idp)
    a_user(idp, elsewhere)
    other = tokens_of(idp, a_client(idp, elsewhere))[name]
    token = tokens[name]

    with pytest.raises(jwt.InvalidSignatureError):
        verify(with_claims(token, username="eve"), client_id)
    with pytest.raises(jwt.PyJWKClientError):
        verify(other, client_id, issuer=claims_of(token)["iss"])
    unsigned = f"{encoded({'alg': 'none'})}.{token.split('.')[1]}."
    with pytest.raises(jwt.PyJWTError):
        verify(unsigned, client_id)
    if name == "IdToken":
        with pytest.raises(jwt.InvalidAudienceError):
            verify(token, "another")


@pytest.mark.parametrize("name", KINDS)
def test_the_tokens_are_what_aws_jwt_verify_asks_for(idp, name):
    """With AWS's issuer every check of CognitoJwtVerifier holds, which builds the issuer itself."""
    with mock_cognito():
        pool_id = a_pool(idp)
        a_user(idp, pool_id)
        client_id = a_client(idp, pool_id)
        token = tokens_of(idp, client_id)[name]
        issuer = f"https://cognito-idp.us-east-1.amazonaws.com/{pool_id}"

        claims = verify(token, client_id, issuer=issuer)

        assert claims["iss"] == issuer
        assert claims["token_use"] == KINDS[name]
        assert claims["aud" if name == "IdToken" else "client_id"] == client_id
        assert isinstance(claims["exp"], int)
        assert set(header_of(token)) == {"kid", "alg"}


def test_the_newer_issuer_publishes_the_keys_too(idp, emulator):
    """Tokens of a pool with the updated issuer verify at its address."""
    with mock_cognito():
        pool_id = a_pool(idp, IssuerConfiguration={"Type": "UPDATED"})
        a_user(idp, pool_id)
        client_id = a_client(idp, pool_id)

        claims = verify(tokens_of(idp, client_id)["IdToken"], client_id)

        assert claims["iss"] == f"https://issuer-cognito-idp.us-east-1.amazonaws.com/{pool_id}"


def test_the_discovery_document_is_whole_and_sorted(tokens):
    """Every endpoint stands at the issuer, and the members in alphabetical order."""
    issuer = claims_of(tokens["IdToken"])["iss"]

    published = document(tokens, "openid-configuration")

    assert list(published) == sorted(published)
    assert published == {
        "authorization_endpoint": f"{issuer}/authorize",
        "end_session_endpoint": f"{issuer}/logout",
        "id_token_signing_alg_values_supported": ["RS256"],
        "issuer": issuer,
        "jwks_uri": f"{issuer}/.well-known/jwks.json",
        "response_types_supported": ["code", "token"],
        "revocation_endpoint": f"{issuer}/revoke",
        "scopes_supported": ["openid", "email", "phone", "profile"],
        "subject_types_supported": ["public"],
        "token_endpoint": f"{issuer}/token",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "userinfo_endpoint": f"{issuer}/userInfo",
    }


@pytest.mark.parametrize("name", ["jwks.json", "openid-configuration"])
def test_a_pool_that_does_not_exist_publishes_nothing(idp, tokens, pool_id, name):
    """Neither an unknown pool nor a deleted one has documents."""
    issuer = claims_of(tokens["IdToken"])["iss"]
    unknown = issuer.replace(pool_id, "us-east-1_abcdefghi")
    idp.delete_user_pool(UserPoolId=pool_id)

    for each in (unknown, issuer):
        assert requests.get(f"{each}/.well-known/{name}", timeout=10).status_code == 404
