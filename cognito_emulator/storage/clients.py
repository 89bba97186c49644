"""App clients and their secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.clients import AppClient, ClientSecret
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
from cognito_emulator.storage.tables import client_secrets, clients

if TYPE_CHECKING:
    from cognito_emulator.storage.transaction import Transaction

_COLUMNS: Final = (
    clients.c.id,
    clients.c.pool_id,
    clients.c.name,
    clients.c.created_at,
    clients.c.modified_at,
    clients.c.configuration,
)
_SECRET_COLUMNS: Final = (client_secrets.c.id, client_secrets.c.value, client_secrets.c.created_at)
_INSERT: Final = insert_new(clients)
_GET: Final = Prepared(
    sa.select(*_COLUMNS, *_SECRET_COLUMNS)
    .select_from(clients.outerjoin(client_secrets))
    .where(clients.c.id == bind("id"))
    .order_by(client_secrets.c.created_at, client_secrets.c.id)
)
_SAVE: Final = Prepared(
    sa.update(clients)
    .where(equal_to_parameters(clients, "id"))
    .values(
        name=bind("name"),
        modified_at=bind("modified_at", sa.BigInteger),
        configuration=bind("configuration"),
    )
)
_DELETE: Final = Prepared(sa.delete(clients).where(equal_to_parameters(clients, "id")))


def _page_statement() -> sa.Select[Any]:
    page = (
        sa.select(*_COLUMNS)
        .where(clients.c.pool_id == bind("pool_id"), clients.c.id > bind("after"))
        .order_by(clients.c.id)
        .limit(limit())
        .subquery("page")
    )
    return (
        sa.select(*page.c, *_SECRET_COLUMNS)
        .select_from(page.outerjoin(client_secrets, client_secrets.c.client_id == page.c.id))
        .order_by(page.c.id, client_secrets.c.created_at, client_secrets.c.id)
    )


_PAGE: Final = Prepared(_page_statement())
_COUNT: Final = Prepared(
    sa.select(sa.func.count()).select_from(clients).where(equal_to_parameters(clients, "pool_id"))
)
_ADD_SECRET: Final = insert_new(client_secrets)
_REMOVE_SECRET: Final = Prepared(
    sa.delete(client_secrets).where(equal_to_parameters(client_secrets, "client_id", "id"))
)


class ClientRepository:
    """App clients, by their id, which is unique in the world."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def insert(self, client: AppClient) -> None:
        """Add a client with its secrets.

        Raises: AlreadyExists.
        """
        row = {
            "id": client.id,
            "pool_id": client.pool_id,
            "name": client.name,
            "created_at": encode_instant(client.created_at),
            "modified_at": encode_instant(client.modified_at),
            "configuration": encode_json(client.configuration),
        }
        if self._transaction.write(_INSERT, row) == 0:
            raise AlreadyExists("client", client.id)
        for secret in client.secrets:
            self.add_secret(client.id, secret)

    def get(self, client_id: str) -> AppClient | None:
        """Return a client with its secrets, oldest first."""
        if not is_storable(client_id):
            return None
        rows = self._transaction.rows(_GET, {"id": client_id})
        return _client(rows) if rows else None

    def save(self, client: AppClient) -> None:
        """Write a client's name, configuration and date of modification; not its secrets."""
        row = {
            "id": client.id,
            "name": client.name,
            "modified_at": encode_instant(client.modified_at),
            "configuration": encode_json(client.configuration),
        }
        self._transaction.write(_SAVE, row)

    def delete(self, client_id: str) -> None:
        """Delete a client and its secrets."""
        self._transaction.write(_DELETE, {"id": client_id})

    def page(self, pool_id: str, after: str | None, limit: int) -> list[AppClient]:
        """Return the clients of a pool in the order of their ids, after id `after`."""
        parameters = {"pool_id": pool_id, "after": after or "", "limit": limit}
        found: dict[str, list[tuple[Any, ...]]] = {}
        for row in self._transaction.rows(_PAGE, parameters):
            found.setdefault(row[0], []).append(row)
        return [_client(rows) for rows in found.values()]

    def count(self, pool_id: str) -> int:
        """Return how many clients a pool has."""
        row = self._transaction.row(_COUNT, {"pool_id": pool_id})
        return 0 if row is None else int(row[0])

    def add_secret(self, client_id: str, secret: ClientSecret) -> None:
        """Give a client one more secret.

        Raises: AlreadyExists.
        """
        row = {
            "client_id": client_id,
            "id": secret.id,
            "value": secret.value,
            "created_at": encode_instant(secret.created_at),
        }
        if self._transaction.write(_ADD_SECRET, row) == 0:
            raise AlreadyExists("client secret", secret.id)

    def remove_secret(self, client_id: str, secret_id: str) -> None:
        """Take a secret from a client; an unknown one is no error."""
        self._transaction.write(_REMOVE_SECRET, {"client_id": client_id, "id": secret_id})


def _client(rows: list[tuple[Any, ...]]) -> AppClient:
    client_id, pool_id, name, created_at, modified_at, configuration = rows[0][:6]
    return AppClient(
        id=client_id,
        pool_id=pool_id,
        name=name,
        created_at=decode_instant(created_at),
        modified_at=decode_instant(modified_at),
        configuration=decode_configuration(configuration),
        secrets=tuple(
            ClientSecret(id=secret_id, value=value, created_at=decode_instant(secret_at))
            for *_, secret_id, value, secret_at in rows
            if secret_id is not None
        ),
    )
