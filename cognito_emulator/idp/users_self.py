"""What signed-in users do about themselves: see, change and verify attributes, delete the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.attributes import (
    AttributeRules,
    given_attributes,
    remaining_attributes,
    shown_attributes,
    updated_attributes,
)
from cognito_emulator.idp import responses
from cognito_emulator.workflows import address_verification, attributes, locked_users, lookup

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        DeleteUserAttributesRequest,
        DeleteUserAttributesResponse,
        DeleteUserRequest,
        GetUserAttributeVerificationCodeRequest,
        GetUserAttributeVerificationCodeResponse,
        GetUserAuthFactorsRequest,
        GetUserAuthFactorsResponse,
        GetUserRequest,
        GetUserResponse,
        UpdateUserAttributesRequest,
        UpdateUserAttributesResponse,
        VerifyUserAttributeRequest,
        VerifyUserAttributeResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.workflows.lookup import TokenUser


def get_user(ctx: Context, request: GetUserRequest) -> GetUserResponse:
    """Return the attributes that the token's client may read, and the user's second factors.

    Raises: NotAuthorizedException, UserNotFoundException. Source: API reference "GetUser".
    """
    with ctx.reading() as store:
        who = lookup.user_of_token(ctx, store, request["AccessToken"])
    readable = who.client.readable(who.pool.schema)
    shown: GetUserResponse = {
        "Username": who.user.username,
        "UserAttributes": shown_attributes(who.user.sub, who.user.attributes, readable=readable),
    }
    return {**shown, **responses.mfa_members(who.user.mfa)}


def update_user_attributes(
    ctx: Context, request: UpdateUserAttributesRequest
) -> UpdateUserAttributesResponse:
    """Set attributes that the token's client may write; a changed address gets a code.

    Raises: NotAuthorizedException, InvalidParameterException, AliasExistsException,
    CodeDeliveryFailureException. Source: API reference "UpdateUserAttributes".
    """
    given = given_attributes(request["UserAttributes"])
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        change = updated_attributes(
            _rules(who),
            who.user.attributes,
            given,
            verify_first=who.pool.updates_needing_verification,
        )
        sent = address_verification.apply_change(
            ctx, store, pool=who.pool, client=who.client, user=who.user, change=change
        )
    return {"CodeDeliveryDetailsList": sent} if sent else {}


def delete_user_attributes(
    ctx: Context, request: DeleteUserAttributesRequest
) -> DeleteUserAttributesResponse:
    """Delete attributes that the token's client may write.

    Raises: NotAuthorizedException, InvalidParameterException.
    Source: API reference "DeleteUserAttributes".
    """
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        names = request["UserAttributeNames"]
        remaining = remaining_attributes(_rules(who), who.user.attributes, names)
        attributes.save_attributes(ctx, store, who.pool, who.user, remaining)
    return {}


def _rules(who: TokenUser) -> AttributeRules:
    return AttributeRules(schema=who.pool.schema, writable=who.client.writable(who.pool.schema))


def get_user_attribute_verification_code(
    ctx: Context, request: GetUserAttributeVerificationCodeRequest
) -> GetUserAttributeVerificationCodeResponse:
    """Send a code to the user's e-mail address or phone number.

    Raises: NotAuthorizedException, InvalidParameterException, CodeDeliveryFailureException,
    LimitExceededException. Source: API reference "GetUserAttributeVerificationCode".
    """
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        details = address_verification.send_code(
            ctx,
            store,
            pool=who.pool,
            client=who.client,
            user=who.user,
            attribute=request["AttributeName"],
        )
    return {"CodeDeliveryDetails": details}


def verify_user_attribute(
    ctx: Context, request: VerifyUserAttributeRequest
) -> VerifyUserAttributeResponse:
    """Verify the user's e-mail address or phone number with the code that was sent to it.

    Raises: NotAuthorizedException, CodeMismatchException, ExpiredCodeException,
    InvalidParameterException, AliasExistsException, LimitExceededException.
    Source: API reference "VerifyUserAttribute".
    """
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        refusal = address_verification.verify(
            ctx,
            store,
            pool=who.pool,
            user=who.user,
            attribute=request["AttributeName"],
            given=request["Code"],
        )
    if refusal is not None:
        raise refusal
    return {}


def delete_user(ctx: Context, request: DeleteUserRequest) -> None:
    """Delete the user who asks, with all sessions; the name is free again.

    Raises: NotAuthorizedException, UserNotFoundException. Source: API reference "DeleteUser".
    """
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        store.users.delete(who.pool.id, who.user.key)


def get_user_auth_factors(
    ctx: Context, request: GetUserAuthFactorsRequest
) -> GetUserAuthFactorsResponse:
    """Return by what who is signed in can prove itself, and its second factors.

    Raises: NotAuthorizedException, UserNotFoundException.
    Source: API reference "GetUserAuthFactors".
    """
    with ctx.reading() as store:
        who = lookup.user_of_token(ctx, store, request["AccessToken"])
    return responses.auth_factors_of(who.user)
