"""Who and what a request names: pools, clients, users, and the user behind an access token.

The only place that says "does not exist". Storage answers None; what absence means is decided here, and so is what
`PreventUserExistenceErrors` hides (`hides_existence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import jwt, secret_hash, usernames
from cognito_emulator.domain.claims import SELF_SERVICE_SCOPE
from cognito_emulator.errors import idp as errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cognito_emulator.context import Context
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.sessions import TokenSession
    from cognito_emulator.domain.usernames import UsernameRules
    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.store import Store

_REFUSALS: Final = {
    jwt.TokenRefusal.MALFORMED: errors.NotAuthorizedException.access_token_invalid,
    jwt.TokenRefusal.UNKNOWN_KEY: errors.NotAuthorizedException.access_token_signature,
    jwt.TokenRefusal.BAD_SIGNATURE: errors.NotAuthorizedException.access_token_signature,
    jwt.TokenRefusal.EXPIRED: errors.NotAuthorizedException.access_token_expired,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenUser:
    """The user behind a valid access token, with all that the token stands on."""

    pool: UserPool
    client: AppClient
    user: User
    session: TokenSession
    claims: Mapping[str, object]


def require_pool(ctx: Context, store: Store, pool_id: str) -> UserPool:
    """Return a pool of the caller's region and account.

    Raises: ResourceNotFoundException; a pool of another region or account does not exist for a signed call.
    """
    pool = store.pools.get(pool_id)
    if pool is None or not _is_visible(ctx, pool):
        raise errors.ResourceNotFoundException.pool(pool_id)
    return pool


def _is_visible(ctx: Context, pool: UserPool) -> bool:
    if ctx.region is not None and ctx.region != pool.region:
        return False
    return not ctx.signed or ctx.account_id == pool.account_id


def require_client(ctx: Context, store: Store, client_id: str) -> tuple[UserPool, AppClient]:
    """Return a client and its pool, for calls that name the client alone.

    Raises: ResourceNotFoundException.
    """
    client = store.clients.get(client_id)
    pool = None if client is None else store.pools.get(client.pool_id)
    if client is None or pool is None or (ctx.region is not None and ctx.region != pool.region):
        raise errors.ResourceNotFoundException.client(client_id)
    return pool, client


def calling_app(
    ctx: Context, client_id: str, *, username: str, secret_hash: str | None
) -> tuple[UserPool, AppClient]:
    """Return the client, and its pool, that calls on behalf of `username` and proves its secret.

    Raises: ResourceNotFoundException, NotAuthorizedException.
    """
    with ctx.reading() as store:
        pool, client = require_client(ctx, store, client_id)
    check_secret_hash(client, username, secret_hash)
    return pool, client


def require_client_of(ctx: Context, store: Store, pool: UserPool, client_id: str) -> AppClient:
    """Return a client of this pool; one of another pool does not exist for it.

    Raises: ResourceNotFoundException.
    """
    _, client = require_client(ctx, store, client_id)
    if client.pool_id != pool.id:
        raise errors.ResourceNotFoundException.client(client_id)
    return client


def find_user(store: Store, pool: UserPool, name: str) -> User | None:
    """Return the user who signs in with this name: username or alias."""
    return _first(store, pool, name, usernames.sign_in_kinds)


def require_enabled(found: User | None) -> User:
    """Return the user whom an app's call names, if there is one and it is not disabled.

    Raises: UserNotFoundException, NotAuthorizedException. Source: observed at ConfirmSignUp,
    ResendConfirmationCode, ForgotPassword and ConfirmForgotPassword.
    """
    if found is None:
        raise errors.UserNotFoundException.client_combination()
    if not found.enabled:
        raise errors.NotAuthorizedException.user_disabled()
    return found


def require_user(store: Store, pool: UserPool, username: str) -> User:
    """Return the user whom an administrator's call names by username, alias or sub.

    Raises: UserNotFoundException.
    """
    user = _first(store, pool, username, usernames.admin_kinds)
    if user is None:
        raise errors.UserNotFoundException.user()
    return user


def _first(
    store: Store,
    pool: UserPool,
    name: str,
    kinds_of: Callable[[UsernameRules, str], tuple[str, ...]],
) -> User | None:
    rules = pool.username_rules
    compared = usernames.normalise(rules, name)
    for kind in kinds_of(rules, name):
        if kind == "username":
            user = store.users.get(pool.id, compared)
        elif kind == "sub":
            user = store.users.by_sub(pool.id, name.lower())
        else:
            user = store.users.by_alias(pool.id, kind, compared)
        if user is not None:
            return user
    return None


def lock_of(user: User) -> str:
    """Return the name of the lock that writers of this user take."""
    return f"user:{user.pool_id}:{user.key}"


def again(store: Store, user: User) -> User:
    """Return the user as it is now, under its lock: another call may have changed it meanwhile.

    Raises: UserNotFoundException when it was deleted, or made anew.
    """
    found = store.users.get(user.pool_id, user.key)
    if found is None or found.sub != user.sub:
        raise errors.UserNotFoundException.user()
    return found


def check_secret_hash(client: AppClient, username: str, given: str | None) -> None:
    """Hold a SECRET_HASH against the client's secrets; `username` is the one sent in the same call.

    Raises: NotAuthorizedException when the client has a secret and the hash is absent or wrong, and when a client without a
    secret is sent one (inferred).
    """
    if given is None:
        if client.secrets:
            raise errors.NotAuthorizedException.secret_hash_missing(client.id)
        return
    values = [secret.value for secret in client.secrets]
    if not secret_hash.is_secret_hash(
        given, username=username, client_id=client.id, secrets=values
    ):
        raise errors.NotAuthorizedException.secret_hash_mismatch(client.id)


def hides_existence(client: AppClient) -> bool:
    """Tell whether this client must not learn if a user exists (PreventUserExistenceErrors=ENABLED)."""
    return client.prevents_user_existence_errors


def user_of_token(ctx: Context, store: Store, access_token: str) -> TokenUser:
    """Return the user behind an access token that is genuine, unexpired, unrevoked and has the self-service scope.

    Raises: NotAuthorizedException, UserNotFoundException when the user has been deleted since.
    Source: observed wording, `facts` of token-authorised operations.
    """
    return user_of_claims(ctx, store, genuine_claims(ctx, store, access_token))


def user_of_claims(ctx: Context, store: Store, claims: Mapping[str, object]) -> TokenUser:
    """Return the user behind the claims of a genuine access token, if they still hold.

    Raises: as `user_of_token`.
    """
    pool_id, event_id = str(claims["iss"]).rpartition("/")[2], claims.get("event_id")
    if not isinstance(event_id, str):
        raise errors.NotAuthorizedException.access_token_invalid()
    pool, client = require_client(ctx, store, str(claims["client_id"]))
    session = store.tokens.session(pool_id, event_id)
    user = store.users.get(
        pool_id, usernames.normalise(pool.username_rules, str(claims["username"]))
    )
    if user is None or user.sub != claims["sub"]:
        raise errors.UserNotFoundException.user()
    if session is None or session.revoked_at is not None:
        raise errors.NotAuthorizedException.access_token_revoked()
    if not user.enabled:
        raise errors.NotAuthorizedException.user_disabled()
    if SELF_SERVICE_SCOPE not in str(claims.get("scope", "")).split():
        raise errors.NotAuthorizedException.access_token_scopes()
    return TokenUser(pool=pool, client=client, user=user, session=session, claims=claims)


def genuine_claims(ctx: Context, store: Store, access_token: str) -> Mapping[str, object]:
    """Return the claims of an access token of ours that has not expired.

    Raises: NotAuthorizedException.
    """
    parsed = jwt.parse(access_token)
    if parsed is None or parsed.text("token_use") != "access":
        raise errors.NotAuthorizedException.access_token_invalid()
    pool_id = parsed.text("iss").rpartition("/")[2]
    keys = store.keys.for_pool(pool_id)
    if keys is None:
        raise errors.NotAuthorizedException.access_token_invalid()
    signer = ctx.keys.signer(pool_id, keys.access_token)
    refusal = jwt.refusal(parsed, {keys.access_token.kid: signer}, ctx.now)
    if refusal is not None:
        raise _REFUSALS[refusal]()  # noqa: RSE102 - a constructor, not a class
    return parsed.claims
