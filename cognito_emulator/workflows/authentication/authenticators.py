"""Setting up an authenticator app: by an access token, or within a sign-in at MFA_SETUP.

A secret is pending until a code of it has been given; then it replaces the one before. The code
given counts as used: the sign-in that follows needs the next one.

Source: Developer Guide "TOTP software token MFA"; the used code: amplify-swift waits 30 seconds
between VerifySoftwareToken and the sign-in for that reason.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cognito_emulator.domain import totp
from cognito_emulator.domain.challenges import ChallengeName
from cognito_emulator.domain.users import MfaFactor
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows.authentication import gates, mfa_setup, progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cognito_emulator.context import Context
    from cognito_emulator.domain.challenges import SignInProgress
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import MfaSettings, User
    from cognito_emulator.storage.store import Store


def new_secret(ctx: Context, pool: UserPool) -> str:
    """Return a new secret, as SecretCode shows it.

    Raises: SoftwareTokenMFANotFoundException where the pool does not offer authenticators.
    """
    _require_offered(pool)
    return totp.secret_text(ctx.entropy.token_bytes(totp.SECRET_BYTES))


def _require_offered(pool: UserPool) -> None:
    if MfaFactor.TOTP not in pool.mfa_factors:
        raise errors.SoftwareTokenMFANotFoundException.pool()


def verified(
    ctx: Context,
    pool: UserPool,
    mfa: MfaSettings,
    secret: str | None,
    *,
    code: str,
    device_name: str | None,
) -> MfaSettings:
    """Return the settings with `secret` verified by a code.

    Raises: SoftwareTokenMFANotFoundException where the pool does not offer authenticators;
    EnableSoftwareTokenMFAException for a wrong code, or without a secret to verify.
    """
    _require_offered(pool)
    step = None if secret is None else totp.matching_step(secret, code, ctx.now)
    if step is None:
        raise errors.EnableSoftwareTokenMFAException.mismatch()
    return replace(
        mfa,
        totp_secret=secret,
        totp_pending=None,
        totp_device_name=device_name,
        totp_last_step=step,
    )


def associate_in_sign_in(ctx: Context, text: str) -> tuple[str, str]:
    """Issue a secret within a sign-in; return it with the Session of the next step.

    Raises: NotAuthorizedException (session), SoftwareTokenMFANotFoundException.
    """
    with _at_setup(ctx, text) as (store, setup):
        secret = new_secret(ctx, setup.pool)
        return secret, _next_step(ctx, store, setup, {mfa_setup.SECRET: secret})


def verify_in_sign_in(ctx: Context, text: str, *, code: str, device_name: str | None) -> str:
    """Verify the secret of a sign-in; return the Session that answers MFA_SETUP.

    A wrong code leaves the session as it is.

    Raises: NotAuthorizedException (session), EnableSoftwareTokenMFAException,
    SoftwareTokenMFANotFoundException.
    """
    with _at_setup(ctx, text) as (store, setup):
        secret = setup.waiting.memory.get(mfa_setup.SECRET)
        mfa = verified(ctx, setup.pool, setup.user.mfa, secret, code=code, device_name=device_name)
        store.users.save(replace(setup.user, mfa=mfa))
        return _next_step(ctx, store, setup, {mfa_setup.VERIFIED: "true"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setup:
    """What a Session at MFA_SETUP stands for; the call names neither pool nor client."""

    pool: UserPool
    client: AppClient
    user: User
    waiting: SignInProgress


@contextmanager
def _at_setup(ctx: Context, text: str) -> Iterator[tuple[Store, _Setup]]:
    """Open a write transaction alone on the user who stands at MFA_SETUP."""
    with ctx.reading() as store:
        waiting = progress.load_anywhere(ctx, store, text)
    with ctx.writing(progress.lock_of(waiting)) as store:
        # Loaded again under the user's lock: another call may have used the text meanwhile.
        yield store, _setup(ctx, store, progress.load_anywhere(ctx, store, text))


def _setup(ctx: Context, store: Store, waiting: SignInProgress) -> _Setup:
    client, pool = store.clients.get(waiting.client_id), store.pools.get(waiting.pool_id)
    user = None if waiting.user_key is None else store.users.get(waiting.pool_id, waiting.user_key)
    if (
        client is None
        or pool is None
        or user is None
        or user.created_at > waiting.started_at
        or waiting.asked is not ChallengeName.MFA_SETUP
        or not gates.has_same_password(waiting, user)
    ):
        raise errors.NotAuthorizedException.invalid_session()
    gates.before_proof(user, ctx.now)
    return _Setup(pool=pool, client=client, user=user, waiting=waiting)


def _next_step(ctx: Context, store: Store, setup: _Setup, memory: Mapping[str, str]) -> str:
    progress.use_up(ctx, store, setup.waiting)
    text, asked = progress.new_session(ctx), setup.waiting.asked
    progress.ask(ctx, store, setup.client, setup.waiting, text=text, asked=asked, memory=memory)
    return text
