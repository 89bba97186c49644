"""Transactions: explicit, short, and never open while a call leaves the process.

`with database.reading() as store` and `with database.writing(lock) as store` give a `Store`, the
repositories of one transaction. Two guards make the rule mechanical: opening a transaction inside
another raises, and adapters that call out first ask `forbid_open_transaction()`.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cognito_emulator.storage.errors import Overtaken, OwnerGone, TransactionError
from cognito_emulator.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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

    __slots__ = ("_actions", "_backend", "_connection", "_refusal", "may_write")

    def __init__(self, backend: Backend, connection: Connection, *, may_write: bool) -> None:
        """Take a connection that has begun."""
        self._backend: Final = backend
        self._connection: Final = connection
        self.may_write: Final = may_write
        self._actions: Final[list[Callable[[], object]]] = []
        self._refusal: Callable[[], TransactionError] | None = None

    @property
    def shard(self) -> int:
        """Which counter row this transaction writes."""
        return self._backend.shard(self._connection)

    def row(self, statement: Prepared, parameters: Mapping[str, object]) -> tuple[Any, ...] | None:
        """Return the one row of a select, None when there is none."""
        return self._run(statement, parameters).fetchone()

    def rows(self, statement: Prepared, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return all rows of a select."""
        return self._run(statement, parameters).fetchall()

    def write(self, statement: Prepared, parameters: Mapping[str, object]) -> int:
        """Run a statement that changes rows and return how many it changed.

        Raises: OwnerGone when a foreign key finds no row; the transaction can only be rolled back
        then, and refuses further statements.
        """
        return self._write(statement, parameters).rowcount

    def write_returning(
        self, statement: Prepared, parameters: Mapping[str, object]
    ) -> tuple[Any, ...] | None:
        """Run a statement with RETURNING and return its row, None when it changed none.

        Raises: OwnerGone, as `write`.
        """
        rows = self._write(statement, parameters).fetchall()
        return rows[0] if rows else None

    def _write(self, statement: Prepared, parameters: Mapping[str, object]) -> Cursor:
        self._require_writing()
        try:
            return self._run(statement, parameters)
        except self._backend.integrity_errors as error:
            self._refusal = TransactionError.broken
            raise OwnerGone(str(error)) from error

    def _run(self, statement: Prepared, parameters: Mapping[str, object]) -> Cursor:
        self._require_open()
        try:
            return self._connection.execute(statement.sql(self._backend.dialect), parameters)
        except self._backend.interruptions as error:
            self._refusal = TransactionError.broken
            raise Overtaken(str(error)) from error

    def _require_open(self) -> None:
        if self._refusal is not None:
            raise self._refusal()

    def _require_writing(self) -> None:
        self._require_open()
        if not self.may_write:
            raise TransactionError.reading_only()

    def after_commit(self, action: Callable[[], object]) -> None:
        """Run `action` when this transaction has been committed and nothing is open any more."""
        self._require_writing()
        self._actions.append(action)

    def finish(self) -> bool:
        """Refuse further statements; tell whether what was done may be committed."""
        is_whole = self._refusal is None
        self._refusal = TransactionError.over
        return is_whole

    def run_actions(self) -> None:
        """Run what was to wait for the commit; all of it, then raise the first failure."""
        failure: Exception | None = None
        for action in self._actions:
            try:
                action()
            except Exception as error:  # noqa: BLE001 - raised again below
                failure = failure or error
        if failure is not None:
            raise failure


def _begun(backend: Backend, begin: Callable[[], Connection]) -> Connection:
    try:
        return begin()
    except backend.interruptions as error:
        raise Overtaken(str(error)) from error


class Reading:
    """A read transaction, as context manager; each use is one transaction."""

    __slots__ = ("_backend", "_connection", "_transaction")

    def __init__(self, backend: Backend) -> None:
        """Open nothing yet."""
        self._backend: Final = backend

    def __enter__(self) -> Store:
        if _is_open.get():
            raise TransactionError.nested()
        self._connection = _begun(self._backend, self._backend.begin_reading)
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
        begin = partial(self._backend.begin_writing, self._lock)
        self._connection = _begun(self._backend, begin)
        _is_open.set(True)
        self._transaction = Transaction(self._backend, self._connection, may_write=True)
        return Store(self._transaction)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        is_whole = self._transaction.finish()
        _is_open.set(False)
        self._backend.end_writing(self._connection, commit=is_whole and kind is None)
        if kind is not None:
            return
        if not is_whole:
            raise TransactionError.broken()
        self._transaction.run_actions()
