"""A new password for a user: held against the pool's policy and history, and kept as SRP verifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain import passwords, srp
from cognito_emulator.errors import idp as errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from cognito_emulator.context import Context
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import StoredPassword, User, UserStatus


def check_policy(
    pool: UserPool,
    password: str,
    refuse: Callable[[str], errors.InvalidPasswordException],
) -> None:
    """Refuse a password that the pool's policy does not allow; `refuse` words the sentence about it.

    Raises: InvalidPasswordException.
    """
    reason = passwords.violation(password, pool.password_policy)
    if reason is not None:
        raise refuse(reason)


def kept(ctx: Context, pool: UserPool, username: str, password: str) -> StoredPassword:
    """Return what is kept of a password of the user with this username."""
    identity = srp.SrpIdentity.of_user(pool.id, username)
    return srp.stored_password(identity, password, ctx.entropy.token_bytes(srp.SALT_BYTES))


def is_password(pool: UserPool, user: User, password: str) -> bool:
    """Tell whether this is the user's password; a user without one has none."""
    identity = srp.SrpIdentity.of_user(pool.id, user.username)
    return user.password is not None and srp.password_matches(user.password, identity, password)


def changed(ctx: Context, pool: UserPool, user: User, password: str, *, status: UserStatus) -> User:
    """Return the user with a new permanent password, in `status`.

    Raises: InvalidPasswordException, PasswordHistoryPolicyViolationException.
    """
    check(pool, user, password)
    return user.with_password(
        kept(ctx, pool, user.username, password),
        status=status,
        at=ctx.now,
        history_size=pool.password_history_size,
    )


def check(pool: UserPool, user: User, password: str) -> None:
    """Refuse a new password of an existing user that policy or history do not allow.

    Raises: InvalidPasswordException, PasswordHistoryPolicyViolationException.
    """
    check_policy(pool, password, errors.InvalidPasswordException.policy)
    if passwords.was_used_before(
        password,
        identity=srp.SrpIdentity.of_user(pool.id, user.username),
        current=user.password,
        history=user.password_history,
        size=pool.password_history_size,
    ):
        raise errors.PasswordHistoryPolicyViolationException.used_before()
