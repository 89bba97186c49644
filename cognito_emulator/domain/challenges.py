"""Which challenge a sign-in meets next: the table of Cognito's rules, in one place.

`SignInProgress` is the persisted state of one sign-in between two calls; `next_challenge` decides
from it alone, together with the pool and the user, what is asked next or that nothing is left to
ask. It neither issues nor judges a challenge: `workflows/authentication` does.

To add a challenge: name the condition under which it comes in `next_challenge` and test it there;
then write its file in `workflows/authentication` and add the file to that package's table.

Source: Developer Guide "Authentication flows", "Adding MFA to a user pool".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from cognito_emulator.domain.users import MfaFactor, UserStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User


class ChallengeName(StrEnum):
    """The closed set of AWS challenge names."""

    SMS_MFA = "SMS_MFA"
    EMAIL_OTP = "EMAIL_OTP"
    SOFTWARE_TOKEN_MFA = "SOFTWARE_TOKEN_MFA"
    SELECT_MFA_TYPE = "SELECT_MFA_TYPE"
    MFA_SETUP = "MFA_SETUP"
    PASSWORD_VERIFIER = "PASSWORD_VERIFIER"
    CUSTOM_CHALLENGE = "CUSTOM_CHALLENGE"
    SELECT_CHALLENGE = "SELECT_CHALLENGE"
    DEVICE_SRP_AUTH = "DEVICE_SRP_AUTH"
    DEVICE_PASSWORD_VERIFIER = "DEVICE_PASSWORD_VERIFIER"
    ADMIN_NO_SRP_AUTH = "ADMIN_NO_SRP_AUTH"
    NEW_PASSWORD_REQUIRED = "NEW_PASSWORD_REQUIRED"
    SMS_OTP = "SMS_OTP"
    PASSWORD = "PASSWORD"
    WEB_AUTHN = "WEB_AUTHN"
    PASSWORD_SRP = "PASSWORD_SRP"


class Flow(StrEnum):
    """The sign-in flows by their present names; legacy names are mapped at the door."""

    USER_SRP_AUTH = "USER_SRP_AUTH"
    USER_PASSWORD_AUTH = "USER_PASSWORD_AUTH"
    ADMIN_USER_PASSWORD_AUTH = "ADMIN_USER_PASSWORD_AUTH"
    CUSTOM_AUTH = "CUSTOM_AUTH"
    USER_AUTH = "USER_AUTH"
    REFRESH_TOKEN_AUTH = "REFRESH_TOKEN_AUTH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What is asked next. `factors`: what SELECT_MFA_TYPE or MFA_SETUP offers, in AWS's order."""

    name: ChallengeName
    factors: tuple[MfaFactor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Say that nothing is left to ask: the user has signed in."""


DONE: Final = Done()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInProgress:
    """The state of one sign-in that waits for the answer to one challenge.

    Known by the SHA-256 `digest` of the text that the client must bring back: its Session, or the
    SECRET_BLOCK while PASSWORD_VERIFIER is asked. A text serves one step; the next step has another.
    `user_key` is None in the sign-in of a user who does not exist and whose absence is hidden.
    `asked` is the open challenge, `proven` what has been answered rightly, oldest first. `memory`
    holds what challenges must remember between asking and judging, as `<challenge>.<what>`.
    """

    digest: bytes
    pool_id: str
    client_id: str
    user_key: str | None
    flow: Flow
    asked: ChallengeName
    started_at: datetime
    expires_at: datetime
    proven: tuple[ChallengeName, ...] = ()
    memory: Mapping[str, str] = field(default_factory=dict)
    used_at: datetime | None = None

    def proving(
        self, challenge: ChallengeName, *, memory: Mapping[str, str] | None = None
    ) -> SignInProgress:
        """Return the sign-in with one more challenge answered, remembering also `memory`."""
        return replace(
            self, proven=(*self.proven, challenge), memory={**self.memory, **(memory or {})}
        )

    def to_document(self) -> dict[str, Any]:
        """Return everything that is no column in storage, as JSON values."""
        return {
            "flow": self.flow.value,
            "asked": self.asked.value,
            "started_at": int(self.started_at.timestamp() * 1000),
            "proven": [name.value for name in self.proven],
            "memory": dict(self.memory),
        }

    @classmethod
    def from_document(
        cls,
        document: Mapping[str, Any],
        *,
        digest: bytes,
        pool_id: str,
        client_id: str,
        user_key: str | None,
        expires_at: datetime,
        used_at: datetime | None,
    ) -> SignInProgress:
        """Return the sign-in that `to_document` and the columns describe."""
        return cls(
            digest=digest,
            pool_id=pool_id,
            client_id=client_id,
            user_key=user_key,
            flow=Flow(document["flow"]),
            asked=ChallengeName(document["asked"]),
            started_at=datetime.fromtimestamp(document["started_at"] / 1000, UTC),
            expires_at=expires_at,
            proven=tuple(ChallengeName(name) for name in document["proven"]),
            memory=document["memory"],
            used_at=used_at,
        )


def session_digest(text: str) -> bytes:
    """Return the SHA-256 by which a Session or SECRET_BLOCK is known."""
    return hashlib.sha256(text.encode()).digest()


CHOSEN_FACTOR: Final = "SELECT_MFA_TYPE.answer"
"""What SELECT_MFA_TYPE remembers: the factor the user chose."""

SETUP_EMAIL: Final = "MFA_SETUP.email"
"""What MFA_SETUP remembers: the address given for codes by e-mail, not yet proven."""

_FACTOR_ORDER: Final = (MfaFactor.SMS, MfaFactor.TOTP, MfaFactor.EMAIL)
_RECOVERS: Final = {"verified_phone_number": MfaFactor.SMS, "verified_email": MfaFactor.EMAIL}
"""Which second factor uses the address of a mechanism of AccountRecoverySetting."""

_SECOND_FACTORS: Final = frozenset(
    {
        ChallengeName.SMS_MFA,
        ChallengeName.EMAIL_OTP,
        ChallengeName.SOFTWARE_TOKEN_MFA,
        ChallengeName.MFA_SETUP,
    }
)
_FIRST_CHALLENGE: Final[Mapping[Flow, ChallengeName]] = {
    Flow.USER_SRP_AUTH: ChallengeName.PASSWORD_VERIFIER,
    Flow.CUSTOM_AUTH: ChallengeName.CUSTOM_CHALLENGE,
    Flow.USER_AUTH: ChallengeName.SELECT_CHALLENGE,
}
"""What a flow asks first; the flows that bring a password ask nothing before it is judged."""


def next_challenge(pool: UserPool, user: User, progress: SignInProgress) -> Challenge | Done:
    """Return what the sign-in is asked next, or Done when tokens are due.

    The first factor comes first, then the new password of a user in FORCE_CHANGE_PASSWORD, then at
    most one second factor.
    Source: Developer Guide "Authentication flows"; the order of NEW_PASSWORD_REQUIRED before MFA:
    observed in client libraries.
    """
    if not progress.proven:
        return Challenge(name=_FIRST_CHALLENGE.get(progress.flow, ChallengeName.PASSWORD))
    if (
        user.status is UserStatus.FORCE_CHANGE_PASSWORD
        and ChallengeName.NEW_PASSWORD_REQUIRED not in progress.proven
    ):
        return Challenge(name=ChallengeName.NEW_PASSWORD_REQUIRED)
    return _second_factor(pool, user, progress)


def _second_factor(pool: UserPool, user: User, progress: SignInProgress) -> Challenge | Done:
    if pool.mfa == "OFF":
        return DONE
    if SETUP_EMAIL in progress.memory and ChallengeName.EMAIL_OTP not in progress.proven:
        return Challenge(name=ChallengeName.EMAIL_OTP)
    if not _SECOND_FACTORS.isdisjoint(progress.proven):
        return DONE
    offered = offered_factors(pool, user)
    if (settled := _settled_factor(user, progress, offered)) is not None:
        return Challenge(name=ChallengeName(settled))
    return _choice(pool, offered)


def _settled_factor(
    user: User, progress: SignInProgress, offered: tuple[MfaFactor, ...]
) -> str | None:
    """Return the factor that needs no choosing, or None."""
    if (chosen := progress.memory.get(CHOSEN_FACTOR)) in offered:
        return chosen
    if user.mfa.preferred in offered:
        return user.mfa.preferred
    return offered[0] if len(offered) == 1 else None


def _choice(pool: UserPool, offered: tuple[MfaFactor, ...]) -> Challenge | Done:
    if offered:
        return Challenge(name=ChallengeName.SELECT_MFA_TYPE, factors=offered)
    if pool.mfa == "ON":
        factors = ordered_factors(_beside_recovery(pool, pool.mfa_factors))
        return Challenge(name=ChallengeName.MFA_SETUP, factors=factors)
    return DONE


def offered_factors(pool: UserPool, user: User) -> tuple[MfaFactor, ...]:
    """Return the second factors this user may answer with, in AWS's order.

    Where MFA is OPTIONAL only factors that the user has turned on count. Where it is ON every factor
    the user can use counts: a number for SMS, an address for e-mail, a verified authenticator;
    neither number nor address need be verified. Who prefers none of them is not offered the one
    that recovers accounts. An authenticator that is turned on works on after the pool has stopped
    to offer authenticators.
    Source: Developer Guide "Adding MFA to a user pool", "TOTP software token MFA".
    """
    usable = {factor for factor in pool.mfa_factors if can_use(user, factor)}
    if MfaFactor.TOTP in user.mfa.enabled and can_use(user, MfaFactor.TOTP):
        usable.add(MfaFactor.TOTP)
    if pool.mfa == "OPTIONAL":
        return ordered_factors(usable & _turned_on(user))
    if user.mfa.preferred in usable:
        return ordered_factors(usable)
    return ordered_factors(_beside_recovery(pool, usable))


def _turned_on(user: User) -> frozenset[MfaFactor]:
    legacy = {MfaFactor.SMS} if user.mfa.legacy_sms else set()
    return user.mfa.enabled | legacy


def _beside_recovery(pool: UserPool, factors: AbstractSet[MfaFactor]) -> AbstractSet[MfaFactor]:
    """Return the factors without the one that the pool recovers accounts by first.

    Differs: where it is the only one, the guide says that the user cannot sign in, with an error that
    is published nowhere; here it stays.
    """
    mechanism = (pool.recovery_options or ("",))[0]
    return factors - {_RECOVERS.get(mechanism)} or factors


def can_use(user: User, factor: MfaFactor) -> bool:
    """Tell whether the user has what a factor needs: number, address or verified authenticator."""
    if factor is MfaFactor.TOTP:
        return user.mfa.totp_secret is not None
    return bool(user.attributes.get("phone_number" if factor is MfaFactor.SMS else "email"))


def ordered_factors(factors: AbstractSet[MfaFactor]) -> tuple[MfaFactor, ...]:
    """Return factors in the order AWS lists them: SMS, authenticator, e-mail."""
    return tuple(factor for factor in _FACTOR_ORDER if factor in factors)
