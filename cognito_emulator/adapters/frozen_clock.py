"""The emulator's own clock: real time until somebody moves or stops it.

Codes, temporary passwords and tokens grow old by it, so a test of expiry takes no time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from cognito_emulator.adapters.system_clock import SystemClock

if TYPE_CHECKING:
    from cognito_emulator.ports import Clock

EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""Ten-year tokens issued at the latest instant must still expire within the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """How a clock stands: its distance from the machine's time, or the instant it is stopped at."""

    offset_seconds: float = 0.0
    frozen_at: datetime | None = None


class MoveableClock:
    """Tell real time plus an offset, or one fixed instant; safe to use from several threads."""

    __slots__ = ("_lock", "_machine", "_state")

    def __init__(self, *, machine: Clock | None = None, frozen_at: datetime | None = None) -> None:
        """Start at real time, or stopped at `frozen_at`."""
        self._machine: Final = SystemClock() if machine is None else machine
        self._lock: Final = Lock()
        self._state = ClockState(frozen_at=None if frozen_at is None else _checked(frozen_at))

    def now(self) -> datetime:
        """Return the emulator's instant, aware, in UTC."""
        state = self._state
        if state.frozen_at is not None:
            return state.frozen_at
        return self._machine.machine_now() + timedelta(seconds=state.offset_seconds)

    def machine_now(self) -> datetime:
        """Return the machine's own time."""
        return self._machine.machine_now()

    def freeze(self, at: datetime | None = None) -> None:
        """Stop the clock, at `at` or where it stands.

        Raises: ValueError for an instant without time zone, or out of range.
        """
        with self._lock:
            self._state = ClockState(frozen_at=_checked(self.now() if at is None else at))

    def set(self, at: datetime) -> None:
        """Move the clock to `at`; a running clock runs on from there, a stopped one stays stopped.

        Raises: ValueError for an instant without time zone, or out of range.
        """
        with self._lock:
            self._move_to(_checked(at))

    def advance(self, *, seconds: float) -> None:
        """Move the clock `seconds` forward (backward when negative), running or stopped.

        Raises: ValueError when that leads out of range.
        """
        with self._lock:
            try:
                instant = self.now() + timedelta(seconds=seconds)
            except OverflowError:
                raise ValueError(_out_of_range()) from None
            self._move_to(_checked(instant))

    def resume(self) -> None:
        """Let a stopped clock run on from where it stands; a running one is left alone."""
        with self._lock:
            frozen_at = self._state.frozen_at
            if frozen_at is not None:
                self._state = self._running_from(frozen_at)

    def reset(self) -> None:
        """Run at the machine's time again."""
        with self._lock:
            self._state = ClockState()

    @property
    def state(self) -> ClockState:
        """How the clock stands, to be shared with the clock of another process."""
        return self._state

    def adopt(self, state: ClockState) -> None:
        """Stand as another clock does.

        Raises: ValueError when the state leads out of range.
        """
        with self._lock:
            if state.frozen_at is not None:
                _checked(state.frozen_at)
            self._state = state

    def describe(self) -> dict[str, str | bool | float]:
        """Return the clock as `/_emulator/clock` shows it; instants in ISO 8601."""
        state = self._state
        now, machine_now = self.now(), self.machine_now()
        return {
            "now": now.isoformat(),
            "machineNow": machine_now.isoformat(),
            "frozen": state.frozen_at is not None,
            "offsetSeconds": round((now - machine_now).total_seconds(), 3),
        }

    def _move_to(self, instant: datetime) -> None:
        if self._state.frozen_at is None:
            self._state = self._running_from(instant)
        else:
            self._state = ClockState(frozen_at=instant)

    def _running_from(self, instant: datetime) -> ClockState:
        return ClockState(offset_seconds=(instant - self._machine.machine_now()).total_seconds())


def _checked(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        message = (
            f"{instant.isoformat()} has no time zone: give an aware datetime, for example in UTC."
        )
        raise ValueError(message)
    if not EARLIEST <= instant <= LATEST:
        raise ValueError(_out_of_range())
    return instant.astimezone(UTC)


def _out_of_range() -> str:
    return f"The clock can be set from {EARLIEST:%Y-%m-%d} to {LATEST:%Y-%m-%d} only."
