"""InitiateAuth: the tokens of a sign-in, claim by claim."""

from __future__ import annotations

import base64
import re

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user
from tests.sign_ins import (
    claims_of,
    header_of,
    sign_in,
)

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@case(source="published token payloads", level="observed", checked="2026-11-24")
def test_the_answer_holds_tokens(idp, client_id):
    """USER_PASSWORD_AUTH answers tokens, their type and lifetime, and empty challenge parameters."""
    answer = sign_in(idp, client_id)

    result = answer.pop("AuthenticationResult")
    assert answer == {"ChallengeParameters": {}}
    assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "RefreshToken", "IdToken"}
    assert (result["TokenType"], result["ExpiresIn"]) == ("Bearer", 3600)


@case(source="Developer Guide, ID token", level="documented", checked="2026-11-24")
def test_the_id_token_tells_who_the_user_is(target, idp, pool_id, client_id):
    """Every claim of an ID token: attributes in their forms, groups, session and times."""
    role = "arn:aws:iam::123456789012:role/staff"
    idp.create_group(UserPoolId=pool_id, GroupName="staff", RoleArn=role, Precedence=1)
    idp.create_group(UserPoolId=pool_id, GroupName="authors", Precedence=2)
    for group in ("authors", "staff"):
        idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName=group, Username="ada")

    token = sign_in(idp, client_id)["AuthenticationResult"]["IdToken"]

    claims = claims_of(token)
    for name in ("sub", "origin_jti", "event_id", "jti"):
        assert re.fullmatch(UUID, claims.pop(name))
    issued_at = claims.pop("iat")
    assert abs(issued_at - target.now().timestamp()) < 60
    assert claims == {
        "cognito:groups": ["staff", "authors"],
        "cognito:roles": [role],
        "cognito:preferred_role": role,
        "iss": target.issuer(pool_id),
        "cognito:username": "ada",
        "aud": client_id,
        "token_use": "id",
        "auth_time": issued_at,
        "exp": issued_at + 3600,
        "email": "ada@example.com",
        "email_verified": True,
        "phone_number": "+12065550100",
        "name": "Ada Lovelace",
        "custom:level": "7",
    }


@case(source="published access token, GH:36913699", level="observed", checked="2026-11-24")
def test_the_access_token_tells_what_may_be_done(target, idp, pool_id, client_id):
    """Every claim of an access token: no attributes, no audience, the one scope of the API."""
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]

    claims = claims_of(token)
    for name in ("sub", "origin_jti", "event_id", "jti"):
        assert re.fullmatch(UUID, claims.pop(name))
    issued_at = claims.pop("iat")
    assert claims == {
        "iss": target.issuer(pool_id),
        "client_id": client_id,
        "token_use": "access",
        "scope": "aws.cognito.signin.user.admin",
        "auth_time": issued_at,
        "exp": issued_at + 3600,
        "username": "ada",
    }


@case(source="Developer Guide, access token", level="documented", checked="2026-11-24")
def test_the_tokens_of_a_sign_in_belong_together(idp, client_id):
    """Both share session and event and have their own jti; their keys differ; headers have two members."""
    result = sign_in(idp, client_id)["AuthenticationResult"]
    identity, access = claims_of(result["IdToken"]), claims_of(result["AccessToken"])

    for name in ("sub", "origin_jti", "event_id", "auth_time", "iat"):
        assert identity[name] == access[name]
    assert identity["jti"] != access["jti"]
    headers = [header_of(result[name]) for name in ("IdToken", "AccessToken")]
    for header in headers:
        assert set(header) == {"kid", "alg"}
        assert header["alg"] == "RS256"
        assert re.fullmatch(r"[A-Za-z0-9+/]{43}=", header["kid"])
    assert headers[0]["kid"] != headers[1]["kid"]


@case(source="published tokens, GH:54957918193", level="observed", checked="2026-11-24")
def test_the_refresh_token_is_encrypted(idp, client_id):
    """A refresh token is a JWE in compact form, encrypted by AES with a key wrapped by RSA."""
    token = sign_in(idp, client_id)["AuthenticationResult"]["RefreshToken"]

    parts = token.split(".")
    assert len(parts) == 5
    assert base64.urlsafe_b64decode(parts[0] + "==") == (
        b'{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}'
    )
    assert 1500 < len(token) < 2200


@case(source="CreateUserPoolClient, ReadAttributes", level="documented", checked="2026-11-24")
def test_the_id_token_shows_readable_attributes_only(idp, pool_id):
    """A client sees in the ID token what it may read; the access token shows no attribute at all."""
    client_id = a_client(idp, pool_id, ReadAttributes=["name", "custom:level"])

    claims = claims_of(sign_in(idp, client_id)["AuthenticationResult"]["IdToken"])

    assert (claims["name"], claims["custom:level"]) == ("Ada Lovelace", "7")
    assert {"email", "email_verified", "phone_number"}.isdisjoint(claims)


@case(source="Developer Guide, token revocation", level="documented", checked="2026-11-24")
def test_without_revocation_there_are_no_token_ids(idp, pool_id):
    """Where revocation is off, tokens carry neither `jti` nor `origin_jti`."""
    client_id = a_client(idp, pool_id, EnableTokenRevocation=False)

    result = sign_in(idp, client_id)["AuthenticationResult"]

    for name in ("IdToken", "AccessToken"):
        assert {"jti", "origin_jti"}.isdisjoint(claims_of(result[name]))


@case(source="CreateUserPoolClient, TokenValidityUnits", level="documented", checked="2026-11-24")
def test_tokens_live_as_long_as_the_client_says(idp, pool_id):
    """Access and ID token have lifetimes of their own; ExpiresIn is the access token's."""
    client_id = a_client(
        idp,
        pool_id,
        AccessTokenValidity=10,
        IdTokenValidity=2,
        TokenValidityUnits={"AccessToken": "minutes", "IdToken": "hours"},
    )

    result = sign_in(idp, client_id)["AuthenticationResult"]

    access, identity = claims_of(result["AccessToken"]), claims_of(result["IdToken"])
    assert result["ExpiresIn"] == access["exp"] - access["iat"] == 600
    assert identity["exp"] - identity["iat"] == 7200


@case(source="moto, verified on AWS", level="observed", checked="2026-11-24")
def test_in_a_pool_of_e_mail_names_the_username_is_the_sub(idp):
    """Who signs in by e-mail has the sub for a username in both tokens."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])
    client_id = a_client(idp, pool_id)
    sub = a_user(idp, pool_id, "ada@example.com")

    result = sign_in(idp, client_id, "ada@example.com")["AuthenticationResult"]

    assert claims_of(result["IdToken"])["cognito:username"] == sub
    assert claims_of(result["AccessToken"])["username"] == sub
