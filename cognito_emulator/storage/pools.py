"""User pools and the estimated number of their users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.pools import UserPool
from cognito_emulator.storage.columns import (
    decode_configuration,
    decode_instant,
    encode_instant,
    encode_json,
    is_storable,
)
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.storage.prepared import (
    Prepared,
    bind,
    equal_to_parameters,
    insert_new,
    limit,
)
from cognito_emulator.storage.tables import (
    aliases,
    clients,
    codes,
    group_members,
    groups,
    messages,
    pools,
    refresh_tokens,
    request_counts,
    searchable_attributes,
    sign_ins,
    tags,
    token_sessions,
    user_counts,
    users,
)

if TYPE_CHECKING:
    from cognito_emulator.storage.transaction import Transaction


def pool_number() -> sa.ScalarSelect[Any]:
    """Return the number of the pool whose id is the parameter `pool_id`."""
    return sa.select(pools.c.number).where(pools.c.id == bind("pool_id")).scalar_subquery()


_COLUMNS: Final = (
    pools.c.id,
    pools.c.account_id,
    pools.c.region,
    pools.c.name,
    pools.c.created_at,
    pools.c.modified_at,
    pools.c.secret,
    pools.c.configuration,
)
_INSERT: Final = insert_new(pools)
_GET: Final = Prepared(sa.select(*_COLUMNS).where(equal_to_parameters(pools, "id")))
_LOCK: Final = Prepared(
    sa.select(pools.c.number).where(equal_to_parameters(pools, "id")).with_for_update()
)
_SAVE: Final = Prepared(
    sa.update(pools)
    .where(equal_to_parameters(pools, "id"))
    .values(
        name=bind("name"),
        modified_at=bind("modified_at", sa.BigInteger),
        configuration=bind("configuration"),
    )
)
_PAGE: Final = Prepared(
    sa.select(*_COLUMNS)
    .where(equal_to_parameters(pools, "account_id", "region"), pools.c.id > bind("after"))
    .order_by(pools.c.id)
    .limit(limit())
)
_COUNT: Final = Prepared(
    sa.select(sa.func.count())
    .select_from(pools)
    .where(equal_to_parameters(pools, "account_id", "region"))
)
_ESTIMATED_USERS: Final = Prepared(
    sa.select(sa.func.sum(user_counts.c.n)).where(equal_to_parameters(user_counts, "pool_id"))
)
_DELETE: Final = Prepared(sa.delete(pools).where(equal_to_parameters(pools, "id")))
_DELETE_TAGS: Final = Prepared(sa.delete(tags).where(equal_to_parameters(tags, "arn")))

# Children first: the foreign keys would remove all of it too, but row by row.
_EMPTY: Final = (
    *(
        Prepared(sa.delete(table).where(equal_to_parameters(table, "pool_id")))
        for table in (
            refresh_tokens,
            token_sessions,
            sign_ins,
            codes,
            group_members,
            groups,
            messages,
            request_counts,
            clients,
        )
    ),
    *(
        Prepared(sa.delete(table).where(table.c.pool == pool_number()))
        for table in (searchable_attributes, aliases, users)
    ),
)


class PoolRepository:
    """User pools, by their id, which is unique in the world."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def insert(self, pool: UserPool) -> None:
        """Add a pool.

        Raises: AlreadyExists.
        """
        row = {
            "id": pool.id,
            "account_id": pool.account_id,
            "region": pool.region,
            "name": pool.name,
            "created_at": encode_instant(pool.created_at),
            "modified_at": encode_instant(pool.modified_at),
            "secret": pool.secret,
            "configuration": encode_json(pool.configuration),
        }
        if self._transaction.write(_INSERT, row) == 0:
            raise AlreadyExists("pool", pool.id)

    def get(self, pool_id: str) -> UserPool | None:
        """Return a pool."""
        if not is_storable(pool_id):
            return None
        row = self._transaction.row(_GET, {"id": pool_id})
        return None if row is None else _pool(row)

    def save(self, pool: UserPool) -> None:
        """Write a pool's name, configuration and date of modification."""
        row = {
            "id": pool.id,
            "name": pool.name,
            "modified_at": encode_instant(pool.modified_at),
            "configuration": encode_json(pool.configuration),
        }
        self._transaction.write(_SAVE, row)

    def delete(self, pool_id: str) -> None:
        """Delete a pool and everything in it: clients, users, groups, sessions, messages, tags."""
        # Locked first: what others are writing for it ends before, and nothing begins meanwhile.
        self._transaction.row(_LOCK, {"id": pool_id})
        pool = self.get(pool_id)
        if pool is None:
            return
        for statement in _EMPTY:
            self._transaction.write(statement, {"pool_id": pool_id})
        self._transaction.write(_DELETE_TAGS, {"arn": pool.arn})
        self._transaction.write(_DELETE, {"id": pool_id})

    def page(self, account_id: str, region: str, after: str | None, limit: int) -> list[UserPool]:
        """Return the pools of an account and region in the order of their ids, after id `after`."""
        parameters = {
            "account_id": account_id,
            "region": region,
            "after": after or "",
            "limit": limit,
        }
        return [_pool(row) for row in self._transaction.rows(_PAGE, parameters)]

    def count(self, account_id: str, region: str) -> int:
        """Return how many pools an account has in a region."""
        row = self._transaction.row(_COUNT, {"account_id": account_id, "region": region})
        return 0 if row is None else int(row[0])

    def estimated_users(self, pool_id: str) -> int:
        """Return how many users a pool has; costs the same for any number."""
        row = self._transaction.row(_ESTIMATED_USERS, {"pool_id": pool_id})
        return 0 if row is None or row[0] is None else int(row[0])


def _pool(row: tuple[Any, ...]) -> UserPool:
    pool_id, account_id, region, name, created_at, modified_at, secret, configuration = row
    return UserPool(
        id=pool_id,
        account_id=account_id,
        region=region,
        name=name,
        created_at=decode_instant(created_at),
        modified_at=decode_instant(modified_at),
        secret=secret,
        configuration=decode_configuration(configuration),
    )
