"""Saving a user's attributes together with the names the user signs in by.

Whatever changes attributes goes through here, because a verified address may be an alias and an
alias belongs to one user of the pool.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.usernames import alias_keys
from cognito_emulator.errors import idp as errors
from cognito_emulator.storage.errors import AlreadyExists

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cognito_emulator.context import Context
    from cognito_emulator.domain.codes import ConfirmationCode
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.store import Store


def save_user(store: Store, pool: UserPool, user: User) -> None:
    """Save a user with the aliases that its attributes make.

    Raises: AliasExistsException when one of them is another user's.
    """
    aliases = alias_keys(pool.username_rules, user.attributes)
    try:
        store.users.save(user, aliases=aliases)
    except AlreadyExists as error:
        raise errors.AliasExistsException.attribute(kind_of(aliases, error.value)) from error


def save_attributes(
    ctx: Context, store: Store, pool: UserPool, user: User, attributes: Mapping[str, str]
) -> User:
    """Save the user with exactly these attributes; return it.

    Raises: AliasExistsException.
    """
    changed = user.with_attributes(attributes, at=ctx.now)
    save_user(store, pool, changed)
    return changed


def save_verified(ctx: Context, store: Store, pool: UserPool, user: User, attribute: str) -> User:
    """Save that the user has proven to own an address; nothing is written when it was known.

    Raises: AliasExistsException.
    """
    if user.attributes.get(f"{attribute}_verified") == "true":
        return user
    return save_attributes(ctx, store, pool, user, verified(user.attributes, attribute))


def verified(attributes: Mapping[str, str], attribute: str) -> dict[str, str]:
    """Return attributes with the flag of an address set."""
    return {**attributes, f"{attribute}_verified": "true"}


def with_verified_address(
    attributes: Mapping[str, str], code: ConfirmationCode
) -> Mapping[str, str]:
    """Return attributes with the address verified that received a code, if it is still the user's."""
    name = code.attribute
    if name is None or attributes.get(name) != code.destination:
        return attributes
    return verified(attributes, name)


def take_over_aliases(
    ctx: Context, store: Store, pool: UserPool, attributes: Mapping[str, str], *, key: str
) -> None:
    """Take the aliases that these attributes make from whoever has them, for the user `key`.

    The other user's address stays, but is not verified any more.
    Source: API reference "ConfirmSignUp" and "AdminCreateUser", ForceAliasCreation.
    """
    for kind, value in alias_keys(pool.username_rules, attributes):
        owner = store.users.by_alias(pool.id, kind, value)
        if owner is not None and owner.key != key and kind != "preferred_username":
            unverified = {**owner.attributes, f"{kind}_verified": "false"}
            save_attributes(ctx, store, pool, owner, unverified)


def kind_of(aliases: Iterable[tuple[str, str]], value: str) -> str:
    """Return the kind of the alias with this value."""
    return next(kind for kind, alias in aliases if alias == value)
