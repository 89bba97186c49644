"""What pools are refused for."""

from typing import Any, cast

import pytest

from cognito_emulator.domain import pool_rules
from cognito_emulator.errors.idp import (
    FeatureUnavailableInTierException,
    InvalidParameterException,
)

ARN = "arn:aws:lambda:us-east-1:123456789012:function:f"
KEY = "arn:aws:kms:us-east-1:123456789012:key/k"
ROLE = "arn:aws:iam::123456789012:role/sms"

REFUSED = [
    (
        {"AliasAttributes": ["email"], "UsernameAttributes": ["email"]},
        "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
    ),
    (
        {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["EMAIL_OTP"]}}},
        "Password should be configured as one of the allowed first auth factors.",
    ),
    (
        {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "SMS_OTP"]}}},
        (
            "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS "
            "configuration"
        ),
    ),
    (
        {
            "AutoVerifiedAttributes": ["email"],
            "UserAttributeUpdateSettings": {
                "AttributesRequireVerificationBeforeUpdate": ["phone_number"]
            },
        },
        (
            "All attributes in AttributesRequireVerificationBeforeUpdate must exist in "
            "AutoVerifiedAttributes"
        ),
    ),
    (
        {"AutoVerifiedAttributes": ["phone_number"]},
        "SMS configuration is required when phone_number is selected for auto verification",
    ),
    (
        {
            "AccountRecoverySetting": {
                "RecoveryMechanisms": [
                    {"Priority": 1, "Name": "admin_only"},
                    {"Priority": 2, "Name": "verified_email"},
                ]
            }
        },
        (
            "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
            "admin_only setting with any other recovery mechanisms."
        ),
    ),
    (
        {
            "AccountRecoverySetting": {
                "RecoveryMechanisms": [
                    {"Priority": 1, "Name": "verified_phone_number"},
                    {"Priority": 1, "Name": "verified_email"},
                ]
            }
        },
        (
            "Invalid account recovery setting parameter. Account Recovery Setting cannot have "
            "duplicate priorities or recovery mechanisms."
        ),
    ),
    (
        {
            "AccountRecoverySetting": {
                "RecoveryMechanisms": [
                    {"Priority": 1, "Name": "verified_email"},
                    {"Priority": 2, "Name": "verified_email"},
                ]
            }
        },
        (
            "Invalid account recovery setting parameter. Account Recovery Setting cannot have "
            "duplicate priorities or recovery mechanisms."
        ),
    ),
    (
        {"LambdaConfig": {"CustomSMSSender": {"LambdaVersion": "V1_0", "LambdaArn": ARN}}},
        "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
    ),
    (
        {"LambdaConfig": {"PreSignUp": ARN.replace("us-east-1", "eu-west-1")}},
        "Cross-region lambda functions are not supported",
    ),
    (
        {"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"}},
        "Source ARN is required to use DEVELOPER email sending owner",
    ),
    (
        {"EmailConfiguration": {"From": "nobody"}},
        "Provided From email address is invalid",
    ),
    (
        {"SmsConfiguration": {"SnsCallerArn": ROLE, "SnsRegion": "eu-west-1"}},
        "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1",
    ),
    (
        {"SmsConfiguration": {"SnsCallerArn": ROLE, "EumsSms": {"CallerArn": ROLE}}},
        "Only one of SnsCallerArn or EumsSms can be set in SmsConfiguration.",
    ),
    (
        {"SmsConfiguration": {"EumsSms": {"CallerArn": ROLE, "Region": "eu-west-1"}}},
        "Invalid EumsSms region. The allowed region is us-east-1",
    ),
    (
        {
            "AcrConfiguration": {
                "Level1": {"AcrValue": "urn:cognito:loa:2"},
                "Level2": {"AcrValue": "urn:cognito:loa:2"},
            }
        },
        "The names of the ACR levels must be unique.",
    ),
]

