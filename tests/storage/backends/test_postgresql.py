"""PostgreSQL: connections that are shared, lost and found again; locks by name."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from urllib.parse import urlsplit

import psycopg
import pytest

from cognito_emulator.storage.backends import postgresql
from cognito_emulator.storage.backends.postgresql import PostgreSql
from cognito_emulator.storage.errors import DatabaseUnusable

pytestmark = pytest.mark.postgres

INSERT = "INSERT INTO tags VALUES ('arn', 'name', 'value')"


@pytest.fixture
def backend(postgres_database):
    """Give a backend of its own over the empty database of this process."""
    postgres_database.reset()
    backend = PostgreSql(postgres_database.url, migrate=False)
    yield backend
    backend.close()


def run(backend, *statements, lock=None, commit=True):
    """Run statements in a write transaction."""
    connection = backend.begin_writing(lock)
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


def server_process(backend):
    """Return the id of the server process that serves the connection used next."""
    return read(backend, "SELECT pg_backend_pid()")[0][0]


def terminate(url, *pids):
    """Make the server drop connections, as when it is restarted."""
    with psycopg.connect(url, autocommit=True) as connection:
        for pid in pids:
            connection.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


def test_without_the_driver_it_says_what_to_install(monkeypatch):
    """The extra that brings psycopg is named."""
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(
        DatabaseUnusable, match=r"^PostgreSQL needs the psycopg driver: pip install"
    ):
        PostgreSql("postgresql://localhost/any", migrate=True)


def test_a_server_that_does_not_answer_is_told():
    """The reason is the driver's; a password in the URL is not shown."""
    url = "postgresql://ada:secret@127.0.0.1:1/any"

    with pytest.raises(DatabaseUnusable, match=r"^Cannot open the PostgreSQL database: ") as error:
        PostgreSql(url, migrate=True)

    assert "refused" in str(error.value)
    assert "secret" not in str(error.value)


def test_a_database_that_is_not_there_is_told(postgres_database):
    """It is not created: that is its owner's to do."""
    url = re.sub(r"/\w+$", "/not_there", postgres_database.url)

    with pytest.raises(DatabaseUnusable, match='database "not_there" does not exist'):
        PostgreSql(url, migrate=True)


def test_many_open_a_new_database_at_once(postgres_url):
    """One makes the tables, the others wait, and all can use it."""
    with ThreadPoolExecutor(6) as threads:
        backends = list(threads.map(lambda _: PostgreSql(postgres_url, migrate=True), range(6)))
    run(backends[0], INSERT)

    assert [read(backend, "SELECT name FROM tags") for backend in backends] == [[("name",)]] * 6
    for backend in backends:
        backend.close()


def test_a_connection_is_used_again(backend):
    """One thread needs but one."""
    assert server_process(backend) == server_process(backend)


def test_a_process_takes_no_more_connections_than_its_share(backend):
    """Who comes when all are in use waits for one to be free, and uses that."""
    connections = [backend.begin_reading() for _ in range(postgresql._CONNECTIONS)]
    pids = {connection.info.backend_pid for connection in connections}
    with ThreadPoolExecutor(1) as thread:
        late = thread.submit(server_process, backend)
        waits = not Event().wait(0.1) and not late.done()
        backend.end_reading(connections.pop())
        pid = late.result()
    for connection in connections:
        backend.end_reading(connection)

    assert waits
    assert pid in pids


def test_connections_write_into_few_counters(backend):
    """Which one depends on the server's process, so that neighbours seldom meet."""
    connection = backend.begin_writing(None)
    shard = backend.shard(connection)
    pid = connection.info.backend_pid
    backend.end_writing(connection, commit=True)

    assert shard == pid % 16


def test_a_lock_is_held_until_the_transaction_ends(backend):
    """The same name waits; another name, or none, does not."""
    connection = backend.begin_writing("user:a")
    run(backend, lock="user:b")
    run(backend)
    with ThreadPoolExecutor(1) as thread:
        same = thread.submit(run, backend, lock="user:a")
        waits = not Event().wait(0.1) and not same.done()
        backend.end_writing(connection, commit=False)
        same.result()

    assert waits


