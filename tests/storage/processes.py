"""Real processes over one store: `python -m tests.storage.processes URL JOB PROCESSES THREADS`.

The parent process imports what is needed once and forks; each child opens the store, says so, waits
for the others and runs the job in its threads. What a job prints is its acknowledgement: a line is
written when the transaction it tells of has been committed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Barrier, Thread
from typing import IO, TYPE_CHECKING, Any

import psycopg  # noqa: F401 - once, not in every child

from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import AlreadyExists
from tests.storage.builders import CLIENT, POOL, a_client, a_message, a_pool, a_sub, a_user

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cognito_emulator.storage.database import Database

    Job = Callable[[Database, str], None]

ROOT = Path(__file__).parents[2]
READY = "ready"


def say(line: str) -> None:
    """Print one line at once and in one piece, whoever else is printing."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def rival(database: Database, name: str) -> None:
    """Try to become the user ada, with an alias and an attribute of one's own, in one transaction."""
    user = a_user("ada", sub=a_sub(name), attributes={"name": "rival", "email": f"{name}@b.c"})
    try:
        with database.writing(f"user:{POOL}:ada") as store:
            store.messages.insert(a_message(name))
            store.users.insert(user, aliases=[("preferred_username", name)])
    except AlreadyExists as refusal:
        say(f"refused {refusal.what} {refusal.value}")
    else:
        say(f"won {name}")


def rival_without_lock(database: Database, name: str) -> None:
    """Try to take an e-mail address as alias for a user of one's own: only the constraint decides."""
    try:
        with database.writing() as store:
            store.users.insert(a_user(name), aliases=[("email", "ada@example.com")])
    except AlreadyExists as refusal:
        say(f"refused {refusal.what} {refusal.value}")
    else:
        say(f"won {name}")


def sign_up(database: Database, name: str) -> None:
    """Write twenty users of one's own and read them back."""
    for number in range(20):
        key = f"{name}-{number}"
        with database.writing(f"user:{POOL}:{key}") as store:
            store.users.insert(a_user(key), aliases=[("email", f"{key}@example.com")])
        with database.reading() as store:
            assert store.users.by_alias(POOL, "email", f"{key}@example.com") == a_user(key)
    say(f"wrote {name}")


def count_up(database: Database, _: str) -> None:
    """Add one to a number ten times, each time reading what it is."""
    for _number in range(10):
        with database.writing(f"pool:{POOL}") as store:
            client = store.clients.get(CLIENT)
            assert client is not None
            store.clients.save(a_client(name=str(int(client.name) + 1)))
    say("counted")


def write_on(database: Database, name: str) -> None:
    """Write users, each with an alias and a message, until killed."""
    number = 0
    while True:
        key = f"{name}-{number}"
        with database.writing() as store:
            store.users.insert(a_user(key), aliases=[("email", f"{key}@example.com")])
            store.messages.insert(a_message(key))
        say(key)
        number += 1


def converse(database: Database, _: str) -> None:
    """Answer each name read with whether it is a user, then write the user `after-<name>`."""
    for line in sys.stdin:
        key = line.strip()
        with database.writing() as store:
            found = store.users.get(POOL, key) is not None
            store.users.insert(a_user(f"after-{key}"))
        say("found" if found else "unknown")


JOBS: dict[str, Job] = {
    job.__name__: job for job in (rival, rival_without_lock, sign_up, count_up, write_on, converse)
}


def prepared(url: str) -> Database:
    """Open a store and put the pool and the client that jobs use into it."""
    database = open_database(url)
    with database.writing() as store:
        store.pools.insert(a_pool())
        store.clients.insert(a_client(name="0"))
    return database


@contextmanager
def working(
    url: str, job: Job, *, processes: int = 1, threads: int = 1
) -> Iterator[subprocess.Popen[str]]:
    """Run a job in processes of its own, all of them at work together; kill what is left."""
    command = [sys.executable, "-m", __name__, url, job.__name__, str(processes), str(threads)]
    pipe: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stderr=subprocess.STDOUT, start_new_session=True, **pipe
    ) as process:
        try:
            for _ in range(processes):
                line = output(process).readline()
                assert line == f"{READY}\n", line + output(process).read()
            given(process).write("go\n" * processes)
            given(process).flush()
            yield process
        finally:
            kill(process)


def run(url: str, job: Job, *, processes: int, threads: int = 1) -> list[str]:
    """Run a job in many processes and threads to its end; return what was said."""
    with working(url, job, processes=processes, threads=threads) as process:
        said = output(process).read().splitlines()
        assert process.wait() == 0, said
    return said


def kill(process: subprocess.Popen[str]) -> None:
    """Kill the processes of a job without a warning, if they are still there."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def output(process: subprocess.Popen[str]) -> IO[str]:
    """Return what a process says."""
    assert process.stdout is not None
    return process.stdout


def given(process: subprocess.Popen[str]) -> IO[str]:
    """Return what a process is told."""
    assert process.stdin is not None
    return process.stdin


def main(url: str, job: str, processes: int, threads: int) -> None:
    """Fork, run the job in every process, and end with 1 when one of them fails."""
    children = [pid for number in range(processes) if (pid := _fork(url, job, number, threads))]
    failed = [pid for pid in children if os.waitpid(pid, 0)[1]]
    sys.exit(bool(failed))


def _fork(url: str, job: str, number: int, threads: int) -> int:
    if pid := os.fork():
        return pid
    status = 1
    try:
        _work(url, JOBS[job], number, threads)
        status = 0
    except BaseException as error:  # noqa: BLE001 - said, and told by the status
        say(f"failed: {error!r}")
    finally:
        os._exit(status)


def _work(url: str, job: Job, number: int, count: int) -> None:
    database = open_database(url)
    say(READY)
    os.read(0, len("go\n"))
    if count == 1:
        job(database, f"{number}")
        return
    together, errors = Barrier(count), []

    def work(thread: int) -> None:
        try:
            together.wait()
            job(database, f"{number}-{thread}")
        except Exception as error:  # noqa: BLE001 - raised again by the main thread
            errors.append(error)

    workers = [Thread(target=work, args=(thread,)) for thread in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if errors:
        raise errors[0]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
