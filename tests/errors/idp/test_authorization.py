"""Wording of refused sign-ins, tokens and users."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (idp.NotAuthorizedException.wrong_password(), "Incorrect username or password."),
    (idp.NotAuthorizedException.user_disabled(), "User is disabled."),
    (idp.NotAuthorizedException.attempts_exceeded(), "Password attempts exceeded"),
    (
        idp.NotAuthorizedException.temporary_password_expired(),
        "Temporary password has expired and must be reset by an administrator.",
    ),
    (idp.NotAuthorizedException.invalid_session(), "Invalid session for the user."),
    (
        idp.NotAuthorizedException.session_expired(),
        "Invalid session for the user, session is expired.",
    ),
    (
        idp.NotAuthorizedException.session_used(),
        "Invalid session for the user, session can only be used once.",
    ),
    (
        idp.NotAuthorizedException.secret_hash_mismatch("c1"),
        "Unable to verify secret hash for client c1",
    ),
    (
        idp.NotAuthorizedException.secret_hash_missing("c1"),
        "Client c1 is configured with secret but SECRET_HASH was not received",
    ),
    (
        idp.NotAuthorizedException.secret_missing("c1"),
        "Client c1 is configured for secret but secret was not received",
    ),
    (
        idp.NotAuthorizedException.sign_up_not_permitted(),
        "SignUp is not permitted for this user pool",
    ),
    (
        idp.NotAuthorizedException.unauthorized_attribute(),
        "A client attempted to write unauthorized attribute",
    ),
    (
        idp.NotAuthorizedException.cannot_confirm("CONFIRMED"),
        "User cannot be confirmed. Current status is CONFIRMED",
    ),
    (
        idp.NotAuthorizedException.resend_not_configured(),
        "Cannot resend codes. Auto verification not turned on.",
    ),
    (
        idp.NotAuthorizedException.cannot_reset_in_state(),
        "User password cannot be reset in the current state.",
    ),
    (
        idp.NotAuthorizedException.contact_administrator(),
        "Contact administrator to reset password.",
    ),
    (
        idp.NotAuthorizedException.cannot_modify_provided("email"),
        "Cannot modify an already provided email",
    ),
    (idp.NotAuthorizedException.access_token_expired(), "Access Token has expired"),
    (idp.NotAuthorizedException.access_token_revoked(), "Access Token has been revoked"),
    (idp.NotAuthorizedException.access_token_invalid(), "Invalid Access Token"),
    (
        idp.NotAuthorizedException.access_token_signature(),
        "Could not verify signature for Access Token",
    ),
    (
        idp.NotAuthorizedException.access_token_scopes(),
        "Access Token does not have required scopes",
    ),
    (idp.NotAuthorizedException.invalid_refresh_token(), "Invalid Refresh Token."),
    (idp.NotAuthorizedException.refresh_token_expired(), "Refresh Token has expired"),
    (idp.NotAuthorizedException.refresh_token_revoked(), "Refresh Token has been revoked"),
    (idp.NotAuthorizedException.blocked_address(), "Request not allowed due to security reasons."),
    (idp.NotAuthorizedException.blocked_risk(), "Unable to login because of security reasons."),
    (
        idp.AccessDeniedException.operation("ListUsers"),
        "User is not authorized to perform: cognito-idp:ListUsers",
    ),
    (idp.UnauthorizedException.invalid_client_secret(), "Invalid client secret"),
    (idp.UnauthorizedException.wrong_client(), "Invalid client for the token"),
    (idp.ForbiddenException.web_acl(), "Request not allowed due to WAF block."),
    (idp.PasswordResetRequiredException.user(), "Password reset required for the user"),
    (idp.UserNotConfirmedException.user(), "User is not confirmed."),
    (idp.UserNotFoundException.user(), "User does not exist."),
    (idp.UserNotFoundException.client_combination(), "Username/client id combination not found."),
    (
        idp.UnsupportedUserStateException.resend("ann"),
        "Resend not possible. ann status is not FORCE_CHANGE_PASSWORD",
    ),
    (
        idp.UnsupportedOperationException.revocation_disabled(),
        "Token revocation is not enabled for the client",
    ),
    (idp.UnsupportedTokenTypeException.not_a_refresh_token(), "Unsupported token type"),
    (
        idp.RefreshTokenReuseException.rotated(),
        "Refresh token reuse detected. The token has been invalidated by rotation.",
    ),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
