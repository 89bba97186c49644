"""A user of a pool: identity, status, proof of the password, and second factors.

Statuses move only through the named methods of `User`, so the legal transitions are one list:
`confirmed`, `with_password`, `with_temporary_password`, `reset_required`. `enabled` is independent of the status.

Source: Developer Guide "Understanding user status" and API reference `UserType`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class UserStatus(StrEnum):
    """The closed set of AWS user statuses."""

    UNCONFIRMED = "UNCONFIRMED"
    CONFIRMED = "CONFIRMED"
    ARCHIVED = "ARCHIVED"
    COMPROMISED = "COMPROMISED"
    UNKNOWN = "UNKNOWN"
    RESET_REQUIRED = "RESET_REQUIRED"
    FORCE_CHANGE_PASSWORD = "FORCE_CHANGE_PASSWORD"
    EXTERNAL_PROVIDER = "EXTERNAL_PROVIDER"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassword:
    """What is kept of a password: SRP salt and verifier, and a one-way check value for plain sign-in."""

    salt: bytes
    verifier: bytes
    check: bytes


class MfaFactor(StrEnum):
    """Second factors by the names of `UserMFASettingList` and `PreferredMfaSetting`."""

    SMS = "SMS_MFA"
    TOTP = "SOFTWARE_TOKEN_MFA"
    EMAIL = "EMAIL_OTP"


@dataclass(frozen=True, slots=True, kw_only=True)
class MfaSettings:
    """A user's second factors.

    `enabled` and `preferred` are what SetUserMFAPreference wrote. `totp_secret` is a verified authenticator secret (base32);
    `totp_pending` one that AssociateSoftwareToken issued and nobody verified yet. `totp_last_step` is the newest
    30-second step already used, so that a code works once. `legacy_sms` echoes SetUserSettings (`MFAOptions`).
    """

    enabled: frozenset[MfaFactor] = frozenset()
    preferred: MfaFactor | None = None
    totp_secret: str | None = None
    totp_pending: str | None = None
    totp_device_name: str | None = None
    totp_last_step: int | None = None
    legacy_sms: bool = False


NO_MFA: Final = MfaSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedAttempts:
    """Wrong passwords or codes since the last success: how many, and when the latest was."""

    count: int = 0
    latest_at: datetime | None = None


NO_FAILURES: Final = FailedAttempts()


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One user of one pool, as stored.

    `username` is shown as the caller wrote it; `key` is the form that is unique in the pool (folded when the pool ignores
    case). `attributes` holds every attribute except `sub`, by name, as text, in the order written.
    """

    pool_id: str
    key: str
    username: str
    sub: str
    status: UserStatus
    enabled: bool
    attributes: Mapping[str, str]
    created_at: datetime
    modified_at: datetime
    password: StoredPassword | None = None
    temporary_password_set_at: datetime | None = None
    password_history: tuple[StoredPassword, ...] = ()
    mfa: MfaSettings = NO_MFA
    failures: FailedAttempts = NO_FAILURES

    def confirmed(self, *, at: datetime) -> User:
        """Return the user CONFIRMED."""
        return replace(self, status=UserStatus.CONFIRMED, modified_at=at)

    def reset_required(self, *, at: datetime) -> User:
        """Return the user in RESET_REQUIRED: the old password no longer signs in."""
        return replace(self, status=UserStatus.RESET_REQUIRED, modified_at=at)

    def with_password(
        self, password: StoredPassword, *, status: UserStatus, at: datetime, history_size: int = 0
    ) -> User:
        """Return the user with a permanent password; failures are forgotten and the old password joins the history."""
        return replace(
            self,
            password=password,
            status=status,
            temporary_password_set_at=None,
            password_history=self._history(history_size),
            failures=NO_FAILURES,
            modified_at=at,
        )

    def with_temporary_password(
        self, password: StoredPassword | None, *, at: datetime, history_size: int = 0
    ) -> User:
        """Return the user in FORCE_CHANGE_PASSWORD with a password that lasts `TemporaryPasswordValidityDays`."""
        return replace(
            self,
            password=password,
            status=UserStatus.FORCE_CHANGE_PASSWORD,
            temporary_password_set_at=at,
            password_history=self._history(history_size),
            failures=NO_FAILURES,
            modified_at=at,
        )

    def _history(self, size: int) -> tuple[StoredPassword, ...]:
        if size == 0:
            return ()
        current = () if self.password is None else (self.password,)
        return (*current, *self.password_history)[:size]

    def switched(self, *, enabled: bool, at: datetime) -> User:
        """Return the user enabled or disabled."""
        return replace(self, enabled=enabled, modified_at=at)

    def with_attributes(self, attributes: Mapping[str, str], *, at: datetime) -> User:
        """Return the user with exactly these attributes."""
        return replace(self, attributes=attributes, modified_at=at)

    def with_mfa(self, mfa: MfaSettings, *, at: datetime) -> User:
        """Return the user with these second-factor settings."""
        return replace(self, mfa=mfa, modified_at=at)
