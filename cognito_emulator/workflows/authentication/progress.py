"""Keeping a sign-in between two calls: a row, found by the text the client brings back.

A text serves one step. It is bound to the pool and the client that it was given to, lives as long as
the client's AuthSessionValidity, and tells garbage, expiry and reuse apart as AWS does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from cognito_emulator.domain import ids
from cognito_emulator.domain.challenges import session_digest
from cognito_emulator.errors import idp as errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.context import Context
    from cognito_emulator.domain.challenges import ChallengeName, SignInProgress
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.storage.store import Store


def new_session(ctx: Context) -> str:
    """Return a new Session text."""
    return ids.session(ctx.entropy.token_bytes(ids.SECRET_BYTES))


def ask(
    ctx: Context,
    store: Store,
    client: AppClient,
    progress: SignInProgress,
    *,
    text: str,
    asked: ChallengeName,
    memory: Mapping[str, str],
) -> SignInProgress:
    """Save the sign-in as waiting for the answer to `asked`, to be found again by `text`."""
    waiting = replace(
        progress,
        digest=session_digest(text),
        asked=asked,
        memory={**progress.memory, **memory},
        expires_at=ctx.now + timedelta(minutes=client.session_minutes),
        used_at=None,
    )
    store.sign_ins.insert(waiting)
    return waiting


def load(ctx: Context, store: Store, client: AppClient, text: str) -> SignInProgress:
    """Return the sign-in that waits under a text given to `client`.

    Raises: NotAuthorizedException, as `load_anywhere`, and for another client's text.
    """
    waiting = load_anywhere(ctx, store, text)
    if (waiting.pool_id, waiting.client_id) != (client.pool_id, client.id):
        raise errors.NotAuthorizedException.invalid_session()
    return waiting


def load_anywhere(ctx: Context, store: Store, text: str) -> SignInProgress:
    """Return the sign-in that waits under `text`, for calls that name no client.

    Raises: NotAuthorizedException, differently for a text that means nothing, one that was already
    used, and one that has expired.
    Source: texts observed; that reuse is told before expiry is inferred.
    """
    waiting = store.sign_ins.get(session_digest(text))
    if waiting is None:
        raise errors.NotAuthorizedException.invalid_session()
    if waiting.used_at is not None:
        raise errors.NotAuthorizedException.session_used()
    if ctx.now >= waiting.expires_at:
        raise errors.NotAuthorizedException.session_expired()
    return waiting


def lock_of(waiting: SignInProgress) -> str:
    """Return the name of the lock that writers of the sign-in's user take."""
    return f"user:{waiting.pool_id}:{waiting.user_key}"


def use_up(ctx: Context, store: Store, waiting: SignInProgress) -> None:
    """Say that the text has served its step; of several simultaneous calls one gets through.

    Raises: NotAuthorizedException.
    """
    if not store.sign_ins.mark_used(waiting.digest, ctx.now):
        raise errors.NotAuthorizedException.session_used()
