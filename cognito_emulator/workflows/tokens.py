"""Tokens: issue them for a finished sign-in, refresh, rotate and revoke them.

What tokens will say is decided inside the caller's transaction (`TokenOrder`); they are signed after
it (`TokenOrder.sign`), because two RSA signatures take longer than everything else together.

Every token belongs to a session (`domain/sessions`). A refresh token only names it: storage knows
the token by its SHA-256, and revoking the session ends all of its tokens at once.

Source: Developer Guide "Refresh tokens", "Ending user sessions with token revocation".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import refresh_tokens
from cognito_emulator.domain.claims import (
    SELF_SERVICE_SCOPE,
    TokenGrant,
    access_token_claims,
    id_token_claims,
)
from cognito_emulator.domain.sessions import RefreshToken, TokenSession
from cognito_emulator.errors import idp as errors

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import AuthenticationResultType
    from cognito_emulator.context import Context
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.jwt import TokenSigner
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.store import Store

TOKEN_TYPE: Final = "Bearer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSigners:
    """The loaded signing keys of a pool."""

    id_token: TokenSigner
    access_token: TokenSigner


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenOrder:
    """Tokens that were decided on, waiting to be signed once the transaction is over."""

    grant: TokenGrant
    signers: PoolSigners
    id_jti: str
    access_jti: str
    refresh_token: str | None

    def sign(self) -> AuthenticationResultType:
        """Return the AuthenticationResult; ExpiresIn is the access token's lifetime in seconds."""
        result: AuthenticationResultType = {
            "AccessToken": self.signers.access_token.sign(
                access_token_claims(self.grant, self.access_jti)
            ),
            "ExpiresIn": self.grant.client.access_token_seconds,
            "TokenType": TOKEN_TYPE,
            "IdToken": self.signers.id_token.sign(id_token_claims(self.grant, self.id_jti)),
        }
        if self.refresh_token is not None:
            result["RefreshToken"] = self.refresh_token
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A refresh token that may be used: the session it continues, and whose it is."""

    user: User
    session: TokenSession
    token: RefreshToken


def issuer_of(ctx: Context, pool: UserPool) -> str:
    """Return the URL that tokens of a pool name as their issuer.

    By default it is where the emulator was reached, so that verifiers find its keys; on request it
    is the one the pool would have on AWS.
    Source: Developer Guide "User pool endpoints"; API reference `IssuerConfigurationType`.
    """
    if ctx.settings.issuer == "emulator":
        return f"{ctx.public_url.rstrip('/')}/{pool.id}"
    kind = pool.configuration.get("IssuerConfiguration", {}).get("Type", "ORIGINAL")
    prefix = "issuer-cognito-idp" if kind == "UPDATED" else "cognito-idp"
    suffix = "amazonaws.com.cn" if pool.region.startswith("cn-") else "amazonaws.com"
    return f"https://{prefix}.{pool.region}.{suffix}/{pool.id}"


def signers_of(ctx: Context, store: Store, pool_id: str) -> PoolSigners:
    """Return the signing keys of a pool, loaded."""
    keys = store.keys.for_pool(pool_id)
    if keys is None:
        message = f"The pool {pool_id} has no signing keys."
        raise LookupError(message)
    return PoolSigners(
        id_token=ctx.keys.signer(pool_id, keys.id_token),
        access_token=ctx.keys.signer(pool_id, keys.access_token),
    )


def open_session(
    ctx: Context, store: Store, *, pool: UserPool, client: AppClient, user: User
) -> TokenOrder:
    """Begin a session for a user who has just signed in, with its first refresh token."""
    session = TokenSession(
        pool_id=pool.id,
        event_id=ctx.entropy.uuid(),
        origin_jti=ctx.entropy.uuid(),
        client_id=client.id,
        user_key=user.key,
        authenticated_at=ctx.now,
        expires_at=ctx.now + timedelta(seconds=client.refresh_token_seconds),
        scopes=(SELF_SERVICE_SCOPE,),
    )
    signers = signers_of(ctx, store, pool.id)
    text = _mint(ctx, pool, session, signers)
    store.tokens.open(session, _refresh_token(ctx, session, text))
    return _order(ctx, store, pool, client, user, session, signers, text)


def find_renewal(
    ctx: Context, store: Store, *, pool: UserPool, client: AppClient, text: str
) -> Renewal:
    """Return what a refresh token allows, if it still does.

    A token that rotation has replaced works until the grace period is over, without one not at all;
    its later use is refused and leaves the session as it is.

    Raises: NotAuthorizedException, RefreshTokenReuseException.
    Source: Developer Guide "Refresh tokens"; that reuse does not end the session is inferred: the
    guide speaks only of the replaced token.
    """
    found = store.tokens.by_refresh(refresh_tokens.fingerprint(text))
    if found is None:
        raise errors.NotAuthorizedException.invalid_refresh_token()
    token, session = found
    if (session.pool_id, session.client_id) != (pool.id, client.id):
        raise errors.NotAuthorizedException.invalid_refresh_token()
    user = store.users.get(pool.id, session.user_key)
    if user is None:
        raise errors.NotAuthorizedException.invalid_refresh_token()
    _check_renewable(ctx, client, user, session, token)
    return Renewal(user=user, session=session, token=token)


def _check_renewable(
    ctx: Context, client: AppClient, user: User, session: TokenSession, token: RefreshToken
) -> None:
    if not user.enabled:
        raise errors.NotAuthorizedException.user_disabled()
    if session.revoked_at is not None:
        raise errors.NotAuthorizedException.refresh_token_revoked()
    if ctx.now >= session.expires_at:
        raise errors.NotAuthorizedException.refresh_token_expired()
    if token.superseded_at is not None:
        grace = timedelta(seconds=client.rotation or 0)
        if ctx.now >= token.superseded_at + grace:
            raise errors.RefreshTokenReuseException.rotated()


def renew(
    ctx: Context, store: Store, *, pool: UserPool, client: AppClient, renewal: Renewal
) -> TokenOrder:
    """Return new ID and access tokens of the same session; `auth_time` does not move.

    Where refresh tokens rotate, a new one is made for the remaining life of the session.

    Raises: RefreshTokenReuseException, when another call replaced the token at the same time.
    """
    session = renewal.session
    signers = signers_of(ctx, store, pool.id)
    text = None
    if client.rotation is not None:
        text = _mint(ctx, pool, session, signers)
        new = _refresh_token(ctx, session, text)
        if not store.tokens.rotate(renewal.token.digest, ctx.now, new) and client.rotation == 0:
            raise errors.RefreshTokenReuseException.rotated()
    return _order(ctx, store, pool, client, renewal.user, session, signers, text)


def _order(
    ctx: Context,
    store: Store,
    pool: UserPool,
    client: AppClient,
    user: User,
    session: TokenSession,
    signers: PoolSigners,
    refresh_token: str | None,
) -> TokenOrder:
    grant = TokenGrant(
        issuer=issuer_of(ctx, pool),
        pool=pool,
        client=client,
        user=user,
        session=session,
        groups=store.groups.groups_of(pool.id, user.key),
        now=ctx.now,
    )
    return TokenOrder(
        grant=grant,
        signers=signers,
        id_jti=ctx.entropy.uuid(),
        access_jti=ctx.entropy.uuid(),
        refresh_token=refresh_token,
    )


def _mint(ctx: Context, pool: UserPool, session: TokenSession, signers: PoolSigners) -> str:
    claims = {
        "origin_jti": session.origin_jti,
        "event_id": session.event_id,
        "iat": int(ctx.now.timestamp()),
        "exp": int(session.expires_at.timestamp()),
    }
    keys = refresh_tokens.RefreshTokenKeys(
        public_key=signers.access_token.public_key, secret=pool.secret
    )
    random = ctx.entropy.token_bytes(refresh_tokens.RANDOM_BYTES)
    return refresh_tokens.mint(claims, keys, random)


def _refresh_token(ctx: Context, session: TokenSession, text: str) -> RefreshToken:
    return RefreshToken(
        digest=refresh_tokens.fingerprint(text),
        pool_id=session.pool_id,
        event_id=session.event_id,
        issued_at=ctx.now,
    )