ACCEPTED: list[dict[str, Any]] = [
    {"AutoVerifiedAttributes": ["phone_number"], "SmsConfiguration": {"SnsCallerArn": ROLE}},
    {
        "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "SMS_OTP"]}},
        "SmsConfiguration": {"SnsCallerArn": ROLE},
    },
    {"EmailConfiguration": {"From": "Somebody <somebody@example.com>"}},
    {"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn"}},
    {
        "LambdaConfig": {
            "CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": ARN},
            "KMSKeyID": KEY.replace("us-east-1", "eu-west-1"),
        }
    },
    {"LambdaConfig": {"PreSignUp": ARN.replace("123456789012", "210987654321")}},
    {"UserPoolTier": "LITE", "UserPoolAddOns": {"AdvancedSecurityMode": "OFF"}},
    {
        "AccountRecoverySetting": {
            "RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}],
        }
    },
]


def check(configuration: dict[str, Any], region: str = "us-east-1") -> None:
    pool_rules.check(cast("Any", configuration), region=region)


@pytest.mark.parametrize(("configuration", "message"), REFUSED)
def test_what_does_not_hold_together_is_refused(configuration, message):
    """Each contradiction has its own sentence."""
    with pytest.raises(InvalidParameterException) as refused:
        check(configuration)

    assert refused.value.message == message


@pytest.mark.parametrize("configuration", ACCEPTED)
def test_what_holds_together_is_accepted(configuration):
    """The neighbours of what is refused are fine."""
    check(configuration)


def test_sns_may_be_that_of_the_former_region():
    """Regions that once had no SNS may still use their neighbour's."""
    check({"SmsConfiguration": {"SnsCallerArn": ROLE, "SnsRegion": "eu-west-1"}}, "eu-central-1")


@pytest.mark.parametrize(
    ("configuration", "features"),
    [
        (
            {
                "UserPoolTier": "LITE",
                "Policies": {
                    "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}
                },
            },
            "LITE pricing tier configured: Passwordless Sign-In",
        ),
        (
            {
                "UserPoolTier": "LITE",
                "LambdaConfig": {
                    "PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": ARN}
                },
            },
            "LITE pricing tier configured: Token Customization with Pre-Token Generation Lambda V2_0",
        ),
        (
            {
                "UserPoolTier": "LITE",
                "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
                "Policies": {"PasswordPolicy": {"PasswordHistorySize": 2}},
            },
            "LITE pricing tier configured: Threat Protection, Password History",
        ),
        (
            {"UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"}},
            "ESSENTIALS pricing tier configured: Threat Protection",
        ),
        (
            {
                "UserPoolTier": "LITE",
                "EmailMfaConfiguration": {},
                "DcrConfiguration": {"EnableStatus": "Enabled"},
                "AcrConfiguration": {"Level1": {"AcrValue": "urn:mine"}},
            },
            (
                "LITE pricing tier configured: Email MFA, Dynamic Client Registration, "
                "ACR Configuration"
            ),
        ),
    ],
)
def test_features_beyond_the_plan_are_named(configuration, features):
    """The refusal lists what would have to be turned off."""
    with pytest.raises(FeatureUnavailableInTierException) as refused:
        check(configuration)

    assert refused.value.message == (
        f"The following features need to be disabled for the {features}"
    )


def test_the_plus_plan_has_every_feature():
    """Nothing is beyond the highest plan."""
    check({"UserPoolTier": "PLUS", "UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"}})


@pytest.mark.parametrize(
    "factors",
    [{}, {"SoftwareTokenMfaConfiguration": {"Enabled": False}}],
    ids=["none", "switched off"],
)
def test_mfa_needs_a_factor(factors):
    """A pool cannot ask for what it has no way to check."""
    with pytest.raises(InvalidParameterException) as refused:
        pool_rules.check_mfa(cast("Any", {"MfaConfiguration": "OPTIONAL", **factors}))

    assert refused.value.message == (
        "SMS configuration and Auto verification for phone_number are required when MFA is "
        "required/optional"
    )


@pytest.mark.parametrize(
    "factor",
    [
        {"SmsMfaConfiguration": {}},
        {"SoftwareTokenMfaConfiguration": {"Enabled": True}},
        {"EmailMfaConfiguration": {}},
    ],
    ids=["sms", "authenticator", "email"],
)
def test_any_factor_will_do_for_mfa(factor):
    """SMS, authenticator and e-mail are equal here."""
    pool_rules.check_mfa(cast("Any", {"MfaConfiguration": "ON", **factor}))


