"""Groups and their members. A group's name is unique in its pool in any casing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.groups import Group, by_precedence, group_key
from cognito_emulator.storage.columns import (
    decode_instant,
    decode_json,
    encode_instant,
    encode_json,
    is_storable,
)
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.storage.pools import pool_number
from cognito_emulator.storage.prepared import (
    Prepared,
    bind,
    equal_to_parameters,
    insert_new,
    limit,
)
from cognito_emulator.storage.tables import group_members, groups, users
from cognito_emulator.storage.user_rows import COLUMNS as USER_COLUMNS
from cognito_emulator.storage.user_rows import decode as decode_user

if TYPE_CHECKING:
    from datetime import datetime

    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.transaction import Transaction

_COLUMNS: Final = (
    groups.c.pool_id,
    groups.c.name,
    groups.c.precedence,
    groups.c.created_at,
    groups.c.modified_at,
    groups.c.document,
)
_BY_KEY: Final = equal_to_parameters(groups, "pool_id", "key")
_INSERT: Final = insert_new(groups)
_GET: Final = Prepared(sa.select(*_COLUMNS).where(_BY_KEY))
_SAVE: Final = Prepared(
    sa.update(groups)
    .where(_BY_KEY)
    .values(
        precedence=bind("precedence", sa.BigInteger),
        modified_at=bind("modified_at", sa.BigInteger),
        document=bind("document"),
    )
)
_DELETE: Final = Prepared(sa.delete(groups).where(_BY_KEY))
_PAGE: Final = Prepared(
    sa.select(*_COLUMNS)
    .where(groups.c.pool_id == bind("pool_id"), groups.c.key > bind("after"))
    .order_by(groups.c.key)
    .limit(limit())
)
_COUNT: Final = Prepared(
    sa.select(sa.func.count()).select_from(groups).where(equal_to_parameters(groups, "pool_id"))
)

_ADD_MEMBER: Final = insert_new(group_members)
_REMOVE_MEMBER: Final = Prepared(
    sa.delete(group_members).where(
        equal_to_parameters(group_members, "pool_id", "group_key", "user_key")
    )
)
_OF_USER: Final = (
    sa.select(*_COLUMNS)
    .select_from(
        group_members.join(
            groups,
            sa.and_(
                groups.c.pool_id == group_members.c.pool_id,
                groups.c.key == group_members.c.group_key,
            ),
        )
    )
    .where(equal_to_parameters(group_members, "pool_id", "user_key"))
)
_GROUPS_OF: Final = Prepared(_OF_USER)
_PAGE_OF_USER: Final = Prepared(
    _OF_USER.where(group_members.c.group_key > bind("after"))
    .order_by(group_members.c.group_key)
    .limit(limit())
)
_PAGE_MEMBERS: Final = Prepared(
    sa.select(*USER_COLUMNS)
    .select_from(
        group_members.join(
            users,
            sa.and_(users.c.pool == pool_number(), users.c.key == group_members.c.user_key),
        )
    )
    .where(
        equal_to_parameters(group_members, "pool_id", "group_key"),
        group_members.c.user_key > bind("after"),
    )
    .order_by(group_members.c.user_key)
    .limit(limit())
)


class GroupRepository:
    """Groups of pools. Pages go by name; `after` is the name of the last group shown."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def insert(self, group: Group) -> None:
        """Add a group.

        Raises: AlreadyExists, also for another casing of the name.
        """
        row = {
            **_row(group),
            "name": group.name,
            "created_at": encode_instant(group.created_at),
        }
        if self._transaction.write(_INSERT, row) == 0:
            raise AlreadyExists("group", group.name)

    def get(self, pool_id: str, name: str) -> Group | None:
        """Return a group by its name, in any casing."""
        if not is_storable(name):
            return None
        row = self._transaction.row(_GET, {"pool_id": pool_id, "key": group_key(name)})
        return None if row is None else _group(row)

    def save(self, group: Group) -> None:
        """Write a group that exists; its name and creation stay."""
        self._transaction.write(_SAVE, _row(group))

    def delete(self, pool_id: str, name: str) -> None:
        """Delete a group and its memberships."""
        self._transaction.write(_DELETE, {"pool_id": pool_id, "key": group_key(name)})

    def page(self, pool_id: str, after: str | None, limit: int) -> list[Group]:
        """Return groups of a pool."""
        parameters = {"pool_id": pool_id, "after": group_key(after or ""), "limit": limit}
        return [_group(row) for row in self._transaction.rows(_PAGE, parameters)]

    def count(self, pool_id: str) -> int:
        """Return how many groups a pool has."""
        row = self._transaction.row(_COUNT, {"pool_id": pool_id})
        return 0 if row is None else int(row[0])

    def add_member(self, pool_id: str, name: str, user_key: str, at: datetime) -> None:
        """Put a user into a group; a user who is in it stays in it.

        Raises: OwnerGone when the group does not exist.
        """
        row = {
            "pool_id": pool_id,
            "group_key": group_key(name),
            "user_key": user_key,
            "added_at": encode_instant(at),
        }
        self._transaction.write(_ADD_MEMBER, row)

    def remove_member(self, pool_id: str, name: str, user_key: str) -> None:
        """Take a user out of a group; a user who is not in it is no error."""
        row = {"pool_id": pool_id, "group_key": group_key(name), "user_key": user_key}
        self._transaction.write(_REMOVE_MEMBER, row)

    def groups_of(self, pool_id: str, user_key: str) -> list[Group]:
        """Return all groups of a user, best precedence first, then the older."""
        rows = self._transaction.rows(_GROUPS_OF, {"pool_id": pool_id, "user_key": user_key})
        return by_precedence(_group(row) for row in rows)

    def page_of_user(
        self, pool_id: str, user_key: str, after: str | None, limit: int
    ) -> list[Group]:
        """Return groups of a user."""
        parameters = {
            "pool_id": pool_id,
            "user_key": user_key,
            "after": group_key(after or ""),
            "limit": limit,
        }
        return [_group(row) for row in self._transaction.rows(_PAGE_OF_USER, parameters)]

    def page_members(self, pool_id: str, name: str, after: str | None, limit: int) -> list[User]:
        """Return users in a group in the order of their keys, after the key `after`."""
        parameters = {
            "pool_id": pool_id,
            "group_key": group_key(name),
            "after": after or "",
            "limit": limit,
        }
        return [
            decode_user(pool_id, row) for row in self._transaction.rows(_PAGE_MEMBERS, parameters)
        ]


def _row(group: Group) -> dict[str, object]:
    document = {"description": group.description, "role_arn": group.role_arn}
    return {
        "pool_id": group.pool_id,
        "key": group_key(group.name),
        "precedence": group.precedence,
        "modified_at": encode_instant(group.modified_at),
        "document": encode_json(document),
    }


def _group(row: tuple[Any, ...]) -> Group:
    pool_id, name, precedence, created_at, modified_at, document = row
    return Group(
        pool_id=pool_id,
        name=name,
        precedence=precedence,
        created_at=decode_instant(created_at),
        modified_at=decode_instant(modified_at),
        **decode_json(document),
    )
