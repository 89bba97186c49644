"""CreateUserPool: which settings a pool may have, and how they are shown."""

from __future__ import annotations

import pytest

from conformance.cases.idp.user_pools.examples import (
    CONTRADICTIONS,
    FRESH,
    ROLE,
    SMS,
    TRIGGER,
    recovering_by,
)
from conformance.evidence import case
from tests.builders import SENDS_SMS, body_of, refused


def created(idp, **members):
    """Make a pool of these members. Return how it is shown."""
    return idp.create_user_pool(**{"PoolName": "people", **members})["UserPool"]


@case(
    source="Terraform acceptance tests of aws_cognito_user_pool",
    level="observed",
    checked="2026-11-24",
)
def test_a_partial_password_policy_asks_only_for_what_it_says(idp):
    """Rules that a given policy leaves out are off; the strict policy is that of no policy at all."""
    policies = created(idp, Policies={"PasswordPolicy": {"RequireNumbers": True}})["Policies"]

    assert policies["PasswordPolicy"] == {
        "MinimumLength": 8,
        "RequireUppercase": False,
        "RequireLowercase": False,
        "RequireNumbers": True,
        "RequireSymbols": False,
        "TemporaryPasswordValidityDays": 7,
    }


@case(
    source="DescribeUserPool answers recorded in 2026 (go-to-k/cdk-real-drift); GitHub "
    "aws/aws-sdk-js#3817",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize("days", [3, 4], ids=["same", "other"])
def test_the_validity_of_temporary_passwords_has_two_names(idp, days):
    """One shows under both; both together are refused."""
    by_former_name = created(idp, AdminCreateUserConfig={"UnusedAccountValidityDays": 3})
    by_name = created(idp, Policies={"PasswordPolicy": {"TemporaryPasswordValidityDays": 3}})

    for pool in (by_former_name, by_name):
        assert pool["Policies"]["PasswordPolicy"]["TemporaryPasswordValidityDays"] == 3
        assert pool["AdminCreateUserConfig"]["UnusedAccountValidityDays"] == 3
    with refused(
        "InvalidParameterException",
        "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of "
        "UnusedAccountValidityDays",
    ):
        created(
            idp,
            AdminCreateUserConfig={"UnusedAccountValidityDays": 3},
            Policies={"PasswordPolicy": {"TemporaryPasswordValidityDays": days}},
        )


@case(
    source="Developer Guide, Working with user attributes (exclusive); sentence of deployments",
    level="documented",
    checked="2026-11-24",
)
def test_aliases_and_addresses_as_usernames_exclude_each_other(idp):
    """A pool signs in by one or the other."""
    with refused(
        "InvalidParameterException",
        "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
    ):
        created(idp, AliasAttributes=["email"], UsernameAttributes=["email"])


@case(
    source="AWS CDK issue 12075, CloudFormation coverage roadmap issue 769",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize("state", ["ON", "OPTIONAL"])
def test_mfa_needs_sms_at_creation(idp, state):
    """Other factors come with SetUserPoolMfaConfig; with SMS it is the factor."""
    with refused(
        "InvalidParameterException",
        "SMS configuration and Auto verification for phone_number are required when MFA is "
        "required/optional",
    ):
        created(idp, MfaConfiguration=state)

    pool = created(idp, MfaConfiguration=state, **SENDS_SMS)
    assert pool["MfaConfiguration"] == state
    assert pool["SmsConfiguration"] == SMS
    assert body_of(idp.get_user_pool_mfa_config(UserPoolId=pool["Id"])) == {
        "MfaConfiguration": state,
        "SmsMfaConfiguration": {"SmsConfiguration": SMS},
    }


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08, AWS CDK issue 11478",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(("members", "message"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_settings_that_contradict_each_other_are_refused(idp, members, message):
    """Each contradiction has its own sentence, and no pool is made."""
    with refused("InvalidParameterException", message):
        created(idp, **members)

    assert idp.list_user_pools(MaxResults=60)["UserPools"] == []


@case(
    source="API reference CreateUserPool, AccountRecoverySettingType, SmsConfigurationType, "
    "AcrConfigurationType; the sentences are not known",
    level="inferred",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            recovering_by("admin_only", "verified_email"),
            (
                "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
                "admin_only setting with any other recovery mechanisms."
            ),
        ),
        (
            {"SmsConfiguration": {"SnsCallerArn": ROLE, "EumsSms": {"CallerArn": ROLE}}},
            "Only one of SnsCallerArn or EumsSms can be set in SmsConfiguration.",
        ),
        (
            {"AcrConfiguration": {"Level1": {"AcrValue": "urn:cognito:loa:4"}}},
            "The names of the ACR levels must be unique.",
        ),
    ],
    ids=["recovery", "senders", "acr"],
)
def test_settings_that_the_documentation_forbids_are_refused(idp, members, message):
    """The error is documented, its sentence ours."""
    with refused("InvalidParameterException", message):
        created(idp, **members)


