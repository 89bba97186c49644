"""Ending a user's sessions everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import locked_users

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        AdminUserGlobalSignOutRequest,
        AdminUserGlobalSignOutResponse,
        GlobalSignOutRequest,
        GlobalSignOutResponse,
    )
    from cognito_emulator.context import Context


def global_sign_out(ctx: Context, request: GlobalSignOutRequest) -> GlobalSignOutResponse:
    """End every session of the user who asks: refresh, ID and access tokens, this one included.

    Raises: NotAuthorizedException, also for the token of a deleted user: the model lists no
    UserNotFoundException. Source: API reference "GlobalSignOut".
    """
    try:
        with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
            store.tokens.revoke_user(who.pool.id, who.user.key, ctx.now)
    except errors.UserNotFoundException:
        raise errors.NotAuthorizedException.access_token_revoked() from None
    return {}


def admin_user_global_sign_out(
    ctx: Context, request: AdminUserGlobalSignOutRequest
) -> AdminUserGlobalSignOutResponse:
    """End every session of a user.

    Raises: ResourceNotFoundException (pool), UserNotFoundException.
    Source: API reference "AdminUserGlobalSignOut".
    """
    with locked_users.named(ctx, request["UserPoolId"], request["Username"]) as (store, pool, user):
        store.tokens.revoke_user(pool.id, user.key, ctx.now)
    return {}