def with_mfa(state: str, *first_factors: str, **members: Any) -> Any:
    return {
        "MfaConfiguration": state,
        "SmsMfaConfiguration": {},
        "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", *first_factors]}},
        **members,
    }


@pytest.mark.parametrize("factor", ["EMAIL_OTP", "SMS_OTP"])
def test_one_time_passwords_do_not_go_with_required_mfa(factor):
    """OPTIONAL accepts what ON refuses."""
    pool_rules.check_mfa(with_mfa("OPTIONAL", factor))
    with pytest.raises(InvalidParameterException) as refused:
        pool_rules.check_mfa(with_mfa("ON", factor))

    assert refused.value.message == (
        "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is "
        "enabled"
    )


@pytest.mark.parametrize(
    "passkeys", [{}, {"FactorConfiguration": "SINGLE_FACTOR"}], ids=["default", "single"]
)
def test_passkeys_go_with_required_mfa_only_as_two_factors(passkeys):
    """User verification makes a passkey two factors."""
    two = {"FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"}

    pool_rules.check_mfa(with_mfa("ON", "WEB_AUTHN", WebAuthnConfiguration=two))
    pool_rules.check_mfa(with_mfa("OPTIONAL", "WEB_AUTHN", WebAuthnConfiguration=passkeys))
    with pytest.raises(InvalidParameterException) as refused:
        pool_rules.check_mfa(with_mfa("ON", "WEB_AUTHN", WebAuthnConfiguration=passkeys))

    assert refused.value.message == (
        "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA."
    )


def with_recovery(state: str, factor: str, *names: str) -> Any:
    options = [{"Priority": place, "Name": name} for place, name in enumerate(names, start=1)]
    return {
        "MfaConfiguration": state,
        factor: {},
        "AccountRecoverySetting": {"RecoveryMechanisms": options},
    }


@pytest.mark.parametrize(
    ("configuration", "mechanism", "factor"),
    [
        (
            with_recovery("ON", "SmsMfaConfiguration", "verified_email", "verified_phone_number"),
            "verified_phone_number",
            "SMS",
        ),
        (
            with_recovery("OPTIONAL", "EmailMfaConfiguration", "verified_email"),
            "verified_email",
            "Email",
        ),
    ],
    ids=["sms", "email"],
)
def test_accounts_are_not_recovered_where_the_second_factor_goes(configuration, mechanism, factor):
    """Nobody gets both codes at one address."""
    with pytest.raises(InvalidParameterException) as refused:
        pool_rules.check_recovery_beside_mfa(configuration)

    assert refused.value.message == (
        "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
        f"{mechanism} as a recovery mechanism when {factor} MFA is configured."
    )


@pytest.mark.parametrize(
    "configuration",
    [
        with_recovery("OPTIONAL", "SmsMfaConfiguration", "verified_phone_number"),
        with_recovery("ON", "SmsMfaConfiguration", "verified_email"),
        with_recovery("ON", "EmailMfaConfiguration", "verified_email", "verified_phone_number"),
        with_recovery("ON", "SoftwareTokenMfaConfiguration", "verified_phone_number"),
    ],
    ids=["optional", "sms, email", "email, phone", "authenticator"],
)
def test_accounts_are_recovered_where_no_second_factor_need_go(configuration):
    """The neighbours of what is refused are fine."""
    pool_rules.check_recovery_beside_mfa(configuration)


def test_a_custom_attribute_listed_twice_is_refused():
    """The sentence names it with its prefix."""
    with pytest.raises(InvalidParameterException) as refused:
        pool_rules.check_schema_names([{"Name": "a"}, {"Name": "b"}, {"Name": "a"}])

    assert refused.value.message == (
        "Duplicate custom attribute names custom:a are not allowed in a user pool schema."
    )


def test_a_developer_only_attribute_may_share_a_name():
    """`custom:a` and `dev:custom:a` are two attributes."""
    pool_rules.check_schema_names([{"Name": "a"}, {"Name": "a", "DeveloperOnlyAttribute": True}])
