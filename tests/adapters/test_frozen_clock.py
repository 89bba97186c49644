"""The clock that can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from cognito_emulator.adapters.frozen_clock import LATEST, ClockState, MoveableClock

START = datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)


class Watch:
    """A machine's clock that a test turns by hand."""

    def __init__(self):
        self.at = START

    def now(self):
        return self.at

    machine_now = now

    def tick(self, seconds):
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def watch():
    """Hold the machine's clock."""
    return Watch()


@pytest.fixture
def clock(watch):
    """Hold the emulator's clock over it."""
    return MoveableClock(machine=watch)


def test_it_runs_at_real_time_until_moved(clock, watch):
    """An untouched clock follows the machine."""
    watch.tick(5)

    assert clock.now() == clock.machine_now() == START + timedelta(seconds=5)


def test_a_clock_without_arguments_follows_the_machine():
    """By default the machine is the real one."""
    assert abs(MoveableClock().now() - datetime.now(UTC)) < timedelta(seconds=30)


def test_advancing_moves_a_running_clock_that_runs_on(clock, watch):
    """Advanced time adds up and goes on passing; the machine's time is untouched."""
    clock.advance(seconds=3600)
    clock.advance(seconds=0.5)
    watch.tick(1)

    assert clock.now() == START + timedelta(seconds=3601.5)
    assert clock.machine_now() == START + timedelta(seconds=1)


def test_a_frozen_clock_stands_still(clock, watch):
    """Freezing without an instant stops the clock where it stands."""
    clock.freeze()
    watch.tick(5)

    assert clock.now() == START


def test_a_clock_may_be_frozen_at_an_instant(clock, watch):
    """Freezing at an instant jumps there; the instant may come in any time zone."""
    clock.freeze(LATER.astimezone(timezone(timedelta(hours=2))))
    watch.tick(5)

    assert clock.now() == LATER
    assert clock.now().tzinfo is UTC
    assert MoveableClock(frozen_at=LATER).now() == LATER


def test_a_frozen_clock_can_be_advanced(clock, watch):
    """Advancing a stopped clock moves it and leaves it stopped."""
    clock.freeze(LATER)
    clock.advance(seconds=10)
    watch.tick(5)

    assert clock.now() == LATER + timedelta(seconds=10)


def test_setting_keeps_running_or_stopped(clock, watch):
    """A set clock runs on from there if it ran, and stands there if it stood."""
    clock.set(LATER)
    watch.tick(5)
    running = clock.now()
    clock.freeze()
    clock.set(START)
    watch.tick(5)

    assert running == LATER + timedelta(seconds=5)
    assert clock.now() == START


def test_a_resumed_clock_runs_on_from_where_it_stood(clock, watch):
    """Resuming keeps the distance; resuming a running clock changes nothing."""
    clock.freeze(LATER)
    clock.resume()
    clock.resume()
    watch.tick(5)

    assert clock.now() == LATER + timedelta(seconds=5)


def test_a_reset_clock_follows_the_machine_again(clock):
    """Resetting forgets every move."""
    clock.freeze(LATER)
    clock.reset()

    assert clock.now() == START


def test_another_clock_can_adopt_the_state(clock, watch):
    """Clocks of several processes can be made to agree."""
    other = MoveableClock(machine=watch)
    clock.set(LATER)
    other.adopt(clock.state)
    running = other.now()
    other.adopt(ClockState(frozen_at=START))

    assert running == LATER
    assert other.now() == START


def test_the_description_tells_both_times(clock):
    """The HTTP interface shows the emulator's time, the machine's, and their distance."""
    clock.advance(seconds=60)
    running = clock.describe()
    clock.freeze()

    assert running == {
        "now": "2026-11-03T04:06:06+00:00",
        "machineNow": "2026-11-03T04:05:06+00:00",
        "frozen": False,
        "offsetSeconds": 60.0,
    }
    assert clock.describe() == running | {"frozen": True}


def test_an_instant_without_time_zone_is_refused(clock):
    """A naive datetime would be guessed at, so it is refused with the remedy."""
    with pytest.raises(ValueError, match="2026-11-03T00:00:00 has no time zone: give an aware"):
        clock.set(datetime(2026, 11, 3))  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize(
    "move",
    [
        lambda clock: clock.set(datetime(1969, 12, 31, tzinfo=UTC)),
        lambda clock: clock.freeze(LATEST + timedelta(seconds=1)),
        lambda clock: clock.advance(seconds=1e30),
        lambda clock: clock.advance(seconds=-1e11),
        lambda clock: clock.adopt(ClockState(frozen_at=datetime(1, 1, 1, tzinfo=UTC))),
    ],
    ids=["set", "freeze", "forward", "backward", "adopt"],
)
def test_an_instant_out_of_range_is_refused_and_changes_nothing(clock, move):
    """The clock stays between 1970 and the year 9000, and where it was."""
    with pytest.raises(ValueError, match="The clock can be set from 1970-01-01 to 9000-01-01 only"):
        move(clock)

    assert clock.now() == START
