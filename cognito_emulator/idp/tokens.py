"""Refreshing and revoking tokens by refresh token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain import jwt, refresh_tokens
from cognito_emulator.domain.secret_hash import is_client_secret
from cognito_emulator.errors import idp as errors
from cognito_emulator.errors.not_emulated import NotEmulatedException
from cognito_emulator.workflows import lookup, tokens
from cognito_emulator.workflows.authentication import gates

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        GetTokensFromRefreshTokenRequest,
        GetTokensFromRefreshTokenResponse,
        RevokeTokenRequest,
        RevokeTokenResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.storage.store import Store


def get_tokens_from_refresh_token(
    ctx: Context, request: GetTokensFromRefreshTokenRequest
) -> GetTokensFromRefreshTokenResponse:
    """Return new tokens for a refresh token, and a new refresh token where they rotate.

    The client proves itself by its plain secret, not by a hash.

    Raises: ResourceNotFoundException (client), NotAuthorizedException, RefreshTokenReuseException.
    Source: API reference "GetTokensFromRefreshToken"; Developer Guide "Refresh tokens".
    """
    with ctx.reading() as store:
        pool, client = lookup.require_client(ctx, store, request["ClientId"])
    _check_client_secret(client, request.get("ClientSecret"))
    if "DeviceKey" in request:
        raise NotEmulatedException.named("GetTokensFromRefreshToken with a DeviceKey")
    gates.refuse_devices(pool, {})
    gates.refuse_token_triggers(pool)
    transaction = ctx.reading() if client.rotation is None else ctx.writing()
    with transaction as store:
        renewal = tokens.find_renewal(
            ctx, store, pool=pool, client=client, text=request["RefreshToken"]
        )
        order = tokens.renew(ctx, store, pool=pool, client=client, renewal=renewal)
    return {"AuthenticationResult": order.sign()}


def _check_client_secret(client: AppClient, given: str | None) -> None:
    if given is None:
        if client.secrets:
            raise errors.NotAuthorizedException.secret_missing(client.id)
        return
    if not is_client_secret(given, secrets=(secret.value for secret in client.secrets)):
        raise errors.NotAuthorizedException.client_secret_mismatch(client.id)


def revoke_token(ctx: Context, request: RevokeTokenRequest) -> RevokeTokenResponse:
    """End the session of a refresh token, with all of its tokens.

    A token that means nothing, or whose session has ended, is no error. Other sessions of the user
    go on.

    Raises: UnauthorizedException (client or its secret), UnsupportedOperationException (revocation
    is off), UnsupportedTokenTypeException (an ID or access token).
    Source: API reference "RevokeToken"; Developer Guide "Ending user sessions with token
    revocation".
    """
    if request.get("RevokeAssociatedSessions", "NONE") != "NONE":
        raise NotEmulatedException.named("RevokeToken with RevokeAssociatedSessions")
    with ctx.writing() as store:
        client = _revoking_client(store, request)
        if jwt.parse(request["Token"]) is not None:
            raise errors.UnsupportedTokenTypeException.not_a_refresh_token()
        found = store.tokens.by_refresh(refresh_tokens.fingerprint(request["Token"]))
        if found is None:
            return {}
        _, session = found
        if session.client_id != client.id:
            raise errors.UnauthorizedException.wrong_client()
        store.tokens.revoke(session.pool_id, session.event_id, ctx.now)
    return {}


def _revoking_client(store: Store, request: RevokeTokenRequest) -> AppClient:
    client = store.clients.get(request["ClientId"])
    if client is None:
        raise errors.UnauthorizedException.wrong_client()
    given = request.get("ClientSecret")
    if client.secrets or given is not None:
        secrets = [secret.value for secret in client.secrets]
        if given is None or not is_client_secret(given, secrets=secrets):
            raise errors.UnauthorizedException.invalid_client_secret()
    if not client.revocation_enabled:
        raise errors.UnsupportedOperationException.revocation_disabled()
    return client
