"""The stores that every rule of storage holds on: SQLite in memory, SQLite in a file, PostgreSQL."""

from __future__ import annotations

import shutil

import pytest

from cognito_emulator.storage.database import open_database
from tests.storage.builders import a_pool

SQLITE_FILE = pytest.param("sqlite-file", id="sqlite-file")
POSTGRESQL = pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)


@pytest.fixture(params=[pytest.param("memory", id="memory"), SQLITE_FILE, POSTGRESQL])
def database(request):
    """Give an open, empty database, on each store in turn."""
    if request.param == "postgresql":
        database = request.getfixturevalue("postgres_database")
        database.reset()
        yield database
    else:
        url = "memory" if request.param == "memory" else request.getfixturevalue("file_url")
        database = open_database(url)
        yield database
        database.close()


@pytest.fixture
def pool(database):
    """Give the pool `a_pool()`, which is in the database."""
    pool = a_pool()
    with database.writing() as store:
        store.pools.insert(pool)
    return pool


@pytest.fixture(params=[SQLITE_FILE, POSTGRESQL])
def shared_url(request):
    """Give the URL of a new database that several processes may open, on each such store in turn."""
    return request.getfixturevalue("file_url" if request.param == "sqlite-file" else "postgres_url")


@pytest.fixture
def file_url(tmp_path, migrated_file):
    """Give the URL of a new database file that has its tables."""
    file = tmp_path / "emulator.db"
    shutil.copy(migrated_file, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """Give a closed database file that has its tables: copying it is faster than migrating."""
    file = tmp_path_factory.mktemp("migrated") / "emulator.db"
    open_database(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def postgres_database(postgres_server):
    """Give an open PostgreSQL database; who uses it empties it first."""
    with postgres_server.new_database() as url:
        database = open_database(url)
        yield database
        database.close()
