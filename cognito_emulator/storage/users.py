"""Users, their aliases, and the rows ListUsers searches.

A user read by key, sub or alias in a write transaction stays as it was read until the transaction
ends: PostgreSQL locks the row, SQLite has one writer anyway. So neither a change nor a deletion by
somebody else can come between reading a user and writing it, or what belongs to it. A row of
`users` is always locked before its aliases, so that no two transactions wait for each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.storage import user_pages
from cognito_emulator.storage.columns import decode_json, encode_uuid, is_storable
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.storage.pools import pool_number
from cognito_emulator.storage.prepared import (
    Prepared,
    bind,
    equal_to_parameters,
    insert_new,
)
from cognito_emulator.storage.tables import (
    aliases,
    codes,
    group_members,
    request_counts,
    searchable_attributes,
    sign_ins,
    token_sessions,
    user_counts,
    users,
)
from cognito_emulator.storage.user_rows import (
    COLUMNS,
    decode,
    decode_aliases,
    encode,
    encode_aliases,
    encode_failures,
    searchable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cognito_emulator.domain.filters import UserFilter
    from cognito_emulator.domain.users import FailedAttempts, User
    from cognito_emulator.storage.transaction import Transaction


def _locking(select: sa.Select[Any]) -> tuple[Prepared, Prepared]:
    """Return a select of users for reading, and for a write transaction, where it locks."""
    return Prepared(select), Prepared(select.with_for_update(key_share=True, of=users))


_BY_KEY: Final = sa.and_(users.c.pool == pool_number(), users.c.key == bind("key"))
_CHANGING: Final = tuple(
    column.name for column in users.c if column.name not in {"pool", "key", "sub", "created_at"}
)

_INSERT: Final = insert_new(users, pool=pool_number())
_GET: Final = _locking(sa.select(*COLUMNS).where(_BY_KEY))
_BY_SUB: Final = _locking(
    sa.select(*COLUMNS).where(
        users.c.pool == pool_number(), users.c.sub == bind("sub", sa.LargeBinary)
    )
)
_ALIAS_KEY: Final = sa.and_(
    aliases.c.pool == pool_number(), equal_to_parameters(aliases, "kind", "value")
)
_BY_ALIAS: Final = _locking(
    sa.select(*COLUMNS)
    .select_from(
        aliases.join(
            users, sa.and_(users.c.pool == aliases.c.pool, users.c.key == aliases.c.user_key)
        )
    )
    .where(_ALIAS_KEY)
)
_SAVE: Final = Prepared(
    sa.update(users)
    .where(_BY_KEY)
    .values({name: bind(name, users.c[name].type) for name in _CHANGING})
)
_SAVE_FAILURES: Final = Prepared(
    sa.update(users)
    .where(_BY_KEY)
    .values(
        failed_count=bind("failed_count", sa.Integer), failed_at=bind("failed_at", sa.BigInteger)
    )
)
_NAMES: Final = _locking(sa.select(users.c.attributes, users.c.aliases).where(_BY_KEY))
_DELETE: Final = Prepared(sa.delete(users).where(_BY_KEY))
_DELETE_BELONGINGS: Final = tuple(
    Prepared(
        sa.delete(table).where(
            equal_to_parameters(table, "pool_id"), table.c.user_key == bind("key")
        )
    )
    for table in (codes, group_members, request_counts, sign_ins, token_sessions)
)

_INSERT_ALIAS: Final = insert_new(aliases, pool=pool_number())
_DELETE_ALIAS: Final = Prepared(
    sa.delete(aliases).where(_ALIAS_KEY, aliases.c.user_key == bind("user_key"))
)
_INSERT_SEARCHABLE: Final = insert_new(searchable_attributes, pool=pool_number())
_DELETE_SEARCHABLE: Final = Prepared(
    sa.delete(searchable_attributes).where(
        searchable_attributes.c.pool == pool_number(),
        equal_to_parameters(searchable_attributes, "name", "value", "user_key"),
    )
)


def _count_statement(insert: Callable[[sa.Table], Any]) -> sa.Executable:
    statement = insert(user_counts).values(
        pool_id=bind("pool_id"), shard=bind("shard", sa.SmallInteger), n=bind("n", sa.BigInteger)
    )
    result: sa.Executable = statement.on_conflict_do_update(
        index_elements=["pool_id", "shard"],
        set_={"n": user_counts.c.n + statement.excluded.n},
    )
    return result


_COUNT: Final = Prepared(_count_statement)


class UserRepository:
    """Users of pools, by key, sub or alias."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def insert(self, user: User, *, aliases: Iterable[tuple[str, str]] = ()) -> None:
        """Add a user with the (kind, value) pairs it signs in with beside its key.

        A value that no database can hold is no alias.
        Raises: AlreadyExists, of a `user` or an `alias`; nothing is written then. OwnerGone when
        the pool does not exist.
        """
        pairs = _storable(aliases)
        row = {**encode(user), "aliases": encode_aliases(pairs, user.attributes)}
        if self._transaction.write(_INSERT, row) == 0:
            raise AlreadyExists("user", user.username)
        taken = self._first_taken(user, pairs)
        if taken is not None:
            # Undone by hand: a savepoint would cost every sign-up two statements.
            self._transaction.write(_DELETE, {"pool_id": user.pool_id, "key": user.key})
            raise AlreadyExists("alias", taken)
        for name, value in sorted(searchable(user.attributes)):
            self._write_searchable(_INSERT_SEARCHABLE, user, name, value)
        self._count(user.pool_id, 1)

    def _first_taken(self, user: User, pairs: set[tuple[str, str]]) -> str | None:
        """Insert aliases; None, or the value of one that is taken, and then none is written."""
        written: list[dict[str, object]] = []
        for kind, value in sorted(pairs):  # in one order everywhere, or two writers could deadlock
            row: dict[str, object] = {
                "pool_id": user.pool_id,
                "kind": kind,
                "value": value,
                "user_key": user.key,
            }
            if self._transaction.write(_INSERT_ALIAS, row) == 0:
                for earlier in written:
                    self._transaction.write(_DELETE_ALIAS, earlier)
                return value
            written.append(row)
        return None

    def get(self, pool_id: str, key: str) -> User | None:
        """Return the user with this key."""
        if not is_storable(key):
            return None
        return self._find(_GET, {"pool_id": pool_id, "key": key})

    def by_sub(self, pool_id: str, sub: str) -> User | None:
        """Return the user with this sub."""
        return self._find(_BY_SUB, {"pool_id": pool_id, "sub": encode_uuid(sub)})

    def by_alias(self, pool_id: str, kind: str, value: str) -> User | None:
        """Return the user who signs in with this alias, given in its compared form."""
        if not is_storable(value):
            return None
        return self._find(_BY_ALIAS, {"pool_id": pool_id, "kind": kind, "value": value})

    def _find(
        self, statements: tuple[Prepared, Prepared], parameters: Mapping[str, str | bytes]
    ) -> User | None:
        row = self._transaction.row(statements[self._transaction.may_write], parameters)
        return None if row is None else decode(str(parameters["pool_id"]), row)

    def save(self, user: User, *, aliases: Iterable[tuple[str, str]] | None = None) -> None:
        """Write a user who exists; `aliases` replaces its aliases, None leaves them as they are.

        Raises: AlreadyExists, of an `alias`; nothing is written then.
        """
        names = self._names(user.pool_id, user.key)
        if names is None:
            return
        old_attributes, old_aliases = names
        new_aliases = old_aliases if aliases is None else _storable(aliases)
        taken = self._first_taken(user, new_aliases - old_aliases)
        if taken is not None:
            raise AlreadyExists("alias", taken)
        for kind, value in sorted(old_aliases - new_aliases):
            self._delete_alias(user.pool_id, user.key, kind, value)
        row = {**encode(user), "aliases": encode_aliases(new_aliases, user.attributes)}
        self._transaction.write(_SAVE, {name: row[name] for name in ("pool_id", "key", *_CHANGING)})
        before, now = searchable(old_attributes), searchable(user.attributes)
        for name, value in sorted(before - now):
            self._write_searchable(_DELETE_SEARCHABLE, user, name, value)
        for name, value in sorted(now - before):
            self._write_searchable(_INSERT_SEARCHABLE, user, name, value)

    def save_failures(self, pool_id: str, key: str, failures: FailedAttempts) -> None:
        """Write only the failure count of a user."""
        row = {"pool_id": pool_id, "key": key, **encode_failures(failures)}
        self._transaction.write(_SAVE_FAILURES, row)

    def delete(self, pool_id: str, key: str) -> None:
        """Delete a user, if there is one, with all that belongs to it but the messages sent to it."""
        names = self._names(pool_id, key)
        if names is None:
            return
        attributes, pairs = names
        for kind, value in sorted(pairs):
            self._delete_alias(pool_id, key, kind, value)
        for name, value in sorted(searchable(attributes)):
            row = {"pool_id": pool_id, "name": name, "value": value, "user_key": key}
            self._transaction.write(_DELETE_SEARCHABLE, row)
        for statement in _DELETE_BELONGINGS:
            self._transaction.write(statement, {"pool_id": pool_id, "key": key})
        self._transaction.write(_DELETE, {"pool_id": pool_id, "key": key})
        self._count(pool_id, -1)

    def page(
        self,
        pool_id: str,
        user_filter: UserFilter | None,
        after: tuple[str, ...] | None,
        limit: int,
    ) -> list[User]:
        """Return up to `limit` users that the filter accepts, after a position.

        `user_pages.position` of the last user of a page is the `after` of the next one.
        """
        return user_pages.page(self._transaction, pool_id, user_filter, after, limit)

    def _names(
        self, pool_id: str, key: str
    ) -> tuple[Mapping[str, str], set[tuple[str, str]]] | None:
        statement = _NAMES[self._transaction.may_write]
        row = self._transaction.row(statement, {"pool_id": pool_id, "key": key})
        if row is None:
            return None
        attributes = decode_json(row[0])
        return attributes, decode_aliases(row[1], attributes)

    def _delete_alias(self, pool_id: str, key: str, kind: str, value: str) -> bool:
        row = {"pool_id": pool_id, "kind": kind, "value": value, "user_key": key}
        return self._transaction.write(_DELETE_ALIAS, row) == 1

    def _write_searchable(self, statement: Prepared, user: User, name: str, value: str) -> None:
        row = {"pool_id": user.pool_id, "name": name, "value": value, "user_key": user.key}
        self._transaction.write(statement, row)

    def _count(self, pool_id: str, difference: int) -> None:
        row = {"pool_id": pool_id, "shard": self._transaction.shard, "n": difference}
        self._transaction.write(_COUNT, row)


def _storable(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(kind, value) for kind, value in pairs if is_storable(value)}
