"""Transactions: explicit, short, and never open while a call leaves the process.

`with database.reading() as store` and `with database.writing(lock) as store` give a `Store`, the
repositories of one transaction. Two guards make the rule mechanical: opening a transaction inside
another raises, and adapters that call out first ask `forbid_open_transaction()`.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from cognito_emulator.storage.errors import OwnerGone, TransactionError
from cognito_emulator.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from cognito_emulator.storage.connections import Backend, Connection, Cursor
    from cognito_emulator.storage.prepared import Prepared

_is_open: Final[ContextVar[bool]] = ContextVar("transaction_is_open", default=False)


def forbid_open_transaction() -> None:
    """Say that what follows calls out of the process.

    Raises: TransactionError when this thread or task has a transaction open.
    """
    if _is_open.get():
        raise TransactionError.calling_out()


class Transaction:
    """One open transaction: runs prepared statements; the repositories share it."""

    __slots__ = ("_actions", "_backend", "_connection", "_may_write", "shard")

    def __init__(self, backend: Backend, connection: Connection, *, may_write: bool) -> None:
        """Take a connection that has begun."""
        self._backend: Final = backend
        self._connection: Connection | None = connection
        self._may_write: Final = may_write
        self._actions: Final[list[Callable[[], object]]] = []
        self.shard: Final = backend.shard(connection) if may_write else 0

    def row(self, statement: Prepared, parameters: Mapping[str, object]) -> tuple[Any, ...] | None:
        """Return the one row of a select, None when there is none."""
        if self._connection is None:
            raise TransactionError.over()
        sql = statement.sql(self._backend.dialect)
        return self._connection.execute(sql, parameters).fetchone()

    def rows(self, statement: Prepared, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return all rows of a select."""
        if self._connection is None:
            raise TransactionError.over()
        sql = statement.sql(self._backend.dialect)
        return self._connection.execute(sql, parameters).fetchall()

    def write(self, statement: Prepared, parameters: Mapping[str, object]) -> int:
        """Run a statement that changes rows and return how many it changed.

        Raises: OwnerGone when a foreign key finds no row.
        """
        return self._write(statement, parameters).rowcount

    def write_returning(
        self, statement: Prepared, parameters: Mapping[str, object]
    ) -> tuple[Any, ...] | None:
        """Run a statement with RETURNING and return its row, None when it changed none."""
        rows = self._write(statement, parameters).fetchall()
        return rows[0] if rows else None

    def _write(self, statement: Prepared, parameters: Mapping[str, object]) -> Cursor:
        if self._connection is None:
            raise TransactionError.over()
        if not self._may_write:
            raise TransactionError.reading_only()
        try:
            return self._connection.execute(statement.sql(self._backend.dialect), parameters)
        except self._backend.integrity_errors as error:
            raise OwnerGone(str(error)) from error

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo the statements of the block, and only these, when it raises."""
        if self._connection is None:
            raise TransactionError.over()
        connection = self._connection
        connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK TO SAVEPOINT part")
            connection.execute("RELEASE SAVEPOINT part")
            raise
        connection.execute("RELEASE SAVEPOINT part")

    def after_commit(self, action: Callable[[], object]) -> None:
        """Run `action` when this transaction has been committed and nothing is open any more."""
        if not self._may_write:
            raise TransactionError.reading_only()
        self._actions.append(action)

    def finish(self) -> list[Callable[[], object]]:
        """Refuse further statements; return what is to run after the commit."""
        self._connection = None
        return self._actions


class Reading:
    """A read transaction, as context manager; each use is one transaction."""

    __slots__ = ("_backend", "_connection", "_transaction")

    def __init__(self, backend: Backend) -> None:
        """Open nothing yet."""
        self._backend: Final = backend

    def __enter__(self) -> Store:
        if _is_open.get():
            raise TransactionError.nested()
        self._connection = self._backend.begin_reading()
        _is_open.set(True)
        self._transaction = Transaction(self._backend, self._connection, may_write=False)
        return Store(self._transaction)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._transaction.finish()
        _is_open.set(False)
        self._backend.end_reading(self._connection)


class Writing:
    """A write transaction, as context manager: commits at the end, rolls back on any exception."""

    __slots__ = ("_backend", "_connection", "_lock", "_transaction")

    def __init__(self, backend: Backend, lock: str | None) -> None:
        """Open nothing yet."""
        self._backend: Final = backend
        self._lock: Final = lock

    def __enter__(self) -> Store:
        if _is_open.get():
            raise TransactionError.nested()
        self._connection = self._backend.begin_writing(self._lock)
        _is_open.set(True)
        self._transaction = Transaction(self._backend, self._connection, may_write=True)
        return Store(self._transaction)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        actions = self._transaction.finish()
        _is_open.set(False)
        self._backend.end_writing(self._connection, commit=kind is None)
        if kind is None and actions:
            _run_all(actions)


def _run_all(actions: list[Callable[[], object]]) -> None:
    # One failing sender must not keep the others from running; the first failure is told.
    failure: Exception | None = None
    for action in actions:
        try:
            action()
        except Exception as error:  # noqa: BLE001 - raised again below
            failure = failure or error
    if failure is not None:
        raise failure