@case(
    source="AWS CDK, AccountRecovery; Terraform provider issue 26223",
    level="observed",
    checked="2026-11-24",
)
def test_an_empty_recovery_setting_asks_for_the_legacy_rule(idp):
    """It is echoed empty, not filled with the default."""
    assert created(idp, AccountRecoverySetting={})["AccountRecoverySetting"] == {}


@case(
    source="Terraform acceptance tests of aws_cognito_user_pool",
    level="observed",
    checked="2026-11-24",
)
def test_the_token_trigger_shows_under_both_names(idp):
    """The former name means the first version of the event."""
    former = created(idp, LambdaConfig={"PreTokenGeneration": TRIGGER})["LambdaConfig"]
    config = {"LambdaVersion": "V2_0", "LambdaArn": TRIGGER}
    current = created(idp, LambdaConfig={"PreTokenGenerationConfig": config})["LambdaConfig"]

    assert former == {
        "PreTokenGeneration": TRIGGER,
        "PreTokenGenerationConfig": {"LambdaVersion": "V1_0", "LambdaArn": TRIGGER},
    }
    assert current == {"PreTokenGeneration": TRIGGER, "PreTokenGenerationConfig": config}


@case(
    source="Terraform's provider reads each text from both members; its issue 2423",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    "members",
    [
        {
            "EmailVerificationMessage": "Code {####}",
            "EmailVerificationSubject": "Code",
            "SmsVerificationMessage": "Number {####}",
        },
        {
            "VerificationMessageTemplate": {
                "EmailMessage": "Code {####}",
                "EmailSubject": "Code",
                "SmsMessage": "Number {####}",
            }
        },
    ],
    ids=["former members", "template"],
)
def test_verification_texts_show_under_both_names(idp, members):
    """The template and the former members are one setting."""
    pool = created(idp, **members)

    assert pool["EmailVerificationMessage"] == "Code {####}"
    assert pool["EmailVerificationSubject"] == "Code"
    assert pool["SmsVerificationMessage"] == "Number {####}"
    assert pool["VerificationMessageTemplate"] == {
        "DefaultEmailOption": "CONFIRM_WITH_CODE",
        "EmailMessage": "Code {####}",
        "EmailSubject": "Code",
        "SmsMessage": "Number {####}",
    }


@case(
    source="AWS support, quoted in Terraform's pull request 2425",
    level="observed",
    checked="2026-11-24",
)
def test_of_two_texts_for_one_message_the_template_counts(idp):
    """Terraform sends the former text along with a template that changed."""
    pool = created(
        idp,
        EmailVerificationMessage="Old {####}",
        VerificationMessageTemplate={"EmailMessage": "New {####}"},
    )

    assert pool["EmailVerificationMessage"] == "New {####}"
    assert pool["VerificationMessageTemplate"]["EmailMessage"] == "New {####}"


@case(source="API reference DeviceConfigurationType", level="documented", checked="2026-11-24")
def test_devices_show_both_switches(idp):
    """Devices are tracked once one is given; the other is off."""
    pool = created(idp, DeviceConfiguration={"DeviceOnlyRememberedOnUserPrompt": True})

    assert pool["DeviceConfiguration"] == {
        "ChallengeRequiredOnNewDevice": False,
        "DeviceOnlyRememberedOnUserPrompt": True,
    }


@case(
    source="API reference UserPoolType (AcrConfiguration)", level="documented", checked="2026-11-24"
)
def test_acr_levels_that_are_not_named_keep_their_names(idp):
    """The effective names are shown, the default ones with them."""
    pool = created(idp, AcrConfiguration={"Level2": {"AcrValue": "urn:people:2"}})

    assert pool["AcrConfiguration"] == {
        **FRESH["AcrConfiguration"],
        "Level2": {"AcrValue": "urn:people:2"},
    }


