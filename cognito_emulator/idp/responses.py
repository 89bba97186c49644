"""Domain values as the response structures that several operations share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from cognito_emulator.domain.challenges import ordered_factors
from cognito_emulator.domain.first_factors import configured_factors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypedDict

    from cognito_emulator._shapes.cognito_idp import (
        AttributeType,
        ClientSecretDescriptorType,
        GetUserAuthFactorsResponse,
        GroupType,
        MFAOptionType,
        UserPoolClientDescription,
        UserPoolClientType,
        UserPoolDescriptionType,
        UserPoolType,
        UserType,
    )
    from cognito_emulator.domain.clients import AppClient, ClientSecret
    from cognito_emulator.domain.groups import Group
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import MfaSettings, User

    class MfaMembers(TypedDict, total=False):
        """The members about second factors that user responses share."""

        MFAOptions: Sequence[MFAOptionType]
        PreferredMfaSetting: str
        UserMFASettingList: Sequence[str]


_SMS_OPTION: Final[MFAOptionType] = {"DeliveryMedium": "SMS", "AttributeName": "phone_number"}
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
    """Return a client as DescribeUserPoolClient shows it, with the secret it was made with.

    A secret that was added later is never shown, not even when it is the only one left.
    Source: API reference "UserPoolClientType"; which secret is shown is observed.
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
    if client.secrets and client.secrets[0].created_at == client.created_at:
        shown["ClientSecret"] = client.secrets[0].value
    return shown


def client_description(client: AppClient) -> UserPoolClientDescription:
    """Return a client as ListUserPoolClients shows it."""
    return {"ClientId": client.id, "UserPoolId": client.pool_id, "ClientName": client.name}


def secret_descriptor(secret: ClientSecret) -> ClientSecretDescriptorType:
    """Return a client's secret without its value."""
    return {"ClientSecretId": secret.id, "ClientSecretCreateDate": secret.created_at}


def user_type(user: User, attributes: Sequence[AttributeType]) -> UserType:
    """Return a user as ListUsers and AdminCreateUser show it, with the given attributes."""
    shown: UserType = {
        "Username": user.username,
        "Attributes": attributes,
        "UserCreateDate": user.created_at,
        "UserLastModifiedDate": user.modified_at,
        "Enabled": user.enabled,
        "UserStatus": user.status.value,
    }
    if user.mfa.legacy_sms:
        shown["MFAOptions"] = [_SMS_OPTION]
    return shown


def mfa_members(mfa: MfaSettings) -> MfaMembers:
    """Return what GetUser and AdminGetUser show of second factors; what is not set is left out.

    Source: API reference "AdminGetUser"; that both are absent when unset is observed.
    """
    shown: MfaMembers = {}
    if mfa.legacy_sms:
        shown["MFAOptions"] = [_SMS_OPTION]
    if mfa.preferred is not None:
        shown["PreferredMfaSetting"] = mfa.preferred.value
    if mfa.enabled:
        shown["UserMFASettingList"] = [factor.value for factor in ordered_factors(mfa.enabled)]
    return shown


def group_type(group: Group) -> GroupType:
    """Return a group; members that were never given are left out."""
    shown: GroupType = {
        "GroupName": group.name,
        "UserPoolId": group.pool_id,
        "LastModifiedDate": group.modified_at,
        "CreationDate": group.created_at,
    }
    if group.description is not None:
        shown["Description"] = group.description
    if group.role_arn is not None:
        shown["RoleArn"] = group.role_arn
    if group.precedence is not None:
        shown["Precedence"] = group.precedence
    return shown


def auth_factors_of(user: User) -> GetUserAuthFactorsResponse:
    """Return by what a user can prove itself, and its second factors."""
    mfa = mfa_members(user.mfa)
    shown: GetUserAuthFactorsResponse = {
        "Username": user.username,
        "ConfiguredUserAuthFactors": configured_factors(user),
    }
    if "PreferredMfaSetting" in mfa:
        shown["PreferredMfaSetting"] = mfa["PreferredMfaSetting"]
    if "UserMFASettingList" in mfa:
        shown["UserMFASettingList"] = mfa["UserMFASettingList"]
    return shown
