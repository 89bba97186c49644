"""What CreateUserPoolClient and UpdateUserPoolClient make of a request: the configuration AWS echoes.

Both take the same members and UpdateUserPoolClient replaces all of them, so one function serves both.

Source: API reference "CreateUserPoolClient", "UpdateUserPoolClient"; the echo is that of recorded
answers: lists are sorted and hold each entry once, empty ones are not shown, nor are defaulted flows
and token lifetimes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from cognito_emulator.domain.clients import DEFAULT_REFRESH_DAYS, DEFAULT_SESSION_MINUTES

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        CreateUserPoolClientRequest,
        UpdateUserPoolClientRequest,
        UserPoolClientType,
    )

    ClientRequest = CreateUserPoolClientRequest | UpdateUserPoolClientRequest

Document = dict[str, Any]

_COPIED: Final = (
    "AccessTokenValidity",
    "IdTokenValidity",
    "PreventUserExistenceErrors",
    "DefaultRedirectURI",
)
_LISTS: Final = (
    "ReadAttributes",
    "WriteAttributes",
    "ExplicitAuthFlows",
    "SupportedIdentityProviders",
    "CallbackURLs",
    "LogoutURLs",
    "AllowedOAuthFlows",
    "AllowedOAuthScopes",
)
_SERVICE_ROLE: Final = (
    "role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp"
)


def configuration_of(
    request: ClientRequest, *, account_id: str, before: UserPoolClientType | None = None
) -> UserPoolClientType:
    """Return the configuration a request asks for; `before` is that of the client it updates.

    `RefreshTokenValidity` 0 means its default. Rotation that was once configured and is no longer
    named stays visible as disabled. Source: observed by users of Terraform (provider issue 47196).
    """
    given = cast("Document", request)
    document: Document = {
        "RefreshTokenValidity": given.get("RefreshTokenValidity") or DEFAULT_REFRESH_DAYS,
        "TokenValidityUnits": given.get("TokenValidityUnits", {}),
        "AllowedOAuthFlowsUserPoolClient": given.get("AllowedOAuthFlowsUserPoolClient", False),
        "EnableTokenRevocation": given.get("EnableTokenRevocation", True),
        "EnablePropagateAdditionalUserContextData": given.get(
            "EnablePropagateAdditionalUserContextData", False
        ),
        "AuthSessionValidity": given.get("AuthSessionValidity", DEFAULT_SESSION_MINUTES),
    }
    document |= {name: given[name] for name in _COPIED if name in given}
    document |= {name: sorted(set(given[name])) for name in _LISTS if given.get(name)}
    document |= _rotation(given, before)
    if given.get("AnalyticsConfiguration"):
        document["AnalyticsConfiguration"] = _analytics(given["AnalyticsConfiguration"], account_id)
    return cast("UserPoolClientType", document)


def _rotation(given: Document, before: UserPoolClientType | None) -> Document:
    rotation = given.get("RefreshTokenRotation")
    if rotation is None and before is not None and "RefreshTokenRotation" in before:
        rotation = {"Feature": "DISABLED"}
    if rotation is None:
        return {}
    return {"RefreshTokenRotation": {"RetryGracePeriodSeconds": 0, **rotation}}


def _analytics(given: Document, account_id: str) -> Document:
    """Return analytics as echoed: by ARN the service's own role is used.

    Source: observed by Terraform's acceptance tests.
    """
    role = {}
    if "ApplicationArn" in given and "RoleArn" not in given:
        role = {"RoleArn": f"arn:aws:iam::{account_id}:{_SERVICE_ROLE}"}
    return {**role, "UserDataShared": False, **given}
