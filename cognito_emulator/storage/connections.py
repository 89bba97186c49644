"""What storage asks of a database: connections of the DB-API, and when each begins and ends.

All connections run in autocommit: `reading()` issues no BEGIN and sees, statement by statement,
what is committed; `writing()` begins and commits by statement.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.storage.prepared import SqlDialect


class Cursor(Protocol):
    """The part of a DB-API cursor that is used."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        ...

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, None after the last."""
        ...

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the remaining rows."""
        ...


class Connection(Protocol):
    """A connection in autocommit, of sqlite3 or psycopg."""

    def execute(self, sql: str, parameters: Mapping[str, object] = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


class Backend(Protocol):
    """One open database. Safe to use from many threads."""

    dialect: SqlDialect
    integrity_errors: tuple[type[Exception], ...]
    """What the driver raises when a constraint fails."""
    interruptions: tuple[type[Exception], ...]
    """What the driver raises when another transaction, or a lost connection, ends this one."""

    def begin_reading(self) -> Connection:
        """Return a connection for reading, until `end_reading`."""
        ...

    def end_reading(self, connection: Connection) -> None:
        """Take the connection back."""
        ...

    def begin_writing(self, lock: str | None) -> Connection:
        """Return a connection in a write transaction, alone on the aggregate `lock` names."""
        ...

    def end_writing(self, connection: Connection, *, commit: bool) -> None:
        """Commit or roll back, and take the connection back; rolls back when the commit fails."""
        ...

    def shard(self, connection: Connection) -> int:
        """Return which counter row, 0 to 15, this connection writes, so that few meet at one."""
        ...

    def reset(self) -> None:
        """Delete every row."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


class IdleConnections:
    """Connections waiting for work; the one used last is used next."""

    __slots__ = ("_idle",)

    def __init__(self) -> None:
        """Start with none."""
        self._idle: Final[deque[Any]] = deque()  # its operations are atomic

    def take(self) -> Any:  # noqa: ANN401 - a connection of the backend's driver
        """Return an idle connection, None when a new one is needed."""
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def put(self, connection: Connection) -> None:
        """Keep a connection for the next use."""
        self._idle.append(connection)

    def close(self) -> None:
        """Close all idle connections."""
        while (connection := self.take()) is not None:
            connection.close()
