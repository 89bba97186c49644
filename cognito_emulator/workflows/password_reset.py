"""Forgotten passwords: a code to a verified address lets the user choose a new one.

Source: Developer Guide "Recovering user accounts", "Passwords, account recovery, and password
policies"; API reference "ForgotPassword", "ConfirmForgotPassword".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.code_destinations import recovery_destination
from cognito_emulator.domain.codes import CodeKind, ConfirmationCode
from cognito_emulator.domain.messages import MessageKind
from cognito_emulator.domain.request_quotas import RequestQuota, check_requests
from cognito_emulator.domain.users import UserStatus
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import (
    attributes,
    code_delivery,
    lookup,
    new_passwords,
    pretence,
    triggers_pending,
)

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import CodeDeliveryDetailsType
    from cognito_emulator.context import Context
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.errors.base import ServiceError
    from cognito_emulator.storage.store import Store

_QUOTA: Final = RequestQuota.RECOVERY
_UNRESETTABLE: Final = frozenset({UserStatus.FORCE_CHANGE_PASSWORD, UserStatus.EXTERNAL_PROVIDER})


def check_resettable(user: User) -> None:
    """Refuse to reset the password of a user who has none of their own yet.

    Raises: NotAuthorizedException.
    """
    if user.status in _UNRESETTABLE:
        raise errors.NotAuthorizedException.cannot_reset_in_state()


def send_code(
    ctx: Context, *, pool: UserPool, client: AppClient, username: str
) -> CodeDeliveryDetailsType:
    """Send a user the code that resets the password; the present one goes on working.

    Raises: UserNotFoundException, NotAuthorizedException, InvalidParameterException,
    CodeDeliveryFailureException, LimitExceededException.
    """
    with ctx.reading() as store:
        found = lookup.find_user(store, pool, username)
    if found is None:
        triggers_pending.refuse_if_configured(pool, "UserMigration")
    if lookup.hides_existence(client) and (found is None or _is_unreachable(pool, found)):
        return pretence.pretend_to_send(ctx, pool, username, CodeKind.RESET_PASSWORD, _QUOTA)
    found = lookup.require_enabled(found)
    with ctx.writing(lookup.lock_of(found)) as store:
        user = lookup.again(store, found)
        return issue_code(ctx, store, pool=pool, client=client, user=user)


def _is_unreachable(pool: UserPool, user: User) -> bool:
    if not user.enabled:
        return True
    try:
        recovery_destination(pool, user)
    except errors.InvalidParameterException:
        return True
    return False


def issue_code(
    ctx: Context, store: Store, *, pool: UserPool, client: AppClient | None, user: User
) -> CodeDeliveryDetailsType:
    """Send the code of a reset that the user, or an administrator (`client` None), asked for.

    Raises: NotAuthorizedException, InvalidParameterException, CodeDeliveryFailureException,
    LimitExceededException for the user's own requests.
    """
    check_resettable(user)
    destination = recovery_destination(pool, user)
    if client is not None:
        check_requests(_QUOTA, store.request_counts.count(pool.id, user.key, _QUOTA, ctx.now))
    return code_delivery.issue_code(
        ctx,
        store,
        pool=pool,
        client=client,
        user=user,
        kind=CodeKind.RESET_PASSWORD,
        message=MessageKind.FORGOT_PASSWORD,
        destination=destination,
    )


def confirm(
    ctx: Context, *, pool: UserPool, client: AppClient, username: str, code: str, password: str
) -> None:
    """Set the new password of a user who gives the code; the user is CONFIRMED.

    A password that is refused leaves the code as it is.

    Raises: UserNotFoundException, NotAuthorizedException, CodeMismatchException,
    ExpiredCodeException, InvalidPasswordException, PasswordHistoryPolicyViolationException,
    AliasExistsException, LimitExceededException.
    """
    with ctx.reading() as store:
        found = lookup.find_user(store, pool, username)
    if lookup.hides_existence(client) and (found is None or not found.enabled):
        raise pretence.pretend_to_judge(ctx, pool, username, CodeKind.RESET_PASSWORD, _QUOTA)
    found = lookup.require_enabled(found)
    with ctx.writing(lookup.lock_of(found)) as store:
        refusal = _confirm(ctx, store, pool, lookup.again(store, found), code, password)
    if refusal is not None:
        raise refusal


def _confirm(
    ctx: Context, store: Store, pool: UserPool, user: User, given: str, password: str
) -> ServiceError | None:
    """Set the password; a refusal that must leave its count behind is returned, not raised."""
    check_requests(_QUOTA, store.request_counts.count(pool.id, user.key, _QUOTA, ctx.now))
    code = code_delivery.judged(ctx, store, user, CodeKind.RESET_PASSWORD, given)
    if not isinstance(code, ConfirmationCode):
        return code
    triggers_pending.refuse_if_configured(pool, "PostConfirmation")
    reset = new_passwords.changed(ctx, pool, user, password, status=UserStatus.CONFIRMED)
    values = attributes.with_verified_address(user.attributes, code)
    attributes.save_user(store, pool, reset.with_attributes(values, at=ctx.now))
    store.codes.remove(pool.id, user.key, CodeKind.RESET_PASSWORD)
    store.codes.remove(pool.id, user.key, CodeKind.SIGN_UP)
    return None
