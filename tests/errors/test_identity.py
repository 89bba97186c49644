"""Wording of cognito-identity's errors."""

import pytest

from cognito_emulator.errors import identity

WORDINGS = [
    (
        identity.NotAuthorizedException.unauthenticated_not_supported(),
        "Unauthenticated access is not supported for this identity pool.",
    ),
    (
        identity.NotAuthorizedException.provider_not_supported(),
        "Token is not from a supported provider of this identity pool.",
    ),
    (
        identity.NotAuthorizedException.logins_do_not_match(),
        "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    ),
    (
        identity.NotAuthorizedException.identity_forbidden("us-east-1:i"),
        "Access to Identity 'us-east-1:i' is forbidden.",
    ),
    (
        identity.NotAuthorizedException.token_expired(20, 10),
        "Invalid login token. Token expired: 20 >= 10",
    ),
    (
        identity.NotAuthorizedException.token_issuer(),
        "Invalid login token. Issuer doesn't match providerName",
    ),
    (
        identity.NotAuthorizedException.token_not_oidc(),
        "Invalid login token. Not a valid OpenId Connect identity token.",
    ),
    (
        identity.NotAuthorizedException.token_of_cognito(),
        "Invalid login token. Can't pass in a Cognito token.",
    ),
    (
        identity.NotAuthorizedException.token_audience(),
        "Invalid login token. Incorrect token audience.",
    ),
    (
        identity.NotAuthorizedException.token_signature(),
        "Invalid login token. Token signature invalid.",
    ),
    (identity.NotAuthorizedException.token_revoked(), "Invalid login token. Token is not valid."),
    (identity.NotAuthorizedException.custom_role(), "Invalid custom role requested."),
    (
        identity.InvalidParameterException.not_emulated("groups"),
        "groups is not emulated yet by cognito_emulator.",
    ),
    (
        identity.InvalidParameterException.classic_flow_disabled(),
        "Basic (classic) flow is not enabled, please use enhanced flow.",
    ),
    (identity.InvalidParameterException.invalid_provider(), "Invalid Cognito Identity Provider"),
    (identity.InvalidParameterException.page_token(), "Invalid pagination token"),
    (
        identity.ResourceNotFoundException.pool("us-east-1_Ab"),
        "IdentityPool 'us-east-1_Ab' not found.",
    ),
    (
        identity.ResourceNotFoundException.identity("us-east-1:i"),
        "Identity 'us-east-1:i' not found.",
    ),
    (
        identity.ResourceConflictException.login_linked(),
        "Login is already linked to another identity.",
    ),
    (
        identity.InvalidIdentityPoolConfigurationException.roles(),
        "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
    ),
    (
        identity.DeveloperUserAlreadyRegisteredException.user(),
        "The developer user identifier is already registered with another identity.",
    ),
    (identity.ExternalServiceException.provider("email"), "The provider email is not responding."),
    (
        identity.LimitExceededException.resources("groups", 2),
        "Limit exceeded: the maximum number of groups is 2.",
    ),
    (identity.TooManyRequestsException.rate(), "Rate exceeded"),
    (
        identity.ConcurrentModificationException.resource(),
        "Concurrent modification of the resource, please retry.",
    ),
    (identity.InternalErrorException.unexpected(), "Something went wrong"),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