@case(
    source="Developer Guide, Working with user attributes; Terraform acceptance "
    "tests of aws_cognito_user_pool",
    level="observed",
    checked="2026-11-24",
)
def test_the_schema_changes_standard_attributes_and_adds_custom_ones(idp):
    """What an entry leaves out keeps its default; custom attributes follow with their prefix."""
    schema = created(
        idp,
        Schema=[
            {"Name": "email", "Required": True, "Mutable": False},
            {"Name": "name", "StringAttributeConstraints": {"MinLength": "3"}},
            {"Name": "team", "AttributeDataType": "String"},
            {
                "Name": "level",
                "AttributeDataType": "Number",
                "Mutable": False,
                "NumberAttributeConstraints": {"MinValue": "-1.5", "MaxValue": "9"},
            },
            {"Name": "rank", "AttributeDataType": "String", "DeveloperOnlyAttribute": True},
            {"Name": "seen", "AttributeDataType": "DateTime"},
        ],
    )["SchemaAttributes"]

    optional = {"DeveloperOnlyAttribute": False, "Mutable": True, "Required": False}
    by_name = {attribute.pop("Name"): attribute for attribute in schema}
    assert by_name["email"] == {
        "AttributeDataType": "String",
        "DeveloperOnlyAttribute": False,
        "Mutable": False,
        "Required": True,
        "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"},
    }
    assert by_name["name"] == {
        **optional,
        "AttributeDataType": "String",
        "StringAttributeConstraints": {"MinLength": "3", "MaxLength": "2048"},
    }
    assert list(by_name)[21:] == ["custom:team", "custom:level", "dev:custom:rank", "custom:seen"]
    assert by_name["custom:team"] == {
        **optional,
        "AttributeDataType": "String",
        "StringAttributeConstraints": {},
    }
    assert by_name["custom:level"] == {
        **optional,
        "AttributeDataType": "Number",
        "Mutable": False,
        "NumberAttributeConstraints": {"MinValue": "-1.5", "MaxValue": "9"},
    }
    assert by_name["dev:custom:rank"] == {
        **optional,
        "AttributeDataType": "String",
        "DeveloperOnlyAttribute": True,
        "StringAttributeConstraints": {},
    }
    assert by_name["custom:seen"] == {**optional, "AttributeDataType": "DateTime"}


@case(
    source="deployments recorded by users in 2026; AWS CDK issue 14175",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (
            [{"Name": "email", "AttributeDataType": "Number"}],
            (
                "You can not change AttributeDataType or set developerOnlyAttribute for standard "
                "schema attribute email"
            ),
        ),
        (
            [{"Name": "team"}],
            (
                "Invalid AttributeDataType input, consider using the provided AttributeDataType "
                "enum."
            ),
        ),
        (
            [{"Name": "team", "AttributeDataType": "String", "Required": True}],
            "Required custom attributes are not supported currently.",
        ),
        (
            [{"Name": "team", "AttributeDataType": "String"}] * 2,
            "Duplicate custom attribute names custom:team are not allowed in a user pool schema.",
        ),
        (
            [
                {
                    "Name": "team",
                    "AttributeDataType": "String",
                    "StringAttributeConstraints": {"MinLength": "9", "MaxLength": "8"},
                }
            ],
            "Attribute custom:team cannot have a max length shorter than it's min length",
        ),
    ],
    ids=["type", "no type", "required", "twice", "range"],
)
def test_entries_that_make_no_sense_are_refused(idp, schema, message):
    """Each has its own sentence."""
    with refused("InvalidParameterException", message):
        created(idp, Schema=schema)


@case(source="service model", level="documented", checked="2026-11-24")
def test_names_of_custom_attributes_have_twenty_characters(idp):
    """The twenty-first is refused by the model."""
    with refused(
        "InvalidParameterException",
        f"1 validation error detected: Value '{'a' * 21}' at 'schema.1.member.name' failed to "
        "satisfy constraint: Member must have length less than or equal to 20",
    ):
        created(idp, Schema=[{"Name": "a" * 21, "AttributeDataType": "String"}])

    schema = created(idp, Schema=[{"Name": "a" * 20, "AttributeDataType": "String"}])
    assert schema["SchemaAttributes"][-1]["Name"] == f"custom:{'a' * 20}"
