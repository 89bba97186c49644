"""The machine's clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """Read the time of the machine; this clock cannot be moved."""

    __slots__ = ()

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def machine_now(self) -> datetime:
        """Return the same: this clock is the machine's."""
        return datetime.now(UTC)
