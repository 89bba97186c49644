"""What clients are refused for."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from cognito_emulator.domain.attribute_schema import created_schema
from cognito_emulator.domain.client_requests import configuration_of
from cognito_emulator.domain.client_rules import ClientSurroundings, check
from cognito_emulator.domain.pools import UserPool
from cognito_emulator.errors.idp import (
    FeatureUnavailableInTierException,
    InvalidOAuthFlowException,
    InvalidParameterException,
    ScopeDoesNotExistException,
)

POOL = UserPool(
    id="eu-west-1_AbCdEfGhI",
    account_id="123456789012",
    region="eu-west-1",
    name="people",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    modified_at=datetime(2026, 1, 1, tzinfo=UTC),
    configuration={
        "SchemaAttributes": created_schema(
            [
                {"Name": "email", "Required": True},
                {"Name": "team", "AttributeDataType": "String"},
                {"Name": "rank", "AttributeDataType": "Number", "DeveloperOnlyAttribute": True},
            ]
        )
    },
    secret=bytes(32),
)
AROUND = ClientSurroundings(pool=POOL, has_secret=False, updating=False)
ROTATION = {"Feature": "ENABLED"}
WEB = {
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid"],
    "CallbackURLs": ["https://a.example"],
}
HOURS = {"RefreshToken": "hours"}
RANGE = "Invalid range for token validity."
OUTLIVES = (
    "Access and Id Token expiration times must be less than or equal to refresh token "
    "expiration times."
)
WRITE = "Invalid write attributes specified while creating a client"
READ = "Invalid read attributes specified while creating a client"
ANALYTICS = (
    "Invalid analytics configuration given, either <application arn> or <application id, "
    "role arn, external id> are valid"
)

REFUSED: list[tuple[dict[str, Any], str]] = [
    (
        {"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH"]},
        "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    ),
    (
        {
            "RefreshTokenRotation": ROTATION,
            "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"],
        },
        (
            "Refresh token rotation cannot be enabled when ALLOW_REFRESH_TOKEN_AUTH is set in "
            "ExplicitAuthFlows."
        ),
    ),
    ({"AccessTokenValidity": 25}, RANGE),
    ({"AccessTokenValidity": 4, "TokenValidityUnits": {"AccessToken": "minutes"}}, RANGE),
    ({"IdTokenValidity": 299, "TokenValidityUnits": {"IdToken": "seconds"}}, RANGE),
    ({"RefreshTokenValidity": 3651}, RANGE),
    ({"RefreshTokenValidity": 59, "TokenValidityUnits": {"RefreshToken": "minutes"}}, RANGE),
    ({"TokenValidityUnits": {"RefreshToken": "minutes"}}, RANGE),
    (
        {"AccessTokenValidity": 2, "RefreshTokenValidity": 1, "TokenValidityUnits": HOURS},
        OUTLIVES,
    ),
    ({"IdTokenValidity": 2, "RefreshTokenValidity": 1, "TokenValidityUnits": HOURS}, OUTLIVES),
    ({"ReadAttributes": ["custom:nothing"]}, READ),
    ({"ReadAttributes": ["dev:custom:rank"]}, READ),
    ({"WriteAttributes": ["email", "custom:nothing"]}, WRITE),
    ({"WriteAttributes": ["email", "sub"]}, WRITE),
    ({"WriteAttributes": ["email", "email_verified"]}, WRITE),
    ({"WriteAttributes": ["email", "identities"]}, WRITE),
    ({"WriteAttributes": ["name"]}, WRITE),
    (
        {"SupportedIdentityProviders": ["COGNITO", "Google"]},
        "The provider Google does not exist for User Pool eu-west-1_AbCdEfGhI.",
    ),
    (
        {"AllowedOAuthFlowsUserPoolClient": True, "AllowedOAuthScopes": ["openid"]},
        (
            "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed "
            "to use OAuth flows."
        ),
    ),
    (
        {**WEB, "AllowedOAuthScopes": []},
        (
            "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed "
            "to use OAuth flows."
        ),
    ),
    (
        {**WEB, "CallbackURLs": ["http://a.example"]},
        "http://a.example cannot use the HTTP protocol.",
    ),
    (
        {**WEB, "LogoutURLs": ["http://localhost.example/"]},
        "http://localhost.example/ cannot use the HTTP protocol.",
    ),
    (
        {**WEB, "CallbackURLs": ["https://a.example/#part"]},
        "https://a.example/#part cannot use fragment",
    ),
    ({**WEB, "CallbackURLs": ["a.example/back"]}, "a.example/back is not an absolute URI."),
    (
        {**WEB, "DefaultRedirectURI": "https://b.example"},
        "The default redirect URI https://b.example is not in the callback URIs list.",
    ),
    ({"AnalyticsConfiguration": {"ApplicationId": "0123"}}, ANALYTICS),
    (
        {"AnalyticsConfiguration": {"ApplicationArn": "arn", "ApplicationId": "0123"}},
        ANALYTICS,
    ),
    (
        {"EnablePropagateAdditionalUserContextData": True},
        "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
    ),
]
ACCEPTED: list[dict[str, Any]] = [
    {},
    {"RefreshTokenRotation": ROTATION},
    {"RefreshTokenRotation": ROTATION, "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"]},
    {"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"]},
    {"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"]},
    {"AccessTokenValidity": 24, "IdTokenValidity": 24},
    {"AccessTokenValidity": 5, "TokenValidityUnits": {"AccessToken": "minutes"}},
    {"RefreshTokenValidity": 3650},
    {"RefreshTokenValidity": 1, "TokenValidityUnits": HOURS},
    {"ReadAttributes": ["sub", "email_verified", "custom:team"]},
    {"WriteAttributes": ["email", "custom:team"]},
    {"SupportedIdentityProviders": ["COGNITO"]},
    {**WEB, "CallbackURLs": ["http://localhost:3000/x", "http://127.0.0.1", "http://[::1]:8/"]},
    {**WEB, "CallbackURLs": ["myapp://example"]},
    {"AnalyticsConfiguration": {"ApplicationArn": "arn"}},
    {"AnalyticsConfiguration": {"ApplicationId": "0", "RoleArn": "arn", "ExternalId": "x"}},
]


def judge(members: dict[str, Any], around: ClientSurroundings = AROUND) -> None:
    request = cast("Any", {"UserPoolId": POOL.id, "ClientName": "web", **members})
    check(configuration_of(request, account_id=POOL.account_id), around)


@pytest.mark.parametrize(("members", "message"), REFUSED)
def test_what_does_not_hold_together_is_refused(members, message):
    """Each contradiction has its own sentence."""
    with pytest.raises(InvalidParameterException) as refused:
        judge(members)

    assert refused.value.message == message


@pytest.mark.parametrize("members", ACCEPTED)
def test_what_holds_together_is_accepted(members):
    """The neighbours of what is refused are fine."""
    judge(members)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {**WEB, "AllowedOAuthFlows": ["code", "client_credentials"]},
            "client_credentials flow can not be selected along with code flow or implicit flow.",
        ),
        (
            {**WEB, "AllowedOAuthFlows": ["client_credentials"]},
            "client_credentials flow can not be selected if client does not have a client secret.",
        ),
        (
            {**WEB, "CallbackURLs": []},
            "CallbackUrls can not be empty when code flow or implicit flow is selected",
        ),
    ],
    ids=["mixed", "public", "no callback"],
)
def test_oauth_flows_that_cannot_work_are_refused(members, message):
    """Contradictions of flows have an error type of their own."""
    with pytest.raises(InvalidOAuthFlowException) as refused:
        judge(members)

    assert refused.value.message == message


def test_machines_need_a_secret_and_nothing_else():
    """client_credentials works for a confidential client without callbacks."""
    members = {
        "AllowedOAuthFlowsUserPoolClient": True,
        "AllowedOAuthFlows": ["client_credentials"],
        "AllowedOAuthScopes": ["api/read"],
    }

    judge(members, replace(AROUND, has_secret=True, scopes=frozenset({"api/read"})))


def test_unknown_scopes_are_refused():
    """A scope is standard or of a resource server."""
    with pytest.raises(ScopeDoesNotExistException) as refused:
        judge({**WEB, "AllowedOAuthScopes": ["openid", "api/read"]})

    assert refused.value.message == "Invalid scope requested: api/read"


def test_providers_of_the_pool_are_known():
    """An identity provider of the pool may be named."""
    judge(
        {"SupportedIdentityProviders": ["Google"]},
        replace(AROUND, providers=frozenset({"Google"})),
    )


def test_user_context_needs_a_secret_only():
    """A confidential client may pass on the user's address."""
    judge({"EnablePropagateAdditionalUserContextData": True}, replace(AROUND, has_secret=True))


@pytest.mark.parametrize(
    ("member", "kind"), [("ReadAttributes", "read"), ("WriteAttributes", "write")]
)
def test_an_update_is_refused_as_an_update(member, kind):
    """The sentence names what was being done."""
    with pytest.raises(InvalidParameterException) as refused:
        judge({member: ["custom:nothing"]}, replace(AROUND, updating=True))

    assert refused.value.message == (f"Invalid {kind} attributes specified while updating a client")


def test_choosing_the_first_factor_is_beyond_the_lite_plan():
    """ALLOW_USER_AUTH begins with the Essentials plan."""
    pool = replace(POOL, configuration={**POOL.configuration, "UserPoolTier": "LITE"})

    with pytest.raises(FeatureUnavailableInTierException) as refused:
        judge({"ExplicitAuthFlows": ["ALLOW_USER_AUTH"]}, replace(AROUND, pool=pool))

    assert refused.value.message == (
        "The following features need to be disabled for the LITE pricing tier configured: "
        "Choice-Based Sign-In"
    )
