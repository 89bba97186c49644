"""PostgreSQL: for many workers on many machines.

Writers that name the same aggregate queue at an advisory lock on its hash; others run side by side.
Connections are in autocommit, so that a read is one round trip.
"""

from __future__ import annotations

import hashlib
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.storage import migrations
from cognito_emulator.storage.connections import Connection, IdleConnections
from cognito_emulator.storage.errors import DatabaseUnusable
from cognito_emulator.storage.prepared import SqlDialect, postgresql_dialect
from cognito_emulator.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

_CONNECTIONS: Final = 16
"""At most so many for each process: servers allow 100 altogether unless told otherwise."""

_SHARDS: Final = 16


class PostgreSql:
    """A PostgreSQL database."""

    __slots__ = ("_free", "_idle", "_url", "dialect", "integrity_errors", "interruptions")

    def __init__(self, url: str, *, migrate: bool) -> None:
        """Connect to the database at `url`, migrating it where needed.

        Raises: DatabaseUnusable.
        """
        try:
            import psycopg
        except ImportError:
            raise DatabaseUnusable.driver_missing() from None
        self.dialect: SqlDialect = postgresql_dialect()
        self.integrity_errors: tuple[type[Exception], ...] = (psycopg.IntegrityError,)
        self.interruptions: tuple[type[Exception], ...] = (psycopg.OperationalError,)
        self._url: Final = url
        self._idle: Final = IdleConnections()
        self._free: Final = BoundedSemaphore(_CONNECTIONS)
        try:
            self._prepare_schema(migrate=migrate)
        except (psycopg.Error, sa.exc.DBAPIError) as error:
            reason = getattr(error, "orig", error)
            raise DatabaseUnusable.unopenable("the PostgreSQL database", reason) from error

    def begin_reading(self) -> Connection:
        """Take a connection. Each statement is its own read transaction."""
        self._free.acquire()
        try:
            connection: Connection = self._idle.take() or self._connect()
        except BaseException:
            self._free.release()
            raise
        return connection

    def end_reading(self, connection: Connection) -> None:
        """Keep the connection, unless the server has dropped it."""
        self._give_back(connection)

    def begin_writing(self, lock: str | None) -> Connection:
        """Begin, and wait for those who hold the same lock, in one round trip."""
        connection = self.begin_reading()
        begin = "BEGIN"
        if lock is not None:
            begin += f"; SELECT pg_advisory_xact_lock({_lock_number(lock)})"
        try:
            connection.execute(begin)
        except BaseException:
            self._give_back(connection)
            raise
        return connection

    def end_writing(self, connection: Connection, *, commit: bool) -> None:
        """Commit or roll back, and keep the connection; one that was lost has rolled back."""
        raw: Any = connection
        try:
            if commit or not raw.closed:
                connection.execute("COMMIT" if commit else "ROLLBACK")
        finally:
            self._give_back(connection)

    def shard(self, connection: Connection) -> int:
        """Return a shard by the server process that serves the connection."""
        raw: Any = connection
        pid: int = raw.info.backend_pid
        return pid % _SHARDS

    def reset(self) -> None:
        """Delete every row, children first: faster than TRUNCATE on small tables."""
        connection = self.begin_writing("schema")
        done = False
        try:
            for table in reversed(metadata.sorted_tables):
                if table.name != "emulator_facts":
                    connection.execute(f"DELETE FROM {table.name}")  # noqa: S608 - our own names
            done = True
        finally:
            self.end_writing(connection, commit=done)

    def close(self) -> None:
        """Close the connections."""
        self._idle.close()

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        import psycopg

        return psycopg.connect(
            self._url,
            autocommit=True,
            client_encoding="utf8",
            application_name="cognito-emulator",
        )

    def _give_back(self, connection: Connection) -> None:
        raw: Any = connection
        try:
            if raw.closed:
                # The server went away: the idle connections are as dead as this one.
                self._idle.close()
            elif raw.info.transaction_status:  # an interrupted statement left something open
                raw.close()
            else:
                self._idle.put(connection)
        finally:
            self._free.release()

    def _prepare_schema(self, *, migrate: bool) -> None:
        connection = self._connect()
        try:
            current = migrations.is_current(
                _only_value(connection, "alembic_version", migrations.INSTALLED),
                written_by=lambda: _only_value(connection, "emulator_facts", migrations.WRITTEN_BY),
                migrate=migrate,
            )
            if not current:
                self._migrate(migrations.upgrade)
        finally:
            connection.close()

    def _migrate(self, upgrade: Callable[[sa.Connection], None]) -> None:
        import psycopg

        engine = sa.create_engine(
            "postgresql+psycopg://",
            # Not by SQLAlchemy, which reads URLs of its own.
            creator=lambda: psycopg.connect(self._url),
            poolclass=sa.NullPool,
        )
        try:
            with engine.begin() as connection:
                lock = sa.func.pg_advisory_xact_lock(_lock_number("schema"))
                connection.execute(sa.select(lock))  # waits here while another worker migrates
                upgrade(connection)
        finally:
            engine.dispose()


def _lock_number(name: str) -> int:
    """Return the 64-bit number of a lock."""
    digest = hashlib.blake2b(
        b"cognito_emulator " + name.encode("utf-8", "surrogatepass"), digest_size=8
    ).digest()
    return int.from_bytes(digest, "big", signed=True)


def _only_value(
    connection: psycopg.Connection[tuple[Any, ...]], table: str, query: str
) -> str | None:
    """Return the one value of a query on a table that may not exist yet."""
    found = connection.execute("SELECT to_regclass(%s)", (table,)).fetchone()
    row = connection.execute(query).fetchone() if found and found[0] else None
    return None if row is None else str(row[0])
