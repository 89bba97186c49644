"""Wording of wrong settings of app clients."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (
        idp.InvalidParameterException.write_attributes(updating=False),
        "Invalid write attributes specified while creating a client",
    ),
    (
        idp.InvalidParameterException.read_attributes(updating=False),
        "Invalid read attributes specified while creating a client",
    ),
    (
        idp.InvalidParameterException.client_provider("Google", "us-east-1_Ab"),
        "The provider Google does not exist for User Pool us-east-1_Ab.",
    ),
    (
        idp.InvalidParameterException.auth_flows_mixed(),
        "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    ),
    (
        idp.InvalidParameterException.token_validity_range(),
        "Invalid range for token validity.",
    ),
    (
        idp.InvalidParameterException.id_token_outlives_refresh(),
        "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
    ),
    (
        idp.InvalidParameterException.redirect_uri("http://a.example"),
        "http://a.example cannot use the HTTP protocol.",
    ),
    (
        idp.InvalidParameterException.redirect_uri_relative("a.example"),
        "a.example is not an absolute URI.",
    ),
    (
        idp.InvalidParameterException.redirect_uri_fragment("https://a.example/#b"),
        "https://a.example/#b cannot use fragment",
    ),
    (
        idp.InvalidParameterException.default_redirect_uri("https://a.example"),
        "The default redirect URI https://a.example is not in the callback URIs list.",
    ),
    (
        idp.InvalidParameterException.oauth_flows_and_scopes_required(),
        "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    ),
    (
        idp.InvalidParameterException.analytics(),
        "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid",
    ),
    (
        idp.InvalidParameterException.user_context_without_secret(),
        "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
    ),
    (
        idp.InvalidParameterException.rotation_with_refresh_flow(),
        "Refresh token rotation cannot be enabled when ALLOW_REFRESH_TOKEN_AUTH is set in ExplicitAuthFlows.",
    ),
    (
        idp.InvalidParameterException.last_client_secret(),
        "The last client secret cannot be deleted.",
    ),
    (
        idp.InvalidParameterException.client_without_secret(),
        "Client secrets cannot be added to a public client.",
    ),
    (
        idp.InvalidParameterException.secret_given_and_generated(),
        "ClientSecret cannot be specified when GenerateSecret is true.",
    ),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__


def test_updating_a_client_is_worded_as_an_update():
    """The same refusal names what was being done to the client."""
    error = idp.InvalidParameterException.write_attributes(updating=True)

    assert error.message == "Invalid write attributes specified while updating a client"
