"""Signing up: a user registers, gets a code, and confirms with it.

The user exists as soon as it has registered, UNCONFIRMED; only the code, or an administrator, makes
it CONFIRMED.

Source: Developer Guide "Signing up and confirming user accounts"; API reference "SignUp",
"ConfirmSignUp", "ResendConfirmationCode".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cognito_emulator.domain import ids, usernames
from cognito_emulator.domain.attributes import VERIFIABLE, AttributeRules, new_user_attributes
from cognito_emulator.domain.code_destinations import sign_up_destination
from cognito_emulator.domain.codes import CodeKind, ConfirmationCode
from cognito_emulator.domain.first_factors import passwordless_attributes
from cognito_emulator.domain.messages import MessageKind
from cognito_emulator.domain.request_quotas import RequestQuota, check_requests
from cognito_emulator.domain.users import User, UserStatus
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import (
    attributes,
    code_delivery,
    lookup,
    new_passwords,
    pretence,
    triggers_pending,
)
from cognito_emulator.workflows.user_creation import insert_user

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator._shapes.cognito_idp import CodeDeliveryDetailsType
    from cognito_emulator.context import Context
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import StoredPassword
    from cognito_emulator.errors.base import ServiceError
    from cognito_emulator.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedUp:
    """A new user, and where the code went; None where nobody confirms by code."""

    user: User
    details: CodeDeliveryDetailsType | None


def sign_up(
    ctx: Context,
    *,
    pool: UserPool,
    client: AppClient,
    username: str,
    password: str | None,
    given: Mapping[str, str],
) -> SignedUp:
    """Register a user and send the code that confirms it.

    The order of refusals is inferred: whether sign-up is open, name, attributes, password, whether
    the name is free.

    Raises: NotAuthorizedException, InvalidParameterException, InvalidPasswordException,
    UsernameExistsException, AliasExistsException, CodeDeliveryFailureException;
    NotEmulatedException.
    """
    if pool.admin_create_only:
        raise errors.NotAuthorizedException.sign_up_not_permitted()
    user = _new_user(ctx, pool, client, username, given)
    user = replace(user, password=_password_of(ctx, pool, client, user, password))
    triggers_pending.refuse_if_configured(pool, "PreSignUp")
    destination = sign_up_destination(pool, user.attributes)
    with ctx.writing() as store:
        insert_user(store, pool, user, taken=errors.UsernameExistsException.sign_up())
        details = None
        if destination is not None:
            details = code_delivery.issue_code(
                ctx,
                store,
                pool=pool,
                client=client,
                user=user,
                kind=CodeKind.SIGN_UP,
                message=MessageKind.SIGN_UP,
                destination=destination,
            )
    return SignedUp(user=user, details=details)


def _new_user(
    ctx: Context, pool: UserPool, client: AppClient, username: str, given: Mapping[str, str]
) -> User:
    rules = AttributeRules(schema=pool.schema, writable=client.writable(pool.schema))
    sub = ids.sub(ctx.entropy.token_bytes(ids.RANDOM_BYTES))
    name = usernames.new_name(pool.username_rules, username, given, sub=sub)
    usernames.check_sign_up_aliases(pool.username_rules, given)
    values = new_user_attributes(rules, name.attributes)
    # Source: observed in ListUsers: addresses of users who signed up are known to be unverified.
    flags = {f"{kind}_verified": "false" for kind in VERIFIABLE if kind in values}
    return User(
        pool_id=pool.id,
        key=name.key,
        username=name.username,
        sub=sub,
        status=UserStatus.UNCONFIRMED,
        enabled=True,
        attributes={**flags, **values},
        created_at=ctx.now,
        modified_at=ctx.now,
    )


def _password_of(
    ctx: Context, pool: UserPool, client: AppClient, user: User, password: str | None
) -> StoredPassword | None:
    """Return what is kept of the password; None for a user who signs in by codes alone.

    Source: API reference "SignUp" (Password); Developer Guide "Signing up and confirming user
    accounts", passwords at sign-up.

    Raises: InvalidParameterException, InvalidPasswordException.
    """
    if password is not None:
        new_passwords.check_policy(pool, password, errors.InvalidPasswordException.sign_up)
        return new_passwords.kept(ctx, pool, user.username, password)
    can_do_without = any(
        name in pool.auto_verified and user.attributes.get(name)
        for name in passwordless_attributes(pool)
    )
    if can_do_without and "ALLOW_USER_AUTH" in client.auth_flows:
        return None
    raise errors.InvalidParameterException.password_missing()


def confirm(
    ctx: Context,
    *,
    pool: UserPool,
    client: AppClient,
    username: str,
    code: str,
    takes_over_alias: bool,
) -> None:
    """Confirm a user with the code; the address that received it is verified.

    `takes_over_alias` (ForceAliasCreation) moves an address that is another user's alias.

    Raises: UserNotFoundException, NotAuthorizedException, CodeMismatchException,
    ExpiredCodeException, AliasExistsException, LimitExceededException.
    """
    with ctx.reading() as store:
        found = lookup.find_user(store, pool, username)
    if found is None and lookup.hides_existence(client):
        quota = RequestQuota.CONFIRM_SIGN_UP
        raise pretence.pretend_to_judge(ctx, pool, username, CodeKind.SIGN_UP, quota)
    found = lookup.require_enabled(found)
    with ctx.writing(lookup.lock_of(found)) as store:
        user = lookup.again(store, found)
        refusal = _confirm(ctx, store, pool, user, code, takes_over_alias=takes_over_alias)
    if refusal is not None:
        raise refusal


def _confirm(
    ctx: Context, store: Store, pool: UserPool, user: User, given: str, *, takes_over_alias: bool
) -> ServiceError | None:
    """Confirm the user; a refusal that must leave its count behind is returned, not raised."""
    if user.status is not UserStatus.UNCONFIRMED:
        raise errors.NotAuthorizedException.cannot_confirm(user.status)
    quota = RequestQuota.CONFIRM_SIGN_UP
    check_requests(quota, store.request_counts.count(pool.id, user.key, quota, ctx.now))
    code = code_delivery.judged(ctx, store, user, CodeKind.SIGN_UP, given)
    if not isinstance(code, ConfirmationCode):
        return code
    triggers_pending.refuse_if_configured(pool, "PostConfirmation")
    values = attributes.with_verified_address(user.attributes, code)
    if takes_over_alias:
        attributes.take_over_aliases(ctx, store, pool, values, key=user.key)
    confirmed = user.with_attributes(values, at=ctx.now).confirmed(at=ctx.now)
    attributes.save_user(store, pool, confirmed)
    store.codes.remove(pool.id, user.key, CodeKind.SIGN_UP)
    return None


def resend(
    ctx: Context, *, pool: UserPool, client: AppClient, username: str
) -> CodeDeliveryDetailsType:
    """Send a new code to a user who has not confirmed yet; the one before is void.

    Raises: UserNotFoundException, InvalidParameterException, NotAuthorizedException,
    CodeDeliveryFailureException, LimitExceededException.
    """
    with ctx.reading() as store:
        found = lookup.find_user(store, pool, username)
    if lookup.hides_existence(client) and (found is None or not found.enabled):
        quota = RequestQuota.RESEND_CODE
        return pretence.pretend_to_send(ctx, pool, username, CodeKind.SIGN_UP, quota)
    found = lookup.require_enabled(found)
    with ctx.writing(lookup.lock_of(found)) as store:
        return _resend(ctx, store, pool, client, lookup.again(store, found))


def _resend(
    ctx: Context, store: Store, pool: UserPool, client: AppClient, user: User
) -> CodeDeliveryDetailsType:
    if user.status is not UserStatus.UNCONFIRMED:
        raise errors.InvalidParameterException.already_confirmed()
    destination = sign_up_destination(pool, user.attributes)
    if destination is None:
        raise errors.NotAuthorizedException.resend_not_configured()
    quota = RequestQuota.RESEND_CODE
    check_requests(quota, store.request_counts.count(pool.id, user.key, quota, ctx.now))
    return code_delivery.issue_code(
        ctx,
        store,
        pool=pool,
        client=client,
        user=user,
        kind=CodeKind.SIGN_UP,
        message=MessageKind.RESEND_CODE,
        destination=destination,
    )
