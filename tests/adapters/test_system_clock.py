"""The machine's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cognito_emulator.adapters.system_clock import SystemClock


def test_the_clock_tells_the_machines_time_in_utc():
    """Both readings are now, aware, in UTC."""
    clock = SystemClock()

    for reading in (clock.now(), clock.machine_now()):
        assert reading.tzinfo is UTC
        assert abs(reading - datetime.now(UTC)) < timedelta(seconds=30)
