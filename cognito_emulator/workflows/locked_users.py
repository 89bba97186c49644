"""Changing a user: a write transaction that is alone on the user, who is read inside it.

Whoever reads a user, decides, and writes it back does so under the user's lock, or two calls at once
would undo each other's changes. The lock's name is the user's key, which has to be looked up first.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cognito_emulator.workflows import lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cognito_emulator.context import Context
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.store import Store
    from cognito_emulator.workflows.lookup import TokenUser


@contextmanager
def of_token(ctx: Context, access_token: str) -> Iterator[tuple[Store, TokenUser]]:
    """Open a write transaction alone on the user behind an access token.

    Raises: NotAuthorizedException, UserNotFoundException.
    """
    with ctx.reading() as store:
        claims = lookup.genuine_claims(ctx, store, access_token)
        user = lookup.user_of_claims(ctx, store, claims).user
    with ctx.writing(lookup.lock_of(user)) as store:
        yield store, lookup.user_of_claims(ctx, store, claims)


@contextmanager
def named(ctx: Context, pool_id: str, username: str) -> Iterator[tuple[Store, UserPool, User]]:
    """Open a write transaction alone on the user whom an administrator's call names.

    Raises: ResourceNotFoundException (pool), UserNotFoundException.
    """
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        user = lookup.require_user(store, pool, username)
    with ctx.writing(lookup.lock_of(user)) as store:
        yield store, pool, lookup.again(store, user)
