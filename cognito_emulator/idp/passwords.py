"""Users forget and change their passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.request_quotas import RequestQuota, check_requests
from cognito_emulator.domain.users import UserStatus
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import locked_users, lookup, new_passwords, password_reset

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        ChangePasswordRequest,
        ChangePasswordResponse,
        ConfirmForgotPasswordRequest,
        ConfirmForgotPasswordResponse,
        ForgotPasswordRequest,
        ForgotPasswordResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.errors.base import ServiceError
    from cognito_emulator.storage.store import Store
    from cognito_emulator.workflows.lookup import TokenUser


def forgot_password(ctx: Context, request: ForgotPasswordRequest) -> ForgotPasswordResponse:
    """Send the code that resets the password.

    Raises: ResourceNotFoundException (client), UserNotFoundException, NotAuthorizedException,
    InvalidParameterException, CodeDeliveryFailureException, LimitExceededException.
    Source: API reference "ForgotPassword".
    """
    username = request["Username"]
    pool, client = lookup.calling_app(
        ctx, request["ClientId"], username=username, secret_hash=request.get("SecretHash")
    )
    details = password_reset.send_code(ctx, pool=pool, client=client, username=username)
    return {"CodeDeliveryDetails": details}


def confirm_forgot_password(
    ctx: Context, request: ConfirmForgotPasswordRequest
) -> ConfirmForgotPasswordResponse:
    """Set a new password with the code that was sent.

    Raises: ResourceNotFoundException (client), UserNotFoundException, NotAuthorizedException,
    CodeMismatchException, ExpiredCodeException, InvalidPasswordException,
    PasswordHistoryPolicyViolationException, LimitExceededException.
    Source: API reference "ConfirmForgotPassword".
    """
    username = request["Username"]
    pool, client = lookup.calling_app(
        ctx, request["ClientId"], username=username, secret_hash=request.get("SecretHash")
    )
    password_reset.confirm(
        ctx,
        pool=pool,
        client=client,
        username=username,
        code=request["ConfirmationCode"],
        password=request["Password"],
    )
    return {}


def change_password(ctx: Context, request: ChangePasswordRequest) -> ChangePasswordResponse:
    """Set another password for who is signed in and knows the present one; sessions go on.

    A user who signs in without password sets the first one, and has none to give.

    Raises: NotAuthorizedException, InvalidPasswordException,
    PasswordHistoryPolicyViolationException, LimitExceededException.
    Source: API reference "ChangePassword"; that sessions go on is inferred from its silence.
    """
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        refusal = _change(ctx, store, who, request)
    if refusal is not None:
        raise refusal
    return {}


def _change(
    ctx: Context, store: Store, who: TokenUser, request: ChangePasswordRequest
) -> ServiceError | None:
    """Set the password; a refusal that must leave its count behind is returned, not raised."""
    quota = RequestQuota.CHANGE_PASSWORD
    check_requests(quota, store.request_counts.count(who.pool.id, who.user.key, quota, ctx.now))
    previous = request.get("PreviousPassword")
    has_password = who.user.password is not None
    if has_password and not new_passwords.is_password(who.pool, who.user, previous or ""):
        return errors.NotAuthorizedException.wrong_password()
    changed = new_passwords.changed(
        ctx, who.pool, who.user, request["ProposedPassword"], status=UserStatus.CONFIRMED
    )
    store.users.save(changed)
    return None
