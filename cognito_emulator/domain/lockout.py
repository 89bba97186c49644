"""The lock-out after wrong passwords and codes: longer with each further failure.

After 5 failures a user is locked out for one second, and each further failure doubles the time, up
to 15 minutes. An attempt during the lock-out is refused and not counted. A success, or 15 minutes
without an attempt, forgets the failures.

Source: Developer Guide "Authentication", section "Lockout behavior for failed sign-in attempts".
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.users import FailedAttempts

if TYPE_CHECKING:
    from datetime import datetime

FREE_FAILURES: Final = 5
"""The failure that locks out for the first time."""

LONGEST_LOCK_SECONDS: Final = 900
FORGET_AFTER_SECONDS: Final = 900


def lock_seconds(count: int) -> int:
    """Return for how many seconds the `count`-th failure in a row locks out."""
    if count < FREE_FAILURES:
        return 0
    # The exponent is bounded too: a user under attack for days must not grow a huge number.
    return min(1 << min(count - FREE_FAILURES, 10), LONGEST_LOCK_SECONDS)


def is_locked_out(failures: FailedAttempts, now: datetime) -> bool:
    """Tell whether attempts are refused at `now`."""
    if failures.latest_at is None:
        return False
    return now < failures.latest_at + timedelta(seconds=lock_seconds(failures.count))


def after_failure(failures: FailedAttempts, now: datetime) -> FailedAttempts:
    """Return the failures with one more at `now`."""
    if failures.latest_at is None or _is_forgotten(failures.latest_at, now):
        return FailedAttempts(count=1, latest_at=now)
    return FailedAttempts(count=failures.count + 1, latest_at=now)


def _is_forgotten(latest_at: datetime, now: datetime) -> bool:
    return now - latest_at >= timedelta(seconds=FORGET_AFTER_SECONDS)
