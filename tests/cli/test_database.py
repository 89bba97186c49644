"""``cognito-emulator database upgrade``."""

from __future__ import annotations

import sqlite3

import pytest
from click.testing import CliRunner

from cognito_emulator.cli import database
from cognito_emulator.cli.main import main
from cognito_emulator.emulator import Emulator
from cognito_emulator.storage.database import open_database
from cognito_emulator.version import __version__


def upgrade(store):
    """Run the command on a store; return exit code and output."""
    result = CliRunner().invoke(main, ["database", "upgrade", "--store", store])
    return result.exit_code, result.output


@pytest.fixture
def store(tmp_path):
    """Give the URL of a database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'cognito.db'}"


def test_a_new_database_gets_its_tables(store):
    """What the command leaves can be opened without migrating."""
    assert upgrade(store) == (0, "The database has the tables of this version.\n")

    open_database(store, migrate=False).close()


def test_a_current_database_is_left_alone(store):
    """A second upgrade changes nothing, and data is kept."""
    emulator = Emulator(store=store)
    emulator.client().create_user_pool(PoolName="kept")
    emulator.close()

    assert upgrade(store)[0] == 0

    emulator = Emulator(store=store)
    kept = emulator.client().list_user_pools(MaxResults=1)["UserPools"]
    emulator.close()
    assert [each["Name"] for each in kept] == ["kept"]


def test_the_memory_store_has_nothing_to_upgrade():
    """The default store is refused with the way out."""
    code, output = upgrade("memory")

    assert code == 2
    assert "The memory store has nothing to upgrade; name one with --store." in output


def test_a_file_that_is_no_database_is_refused(store, tmp_path):
    """The command ends with 1 and a message, without a trace."""
    (tmp_path / "cognito.db").write_bytes(b"no database" * 1000)

    code, output = upgrade(store)

    assert code == 1
    assert output == f"Error: Cannot open {tmp_path / 'cognito.db'}: file is not a database\n"


def test_a_newer_database_is_refused(store, tmp_path):
    """Tables of a version to come are not touched."""
    assert upgrade(store)[0] == 0
    connection = sqlite3.connect(tmp_path / "cognito.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()

    code, output = upgrade(store)

    assert code == 1
    assert output.startswith(
        f"Error: The database has schema 9999, written by version {__version__} of cognito-emulator; "
    )


def test_migrating_says_why_it_cannot(capsys):
    """What `serve` and `upgrade` share ends the process with a message on standard error."""
    with pytest.raises(SystemExit) as ended:
        database.migrate("mysql://x")

    assert ended.value.code == 1
    assert capsys.readouterr().err == (
        "Error: Unknown store 'mysql://x'. Use memory, sqlite:///relative/path, "
        "sqlite:////absolute/path or postgresql://user@host/database.\n"
    )
