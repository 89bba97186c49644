"""Attributes and second factors of pools: whose they are, and what becomes of calls at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from botocore import UNSIGNED
from botocore.config import Config

from tests.builders import SENDS_SMS, a_pool, body_of, refused
from tests.idp.conftest import NOW, at_once, client_of

TEAM = {"Name": "team", "AttributeDataType": "String"}
TOTP = {"SoftwareTokenMfaConfiguration": {"Enabled": True}}
OPERATIONS: dict[str, dict[str, Any]] = {
    "add_custom_attributes": {"CustomAttributes": [TEAM]},
    "get_user_pool_mfa_config": {},
    "set_user_pool_mfa_config": {"MfaConfiguration": "ON", **TOTP},
}


def customs_of(idp, pool_id):
    """Return the names of a pool's custom attributes."""
    schema = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["SchemaAttributes"]
    return [each["Name"] for each in schema if "custom:" in each["Name"]]


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "options",
    [{"aws_access_key_id": "999999999999"}, {"region_name": "eu-west-1"}],
    ids=["account", "region"],
)
def test_settings_are_those_of_the_account_and_region(emulator, idp, operation, options):
    """Elsewhere the pool does not exist, and nothing happens to it."""
    pool_id = a_pool(idp)
    before = body_of(idp.describe_user_pool(UserPoolId=pool_id))
    stranger = client_of(emulator, **options)

    with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
        getattr(stranger, operation)(UserPoolId=pool_id, **OPERATIONS[operation])

    assert body_of(idp.describe_user_pool(UserPoolId=pool_id)) == before


@pytest.mark.parametrize("operation", OPERATIONS)
def test_settings_are_for_those_who_sign(emulator, idp, operation):
    """A call without signature is refused before anything is looked up."""
    pool_id = a_pool(idp)
    unsigned = client_of(emulator, config=Config(signature_version=UNSIGNED))

    with refused("MissingAuthenticationTokenException", "Missing Authentication Token"):
        getattr(unsigned, operation)(UserPoolId=pool_id, **OPERATIONS[operation])


@pytest.mark.parametrize("operation", ["add_custom_attributes", "set_user_pool_mfa_config"])
def test_a_change_of_settings_is_a_change_of_the_pool(idp, clock, operation):
    """LastModifiedDate tells it; a refused one tells nothing."""
    pool_id = a_pool(idp)
    clock.advance(seconds=60)
    with refused(
        "InvalidParameterException",
        "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be "
        "enabled.",
    ):
        idp.set_user_pool_mfa_config(UserPoolId=pool_id, MfaConfiguration="ON")
    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["LastModifiedDate"] == NOW

    getattr(idp, operation)(UserPoolId=pool_id, **OPERATIONS[operation])

    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["LastModifiedDate"] == NOW + timedelta(seconds=60)


def test_an_update_of_the_pool_keeps_attributes_and_factors(idp):
    """They have operations of their own."""
    pool_id = a_pool(idp)
    idp.add_custom_attributes(UserPoolId=pool_id, CustomAttributes=[TEAM])
    factors = body_of(
        idp.set_user_pool_mfa_config(UserPoolId=pool_id, MfaConfiguration="OPTIONAL", **TOTP)
    )

    idp.update_user_pool(UserPoolId=pool_id, MfaConfiguration="OPTIONAL")

    assert customs_of(idp, pool_id) == ["custom:team"]
    assert body_of(idp.get_user_pool_mfa_config(UserPoolId=pool_id)) == factors


def test_an_update_with_sms_does_not_add_sms_to_other_factors(idp):
    """Which factors there are is decided by SetUserPoolMfaConfig alone once it was called."""
    pool_id = a_pool(idp)
    factors = body_of(
        idp.set_user_pool_mfa_config(UserPoolId=pool_id, MfaConfiguration="OPTIONAL", **TOTP)
    )

    idp.update_user_pool(UserPoolId=pool_id, MfaConfiguration="OPTIONAL", **SENDS_SMS)

    assert body_of(idp.get_user_pool_mfa_config(UserPoolId=pool_id)) == factors


def test_attributes_added_at_once_are_all_there(shared):
    """No call loses what another one added."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    calls = [
        lambda client, n=n: client.add_custom_attributes(
            UserPoolId=pool_id, CustomAttributes=[{"Name": f"a{n}", "AttributeDataType": "String"}]
        )
        for n in range(6)
    ]

    assert at_once(shared, calls) == ["done"] * 6
    assert sorted(customs_of(idp, pool_id)) == [f"custom:a{n}" for n in range(6)]


def test_an_attribute_is_added_once_by_calls_at_once(shared):
    """The others are told that it is there."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    calls = [
        lambda client: client.add_custom_attributes(UserPoolId=pool_id, CustomAttributes=[TEAM])
    ] * 4

    assert at_once(shared, calls) == ["InvalidParameterException"] * 3 + ["done"]
    assert customs_of(idp, pool_id) == ["custom:team"]


def test_an_update_at_once_loses_neither_attributes_nor_factors(shared):
    """Three operations write one document, one after the other."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    calls = [
        lambda client: client.add_custom_attributes(UserPoolId=pool_id, CustomAttributes=[TEAM]),
        lambda client: client.set_user_pool_mfa_config(
            UserPoolId=pool_id, MfaConfiguration="OPTIONAL", **TOTP
        ),
        lambda client: client.update_user_pool(UserPoolId=pool_id, PoolName="others"),
    ]

    assert at_once(shared, calls) == ["done"] * 3
    assert customs_of(idp, pool_id) == ["custom:team"]
    assert idp.get_user_pool_mfa_config(UserPoolId=pool_id)["MfaConfiguration"] == "OPTIONAL"
    assert idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Name"] == "others"
