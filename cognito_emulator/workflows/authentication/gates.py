"""What may refuse a user whatever the flow: state of the account, lock-out, expired passwords.

The order is the service's: a disabled, unconfirmed or locked-out user is refused before the password
is judged, the other states are told only to who knows the password.
Source: errors observed at InitiateAuth; the order between lock-out and password: Developer Guide
"Lockout behavior for failed sign-in attempts"; that of an unconfirmed user: aws-sdk-js#4608 and
amazon-cognito-identity-js#288, where AWS calls it intended; of a reset: amplify-js#4890.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import ids, lockout
from cognito_emulator.domain.users import NO_FAILURES, User, UserStatus
from cognito_emulator.errors import idp as errors
from cognito_emulator.errors.not_emulated import NotEmulatedException
from cognito_emulator.workflows import lookup, triggers_pending

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cognito_emulator.domain.challenges import SignInProgress
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.storage.store import Store

_TOKEN_TRIGGERS: Final = ("PreTokenGeneration", "PreTokenGenerationConfig")
_SALT: Final = "PASSWORD.salt"
"""What every step remembers: which password the user had when it was asked."""


def refuse_triggers(pool: UserPool) -> None:
    """Refuse to sign an existing user in where that would fire a trigger.

    Raises: NotEmulatedException.
    """
    for trigger in ("PreAuthentication", "PostAuthentication"):
        triggers_pending.refuse_if_configured(pool, trigger)
    refuse_token_triggers(pool)


def refuse_token_triggers(pool: UserPool) -> None:
    """Refuse to issue tokens where that would fire a trigger.

    Raises: NotEmulatedException.
    """
    for trigger in _TOKEN_TRIGGERS:
        triggers_pending.refuse_if_configured(pool, trigger)


def refuse_devices(pool: UserPool, given: Mapping[str, str]) -> None:
    """Refuse to sign in with a device, or where every sign-in concerns one.

    Raises: NotEmulatedException.
    """
    if "DEVICE_KEY" in given:
        raise NotEmulatedException.named("Signing in with a DEVICE_KEY")
    # A sign-in here would hand out NewDeviceMetadata on AWS; to leave it out would be a lie.
    if pool.configuration.get("DeviceConfiguration"):
        raise NotEmulatedException.named("Signing in to a user pool with device tracking")


def before_proof(user: User, now: datetime) -> None:
    """Refuse a disabled, unconfirmed or locked-out user.

    Raises: NotAuthorizedException, UserNotConfirmedException.
    """
    if not user.enabled:
        raise errors.NotAuthorizedException.user_disabled()
    if user.status is UserStatus.UNCONFIRMED:
        raise errors.UserNotConfirmedException.user()
    if lockout.is_locked_out(user.failures, now):
        raise errors.NotAuthorizedException.attempts_exceeded()


def after_password(pool: UserPool, user: User, now: datetime) -> None:
    """Refuse who proved a password that does not open the account at present.

    Raises: PasswordResetRequiredException, NotAuthorizedException (temporary password expired).
    """
    if user.status is UserStatus.RESET_REQUIRED:
        raise errors.PasswordResetRequiredException.user()
    if user.status is UserStatus.FORCE_CHANGE_PASSWORD and _has_expired(pool, user, now):
        raise errors.NotAuthorizedException.temporary_password_expired()


def without_password(client: AppClient, user: User) -> None:
    """Send an imported user, who has no password yet, to reset it.

    Raises: PasswordResetRequiredException; NotAuthorizedException where existence is hidden.
    Source: Developer Guide "Managing error responses".
    """
    if user.password is None and user.status is UserStatus.RESET_REQUIRED:
        if lookup.hides_existence(client):
            raise errors.NotAuthorizedException.wrong_password()
        raise errors.PasswordResetRequiredException.user()


def _has_expired(pool: UserPool, user: User, now: datetime) -> bool:
    since = user.temporary_password_set_at
    return since is not None and now >= since + timedelta(days=pool.temporary_password_days)


def password_mark(user: User) -> Mapping[str, str]:
    """Return what a step remembers of the user's present password: its salt, which is no secret."""
    return {_SALT: "" if user.password is None else user.password.salt.hex()}


def has_same_password(waiting: SignInProgress, user: User) -> bool:
    """Tell whether the user's password is the one of when the open step was asked.

    A sign-in that began with a former password ends with it. Source: inferred.
    """
    return waiting.memory.get(_SALT) == password_mark(user)[_SALT]


def record_failure(store: Store, user: User, now: datetime) -> None:
    """Count a wrong password or code towards the lock-out."""
    store.users.save_failures(user.pool_id, user.key, lockout.after_failure(user.failures, now))


def forget_failures(store: Store, user: User) -> None:
    """Forget the failures of a user who has signed in.

    Only a whole sign-in counts: else a wrong code after each right password would never lock out.
    """
    if user.failures.count:
        store.users.save_failures(user.pool_id, user.key, NO_FAILURES)


def simulated_user(pool: UserPool, name: str, now: datetime) -> User:
    """Return somebody to go through the motions for a user who does not exist.

    The same name always yields the same user. Nobody can prove the password.
    Source: Developer Guide "Managing error responses": the simulated answer carries an internal id
    in UUID format, stable for the user name and the user pool.
    """
    folded = name if pool.case_sensitive else name.lower()
    sub = ids.simulated_sub(pool.secret, folded)
    return User(
        pool_id=pool.id,
        key=sub,
        username=sub,
        sub=sub,
        status=UserStatus.CONFIRMED,
        enabled=True,
        attributes={},
        created_at=now,
        modified_at=now,
    )
