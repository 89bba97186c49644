"""The template that in-memory databases are cloned from."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

from cognito_emulator.storage import template
from cognito_emulator.storage.prepared import postgresql_dialect, sqlite_dialect
from cognito_emulator.storage.tables import metadata

TABLES = metadata.tables.values()


def tables(connection):
    """Return the names of the tables."""
    return {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_")
    }


def test_a_clone_has_every_table_and_nothing_in_them():
    """It minds foreign keys, commits each statement, and may be used from any thread."""
    connection = template.clone()

    assert tables(connection) == set(metadata.tables)
    assert not any(connection.execute(str(table.select())).fetchall() for table in TABLES)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert connection.isolation_level is None
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(connection.execute, "SELECT 1").result().fetchone() == (1,)
    connection.close()


def test_clones_share_nothing():
    """What is written into one is in no other and not in the template."""
    first, second = template.clone(), template.clone()
    first.execute("INSERT INTO tags VALUES ('arn', 'name', 'value')")

    assert [
        connection.execute("SELECT count(*) FROM tags").fetchone()
        for connection in (first, second, template.clone())
    ] == [(1,), (0,), (0,)]
    for connection in (first, second):
        connection.close()


def test_copying_over_a_database_empties_it():
    """Whatever it holds, other tables included."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE other (a)")

    template.copy_into(connection)

    assert tables(connection) == set(metadata.tables)
    connection.close()


def test_many_threads_clone_at_once():
    """Each gets a whole database of its own."""
    with ThreadPoolExecutor(8) as threads:
        clones = list(threads.map(lambda _: template.clone(), range(32)))

    assert [tables(connection) for connection in clones] == [set(metadata.tables)] * 32
    for connection in clones:
        connection.close()


def test_the_schema_is_written_owners_first():
    """A table comes after those its foreign keys name, and its indexes follow it."""
    for dialect in (sqlite_dialect(), postgresql_dialect()):
        statements = template.schema_statements(dialect)
        created = [statement.split()[2] for statement in statements if "CREATE TABLE" in statement]
        assert set(created) == set(metadata.tables)
        for name, table in metadata.tables.items():
            owners = {key.column.table.name for key in table.foreign_keys}
            assert all(created.index(owner) < created.index(name) for owner in owners)
