"""Codes sent to users: what they are for, how long they live, and judging one that comes back.

A code belongs to one purpose and remembers which attribute it was sent to and the address itself, so
that it cannot verify an address it never reached. A new code of the same purpose replaces the last.

Source: Developer Guide "Sign-up and confirmation", "Email and phone verification" (24 hours),
"Recovering user accounts" (1 hour), "MFA" (the session's lifetime). How often codes may be asked for
and given is in `request_quotas`.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime


class CodeKind(StrEnum):
    """What a code is for. Sign-in codes (the last four) live as long as the sign-in's session."""

    SIGN_UP = "SIGN_UP"
    RESET_PASSWORD = "RESET_PASSWORD"
    VERIFY_ATTRIBUTE = "VERIFY_ATTRIBUTE"
    SMS_MFA = "SMS_MFA"
    EMAIL_MFA = "EMAIL_MFA"
    SMS_OTP = "SMS_OTP"
    EMAIL_OTP = "EMAIL_OTP"


class CodeOutcome(StrEnum):
    """What became of a code that was sent back."""

    ACCEPTED = "accepted"
    MISMATCH = "mismatch"
    EXPIRED = "expired"


SIGN_UP_SECONDS: Final = 24 * 3600
VERIFY_ATTRIBUTE_SECONDS: Final = 24 * 3600
RESET_PASSWORD_SECONDS: Final = 3600

_DIGITS: Final = 6
_EMAIL_OTP_DIGITS: Final = 8
_FIXED_SECONDS: Final = {
    CodeKind.SIGN_UP: SIGN_UP_SECONDS,
    CodeKind.RESET_PASSWORD: RESET_PASSWORD_SECONDS,
    CodeKind.VERIFY_ATTRIBUTE: VERIFY_ATTRIBUTE_SECONDS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationCode:
    """One code sent to one user.

    `attribute` (`email` or `phone_number`) and `destination` are where it went.
    """

    kind: CodeKind
    code: str
    attribute: str | None
    destination: str | None
    issued_at: datetime
    expires_at: datetime

    @classmethod
    def issue(
        cls,
        kind: CodeKind,
        code: str,
        *,
        now: datetime,
        attribute: str | None = None,
        destination: str | None = None,
        session_seconds: int = 180,
    ) -> ConfirmationCode:
        """Return a new code; draw `code` with `digits(kind)` digits.

        `session_seconds` is the client's AuthSessionValidity, for codes of a sign-in.
        """
        expires_at = now + timedelta(
            seconds=lifetime_seconds(kind, session_seconds=session_seconds)
        )
        return cls(
            kind=kind,
            code=code,
            attribute=attribute,
            destination=destination,
            issued_at=now,
            expires_at=expires_at,
        )

    def check(self, given: str, now: datetime) -> CodeOutcome:
        """Judge a code given back, in constant time.

        An expired one is not compared. A code has expired at `expires_at`.
        """
        if now >= self.expires_at:
            return CodeOutcome.EXPIRED
        matches = hmac.compare_digest(_text(given), _text(self.code))
        return CodeOutcome.ACCEPTED if matches else CodeOutcome.MISMATCH


def lifetime_seconds(kind: CodeKind, *, session_seconds: int) -> int:
    """Return how long a code lives: fixed, or the session's lifetime for codes of a sign-in."""
    return _FIXED_SECONDS.get(kind, session_seconds)


def digits(kind: CodeKind) -> int:
    """Return how many digits a code has: 6, but 8 for the e-mail code that is a first factor.

    Source: observed EMAIL_OTP sign-ins.
    """
    return _EMAIL_OTP_DIGITS if kind is CodeKind.EMAIL_OTP else _DIGITS


def _text(value: str) -> bytes:
    # A lone surrogate is legal in JSON text; it must end as a mismatch, not as a crash.
    return value.encode("utf-8", "surrogatepass")
