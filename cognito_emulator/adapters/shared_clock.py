"""One clock for several worker processes: moved in one, moved in all, at once.

The state of the clock lies in a small file that every worker maps into its memory; telling the time
costs one look at it. Machines that share a PostgreSQL database share no memory: each has its clock.
"""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cognito_emulator.adapters.frozen_clock import ClockState, MoveableClock

if TYPE_CHECKING:
    from pathlib import Path

_LAYOUT: Final = struct.Struct("=d?q")
"""Offset in seconds, whether it is stopped, and the instant in microseconds since 1970."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class SharedClock:
    """A `MoveableClock` that stands as its file says, and writes there when it is moved."""

    __slots__ = ("_clock", "_memory", "_seen")

    def __init__(self, file: Path) -> None:
        """Map `file`, made by `create`, into this process."""
        self._clock: Final = MoveableClock()
        with file.open("r+b") as stream:
            self._memory: Final = mmap.mmap(stream.fileno(), _LAYOUT.size)
        self._seen = b""

    @staticmethod
    def create(file: Path) -> None:
        """Write a clock that runs at the machine's time."""
        file.write_bytes(_LAYOUT.pack(0.0, False, 0))

    def now(self) -> datetime:
        """Return the emulator's instant, aware, in UTC."""
        self._follow()
        return self._clock.now()

    def machine_now(self) -> datetime:
        """Return the machine's own time."""
        return self._clock.machine_now()

    def freeze(self, at: datetime | None = None) -> None:
        """Stop the clock, at `at` or where it stands. Raises: ValueError."""
        self._follow()
        self._clock.freeze(at)
        self._publish()

    def set(self, at: datetime) -> None:
        """Move the clock to `at`. Raises: ValueError."""
        self._follow()
        self._clock.set(at)
        self._publish()

    def advance(self, *, seconds: float) -> None:
        """Move the clock `seconds` forward, backward when negative. Raises: ValueError."""
        self._follow()
        self._clock.advance(seconds=seconds)
        self._publish()

    def resume(self) -> None:
        """Let a stopped clock run on from where it stands."""
        self._follow()
        self._clock.resume()
        self._publish()

    def reset(self) -> None:
        """Run at the machine's time again."""
        self._clock.reset()
        self._publish()

    def describe(self) -> dict[str, str | bool | float]:
        """Return the clock as `/_emulator/clock` shows it."""
        self._follow()
        return self._clock.describe()

    def _follow(self) -> None:
        state = self._memory[:]
        if state == self._seen:
            return
        offset, stopped, instant = _LAYOUT.unpack(state)
        frozen_at = _EPOCH + timedelta(microseconds=instant) if stopped else None
        self._clock.adopt(ClockState(offset_seconds=offset, frozen_at=frozen_at))
        self._seen = state

    def _publish(self) -> None:
        state = self._clock.state
        instant = 0
        if state.frozen_at is not None:
            instant = (state.frozen_at - _EPOCH) // timedelta(microseconds=1)
        packed = _LAYOUT.pack(state.offset_seconds, state.frozen_at is not None, instant)
        self._memory[:] = packed
        self._seen = packed
