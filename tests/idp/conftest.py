"""An emulator of their own for the tests of cognito-idp, strict about the service model."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from cognito_emulator.adapters.frozen_clock import MoveableClock
from cognito_emulator.emulator import Emulator

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Where the clock stands until a test moves it."""


@pytest.fixture
def emulator():
    """Give an empty emulator whose clock stands still: unmodelled errors and members fail the test."""
    emulator = Emulator(clock=MoveableClock(frozen_at=NOW), strict=True)
    yield emulator
    emulator.close()


@pytest.fixture
def clock(emulator):
    """Give the emulator's clock."""
    return emulator.clock


@pytest.fixture
def inbox(emulator):
    """Give the messages the service would have sent."""
    return emulator.inbox


@pytest.fixture
def idp(emulator):
    """Give a signed client of cognito-idp."""
    return client_of(emulator)


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.postgres)])
def shared(request):
    """Give an emulator on each kind of database that lets callers in side by side."""
    store = "memory" if request.param == "memory" else request.getfixturevalue("postgres_url")
    emulator = Emulator(store=store, strict=True)
    yield emulator
    emulator.close()


def client_of(emulator, **options):
    """Return a client that never repeats a call that failed: a second try would hide the first."""
    config = Config(retries={"total_max_attempts": 1})
    return emulator.client("cognito-idp", **{"config": config, **options})


def at_once(emulator, calls):
    """Make calls at the same time, each with a client of its own; return what became of them."""
    start = Barrier(len(calls))
    outcomes = []

    def attempt(call):
        client = client_of(emulator)
        start.wait()
        try:
            call(client)
        except ClientError as error:
            outcomes.append(error.response["Error"]["Code"])
        else:
            outcomes.append("done")

    threads = [Thread(target=attempt, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def wait_for_a_lock(url):
    """Return as soon as somebody waits for a lock of a PostgreSQL server."""
    import psycopg

    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with psycopg.connect(url, autocommit=True) as connection:
        while connection.execute(waiting).fetchone() is None:
            pass
