"""What verifiers of tokens ask a pool's issuer: its keys, and its discovery document.

Source: Developer Guide "User pool endpoints"; the members are observed in published documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from cognito_emulator.domain.jwt import json_web_key_set
from cognito_emulator.workflows import tokens

if TYPE_CHECKING:
    from cognito_emulator.context import Context
    from cognito_emulator.domain.jwt import JsonWebKeySet

JWKS_PATH: Final = "/.well-known/jwks.json"
DISCOVERY_PATH: Final = "/.well-known/openid-configuration"


class OpenIdConfiguration(TypedDict):
    """The discovery document, members in alphabetical order as AWS writes them."""

    authorization_endpoint: str
    end_session_endpoint: str
    id_token_signing_alg_values_supported: list[str]
    issuer: str
    jwks_uri: str
    response_types_supported: list[str]
    revocation_endpoint: str
    scopes_supported: list[str]
    subject_types_supported: list[str]
    token_endpoint: str
    token_endpoint_auth_methods_supported: list[str]
    userinfo_endpoint: str


def jwks(ctx: Context, pool_id: str) -> JsonWebKeySet | None:
    """Return the two public keys of a pool; None when there is no such pool."""
    with ctx.reading() as store:
        if store.pools.get(pool_id) is None:
            return None
        signers = tokens.signers_of(ctx, store, pool_id)
    return json_web_key_set((signers.id_token, signers.access_token))


def openid_configuration(ctx: Context, pool_id: str) -> OpenIdConfiguration | None:
    """Return the discovery document of a pool; None when there is no such pool.

    Without a domain the endpoints stand on the issuer's host, where nothing answers them.
    Source: observed in openiddict-core#1586 (without a domain), swissgeol-boreholes-suite#1066
    (`end_session_endpoint`).
    """
    with ctx.reading() as store:
        pool = store.pools.get(pool_id)
    if pool is None:
        return None
    issuer = tokens.issuer_of(ctx, pool)
    return OpenIdConfiguration(
        authorization_endpoint=f"{issuer}/authorize",
        end_session_endpoint=f"{issuer}/logout",
        id_token_signing_alg_values_supported=["RS256"],
        issuer=issuer,
        jwks_uri=f"{issuer}{JWKS_PATH}",
        response_types_supported=["code", "token"],
        revocation_endpoint=f"{issuer}/revoke",
        scopes_supported=["openid", "email", "phone", "profile"],
        subject_types_supported=["public"],
        token_endpoint=f"{issuer}/token",
        token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post"],
        userinfo_endpoint=f"{issuer}/userInfo",
    )