@pytest.mark.parametrize("name", ["", "user:é", "user:\ud800\0"], ids=ascii)
def test_any_name_is_a_lock(backend, name):
    """Whatever a user is called."""
    run(backend, INSERT, lock=name)

    assert read(backend, "SELECT name FROM tags") == [("name",)]


def test_a_lock_is_a_number_of_64_bits():
    """The same in every process, so that all of them meet at it."""
    assert postgresql._lock_number("user:a") == 3492744264259795308
    assert postgresql._lock_number("user:a") != postgresql._lock_number("user:b")


def test_a_dropped_connection_costs_one_call(backend, postgres_database):
    """The server restarts: one reader is told, and the next finds new connections."""
    connections = [backend.begin_reading() for _ in range(3)]
    pids = [connection.info.backend_pid for connection in connections]
    for connection in connections:
        backend.end_reading(connection)
    terminate(postgres_database.url, *pids)

    with pytest.raises(psycopg.OperationalError):
        server_process(backend)

    assert server_process(backend) not in pids
    assert {server_process(backend) for _ in range(5)} & set(pids) == set()


def test_a_dropped_connection_fails_the_beginning_of_a_transaction(backend, postgres_database):
    """Nothing is held afterwards: as many transactions as ever can begin."""
    for _ in range(postgresql._CONNECTIONS + 1):
        terminate(postgres_database.url, server_process(backend))
        with pytest.raises(psycopg.OperationalError):
            backend.begin_writing("user:a")
    run(backend, INSERT, lock="user:a")

    assert read(backend, "SELECT name FROM tags") == [("name",)]


def test_a_connection_dropped_in_a_transaction_undoes_it(backend, postgres_database):
    """The commit is refused, and the next transaction works."""
    connection = backend.begin_writing(None)
    connection.execute(INSERT)
    terminate(postgres_database.url, connection.info.backend_pid)

    with pytest.raises(psycopg.OperationalError):
        backend.end_writing(connection, commit=True)

    assert read(backend, "SELECT * FROM tags") == []


def test_no_connection_to_be_had_is_told_each_time(backend, postgres_database):
    """A server that is gone keeps nobody waiting for a connection that will not come."""
    backend._url = "postgresql://127.0.0.1:1/any"
    for _ in range(postgresql._CONNECTIONS + 1):
        with pytest.raises(psycopg.OperationalError, match="refused"):
            backend.begin_reading()
    backend._url = postgres_database.url

    assert read(backend, "SELECT 1") == [(1,)]


def test_a_connection_left_in_a_transaction_is_not_used_again(backend):
    """An interrupted statement leaves something open, which nobody may inherit."""
    connection = backend.begin_reading()
    connection.execute("BEGIN")
    pid = connection.info.backend_pid
    backend.end_reading(connection)

    assert server_process(backend) != pid


def test_a_transaction_that_failed_is_rolled_back(backend):
    """Its error is told, its writes are undone, and its connection is used again."""
    pid = server_process(backend)
    with pytest.raises(psycopg.errors.UniqueViolation):
        run(backend, INSERT, INSERT)
    run(backend, commit=False)

    assert read(backend, "SELECT * FROM tags") == []
    assert server_process(backend) == pid


def test_a_url_is_read_by_the_driver(postgres_url):
    """Hosts, options and all: migrating reads it as connecting does."""
    address = urlsplit(postgres_url)
    host, port, name = address.hostname, address.port, address.path[1:]
    url = f"postgresql://test@{host}:1,{host}:{port}/{name}?connect_timeout=9"

    backend = PostgreSql(url, migrate=True)

    assert read(backend, "SELECT current_database()") == [(name,)]
    backend.close()


def test_keys_are_ordered_by_bytes_whatever_the_database_prefers(backend):
    """The collation of the database orders letters; columns that are looked up do not follow."""
    preferred = read(backend, "SELECT v FROM (VALUES ('a'), ('B')) AS t (v) ORDER BY v")
    run(backend, *(INSERT.replace("name", name) for name in ("a", "B")))

    assert preferred == [("a",), ("B",)]
    assert read(backend, "SELECT name FROM tags ORDER BY name") == [("B",), ("a",)]
