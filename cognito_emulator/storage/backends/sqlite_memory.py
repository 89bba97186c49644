"""SQLite in memory: one connection, one transaction at a time, gone with the process."""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING, Final, cast

from cognito_emulator.storage import template
from cognito_emulator.storage.prepared import SqlDialect, sqlite_dialect

if TYPE_CHECKING:
    from cognito_emulator.storage.connections import Connection


class SqliteMemory:
    """An in-memory database. A lock around each transaction makes it safe under many threads."""

    __slots__ = ("_connection", "_lock", "_shared", "dialect", "integrity_errors", "interruptions")

    def __init__(self) -> None:
        """Clone the template: the schema costs no DDL."""
        self.dialect: SqlDialect = sqlite_dialect()
        self.integrity_errors: tuple[type[Exception], ...] = (sqlite3.IntegrityError,)
        self.interruptions: tuple[type[Exception], ...] = ()
        self._lock: Final = Lock()
        self._connection: Final = template.clone()
        self._shared: Final = cast("Connection", self._connection)

    def begin_reading(self) -> Connection:
        """Wait for the connection. No BEGIN is needed: nobody else can write meanwhile."""
        self._lock.acquire()
        return self._shared

    def end_reading(self, connection: Connection) -> None:  # noqa: ARG002 - there is but one
        """Let the next transaction begin."""
        self._lock.release()

    def begin_writing(self, lock: str | None) -> Connection:  # noqa: ARG002 - one writer anyway
        """Wait for the connection and begin."""
        self._lock.acquire()
        try:
            self._shared.execute("BEGIN")
        except BaseException:
            self._lock.release()
            raise
        return self._shared

    def end_writing(self, connection: Connection, *, commit: bool) -> None:
        """Commit or roll back, and let the next transaction begin."""
        try:
            if commit:
                connection.execute("COMMIT")
        finally:
            # What failed may have ended the transaction already, as a full memory does.
            if self._connection.in_transaction:
                connection.execute("ROLLBACK")
            self._lock.release()

    def shard(self, connection: Connection) -> int:  # noqa: ARG002 - one writer
        """Return the one shard that one writer needs."""
        return 0

    def reset(self) -> None:
        """Copy the empty template over the database."""
        with self._lock:
            template.copy_into(self._connection)

    def close(self) -> None:
        """Close the connection; the data is gone."""
        with self._lock:
            self._connection.close()
