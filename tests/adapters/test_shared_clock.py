"""One clock for several processes."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cognito_emulator.adapters.shared_clock import SharedClock

NOON = datetime(2030, 1, 31, 12, tzinfo=UTC)
AT_NOON = {"now": "2030-01-31T12:00:00+00:00", "frozen": True}
ANOTHER_PROCESS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cognito_emulator.adapters.shared_clock import SharedClock

clock = SharedClock(Path(sys.argv[1]))
for command in sys.stdin:
    if command.startswith("advance"):
        clock.advance(seconds=float(command.split()[1]))
    print(clock.now().isoformat(), flush=True)
"""


@pytest.fixture
def file(tmp_path):
    """Give the file of a clock that runs at the machine's time."""
    path = tmp_path / "clock"
    SharedClock.create(path)
    return path


@pytest.fixture
def another_process(file):
    """Give a function that has another process do something with the clock and tell its time."""
    command = [sys.executable, "-c", ANOTHER_PROCESS, str(file)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as process:
        assert process.stdin
        assert process.stdout
        asked, told = process.stdin, process.stdout

        def ask(what="look"):
            asked.write(what + "\n")
            asked.flush()
            return datetime.fromisoformat(told.readline().strip())

        yield ask
        asked.close()


def seconds_ahead(clock):
    """Return how far a clock is ahead of the machine's, in whole seconds."""
    return round((clock.now() - clock.machine_now()).total_seconds())


def test_what_one_process_moves_all_see(file, another_process):
    """A clock stopped or moved in one process stands the same in another, in both directions."""
    clock = SharedClock(file)

    clock.freeze(NOON)
    assert another_process() == NOON
    assert another_process("advance 90.5") == NOON + timedelta(seconds=90.5)
    assert clock.now() == NOON + timedelta(seconds=90.5)


def test_it_runs_at_the_machine_s_time_at_first(file):
    """A new clock has not been moved."""
    clock = SharedClock(file)

    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.describe()["frozen"] is False


def test_a_running_clock_is_moved_in_all(file):
    """An offset is shared as well as a stop."""
    one, other = SharedClock(file), SharedClock(file)

    one.advance(seconds=3600)
    other.advance(seconds=-60)

    assert seconds_ahead(one) == seconds_ahead(other) == 3540


def test_a_clock_can_be_set_while_it_runs(file):
    """Setting keeps a running clock running, from the new instant on."""
    one, other = SharedClock(file), SharedClock(file)

    one.set(NOON)

    assert timedelta(0) <= other.now() - NOON < timedelta(seconds=5)
    assert other.describe()["frozen"] is False


def test_any_process_lets_a_stopped_clock_run(file):
    """Stopping, running on and resetting work from whichever process asks."""
    one, other = SharedClock(file), SharedClock(file)
    one.freeze(NOON)
    assert {name: other.describe()[name] for name in AT_NOON} == AT_NOON

    other.resume()
    assert one.describe()["frozen"] is False
    assert timedelta(0) <= one.now() - NOON < timedelta(seconds=5)

    one.reset()
    assert seconds_ahead(other) == 0


def test_freezing_stops_the_clock_where_it_stands(file):
    """Without an instant the clock stops at the moment."""
    one, other = SharedClock(file), SharedClock(file)
    one.set(NOON)

    other.freeze()

    assert one.now() == other.now() == one.now()
    assert timedelta(0) <= one.now() - NOON < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("move", "message"),
    [
        (
            lambda clock: clock.set(datetime(1969, 1, 1, tzinfo=UTC)),
            "The clock can be set from 1970-01-01 to 9000-01-01 only.",
        ),
        (
            lambda clock: clock.freeze(datetime(2030, 1, 1)),  # noqa: DTZ001  # what is refused
            "2030-01-01T00:00:00 has no time zone: give an aware datetime, for example in UTC.",
        ),
        (
            lambda clock: clock.advance(seconds=1e15),
            "The clock can be set from 1970-01-01 to 9000-01-01 only.",
        ),
    ],
    ids=["before the calendar", "without a time zone", "beyond the calendar"],
)
def test_a_move_that_is_refused_moves_nobody(file, move, message):
    """An impossible instant is refused, and the clock stands as before everywhere."""
    one, other = SharedClock(file), SharedClock(file)
    one.freeze(NOON)

    with pytest.raises(ValueError, match=r".") as refused:
        move(other)

    assert str(refused.value) == message
    assert one.now() == other.now() == NOON
