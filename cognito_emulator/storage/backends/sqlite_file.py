"""SQLite in a file: survives the process; several processes of one machine may share it.

WAL lets readers go on while one writes. A commit survives a killed process; only a crash of the
machine may take the last ones (`synchronous = NORMAL`).
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.storage import migrations
from cognito_emulator.storage.connections import Connection, IdleConnections
from cognito_emulator.storage.errors import DatabaseUnusable
from cognito_emulator.storage.prepared import SqlDialect, sqlite_dialect
from cognito_emulator.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable

_BUSY_SECONDS: Final = 60.0
_STATEMENTS_KEPT: Final = 256
_WAL_ATTEMPTS: Final = 200
_WAL_PAUSE_SECONDS: Final = 0.05


class SqliteFile:
    """A database file. Readers have a connection each; writers of this process queue at a lock.

    SQLite would let them poll for each other instead, with pauses that cost more than the writing.
    """

    __slots__ = ("_idle", "_path", "_writer", "dialect", "integrity_errors", "interruptions")

    def __init__(self, path: str, *, migrate: bool) -> None:
        """Open the file `path`, creating and migrating it where needed.

        Raises: DatabaseUnusable.
        """
        self.dialect: SqlDialect = sqlite_dialect()
        self.integrity_errors: tuple[type[Exception], ...] = (sqlite3.IntegrityError,)
        self.interruptions: tuple[type[Exception], ...] = ()
        self._path: Final = Path(path).absolute()
        self._idle: Final = IdleConnections()
        self._writer: Final = Lock()
        try:
            if migrate:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            self._prepare_schema(migrate=migrate)
        except (OSError, sqlite3.Error, sa.exc.DBAPIError) as error:
            reason = getattr(error, "orig", error)
            raise DatabaseUnusable.unopenable(str(self._path), reason) from error

    def begin_reading(self) -> Connection:
        """Take a connection. Each statement is its own read transaction."""
        connection: Connection = self._idle.take() or self._connect()
        return connection

    def end_reading(self, connection: Connection) -> None:
        """Keep the connection."""
        self._idle.put(connection)

    def begin_writing(self, lock: str | None) -> Connection:  # noqa: ARG002 - one writer anyway
        """Wait for the other writers, of this process and of others, and begin."""
        self._writer.acquire()
        try:
            connection: Connection = self._idle.take() or self._connect()
            try:
                connection.execute("BEGIN IMMEDIATE")
            except BaseException:
                connection.close()
                raise
        except BaseException:
            self._writer.release()
            raise
        return connection

    def end_writing(self, connection: Connection, *, commit: bool) -> None:
        """Commit or roll back, and keep the connection; one that fails is closed, undoing all."""
        raw: Any = connection
        try:
            if commit:
                connection.execute("COMMIT")
            elif raw.in_transaction:  # a full disk has ended it already
                connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        else:
            self._idle.put(connection)
        finally:
            self._writer.release()

    def shard(self, connection: Connection) -> int:  # noqa: ARG002 - one writer
        """Return the one shard that one writer needs."""
        return 0

    def reset(self) -> None:
        """Delete every row."""
        connection = self.begin_writing(None)
        done = False
        try:
            for table in reversed(metadata.sorted_tables):
                if table.name != "emulator_facts":
                    connection.execute(f"DELETE FROM {table.name}")  # noqa: S608 - our own names
            done = True
        finally:
            self.end_writing(connection, commit=done)

    def close(self) -> None:
        """Close the connections; the last one to close folds the WAL into the file."""
        self._idle.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path,
            isolation_level=None,
            check_same_thread=False,
            timeout=_BUSY_SECONDS,
            cached_statements=_STATEMENTS_KEPT,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _prepare_schema(self, *, migrate: bool) -> None:
        if not migrate and not self._path.exists():
            # Looking must not create it.
            migrations.is_current(None, written_by=lambda: None, migrate=False)
        connection = self._connect()
        try:
            current = migrations.is_current(
                _only_value(connection, "alembic_version", migrations.INSTALLED),
                written_by=lambda: _only_value(connection, "emulator_facts", migrations.WRITTEN_BY),
                migrate=migrate,
            )
            _use_wal(connection)
            if not current:
                self._migrate(migrations.upgrade)
        except BaseException:
            connection.close()
            raise
        self._idle.put(connection)

    def _connect_to_migrate(self) -> sqlite3.Connection:
        connection = self._connect()
        # To change a column SQLite's tables are made anew: dropping the old one must not cascade.
        connection.execute("PRAGMA foreign_keys = OFF")
        return connection

    def _migrate(self, upgrade: Callable[[sa.Connection], None]) -> None:
        engine = sa.create_engine(
            "sqlite://", creator=self._connect_to_migrate, poolclass=sa.NullPool
        )
        sa.event.listen(engine, "begin", _begin_immediate)
        try:
            with engine.begin() as connection:  # waits here while another process migrates
                upgrade(connection)
        finally:
            engine.dispose()


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _only_value(connection: sqlite3.Connection, table: str, query: str) -> str | None:
    """Return the one value of a query on a table that may not exist yet."""
    exists = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    row = connection.execute(query).fetchone() if exists else None
    return None if row is None else str(row[0])


def _use_wal(connection: sqlite3.Connection) -> None:
    # The file keeps the mode, but a copy of it may have lost it. SQLite does not wait for this one
    # when another process opens the same new file.
    attempts = 1
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if attempts == _WAL_ATTEMPTS:
                raise
            attempts += 1
            time.sleep(_WAL_PAUSE_SECONDS)
        else:
            return
