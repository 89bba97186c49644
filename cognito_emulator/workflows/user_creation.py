"""Writing a new user, whoever creates it: the name and the aliases must be free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.usernames import alias_keys
from cognito_emulator.errors import idp as errors
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.workflows.attributes import kind_of

if TYPE_CHECKING:
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.store import Store


def insert_user(
    store: Store, pool: UserPool, user: User, *, taken: errors.UsernameExistsException
) -> None:
    """Add a user with the aliases that its attributes make; `taken` says that the name is not free.

    Raises: UsernameExistsException, also for an alias: the model of AdminCreateUser has no other.
    Source: observed, boto3#3213 (API reference "AdminCreateUser" speaks of AliasExistsException).
    """
    aliases = alias_keys(pool.username_rules, user.attributes)
    try:
        store.users.insert(user, aliases=aliases)
    except AlreadyExists as error:
        if error.what == "user":
            raise taken from error
        kind = kind_of(aliases, error.value)
        raise errors.UsernameExistsException.attribute(kind) from error
