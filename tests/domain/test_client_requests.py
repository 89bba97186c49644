"""The configuration that requests for clients lead to."""

from typing import Any, cast

import pytest

from cognito_emulator.domain.client_requests import configuration_of

ACCOUNT = "123456789012"
FRESH = {
    "RefreshTokenValidity": 30,
    "TokenValidityUnits": {},
    "AllowedOAuthFlowsUserPoolClient": False,
    "EnableTokenRevocation": True,
    "EnablePropagateAdditionalUserContextData": False,
    "AuthSessionValidity": 3,
}


def a_request(before: Any = None, **members: Any) -> Any:
    return configuration_of(
        cast("Any", {"UserPoolId": "us-east-1_Ab", "ClientName": "web", **members}),
        account_id=ACCOUNT,
        before=before,
    )


def test_a_client_of_a_name_only_has_exactly_the_defaults():
    """Nothing more and nothing less than AWS shows for a fresh client."""
    assert a_request() == FRESH


def test_what_is_asked_for_is_echoed():
    """Members are shown as they were asked for."""
    asked = {
        "RefreshTokenValidity": 10,
        "AccessTokenValidity": 20,
        "IdTokenValidity": 30,
        "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes"},
        "ReadAttributes": ["email"],
        "WriteAttributes": ["email"],
        "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"],
        "SupportedIdentityProviders": ["COGNITO"],
        "CallbackURLs": ["https://a.example"],
        "LogoutURLs": ["https://b.example"],
        "DefaultRedirectURI": "https://a.example",
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid"],
        "AllowedOAuthFlowsUserPoolClient": True,
        "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": False,
        "EnablePropagateAdditionalUserContextData": True,
        "AuthSessionValidity": 5,
    }

    assert a_request(**asked) == asked


def test_zero_days_of_refresh_are_the_default():
    """AWS overrides 0 with 30."""
    assert a_request(RefreshTokenValidity=0)["RefreshTokenValidity"] == 30


@pytest.mark.parametrize(
    "name", ["ExplicitAuthFlows", "CallbackURLs", "ReadAttributes", "SupportedIdentityProviders"]
)
def test_empty_lists_are_not_shown(name):
    """An empty list is the same as none."""
    assert a_request(**{name: []}) == FRESH


def test_lists_are_sorted_and_hold_each_entry_once():
    """The order of a request is not kept."""
    urls = ["https://b.example", "https://a.example", "https://b.example"]

    assert a_request(LogoutURLs=urls)["LogoutURLs"] == ["https://a.example", "https://b.example"]


def test_rotation_has_no_grace_unless_given():
    """RetryGracePeriodSeconds shows as 0."""
    assert a_request(RefreshTokenRotation={"Feature": "ENABLED"})["RefreshTokenRotation"] == {
        "Feature": "ENABLED",
        "RetryGracePeriodSeconds": 0,
    }


def test_rotation_that_is_no_longer_named_is_disabled():
    """An update that omits it turns it off, visibly."""
    before = a_request(RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": 9})

    assert a_request(before)["RefreshTokenRotation"] == {
        "Feature": "DISABLED",
        "RetryGracePeriodSeconds": 0,
    }


def test_an_update_of_a_client_without_rotation_shows_none():
    """What never was configured stays absent."""
    assert a_request(a_request()) == FRESH


def test_analytics_by_arn_use_the_role_of_the_service():
    """The service-linked role is shown although nobody gave it."""
    arn = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/0123"

    assert a_request(AnalyticsConfiguration={"ApplicationArn": arn})["AnalyticsConfiguration"] == {
        "ApplicationArn": arn,
        "RoleArn": (
            "arn:aws:iam::123456789012:role/aws-service-role/cognito-idp.amazonaws.com/"
            "AWSServiceRoleForAmazonCognitoIdp"
        ),
        "UserDataShared": False,
    }


def test_analytics_by_id_are_echoed():
    """UserDataShared is false unless said."""
    by_id = {"ApplicationId": "0123", "RoleArn": "arn", "ExternalId": "x"}

    assert a_request(AnalyticsConfiguration=by_id)["AnalyticsConfiguration"] == {
        **by_id,
        "UserDataShared": False,
    }
