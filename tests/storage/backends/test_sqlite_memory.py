"""SQLite in memory: one connection that is always left ready for the next transaction."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from cognito_emulator.storage.backends.sqlite_memory import SqliteMemory


@pytest.fixture
def backend():
    """Give a database with one row in `tags`."""
    backend = SqliteMemory()
    connection = backend.begin_writing(None)
    connection.execute("INSERT INTO tags VALUES ('arn', 'name', 'value')")
    backend.end_writing(connection, commit=True)
    yield backend
    backend.close()


def tags(backend):
    """Return the rows of `tags`."""
    connection = backend.begin_reading()
    try:
        return connection.execute("SELECT * FROM tags").fetchall()
    finally:
        backend.end_reading(connection)


def test_a_transaction_waits_for_the_one_before(backend):
    """Reading or writing, one thread is alone on the connection."""
    connection = backend.begin_writing("any")
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(tags, backend)
        connection.execute("INSERT INTO tags VALUES ('arn', 'other', 'value')")
        waited = not reading.done()
        backend.end_writing(connection, commit=False)

        assert reading.result() == [("arn", "name", "value")]
    assert waited


def test_every_writer_counts_in_one_shard(backend):
    """Nobody writes beside it."""
    connection = backend.begin_writing(None)

    assert backend.shard(connection) == 0
    backend.end_writing(connection, commit=True)


def test_a_commit_that_fails_undoes_everything(backend):
    """The failure is told, and the connection is ready for the next transaction."""
    connection = backend.begin_writing(None)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("DELETE FROM tags")
    connection.execute("INSERT INTO client_secrets VALUES ('gone', 'id', 'value', 0)")

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY constraint failed"):
        backend.end_writing(connection, commit=True)

    assert tags(backend) == [("arn", "name", "value")]


def test_a_transaction_that_sqlite_ended_itself_ends_quietly(backend):
    """Rolling back what is rolled back already is no second error."""
    connection = backend.begin_writing(None)
    connection.execute("DELETE FROM tags WHERE name = 'other'")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT OR ROLLBACK INTO tags VALUES ('arn', 'name', 'again')")

    backend.end_writing(connection, commit=False)

    assert tags(backend) == [("arn", "name", "value")]


def test_a_connection_left_in_a_transaction_lets_the_next_one_wait_for_nothing(backend):
    """A transaction that cannot begin is told, and the lock is free again."""
    connection = backend.begin_reading()
    connection.execute("BEGIN")
    backend.end_reading(connection)

    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        backend.begin_writing(None)

    assert tags(backend) == [("arn", "name", "value")]


def test_a_reset_empties_it(backend):
    """The same connection goes on, with foreign keys minded."""
    backend.reset()

    assert tags(backend) == []
    connection = backend.begin_writing(None)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO client_secrets VALUES ('gone', 'id', 'value', 0)")
    backend.end_writing(connection, commit=False)


def test_a_closed_database_is_gone():
    """It answers no more."""
    backend = SqliteMemory()
    backend.close()

    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        tags(backend)
