"""Signing keys of pools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from cognito_emulator.domain.jwt import PoolKeys, SigningKey
from cognito_emulator.storage.columns import is_storable
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.storage.prepared import Prepared, equal_to_parameters, insert_new
from cognito_emulator.storage.tables import signing_keys

if TYPE_CHECKING:
    from cognito_emulator.storage.transaction import Transaction

_INSERT: Final = insert_new(signing_keys)
_OF_POOL: Final = Prepared(
    sa.select(signing_keys.c.use, signing_keys.c.kid, signing_keys.c.private_key).where(
        equal_to_parameters(signing_keys, "pool_id")
    )
)
_ALL: Final = Prepared(
    sa.select(
        signing_keys.c.pool_id,
        signing_keys.c.use,
        signing_keys.c.kid,
        signing_keys.c.private_key,
    ).order_by(signing_keys.c.pool_id)
)

_ID_TOKENS: Final = "id"
_ACCESS_TOKENS: Final = "access"


class KeyRepository:
    """The two signing keys of each pool. They never change."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def insert(self, pool_id: str, keys: PoolKeys) -> None:
        """Give a pool its keys.

        Raises: AlreadyExists.
        """
        for use, key in ((_ID_TOKENS, keys.id_token), (_ACCESS_TOKENS, keys.access_token)):
            row = {
                "pool_id": pool_id,
                "use": use,
                "kid": key.kid,
                "private_key": key.private_key_der,
            }
            if self._transaction.write(_INSERT, row) == 0:
                raise AlreadyExists("signing key", pool_id)

    def for_pool(self, pool_id: str) -> PoolKeys | None:
        """Return the keys of a pool."""
        if not is_storable(pool_id):  # it may come from a token that nobody has verified
            return None
        rows = self._transaction.rows(_OF_POOL, {"pool_id": pool_id})
        return _pool_keys([(use, kid, key) for use, kid, key in rows]) if rows else None

    def all(self) -> dict[str, PoolKeys]:
        """Return the keys of every pool by pool id, to give them back before a reset."""
        found: dict[str, list[tuple[str, str, bytes]]] = {}
        for pool_id, use, kid, key in self._transaction.rows(_ALL, {}):
            found.setdefault(pool_id, []).append((use, kid, key))
        return {pool_id: _pool_keys(rows) for pool_id, rows in found.items()}


def _pool_keys(rows: list[tuple[str, str, bytes]]) -> PoolKeys:
    keys = {use: SigningKey(kid=kid, private_key_der=bytes(key)) for use, kid, key in rows}
    return PoolKeys(id_token=keys[_ID_TOKENS], access_token=keys[_ACCESS_TOKENS])
