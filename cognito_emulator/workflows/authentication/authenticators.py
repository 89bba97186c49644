"""Setting up an authenticator app: by an access token, or within a sign-in at MFA_SETUP.

A secret is pending until a code of it has been given; then it replaces the one before. The code
given counts as used: the sign-in that follows needs the next one.

Source: Developer Guide "TOTP software token MFA"; the used code: amplify-swift waits 30 seconds
between VerifySoftwareToken and the sign-in for that reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cognito_emulator.domain import totp
from cognito_emulator.domain.challenges import ChallengeName
from cognito_emulator.domain.users import MfaFactor
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows.authentication import gates, mfa_setup, progress

if TYPE_CHECKING:
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
    if MfaFactor.TOTP not in pool.mfa_factors:
        raise errors.SoftwareTokenMFANotFoundException.pool()
    return totp.secret_text(ctx.entropy.token_bytes(totp.SECRET_BYTES))


def verified(
    mfa: MfaSettings, secret: str | None, ctx: Context, *, code: str, device_name: str | None
) -> MfaSettings:
    """Return the settings with `secret` verified by a code.

    Raises: EnableSoftwareTokenMFAException for a wrong code, or without a secret to verify.
    """
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
    with ctx.writing() as store:
        pool, client, waiting, _ = _at_setup(ctx, store, text)
        secret = new_secret(ctx, pool)
        session = _next_step(ctx, store, client, waiting.remembering({mfa_setup.SECRET: secret}))
    return secret, session


def verify_in_sign_in(ctx: Context, text: str, *, code: str, device_name: str | None) -> str:
    """Verify the secret of a sign-in; return the Session that answers MFA_SETUP.

    A wrong code leaves the session as it is.

    Raises: NotAuthorizedException (session), EnableSoftwareTokenMFAException.
    """
    with ctx.writing() as store:
        _, client, waiting, user = _at_setup(ctx, store, text)
        secret = waiting.memory.get(mfa_setup.SECRET)
        mfa = verified(user.mfa, secret, ctx, code=code, device_name=device_name)
        store.users.save(replace(user, mfa=mfa))
        return _next_step(ctx, store, client, waiting.remembering({mfa_setup.VERIFIED: "true"}))


def _at_setup(
    ctx: Context, store: Store, text: str
) -> tuple[UserPool, AppClient, SignInProgress, User]:
    """Return what a Session at MFA_SETUP stands for; the call names neither pool nor client."""
    waiting = progress.load_anywhere(ctx, store, text)
    client, pool = store.clients.get(waiting.client_id), store.pools.get(waiting.pool_id)
    user = None if waiting.user_key is None else store.users.get(waiting.pool_id, waiting.user_key)
    if (
        client is None
        or pool is None
        or user is None
        or user.created_at > waiting.started_at
        or waiting.asked is not ChallengeName.MFA_SETUP
    ):
        raise errors.NotAuthorizedException.invalid_session()
    gates.before_proof(user, ctx.now)
    return pool, client, waiting, user


def _next_step(ctx: Context, store: Store, client: AppClient, waiting: SignInProgress) -> str:
    progress.use_up(ctx, store, waiting)
    text = progress.new_session(ctx)
    progress.ask(ctx, store, client, waiting, text=text, asked=waiting.asked, memory={})
    return text
