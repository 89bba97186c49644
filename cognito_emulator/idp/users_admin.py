"""What administrators do with users: see, change, confirm, enable, disable and delete them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.attributes import (
    AttributeRules,
    given_attributes,
    remaining_attributes,
    shown_attributes,
    updated_attributes,
)
from cognito_emulator.domain.users import UserStatus
from cognito_emulator.errors import idp as errors
from cognito_emulator.idp import responses
from cognito_emulator.workflows import (
    address_verification,
    attributes,
    locked_users,
    lookup,
    new_passwords,
    password_reset,
    triggers_pending,
)

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        AdminConfirmSignUpRequest,
        AdminConfirmSignUpResponse,
        AdminDeleteUserAttributesRequest,
        AdminDeleteUserAttributesResponse,
        AdminDeleteUserRequest,
        AdminDisableUserRequest,
        AdminDisableUserResponse,
        AdminEnableUserRequest,
        AdminEnableUserResponse,
        AdminGetUserAuthFactorsRequest,
        AdminGetUserAuthFactorsResponse,
        AdminGetUserRequest,
        AdminGetUserResponse,
        AdminResetUserPasswordRequest,
        AdminResetUserPasswordResponse,
        AdminSetUserPasswordRequest,
        AdminSetUserPasswordResponse,
        AdminUpdateUserAttributesRequest,
        AdminUpdateUserAttributesResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User


def admin_get_user(ctx: Context, request: AdminGetUserRequest) -> AdminGetUserResponse:
    """Return a user with all attributes and second factors.

    Raises: ResourceNotFoundException (pool), UserNotFoundException.
    Source: API reference "AdminGetUser".
    """
    user = _user(ctx, request["UserPoolId"], request["Username"])
    shown: AdminGetUserResponse = {
        "Username": user.username,
        "UserAttributes": shown_attributes(user.sub, user.attributes),
        "UserCreateDate": user.created_at,
        "UserLastModifiedDate": user.modified_at,
        "Enabled": user.enabled,
        "UserStatus": user.status.value,
    }
    return {**shown, **responses.mfa_members(user.mfa)}


def _user(ctx: Context, pool_id: str, username: str) -> User:
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        return lookup.require_user(store, pool, username)


def admin_delete_user(ctx: Context, request: AdminDeleteUserRequest) -> None:
    """Delete a user with all sessions and memberships; name and addresses are free again.

    Raises: ResourceNotFoundException (pool), UserNotFoundException.
    Source: API reference "AdminDeleteUser".
    """
    pool_id, username = request["UserPoolId"], request["Username"]
    with locked_users.named(ctx, pool_id, username) as (store, pool, user):
        store.users.delete(pool.id, user.key)


def admin_update_user_attributes(
    ctx: Context, request: AdminUpdateUserAttributesRequest
) -> AdminUpdateUserAttributesResponse:
    """Set attributes of a user; a changed address gets a code where the pool verifies it.

    An address that this makes a verified alias is taken from the user who had it.

    Raises: ResourceNotFoundException (pool), UserNotFoundException, InvalidParameterException,
    AliasExistsException for an address that is another user's username, and for
    preferred_username.
    Source: API reference "AdminUpdateUserAttributes"; the alias: observed, boto3#3213.
    """
    given = given_attributes(request["UserAttributes"])
    pool_id, username = request["UserPoolId"], request["Username"]
    with locked_users.named(ctx, pool_id, username) as (store, pool, user):
        change = updated_attributes(
            AttributeRules(schema=pool.schema),
            user.attributes,
            given,
            verify_first=pool.updates_needing_verification,
        )
        attributes.take_over_aliases(ctx, store, pool, change.attributes, key=user.key)
        address_verification.apply_change(
            ctx, store, pool=pool, client=None, user=user, change=change
        )
    return {}


def admin_delete_user_attributes(
    ctx: Context, request: AdminDeleteUserAttributesRequest
) -> AdminDeleteUserAttributesResponse:
    """Delete attributes of a user; one that is not set is no error. Tokens stay as they are.

    Raises: ResourceNotFoundException (pool), UserNotFoundException, InvalidParameterException.
    Source: API reference "AdminDeleteUserAttributes".
    """
    pool_id, username = request["UserPoolId"], request["Username"]
    with locked_users.named(ctx, pool_id, username) as (store, pool, user):
        rules = AttributeRules(schema=pool.schema)
        remaining = remaining_attributes(rules, user.attributes, request["UserAttributeNames"])
        attributes.save_attributes(ctx, store, pool, user, remaining)
    return {}


def admin_set_user_password(
    ctx: Context, request: AdminSetUserPasswordRequest
) -> AdminSetUserPasswordResponse:
    """Set a user's password, whatever its status: a temporary one, or for good.

    A temporary one leads to FORCE_CHANGE_PASSWORD, a permanent one to CONFIRMED. Sessions go on.

    Raises: ResourceNotFoundException (pool), UserNotFoundException, InvalidPasswordException,
    PasswordHistoryPolicyViolationException.
    Source: API reference "AdminSetUserPassword"; an UNCONFIRMED user: observed, aws-sdk-js#2976;
    that sessions go on is inferred from its silence.
    """
    password, permanent = request["Password"], request.get("Permanent", False)
    pool_id, username = request["UserPoolId"], request["Username"]
    with locked_users.named(ctx, pool_id, username) as (store, pool, user):
        if permanent:
            status = UserStatus.CONFIRMED
            changed = new_passwords.changed(ctx, pool, user, password, status=status)
        else:
            changed = _with_temporary_password(ctx, pool, user, password)
        store.users.save(changed)
    return {}


def _with_temporary_password(ctx: Context, pool: UserPool, user: User, password: str) -> User:
    new_passwords.check(pool, user, password)
    return user.with_temporary_password(
        new_passwords.kept(ctx, pool, user.username, password),
        at=ctx.now,
        history_size=pool.password_history_size,
    )


def admin_reset_user_password(
    ctx: Context, request: AdminResetUserPasswordRequest
) -> AdminResetUserPasswordResponse:
    """Make a user choose a new password with a code that is sent now; the old one is void.

    Raises: ResourceNotFoundException (pool), UserNotFoundException; NotAuthorizedException for a
    disabled user, one without a password of its own, and where only administrators recover
    accounts; InvalidParameterException for a user who cannot be reached; NotEmulatedException.
    Source: API reference "AdminResetUserPassword"; the error for a user whose phone number the pool
    cannot reach is inferred: the model lists no CodeDeliveryFailureException.
    """
    pool_id, username = request["UserPoolId"], request["Username"]
    _refuse_migration(ctx, pool_id, username)
    with locked_users.named(ctx, pool_id, username) as (store, pool, user):
        if not user.enabled:
            raise errors.NotAuthorizedException.user_disabled()
        try:
            password_reset.issue_code(ctx, store, pool=pool, client=None, user=user)
        except errors.CodeDeliveryFailureException:
            raise errors.InvalidParameterException.no_reset_destination() from None
        store.users.save(user.reset_required(at=ctx.now))
    return {}


def _refuse_migration(ctx: Context, pool_id: str, username: str) -> None:
    """Refuse to reset the password of somebody whom a trigger might know.

    Raises: ResourceNotFoundException (pool), NotEmulatedException.
    Source: Developer Guide "Migrate user Lambda trigger".
    """
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        is_unknown = lookup.find_user(store, pool, username) is None
    if is_unknown:
        triggers_pending.refuse_if_configured(pool, "UserMigration")


def admin_confirm_sign_up(
    ctx: Context, request: AdminConfirmSignUpRequest
) -> AdminConfirmSignUpResponse:
    """Confirm a user who signed up, without a code; no address is verified by it.

    Raises: ResourceNotFoundException (pool), UserNotFoundException, NotAuthorizedException for a
    user who is not UNCONFIRMED; NotEmulatedException.
    Source: API reference "AdminConfirmSignUp".
    """
    pool_id, username = request["UserPoolId"], request["Username"]
    with locked_users.named(ctx, pool_id, username) as (store, pool, user):
        if user.status is not UserStatus.UNCONFIRMED:
            raise errors.NotAuthorizedException.cannot_confirm(user.status)
        triggers_pending.refuse_if_configured(pool, "PostConfirmation")
        store.users.save(user.confirmed(at=ctx.now))
    return {}


def admin_enable_user(ctx: Context, request: AdminEnableUserRequest) -> AdminEnableUserResponse:
    """Let a user sign in again; tokens that were revoked stay so.

    Raises: ResourceNotFoundException (pool), UserNotFoundException.
    Source: API reference "AdminEnableUser".
    """
    pool_id, username = request["UserPoolId"], request["Username"]
    with locked_users.named(ctx, pool_id, username) as (store, _, user):
        store.users.save(user.switched(enabled=True, at=ctx.now))
    return {}


def admin_disable_user(ctx: Context, request: AdminDisableUserRequest) -> AdminDisableUserResponse:
    """Stop a user from signing in and revoke all of its tokens.

    Raises: ResourceNotFoundException (pool), UserNotFoundException.
    Source: API reference "AdminDisableUser".
    """
    pool_id, username = request["UserPoolId"], request["Username"]
    with locked_users.named(ctx, pool_id, username) as (store, pool, user):
        store.users.save(user.switched(enabled=False, at=ctx.now))
        store.tokens.revoke_user(pool.id, user.key, ctx.now)
    return {}


def admin_get_user_auth_factors(
    ctx: Context, request: AdminGetUserAuthFactorsRequest
) -> AdminGetUserAuthFactorsResponse:
    """Return by what a user can prove itself, and its second factors.

    Raises: ResourceNotFoundException (pool), UserNotFoundException.
    Source: API reference "AdminGetUserAuthFactors".
    """
    user = _user(ctx, request["UserPoolId"], request["Username"])
    return responses.auth_factors_of(user)
