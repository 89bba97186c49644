"""Migrations: from nothing to this version's tables, whole or not at all, never backwards."""

import importlib
import re
import subprocess
import sys
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from click.testing import CliRunner

from cognito_emulator.cli.main import main
from cognito_emulator.storage import migrations
from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import DatabaseUnusable
from cognito_emulator.storage.tables import metadata
from cognito_emulator.version import __version__

COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, o.collname,
       pg_get_expr(d.adbin, d.adrelid)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_collation o ON o.oid = a.attcollation
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
ORDER BY 1, 2
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
INDEXES = (
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 2"
)


@pytest.fixture(params=["sqlite-file", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new_url(request, tmp_path):
    """Give the URL of an empty database, on each store that migrates in turn."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path}/new.db"


def engine_of(url):
    """Return an engine of SQLAlchemy for a database."""
    return sa.create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"), poolclass=sa.NullPool
    )


def execute(url, *statements):
    """Run statements on a database and return the rows of the last."""
    with engine_of(url).begin() as connection:
        results = [connection.exec_driver_sql(statement) for statement in statements]
        return [tuple(row) for row in results[-1]] if results[-1].returns_rows else []


def schema(url):
    """Return everything a database knows of its tables, in a form that can be compared."""
    if url.startswith("postgresql"):
        found = [row for query in (COLUMNS, CONSTRAINTS, INDEXES) for row in execute(url, query)]
        return [row for row in found if "alembic_version" not in row]
    rows = execute(url, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    return [
        (kind, name, sorted(re.sub(r",?\s*$", "", line).strip() for line in sql.splitlines()))
        for kind, name, sql in rows
        if sql is not None and name != "alembic_version"
    ]


def test_a_migrated_database_has_the_tables_of_this_version(new_url):
    """Alembic finds no difference between an empty database migrated and the tables."""
    open_database(new_url).close()

    with engine_of(new_url).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_migrating_and_creating_give_the_same_schema(new_url, request, tmp_path):
    """Column by column, with collations, constraints and indexes, by name."""
    open_database(new_url).close()
    if new_url.startswith("postgresql"):
        server = request.getfixturevalue("postgres_server")
        with server.new_database() as created_url:
            metadata.create_all(engine_of(created_url))
            created = schema(created_url)
    else:
        created_url = f"sqlite:///{tmp_path}/created.db"
        metadata.create_all(engine_of(created_url))
        created = schema(created_url)

    assert schema(new_url) == created
    assert len(created) > len(metadata.tables)


def test_a_migrated_database_says_which_version_wrote_it(new_url):
    """For the message of a version that does not know its schema."""
    open_database(new_url).close()

    assert execute(new_url, migrations.WRITTEN_BY) == [(__version__,)]
    assert execute(new_url, migrations.INSTALLED) == [(migrations.HEAD,)]


def test_migrating_again_changes_nothing(new_url):
    """A database at this version is opened as it is, with or without leave to migrate."""
    open_database(new_url).close()
    before = schema(new_url)

    open_database(new_url).close()
    open_database(new_url, migrate=False).close()

    assert schema(new_url) == before


def test_an_empty_database_is_refused_when_migrating_is(new_url):
    """It says what it found, and leaves no table behind."""
    with pytest.raises(DatabaseUnusable) as refusal:
        open_database(new_url, migrate=False)

    assert str(refusal.value) == str(DatabaseUnusable.not_migrated(None, migrations.HEAD))
    assert schema(new_url) == []


@pytest.mark.parametrize("migrate", [True, False])
@pytest.mark.parametrize(
    ("written_by", "says"),
    [
        ("9.9.9", "UPDATE emulator_facts SET value = '9.9.9'"),
        (None, "DELETE FROM emulator_facts"),
    ],
    ids=["by-a-known-version", "by-an-unknown-version"],
)
def test_a_newer_database_is_refused(new_url, migrate, written_by, says):
    """It names the schema and the version that wrote it, and is left as it is."""
    open_database(new_url).close()
    execute(new_url, "UPDATE alembic_version SET version_num = '9999'", says)

    with pytest.raises(DatabaseUnusable) as refusal:
        open_database(new_url, migrate=migrate)

    assert str(refusal.value) == str(DatabaseUnusable.too_new("9999", written_by, migrations.HEAD))
    assert execute(new_url, migrations.INSTALLED) == [("9999",)]


def test_a_database_of_somebody_else_is_not_touched(new_url):
    """A table that is in the way is told, and none of ours is made beside it."""
    execute(new_url, "CREATE TABLE users (id INTEGER)")
    before = schema(new_url)

    with pytest.raises(DatabaseUnusable, match=r"^Cannot open .*: .*users.* already exists$"):
        open_database(new_url)

    assert schema(new_url) == before


@pytest.mark.parametrize(
    ("installed", "migrate", "current"),
    [("0002", True, True), ("0002", False, True), ("0001", True, False), (None, True, False)],
)
def test_an_older_schema_is_migrated(monkeypatch, installed, migrate, current):
    """The newest is used as it is, any earlier one and none are migrated."""
    monkeypatch.setattr(migrations, "REVISIONS", ("0001", "0002"))
    monkeypatch.setattr(migrations, "HEAD", "0002")

    assert migrations.is_current(installed, written_by=lambda: None, migrate=migrate) is current


def test_an_older_schema_is_refused_when_migrating_is(monkeypatch):
    """It names both schemas."""
    monkeypatch.setattr(migrations, "REVISIONS", ("0001", "0002"))
    monkeypatch.setattr(migrations, "HEAD", "0002")

    with pytest.raises(DatabaseUnusable) as refusal:
        migrations.is_current("0001", written_by=lambda: None, migrate=False)

    assert str(refusal.value) == str(DatabaseUnusable.not_migrated("0001", "0002"))


def test_a_migration_that_fails_leaves_nothing(new_url):
    """Its tables go with it, so that the next attempt begins where this one did."""
    database = open_database(new_url)
    backend: Any = database._backend
    before = schema(new_url)

    def fail(connection):
        connection.exec_driver_sql("CREATE TABLE half (a INTEGER)")
        connection.exec_driver_sql("DROP TABLE tags")
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        backend._migrate(fail)

    assert schema(new_url) == before
    database.close()


def test_every_migration_is_listed_in_its_order():
    """The files are those of REVISIONS, each following the one before, named by number."""
    config = Config()
    config.set_main_option("script_location", "cognito_emulator.storage:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)

    oldest_first = list(scripts.walk_revisions())[::-1]

    assert tuple(script.revision for script in oldest_first) == migrations.REVISIONS
    assert migrations.REVISIONS[-1] == migrations.HEAD
    for number, script in enumerate(oldest_first, start=1):
        assert script.module.__name__.startswith(f"{number:04}_")
        assert script.down_revision == (oldest_first[number - 2].revision if number > 1 else None)


def test_no_database_is_taken_back():
    """A migration knows one direction."""
    first = importlib.import_module(
        "cognito_emulator.storage.migrations.versions.0001_first_schema"
    )

    with pytest.raises(RuntimeError, match=r"^There is no schema before this one\.$"):
        first.downgrade()


def test_the_command_line_migrates(new_url):
    """`database upgrade` makes the tables, and says so when there is nothing to do."""
    command = ["database", "upgrade", "--store", new_url]
    results = [CliRunner().invoke(main, command) for _ in range(2)]

    assert [result.output for result in results] == [
        "The database has the tables of this version.\n"
    ] * 2
    assert [result.exit_code for result in results] == [0, 0]
    assert execute(new_url, migrations.INSTALLED) == [(migrations.HEAD,)]


def test_the_command_line_tells_what_is_wrong(new_url):
    """A newer database ends it with 1 and the message, without a traceback."""
    open_database(new_url).close()
    execute(new_url, "UPDATE alembic_version SET version_num = '9999'")

    result = CliRunner().invoke(main, ["database", "upgrade", "--store", new_url])

    refusal = DatabaseUnusable.too_new("9999", __version__, migrations.HEAD)
    assert (result.exit_code, result.stderr) == (1, f"Error: {refusal}\n")


def test_a_current_database_is_opened_without_alembic(file_url):
    """Importing it would cost every start a third of a second."""
    code = (
        "import sys; from cognito_emulator.storage.database import open_database; "
        f"open_database({file_url!r}).close(); print('alembic' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
