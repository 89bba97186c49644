"""openid-configuration of a pool's issuer: where everything is."""

from __future__ import annotations

import pytest
import requests

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, tokens_of
from tests.sign_ins import claims_of


@pytest.fixture
def pool_id(idp):
    """Give a pool with the user ada."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    return pool_id


@case(source="openiddict-core#1586", level="observed", checked="2026-11-24")
def test_a_pool_without_domain_names_its_issuer(target, pool_id):
    """Every endpoint is told at the issuer, members in alphabetical order."""
    issuer = target.issuer(pool_id)

    answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10)

    document = answer.json()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    assert list(document) == sorted(document)
    assert document == {
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


@case(source="OpenID Connect Discovery", level="documented", checked="2026-11-24")
def test_the_tokens_name_the_issuer_of_the_document(target, idp, pool_id):
    """The issuer of the document is the `iss` of the tokens, and its keys are there."""
    claims = claims_of(tokens_of(idp, a_client(idp, pool_id))["IdToken"])

    url = f"{claims['iss']}/.well-known/openid-configuration"
    document = requests.get(url, timeout=10).json()

    assert document["issuer"] == claims["iss"]
    assert requests.get(document["jwks_uri"], timeout=10).json()["keys"]


@case(source="published nowhere", level="inferred", checked="2026-11-24")
def test_an_unknown_pool_has_no_document(target, pool_id):
    """The issuer of a pool that does not exist publishes nothing."""
    issuer = target.issuer("us-east-1_example99")
    url = f"{issuer}/.well-known/openid-configuration"

    assert requests.get(url, timeout=10).status_code == 404
