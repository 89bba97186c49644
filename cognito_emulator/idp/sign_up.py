"""Users sign themselves up, and confirm that they can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.attributes import given_attributes
from cognito_emulator.workflows import lookup, registration

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        ConfirmSignUpRequest,
        ConfirmSignUpResponse,
        ResendConfirmationCodeRequest,
        ResendConfirmationCodeResponse,
        SignUpRequest,
        SignUpResponse,
    )
    from cognito_emulator.context import Context


def sign_up(ctx: Context, request: SignUpRequest) -> SignUpResponse:
    """Register a user, UNCONFIRMED, and send the code that confirms it.

    Raises: ResourceNotFoundException (client), NotAuthorizedException, InvalidParameterException,
    InvalidPasswordException, UsernameExistsException, CodeDeliveryFailureException.
    Source: API reference "SignUp".
    """
    username = request["Username"]
    pool, client = lookup.calling_app(
        ctx, request["ClientId"], username=username, secret_hash=request.get("SecretHash")
    )
    signed_up = registration.sign_up(
        ctx,
        pool=pool,
        client=client,
        username=username,
        password=request.get("Password"),
        given=given_attributes(request.get("UserAttributes", [])),
    )
    response: SignUpResponse = {"UserConfirmed": False, "UserSub": signed_up.user.sub}
    if signed_up.details is not None:
        response["CodeDeliveryDetails"] = signed_up.details
    return response


def confirm_sign_up(ctx: Context, request: ConfirmSignUpRequest) -> ConfirmSignUpResponse:
    """Confirm a user with the code that was sent.

    Raises: ResourceNotFoundException (client), UserNotFoundException, NotAuthorizedException,
    CodeMismatchException, ExpiredCodeException, AliasExistsException, LimitExceededException.
    Source: API reference "ConfirmSignUp".
    """
    username = request["Username"]
    pool, client = lookup.calling_app(
        ctx, request["ClientId"], username=username, secret_hash=request.get("SecretHash")
    )
    registration.confirm(
        ctx,
        pool=pool,
        client=client,
        username=username,
        code=request["ConfirmationCode"],
        takes_over_alias=request.get("ForceAliasCreation", False),
    )
    return {}


def resend_confirmation_code(
    ctx: Context, request: ResendConfirmationCodeRequest
) -> ResendConfirmationCodeResponse:
    """Send a new code to a user who has not confirmed yet.

    Raises: ResourceNotFoundException (client), UserNotFoundException, InvalidParameterException,
    NotAuthorizedException, CodeDeliveryFailureException, LimitExceededException.
    Source: API reference "ResendConfirmationCode".
    """
    username = request["Username"]
    pool, client = lookup.calling_app(
        ctx, request["ClientId"], username=username, secret_hash=request.get("SecretHash")
    )
    details = registration.resend(ctx, pool=pool, client=client, username=username)
    return {"CodeDeliveryDetails": details}
