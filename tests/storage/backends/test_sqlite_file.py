"""SQLite in a file: readers beside one writer, nothing lost, no lock told to anybody."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from cognito_emulator.storage.backends import sqlite_file
from cognito_emulator.storage.backends.sqlite_file import SqliteFile
from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import DatabaseUnusable
from tests.storage.builders import POOL, a_client, a_pool


@pytest.fixture
def file(file_url):
    """Give the path of a new database that has its tables."""
    return file_url.removeprefix("sqlite:///")


@pytest.fixture
def backend(file):
    """Give an open database."""
    backend = SqliteFile(file, migrate=False)
    yield backend
    backend.close()


def run(backend, *statements, commit=True):
    """Run statements in a write transaction."""
    connection = backend.begin_writing(None)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        backend.end_writing(connection, commit=commit)


def read(backend, statement):
    """Return the rows of a select."""
    connection = backend.begin_reading()
    try:
        return connection.execute(statement).fetchall()
    finally:
        backend.end_reading(connection)


INSERT = "INSERT INTO tags VALUES ('arn', 'name', 'value')"


def test_every_connection_is_set_up(backend):
    """Write-ahead log, commits that survive the process, foreign keys, patience with others."""
    settings = {
        name: read(backend, f"PRAGMA {name}")
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    }

    assert settings == {
        "journal_mode": [("wal",)],
        "synchronous": [(1,)],
        "foreign_keys": [(1,)],
        "busy_timeout": [(60000,)],
    }


def test_readers_read_beside_a_writer(backend):
    """Each has a connection of its own and sees what is committed."""
    connection = backend.begin_writing(None)
    connection.execute(INSERT)

    with ThreadPoolExecutor(2) as threads:
        seen = list(threads.map(lambda _: read(backend, "SELECT * FROM tags"), range(2)))
    backend.end_writing(connection, commit=True)

    assert seen == [[], []]
    assert read(backend, "SELECT name FROM tags") == [("name",)]


def test_every_writer_counts_in_one_shard(backend):
    """Nobody writes beside it."""
    connection = backend.begin_writing(None)

    assert backend.shard(connection) == 0
    backend.end_writing(connection, commit=True)


def test_a_writer_of_another_process_is_waited_for(backend, file):
    """However long it takes: a foreign lock is no error."""
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as thread:
            writing = thread.submit(run, backend, INSERT)
            waits = not Event().wait(0.2) and not writing.done()
            foreign.execute("COMMIT")
            writing.result()

    assert waits
    assert read(backend, "SELECT name FROM tags") == [("name",)]


def test_a_writer_that_waits_too_long_lets_the_next_one_try(file, monkeypatch):
    """When patience ends it is told, and nothing stays locked in this process."""
    monkeypatch.setattr(sqlite_file, "_BUSY_SECONDS", 0)
    backend = SqliteFile(file, migrate=False)
    with closing(sqlite3.connect(file, isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            with pytest.raises(sqlite3.OperationalError, match="database is locked"):
                backend.begin_writing(None)
    run(backend, INSERT)

    assert read(backend, "SELECT name FROM tags") == [("name",)]
    backend.close()


def test_a_commit_that_fails_undoes_everything(backend):
    """The failure is told, and the next transaction works."""
    connection = backend.begin_writing(None)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute(INSERT)
    connection.execute("INSERT INTO client_secrets VALUES ('gone', 'id', 'value', 0)")

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY constraint failed"):
        backend.end_writing(connection, commit=True)

    assert read(backend, "SELECT * FROM tags") == []
    run(backend, INSERT)


def test_a_full_disk_undoes_the_transaction(backend):
    """It is told as itself, not hidden by the rollback that SQLite has made already."""
    connection = backend.begin_writing(None)
    connection.execute("PRAGMA max_page_count = 1")
    many = "INSERT INTO tags VALUES ('arn', 'name', zeroblob(1000000))"
    with pytest.raises(sqlite3.OperationalError, match="full"):
        connection.execute(many)
    backend.end_writing(connection, commit=False)

    assert read(backend, "SELECT * FROM tags") == []


def test_a_transaction_that_sqlite_ended_itself_ends_quietly(backend):
    """Rolling back what is rolled back already is no second error."""
    run(backend, INSERT)
    connection = backend.begin_writing(None)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(INSERT.replace("INSERT", "INSERT OR ROLLBACK"))

    backend.end_writing(connection, commit=False)

    assert read(backend, "SELECT name FROM tags") == [("name",)]


def test_the_folder_of_a_new_file_is_made(tmp_path):
    """A path may name folders that are not there yet."""
    SqliteFile(str(tmp_path / "a" / "b" / "emulator.db"), migrate=True).close()

    assert (tmp_path / "a" / "b" / "emulator.db").exists()


def test_looking_for_a_file_does_not_make_it(tmp_path):
    """Told not to migrate, a file that is not there is refused and not left behind."""
    with pytest.raises(
        DatabaseUnusable, match=r"^The database is empty; this version needs schema"
    ):
        SqliteFile(str(tmp_path / "emulator.db"), migrate=False)

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path):
    """It is named, with what is wrong, and stays as it is."""
    file = tmp_path / "notes.txt"
    file.write_text("no database\n" * 100)

    with pytest.raises(
        DatabaseUnusable, match=r"^Cannot open .*notes.txt: file is not a database$"
    ):
        SqliteFile(str(file), migrate=True)

    assert file.read_text() == "no database\n" * 100


def test_a_folder_is_no_file(tmp_path):
    """A path that cannot be opened is refused with what is wrong."""
    with pytest.raises(DatabaseUnusable, match=r"^Cannot open .*: unable to open database file$"):
        SqliteFile(str(tmp_path), migrate=True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """So is a path through a file."""
    (tmp_path / "file").touch()

    with pytest.raises(DatabaseUnusable, match=r"^Cannot open .*emulator.db: .*File exists"):
        SqliteFile(str(tmp_path / "file" / "emulator.db"), migrate=True)


def test_a_copy_that_lost_the_write_ahead_log_gets_it_again(file, tmp_path):
    """A backup made by VACUUM INTO is opened as any file is."""
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(file)) as original:
        original.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)

    backend = SqliteFile(str(copy), migrate=False)

    assert read(backend, "PRAGMA journal_mode") == [("wal",)]
    backend.close()


def test_a_new_file_that_another_process_has_locked_is_waited_for(tmp_path):
    """The change to a write-ahead log, for which SQLite does not wait itself, is tried again."""
    file = tmp_path / "emulator.db"
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as thread:
            opening = thread.submit(SqliteFile, str(file), migrate=True)
            waits = not Event().wait(0.2) and not opening.done()
            foreign.execute("COMMIT")
            backend = opening.result()

    assert waits
    assert read(backend, "PRAGMA journal_mode") == [("wal",)]
    backend.close()


def test_a_new_file_that_stays_locked_is_refused(tmp_path, monkeypatch):
    """After some time the developer is told."""
    monkeypatch.setattr(sqlite_file, "_WAL_ATTEMPTS", 2)
    monkeypatch.setattr(sqlite_file, "_BUSY_SECONDS", 0)
    file = tmp_path / "emulator.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseUnusable, match=r"^Cannot open .*: database is locked$"):
            SqliteFile(str(file), migrate=True)


def test_many_open_a_new_file_at_once(tmp_path):
    """One makes the tables, the others wait, and all can use it."""
    file = str(tmp_path / "emulator.db")
    with ThreadPoolExecutor(6) as threads:
        backends = list(threads.map(lambda _: SqliteFile(file, migrate=True), range(6)))
    run(backends[0], INSERT)

    assert [read(backend, "SELECT name FROM tags") for backend in backends] == [[("name",)]] * 6
    for backend in backends:
        backend.close()


def test_the_last_to_close_folds_the_log_into_the_file(file, tmp_path):
    """A closed database is one file that can be copied."""
    backend = SqliteFile(file, migrate=False)
    run(backend, INSERT)
    assert (tmp_path / "emulator.db-wal").exists()

    backend.close()

    assert [path.name for path in tmp_path.iterdir()] == ["emulator.db"]


def test_rebuilding_a_table_in_a_migration_keeps_what_refers_to_it(file_url):
    """SQLite changes a column by dropping the table: its pools' clients must not go with it."""
    database = open_database(file_url)
    with database.writing() as store:
        store.pools.insert(a_pool())
        store.clients.insert(a_client())

    def rebuild(connection):
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("pools", recreate="always") as batch:
            batch.alter_column("name", type_=sa.String())

    backend: Any = database._backend
    backend._migrate(rebuild)

    with database.reading() as store:
        assert store.clients.page(POOL, None, 9) == [a_client()]
        assert store.pools.get(POOL) == a_pool()
    database.close()
