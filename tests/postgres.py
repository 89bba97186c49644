"""A throw-away PostgreSQL server for tests, or the one COGNITO_EMULATOR_TEST_POSTGRES_URL names.

Each worker process of pytest starts a server of its own when a test first asks for it, without
fsync: it lives no longer than the tests. `tests/conftest.py` offers the fixtures to every folder.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

URL_VARIABLE = "COGNITO_EMULATOR_TEST_POSTGRES_URL"
START_SECONDS = 30
PORTS_TRIED = 3
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
VERSION_WITH_ICU = 150000


class PostgresServer:
    """A server on which tests make databases of their own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._numbers = itertools.count()

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """Create an empty database, give its URL, and drop it whoever is connected."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._create(name)
        try:
            yield urlsplit(self._url)._replace(path=f"/{name}").geturl()
        finally:
            with psycopg.connect(self._url, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _create(self, name: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            command = f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
            if connection.info.server_version >= VERSION_WITH_ICU:
                # An order unlike that of bytes shows what depends on the server's collation.
                command += " LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
            connection.execute(command)


@pytest.fixture(scope="session")
def postgres_server():
    """Give the server of this worker process; where there is none, skip the test."""
    if url := os.environ.get(URL_VARIABLE):
        yield PostgresServer(url)
        return
    programs = _programs()
    if programs is None:
        pytest.skip(f"no PostgreSQL: install the package postgresql, or set {URL_VARIABLE}")
    with _throw_away_server(programs) as url:
        yield PostgresServer(url)


@pytest.fixture
def postgres_url(postgres_server):
    """Give the URL of a new, empty database."""
    with postgres_server.new_database() as url:
        yield url


def _programs() -> Path | None:
    """Return the directory of initdb and postgres; of several the newest."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: int(path.parts[4]), default=None)
    return newest and newest.parent


@contextmanager
def _throw_away_server(programs: Path) -> Iterator[str]:
    # Not in pytest's own directory: other users may not enter it, and a socket's path is short.
    directory = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        identity = _unprivileged(directory)
        _initialise(programs, directory, identity)
        process, url = _started(programs, directory, identity)
        try:
            yield url
        finally:
            process.send_signal(signal.SIGQUIT)  # without waiting for anybody
            process.wait(START_SECONDS)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _unprivileged(directory: Path) -> dict[str, int]:
    """Return as whom the server runs, who then owns `directory`: root it refuses."""
    if os.geteuid() != 0:
        return {}
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    os.chown(directory, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid}


def _initialise(programs: Path, directory: Path, identity: dict[str, int]) -> None:
    command = [str(programs / "initdb"), "--pgdata", str(directory / "data")]
    command += ["--no-sync", "--auth=trust", "--username=test", "--encoding=UTF8", "--locale=C"]
    done = subprocess.run(
        command,
        cwd=directory,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **identity,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stdout


def _started(
    programs: Path, directory: Path, identity: dict[str, int]
) -> tuple[subprocess.Popen[bytes], str]:
    for _ in range(PORTS_TRIED):
        port = _free_port()
        settings = {**SETTINGS, "port": port, "unix_socket_directories": directory}
        command = [str(programs / "postgres"), "-D", str(directory / "data")]
        command += [f"--{name}={value}" for name, value in settings.items()]
        with (directory / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=directory, stdout=log, stderr=log, **identity)  # type: ignore[call-overload]
        url = f"postgresql://test@127.0.0.1:{port}/postgres"
        if _answers(url, process):
            return process, url
        process.kill()
        process.wait()
    raise AssertionError((directory / "log").read_text())


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return True
    return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
