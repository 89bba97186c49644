"""Domain values as the response structures that several operations share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator._shapes.cognito_idp import (
        ClientSecretDescriptorType,
        UserPoolClientDescription,
        UserPoolClientType,
        UserPoolDescriptionType,
        UserPoolType,
    )
    from cognito_emulator.domain.clients import AppClient, ClientSecret
    from cognito_emulator.domain.pools import UserPool

_SHOWN_BY_MFA_CONFIG: Final = frozenset(
    {
        "SmsMfaConfiguration",
        "SoftwareTokenMfaConfiguration",
        "EmailMfaConfiguration",
        "WebAuthnConfiguration",
    }
)


def user_pool_type(pool: UserPool, *, tags: Mapping[str, str], users: int) -> UserPoolType:
    """Return a pool as DescribeUserPool shows it; `users` is the estimated number of its users."""
    settings = {
        name: value
        for name, value in pool.configuration.items()
        if name not in _SHOWN_BY_MFA_CONFIG
    }
    computed: UserPoolType = {
        "Id": pool.id,
        "Name": pool.name,
        "Arn": pool.arn,
        "CreationDate": pool.created_at,
        "LastModifiedDate": pool.modified_at,
        "EstimatedNumberOfUsers": users,
        "UserPoolTags": tags,
    }
    return cast("UserPoolType", {**settings, **computed})


def user_pool_description(pool: UserPool) -> UserPoolDescriptionType:
    """Return a pool as ListUserPools shows it."""
    return {
        "Id": pool.id,
        "Name": pool.name,
        "LambdaConfig": pool.lambda_config,
        "LastModifiedDate": pool.modified_at,
        "CreationDate": pool.created_at,
    }


def client_type(client: AppClient) -> UserPoolClientType:
    """Return a client as DescribeUserPoolClient shows it; of two secrets, the older one.

    Source: API reference "UserPoolClientType"; which of two secrets is shown is inferred.
    """
    shown: UserPoolClientType = {
        **client.configuration,
        "UserPoolId": client.pool_id,
        "ClientName": client.name,
        "ClientId": client.id,
        "LastModifiedDate": client.modified_at,
        "CreationDate": client.created_at,
        "ClientType": "REGULAR",
    }
    if client.secrets:
        shown["ClientSecret"] = client.secrets[0].value
    return shown


def client_description(client: AppClient) -> UserPoolClientDescription:
    """Return a client as ListUserPoolClients shows it."""
    return {"ClientId": client.id, "UserPoolId": client.pool_id, "ClientName": client.name}


def secret_descriptor(secret: ClientSecret) -> ClientSecretDescriptorType:
    """Return a client's secret without its value."""
    return {"ClientSecretId": secret.id, "ClientSecretCreateDate": secret.created_at}
