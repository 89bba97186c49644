"""AdminCreateUser: an administrator creates a user, who is invited with a temporary password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain import first_factors, ids, invitations, passwords, usernames
from cognito_emulator.domain.attributes import (
    AttributeRules,
    given_attributes,
    new_user_attributes,
    shown_attributes,
)
from cognito_emulator.domain.messages import MessageKind
from cognito_emulator.domain.users import User, UserStatus
from cognito_emulator.errors import idp as errors
from cognito_emulator.idp import responses
from cognito_emulator.workflows import (
    attributes,
    code_delivery,
    locked_users,
    lookup,
    new_passwords,
    triggers_pending,
)
from cognito_emulator.workflows.user_creation import insert_user

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import AdminCreateUserRequest, AdminCreateUserResponse
    from cognito_emulator.context import Context
    from cognito_emulator.domain.code_destinations import Destination
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.storage.store import Store


def admin_create_user(ctx: Context, request: AdminCreateUserRequest) -> AdminCreateUserResponse:
    """Create a user in FORCE_CHANGE_PASSWORD and invite it, or invite one again (RESEND).

    Required attributes may be missing: the user gives them with the first password. Without
    TemporaryPassword one is made, or none where the pool lets users in by a code: that user is
    CONFIRMED. The order of refusals is inferred.

    Raises: ResourceNotFoundException (pool), InvalidParameterException, InvalidPasswordException,
    UsernameExistsException, CodeDeliveryFailureException; UserNotFoundException and
    UnsupportedUserStateException for RESEND; NotEmulatedException.
    Source: API reference "AdminCreateUser".
    """
    if request.get("MessageAction") == "RESEND":
        user = _invite_again(ctx, request)
    else:
        user = _create(ctx, request)
    return {"User": responses.user_type(user, shown_attributes(user.sub, user.attributes))}


def _create(ctx: Context, request: AdminCreateUserRequest) -> User:
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
    user, password = _new_user(ctx, pool, request)
    # Differs: AWS keeps the user when the invitation cannot be delivered (boto3#3524). Here a
    # refused call leaves nothing behind.
    destinations = _destinations(user, request)
    triggers_pending.refuse_if_configured(pool, "PreSignUp")
    with ctx.writing() as store:
        if request.get("ForceAliasCreation", False):
            attributes.take_over_aliases(ctx, store, pool, user.attributes, key=user.key)
        insert_user(store, pool, user, taken=errors.UsernameExistsException.admin_create())
        _invite(ctx, store, pool, user, destinations, password)
    return user


def _new_user(
    ctx: Context, pool: UserPool, request: AdminCreateUserRequest
) -> tuple[User, str | None]:
    """Return the user and its temporary password, None where it needs no password."""
    given = given_attributes(request.get("UserAttributes", []))
    sub = ids.sub(ctx.entropy.token_bytes(ids.RANDOM_BYTES))
    name = usernames.new_name(pool.username_rules, request["Username"], given, sub=sub)
    values = new_user_attributes(AttributeRules(schema=pool.schema), name.attributes)
    invitations.check_verified_addresses(values)
    user = User(
        pool_id=pool.id,
        key=name.key,
        username=name.username,
        sub=sub,
        status=UserStatus.CONFIRMED,
        enabled=True,
        attributes=values,
        created_at=ctx.now,
        modified_at=ctx.now,
    )
    ways_in = first_factors.passwordless_attributes(pool)
    if ways_in and "TemporaryPassword" not in request:
        invitations.check_passwordless(values, ways_in)
        return user, None
    password = _temporary_password(ctx, pool, request)
    return _with_temporary_password(ctx, pool, user, password), password


def _temporary_password(ctx: Context, pool: UserPool, request: AdminCreateUserRequest) -> str:
    if "TemporaryPassword" not in request:
        random = ctx.entropy.token_bytes(passwords.RANDOM_BYTES)
        return passwords.temporary_password(pool.password_policy, random)
    given = request["TemporaryPassword"]
    new_passwords.check_policy(pool, given, errors.InvalidPasswordException.temporary)
    return given


def _with_temporary_password(ctx: Context, pool: UserPool, user: User, password: str) -> User:
    return user.with_temporary_password(
        new_passwords.kept(ctx, pool, user.username, password),
        at=ctx.now,
        history_size=pool.password_history_size,
    )


def _destinations(user: User, request: AdminCreateUserRequest) -> tuple[Destination, ...]:
    if request.get("MessageAction") == "SUPPRESS":
        return ()
    mediums = request.get("DesiredDeliveryMediums")
    return invitations.invitation_destinations(user.attributes, mediums)


def _invite(
    ctx: Context,
    store: Store,
    pool: UserPool,
    user: User,
    destinations: tuple[Destination, ...],
    password: str | None,
) -> None:
    for destination in destinations:
        code_delivery.send(
            ctx,
            store,
            pool=pool,
            client=None,
            user=user,
            kind=MessageKind.INVITATION,
            destination=destination,
            code=password,
        )


def _invite_again(ctx: Context, request: AdminCreateUserRequest) -> User:
    """Give a user who has not signed in yet another temporary password, and send it.

    Its days begin anew. The request's attributes change nothing (inferred).
    """
    username = request["Username"]
    with locked_users.named(ctx, request["UserPoolId"], username) as (store, pool, user):
        if user.status is not UserStatus.FORCE_CHANGE_PASSWORD:
            raise errors.UnsupportedUserStateException.resend(username)
        password = _temporary_password(ctx, pool, request)
        destinations = _destinations(user, request)
        invited = _with_temporary_password(ctx, pool, user, password)
        store.users.save(invited)
        _invite(ctx, store, pool, invited, destinations, password)
    return invited
