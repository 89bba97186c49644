"""Configurations of app clients that several cases begin with or expect."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

PINPOINT = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/0123456789abcdef"
RANGE = "Invalid range for token validity."
OUTLIVES = (
    "Access and Id Token expiration times must be less than or equal to refresh token "
    "expiration times."
)
FRESH = {
    "ClientName": "web",
    "RefreshTokenValidity": 30,
    "TokenValidityUnits": {},
    "AllowedOAuthFlowsUserPoolClient": False,
    "EnableTokenRevocation": True,
    "EnablePropagateAdditionalUserContextData": False,
    "AuthSessionValidity": 3,
    "ClientType": "REGULAR",
}
WEB = {
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid"],
    "CallbackURLs": ["https://a.example"],
}
MAXIMAL: dict[str, Any] = {
    "RefreshTokenValidity": 10,
    "AccessTokenValidity": 20,
    "IdTokenValidity": 30,
    "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "hours"},
    "ReadAttributes": ["email", "email_verified", "name"],
    "WriteAttributes": ["email", "name"],
    "ExplicitAuthFlows": [
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
    ],
    "SupportedIdentityProviders": ["COGNITO"],
    "CallbackURLs": ["http://localhost:3000/in", "https://a.example/in", "myapp://in"],
    "LogoutURLs": ["https://a.example/out"],
    "DefaultRedirectURI": "https://a.example/in",
    "AllowedOAuthFlows": ["code", "implicit"],
    "AllowedOAuthScopes": ["aws.cognito.signin.user.admin", "email", "openid", "phone", "profile"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "AnalyticsConfiguration": {
        "ApplicationId": "0123456789abcdef",
        "RoleArn": "arn:aws:iam::123456789012:role/analytics",
        "ExternalId": "x",
        "UserDataShared": True,
    },
    "PreventUserExistenceErrors": "ENABLED",
    "EnableTokenRevocation": False,
    "EnablePropagateAdditionalUserContextData": True,
    "AuthSessionValidity": 15,
    "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 10},
}
CDK = {
    "AllowedOAuthFlows": ["implicit", "code"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthScopes": ["profile", "phone", "email", "openid", "aws.cognito.signin.user.admin"],
    "CallbackURLs": ["https://example.com"],
    "SupportedIdentityProviders": ["COGNITO"],
}
AMPLIFY = {
    **CDK,
    "AllowedOAuthFlows": ["code"],
    "ExplicitAuthFlows": [
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
    ],
    "PreventUserExistenceErrors": "ENABLED",
}
TERRAFORM = {
    "AccessTokenValidity": 60,
    "IdTokenValidity": 60,
    "RefreshTokenValidity": 30,
    "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "days"},
    "EnableTokenRevocation": True,
    "ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"],
}
CONTRADICTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "legacy flows mixed": (
        {"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH"]},
        "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    ),
    "access too long": ({"AccessTokenValidity": 25}, RANGE),
    "access too short": (
        {"AccessTokenValidity": 4, "TokenValidityUnits": {"AccessToken": "minutes"}},
        RANGE,
    ),
    "id too long": (
        {"IdTokenValidity": 86401 // 60 + 1, "TokenValidityUnits": {"IdToken": "minutes"}},
        RANGE,
    ),
    "refresh too long": ({"RefreshTokenValidity": 3651}, RANGE),
    "refresh too short": (
        {"RefreshTokenValidity": 59, "TokenValidityUnits": {"RefreshToken": "minutes"}},
        RANGE,
    ),
    "access outlives refresh": (
        {
            "AccessTokenValidity": 2,
            "RefreshTokenValidity": 1,
            "TokenValidityUnits": {"RefreshToken": "hours"},
        },
        OUTLIVES,
    ),
    "id outlives refresh": (
        {
            "IdTokenValidity": 2,
            "RefreshTokenValidity": 1,
            "TokenValidityUnits": {"RefreshToken": "hours"},
        },
        OUTLIVES,
    ),
    "oauth without scopes": (
        {**WEB, "AllowedOAuthScopes": []},
        (
            "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed "
            "to use OAuth flows."
        ),
    ),
    "http callback": (
        {**WEB, "CallbackURLs": ["http://a.example"]},
        "http://a.example cannot use the HTTP protocol.",
    ),
    "callback with fragment": (
        {**WEB, "CallbackURLs": ["https://a.example/#in"]},
        "https://a.example/#in cannot use fragment",
    ),
    "default elsewhere": (
        {**WEB, "DefaultRedirectURI": "https://b.example"},
        "The default redirect URI https://b.example is not in the callback URIs list.",
    ),
    "half analytics": (
        {"AnalyticsConfiguration": {"ApplicationId": "0123"}},
        (
            "Invalid analytics configuration given, either <application arn> or <application id, "
            "role arn, external id> are valid"
        ),
    ),
    "context of a public client": (
        {"EnablePropagateAdditionalUserContextData": True},
        "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
    ),
}
"""Settings that a public client can have at no time, with what AWS says of them."""

WRONG_FLOWS: dict[str, tuple[dict[str, Any], str]] = {
    "mixed": (
        {**WEB, "AllowedOAuthFlows": ["code", "client_credentials"]},
        "client_credentials flow can not be selected along with code flow or implicit flow.",
    ),
    "public": (
        {**WEB, "AllowedOAuthFlows": ["client_credentials"]},
        "client_credentials flow can not be selected if client does not have a client secret.",
    ),
    "no callback": (
        {**WEB, "CallbackURLs": []},
        "CallbackUrls can not be empty when code flow or implicit flow is selected",
    ),
}
"""OAuth flows that a public client cannot have, refused by InvalidOAuthFlowException."""


def a_secret_hash(username: str, client_id: str, secret: str) -> str:
    """Return the SECRET_HASH of the Developer Guide, "Computing secret hash values"."""
    digest = hmac.digest(secret.encode(), (username + client_id).encode(), hashlib.sha256)
    return base64.b64encode(digest).decode()
