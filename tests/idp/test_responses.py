"""How pools, clients, users and groups are shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cognito_emulator.domain.users import MfaFactor, MfaSettings
from cognito_emulator.idp import responses
from tests.storage.builders import (
    CLIENT,
    NOW,
    POOL,
    a_client,
    a_group,
    a_pool,
    a_secret,
    a_user,
)

SMS_OPTION = {"DeliveryMedium": "SMS", "AttributeName": "phone_number"}
DATES = {"CreationDate": NOW, "LastModifiedDate": NOW}


def test_a_pool_is_its_configuration_and_what_the_service_knows():
    """Name, ids, dates, tags and the number of users join what was configured."""
    pool = a_pool(configuration={"MfaConfiguration": "OFF", "LambdaConfig": {}})

    assert responses.user_pool_type(pool, tags={"team": "a"}, users=3) == {
        "Id": POOL,
        "Name": "customers",
        "Arn": f"arn:aws:cognito-idp:us-east-1:123456789012:userpool/{POOL}",
        **DATES,
        "MfaConfiguration": "OFF",
        "LambdaConfig": {},
        "EstimatedNumberOfUsers": 3,
        "UserPoolTags": {"team": "a"},
    }


@pytest.mark.parametrize(
    "name",
    [
        "SmsMfaConfiguration",
        "SoftwareTokenMfaConfiguration",
        "EmailMfaConfiguration",
        "WebAuthnConfiguration",
    ],
)
def test_factors_are_not_shown_with_the_pool(name):
    """Only GetUserPoolMfaConfig shows them; UserPoolType knows no such member."""
    pool = a_pool(configuration={name: {}})

    assert name not in responses.user_pool_type(pool, tags={}, users=0)


def test_a_pool_in_a_list_shows_its_triggers():
    """Triggers are the only setting of a list."""
    pool = a_pool(configuration={"LambdaConfig": {"PreSignUp": "arn"}, "UserPoolTier": "PLUS"})

    assert responses.user_pool_description(pool) == {
        "Id": POOL,
        "Name": "customers",
        "LambdaConfig": {"PreSignUp": "arn"},
        **DATES,
    }


def test_a_public_client_shows_no_secret():
    """Ids, name, kind and dates join what was configured."""
    assert responses.client_type(a_client()) == {
        "UserPoolId": POOL,
        "ClientId": CLIENT,
        "ClientName": "shop",
        "ClientType": "REGULAR",
        "RefreshTokenValidity": 30,
        **DATES,
    }


@pytest.mark.parametrize(
    ("ages", "shown"),
    [((0,), "secret 0"), ((0, 1), "secret 0"), ((1,), None), ((1, 2), None)],
    ids=["original", "original and second", "second", "second and third"],
)
def test_only_the_secret_of_the_creation_is_shown(ages, shown):
    """Secrets that were added later are never shown."""
    secrets = tuple(a_secret(age, age_seconds=-age) for age in ages)

    assert responses.client_type(a_client(secrets=secrets)).get("ClientSecret") == shown


def test_a_client_in_a_list_shows_ids_and_name():
    """A secret is not shown there."""
    client = a_client(secrets=(a_secret(0),))

    assert responses.client_description(client) == {
        "ClientId": CLIENT,
        "UserPoolId": POOL,
        "ClientName": "shop",
    }


def test_a_secret_is_described_without_its_value():
    """Its id and date tell which it is."""
    assert responses.secret_descriptor(a_secret(7)) == {
        "ClientSecretId": f"{CLIENT}--7",
        "ClientSecretCreateDate": NOW,
    }


def test_a_user_is_shown_with_the_attributes_that_are_given():
    """Which attributes those are is decided elsewhere."""
    user = a_user(enabled=False, modified_at=NOW + timedelta(days=1))

    assert responses.user_type(user, [{"Name": "sub", "Value": "1"}]) == {
        "Username": "ada",
        "Attributes": [{"Name": "sub", "Value": "1"}],
        "UserCreateDate": NOW,
        "UserLastModifiedDate": NOW + timedelta(days=1),
        "Enabled": False,
        "UserStatus": "CONFIRMED",
    }


def test_sms_set_by_the_former_operation_is_shown_as_an_option():
    """MFAOptions belongs to SetUserSettings."""
    user = a_user(mfa=MfaSettings(legacy_sms=True))

    assert responses.user_type(user, [])["MFAOptions"] == [SMS_OPTION]
    assert responses.mfa_members(user.mfa) == {"MFAOptions": [SMS_OPTION]}


def test_second_factors_that_are_not_set_are_left_out():
    """There is no empty list and no empty preference."""
    assert responses.mfa_members(MfaSettings()) == {}


def test_second_factors_are_shown_in_the_order_of_aws():
    """The preferred one is named beside the list."""
    mfa = MfaSettings(
        enabled=frozenset({MfaFactor.EMAIL, MfaFactor.TOTP, MfaFactor.SMS}),
        preferred=MfaFactor.TOTP,
    )

    assert responses.mfa_members(mfa) == {
        "PreferredMfaSetting": "SOFTWARE_TOKEN_MFA",
        "UserMFASettingList": ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"],
    }


def test_a_group_shows_only_what_it_was_given():
    """Precedence 0 is a precedence."""
    bare = {"GroupName": "admins", "UserPoolId": POOL, **DATES}

    assert responses.group_type(a_group()) == bare
    assert responses.group_type(a_group(description="All", role_arn="arn", precedence=0)) == {
        **bare,
        "Description": "All",
        "RoleArn": "arn",
        "Precedence": 0,
    }


def test_factors_of_a_user_are_shown_with_its_second_factors():
    """A user without password has none of the first kind by it."""
    mfa = MfaSettings(enabled=frozenset({MfaFactor.SMS}), preferred=MfaFactor.SMS)

    shown = responses.auth_factors_of(a_user(mfa=mfa))

    assert shown["Username"] == "ada"
    assert shown["PreferredMfaSetting"] == "SMS_MFA"
    assert shown["UserMFASettingList"] == ["SMS_MFA"]
    assert "PASSWORD" not in shown.get("ConfiguredUserAuthFactors", [])
    assert responses.auth_factors_of(a_user()).keys() == {"Username", "ConfiguredUserAuthFactors"}
