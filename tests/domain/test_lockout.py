"""The lock-out curve."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cognito_emulator.domain.lockout import after_failure, is_locked_out, lock_seconds
from cognito_emulator.domain.users import NO_FAILURES, FailedAttempts

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "seconds"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (14, 512), (15, 900), (16, 900), (10**6, 900)],
)
def test_each_further_failure_doubles_the_time(count, seconds):
    """The fifth failure locks out for a second, and the time doubles up to 15 minutes."""
    assert lock_seconds(count) == seconds


def test_four_failures_do_not_lock_out():
    """The fifth attempt is still judged."""
    assert not is_locked_out(FailedAttempts(count=4, latest_at=NOW), NOW)


def test_nobody_is_locked_out_without_failures():
    """A user without failures may always try."""
    assert not is_locked_out(NO_FAILURES, NOW)


def test_the_lock_out_ends_to_the_second():
    """After six failures attempts are refused for two seconds, not longer."""
    failures = FailedAttempts(count=6, latest_at=NOW)

    assert is_locked_out(failures, NOW + timedelta(seconds=1.999))
    assert not is_locked_out(failures, NOW + timedelta(seconds=2))


def test_failures_add_up():
    """Failures within 15 minutes of each other are counted together."""
    failures = NO_FAILURES
    for second in range(3):
        failures = after_failure(failures, NOW + timedelta(minutes=14 * second))

    assert failures == FailedAttempts(count=3, latest_at=NOW + timedelta(minutes=28))


def test_fifteen_quiet_minutes_forget_the_failures():
    """A failure after 15 minutes without an attempt is the first again."""
    failures = FailedAttempts(count=9, latest_at=NOW)
    later = NOW + timedelta(minutes=15)

    assert after_failure(failures, later) == FailedAttempts(count=1, latest_at=later)
