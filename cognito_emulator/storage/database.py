"""Opening a database by its URL: `memory`, `sqlite:///path` or `postgresql://…`.

The only place that chooses by the kind of database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.storage.errors import DatabaseUnusable
from cognito_emulator.storage.transaction import Reading, Writing

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from cognito_emulator.storage.connections import Backend
    from cognito_emulator.storage.store import Store

MEMORY: Final = "memory"


class Database:
    """One open database. Safe to use from many threads."""

    __slots__ = ("_backend", "url")

    def __init__(self, url: str, backend: Backend) -> None:
        """Take an open backend; call `open_database` instead."""
        self.url: Final = url
        self._backend: Final = backend

    @property
    def is_shared(self) -> bool:
        """Whether other processes can open the same data."""
        return self.url != MEMORY

    def reading(self) -> AbstractContextManager[Store]:
        """Open a read transaction: each statement sees what is committed when it runs.

        Raises: TransactionError when one is open already.
        """
        return Reading(self._backend)

    def writing(self, lock: str | None = None) -> AbstractContextManager[Store]:
        """Open a write transaction that commits at the end of the block, or rolls back.

        `lock` names the aggregate that must not change meanwhile (`pool:<id>`,
        `user:<pool>:<key>`); transactions with other names run side by side on PostgreSQL. SQLite
        has one writer at a time anyway.
        Raises: TransactionError when one is open already.
        """
        return Writing(self._backend, lock)

    def purge(self, before: datetime) -> None:
        """Forget codes, sign-ins, sessions and counted requests that were over before an instant."""
        with self.writing() as store:
            for repository in (store.codes, store.sign_ins, store.tokens, store.request_counts):
                repository.purge(before)

    def reset(self) -> None:
        """Delete everything."""
        self._backend.reset()

    def close(self) -> None:
        """Close all connections; an in-memory database is gone."""
        self._backend.close()


def open_database(url: str = MEMORY, *, migrate: bool = True) -> Database:
    """Open a database, creating it or migrating it to this version's schema first.

    Raises: DatabaseUnusable for an unknown URL, a schema newer than this version, or, with
    `migrate=False`, a schema that is not this version's.
    """
    scheme, _, rest = url.partition("://")
    if url in {MEMORY, "sqlite://", "sqlite:///:memory:"}:
        from cognito_emulator.storage.backends.sqlite_memory import SqliteMemory

        return Database(MEMORY, SqliteMemory())
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        from cognito_emulator.storage.backends.sqlite_file import SqliteFile

        return Database(url, SqliteFile(rest.removeprefix("/"), migrate=migrate))
    if scheme in {"postgresql", "postgres", "postgresql+psycopg"}:
        from cognito_emulator.storage.backends.postgresql import PostgreSql

        return Database(url, PostgreSql(f"postgresql://{rest}", migrate=migrate))
    raise DatabaseUnusable.unknown_url(url)
