"""The configuration that requests lead to."""

from typing import Any

import pytest

from cognito_emulator.domain.pool_requests import created, sms_configuration, updated
from cognito_emulator.errors.idp import InvalidParameterException

TRIGGER = "arn:aws:lambda:us-east-1:123456789012:function:tokens"
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
ACR = {f"Level{n}": {"AcrValue": f"urn:cognito:loa:{n}"} for n in (1, 2, 3, 4)}
FRESH: dict[str, Any] = {
    "Policies": {
        "PasswordPolicy": {
            "MinimumLength": 8,
            "RequireUppercase": True,
            "RequireLowercase": True,
            "RequireNumbers": True,
            "RequireSymbols": True,
            "TemporaryPasswordValidityDays": 7,
        },
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
    },
    "DeletionProtection": "INACTIVE",
    "LambdaConfig": {},
    "SchemaAttributes": [],
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
    "MfaConfiguration": "OFF",
    "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False, "UnusedAccountValidityDays": 7},
    "UserPoolTier": "ESSENTIALS",
    "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
    "IssuerConfiguration": {"Type": "ORIGINAL"},
    "AcrConfiguration": ACR,
    "AccountRecoverySetting": {
        "RecoveryMechanisms": [
            {"Priority": 1, "Name": "verified_email"},
            {"Priority": 2, "Name": "verified_phone_number"},
        ]
    },
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": []},
}


def a_new_pool(**request: Any) -> Any:
    return created({"PoolName": "people", **request}, schema=[], region="us-east-1")  # type: ignore[typeddict-item]


def an_update(before: Any, **request: Any) -> Any:
    return updated(before, {"UserPoolId": "us-east-1_Ab", **request}, region="us-east-1")  # type: ignore[typeddict-item]


def test_a_pool_of_a_name_only_has_exactly_the_defaults():
    """Nothing more and nothing less than AWS shows for a fresh pool."""
    assert a_new_pool() == FRESH


def test_a_partial_password_policy_asks_only_for_what_it_says():
    """Booleans that a given policy omits are false."""
    policy = a_new_pool(Policies={"PasswordPolicy": {"RequireNumbers": True}})["Policies"]

    assert policy["PasswordPolicy"] == {
        "MinimumLength": 8,
        "RequireUppercase": False,
        "RequireLowercase": False,
        "RequireNumbers": True,
        "RequireSymbols": False,
        "TemporaryPasswordValidityDays": 7,
    }


def test_a_sign_in_policy_alone_leaves_the_strict_password_policy():
    """The two policies are defaulted apart."""
    factors = {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}

    policies = a_new_pool(Policies={"SignInPolicy": factors})["Policies"]

    assert policies["SignInPolicy"] == factors
    assert policies["PasswordPolicy"] == FRESH["Policies"]["PasswordPolicy"]


@pytest.mark.parametrize(
    "request_members",
    [
        {"Policies": {"PasswordPolicy": {"TemporaryPasswordValidityDays": 3}}},
        {"AdminCreateUserConfig": {"UnusedAccountValidityDays": 3}},
    ],
    ids=["new name", "former name"],
)
def test_the_validity_of_temporary_passwords_shows_under_both_names(request_members):
    """UnusedAccountValidityDays mirrors TemporaryPasswordValidityDays."""
    pool = a_new_pool(**request_members)

    assert pool["Policies"]["PasswordPolicy"]["TemporaryPasswordValidityDays"] == 3
    assert pool["AdminCreateUserConfig"]["UnusedAccountValidityDays"] == 3


def test_a_validity_of_zero_days_is_the_default():
    """AWS treats 0 as unset."""
    pool = a_new_pool(Policies={"PasswordPolicy": {"TemporaryPasswordValidityDays": 0}})

    assert pool["Policies"]["PasswordPolicy"]["TemporaryPasswordValidityDays"] == 7


@pytest.mark.parametrize("days", [3, 4], ids=["same", "other"])
def test_both_names_of_the_validity_are_refused(days):
    """The former name goes with no other, even when they agree."""
    with pytest.raises(InvalidParameterException) as refused:
        a_new_pool(
            Policies={"PasswordPolicy": {"TemporaryPasswordValidityDays": 3}},
            AdminCreateUserConfig={"UnusedAccountValidityDays": days},
        )

    assert refused.value.message == (
        "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of "
        "UnusedAccountValidityDays"
    )


def test_the_former_pre_token_member_is_mirrored():
    """PreTokenGeneration alone means version 1 of the event."""
    triggers = a_new_pool(LambdaConfig={"PreTokenGeneration": TRIGGER})["LambdaConfig"]

    assert triggers == {
        "PreTokenGeneration": TRIGGER,
        "PreTokenGenerationConfig": {"LambdaVersion": "V1_0", "LambdaArn": TRIGGER},
    }


def test_the_pre_token_config_is_mirrored():
    """PreTokenGenerationConfig also shows as PreTokenGeneration."""
    config = {"LambdaVersion": "V2_0", "LambdaArn": TRIGGER}

    triggers = a_new_pool(LambdaConfig={"PreTokenGenerationConfig": config})["LambdaConfig"]

    assert triggers == {"PreTokenGeneration": TRIGGER, "PreTokenGenerationConfig": config}


def test_two_pre_token_functions_are_refused():
    """Both members must name one function."""
    with pytest.raises(InvalidParameterException) as refused:
        a_new_pool(
            LambdaConfig={
                "PreTokenGeneration": TRIGGER + "2",
                "PreTokenGenerationConfig": {"LambdaVersion": "V1_0", "LambdaArn": TRIGGER},
            }
        )

    assert refused.value.message == (
        "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda "
        "function ARN's"
    )


@pytest.mark.parametrize(
    "request_members",
    [
        {"EmailVerificationMessage": "Code {####}", "EmailVerificationSubject": "Hello"},
        {
            "VerificationMessageTemplate": {
                "EmailMessage": "Code {####}",
                "EmailSubject": "Hello",
            }
        },
    ],
    ids=["former members", "template"],
)
def test_verification_texts_show_under_both_names(request_members):
    """The template and the former members are one setting."""
    pool = a_new_pool(**request_members)

    assert pool["EmailVerificationMessage"] == "Code {####}"
    assert pool["EmailVerificationSubject"] == "Hello"
    assert pool["VerificationMessageTemplate"] == {
        "DefaultEmailOption": "CONFIRM_WITH_CODE",
        "EmailMessage": "Code {####}",
        "EmailSubject": "Hello",
    }


def test_of_two_texts_for_one_message_the_template_counts():
    """Terraform sends the former text along with a template that changed."""
    pool = a_new_pool(
        SmsVerificationMessage="A {####}",
        VerificationMessageTemplate={"SmsMessage": "B {####}"},
    )

    assert pool["SmsVerificationMessage"] == "B {####}"
    assert pool["VerificationMessageTemplate"]["SmsMessage"] == "B {####}"


def test_empty_lists_are_not_shown():
    """An empty list is the same as none."""
    pool = a_new_pool(AutoVerifiedAttributes=[], AliasAttributes=[], UsernameAttributes=[])

    assert pool == FRESH


def test_members_of_the_creation_are_echoed():
    """What was asked for is shown as it was asked."""
    asked = {
        "AutoVerifiedAttributes": ["email"],
        "UsernameAttributes": ["email"],
        "UsernameConfiguration": {"CaseSensitive": False},
        "UserPoolAddOns": {"AdvancedSecurityMode": "OFF"},
        "AccountRecoverySetting": {
            "RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]
        },
        "SmsAuthenticationMessage": "Code {####}",
        "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
        "UserPoolTier": "PLUS",
        "DeletionProtection": "ACTIVE",
    }

    pool = a_new_pool(**asked)

    assert {name: pool[name] for name in asked} == asked


def test_devices_show_both_switches():
    """One given switch turns device tracking on; the other is false."""
    pool = a_new_pool(DeviceConfiguration={"ChallengeRequiredOnNewDevice": True})

    assert pool["DeviceConfiguration"] == {
        "ChallengeRequiredOnNewDevice": True,
        "DeviceOnlyRememberedOnUserPrompt": False,
    }


def test_dynamic_registration_is_on_when_configured():
    """A configuration without EnableStatus turns it on, and open registration stays off."""
    pool = a_new_pool(DcrConfiguration={"AllowedScopes": ["api/read"]})

    assert pool["DcrConfiguration"] == {
        "EnableStatus": "Enabled",
        "OpenDcrEnabled": False,
        "AllowedScopes": ["api/read"],
    }


def test_acr_levels_keep_their_default_names():
    """A level that is not named keeps its default."""
    pool = a_new_pool(AcrConfiguration={"Level3": {"AcrValue": "urn:mine:3"}})

    assert pool["AcrConfiguration"] == {**ACR, "Level3": {"AcrValue": "urn:mine:3"}}


def test_sns_is_that_of_the_pool_s_region():
    """SnsRegion shows even when it was not given."""
    assert sms_configuration(SMS, "us-east-1") == {**SMS, "SnsRegion": "us-east-1"}


def test_end_user_messaging_has_no_sns_region():
    """Without SNS there is no Region of it."""
    eums = {"EumsSms": {"CallerArn": "arn"}}

    assert sms_configuration(eums, "us-east-1") == eums


def test_mfa_at_creation_is_by_sms():
    """CreateUserPool knows no other second factor."""
    pool = a_new_pool(MfaConfiguration="OPTIONAL", SmsConfiguration=SMS)

    assert pool["SmsMfaConfiguration"] == {}


def test_an_empty_recovery_setting_stays_empty():
    """It asks for the legacy rule, which is not the default."""
    assert a_new_pool(AccountRecoverySetting={})["AccountRecoverySetting"] == {}


def test_an_update_that_names_nothing_returns_to_the_defaults():
    """UpdateUserPool replaces."""
    before = a_new_pool(
        AutoVerifiedAttributes=["email"],
        AdminCreateUserConfig={"AllowAdminCreateUserOnly": True},
        UserPoolAddOns={"AdvancedSecurityMode": "OFF"},
        LambdaConfig={"PreSignUp": TRIGGER},
        DeviceConfiguration={"ChallengeRequiredOnNewDevice": True},
        EmailConfiguration={"From": "a@example.com"},
        EmailVerificationMessage="Code {####}",
        SmsAuthenticationMessage="Code {####}",
        AccountRecoverySetting={"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]},
        AcrConfiguration={"Level3": {"AcrValue": "urn:mine:3"}},
    )

    assert an_update(before) == FRESH


def test_an_update_keeps_what_it_does_not_name():
    """What only the creation decides, and what is documented or seen to stay."""
    before = a_new_pool(
        AliasAttributes=["email"],
        UsernameConfiguration={"CaseSensitive": False},
        UserPoolTier="PLUS",
        DeletionProtection="ACTIVE",
        MfaConfiguration="OPTIONAL",
        SmsConfiguration=SMS,
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
    )
    before["SchemaAttributes"] = [{"Name": "sub"}]
    before["Domain"] = "people"

    after = an_update(before)

    for name in (
        "AliasAttributes",
        "UsernameConfiguration",
        "UserPoolTier",
        "DeletionProtection",
        "SchemaAttributes",
        "Domain",
        "MfaConfiguration",
        "SmsConfiguration",
        "SmsMfaConfiguration",
        "UserAttributeUpdateSettings",
    ):
        assert after[name] == before[name]


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("SignInPolicy", "PasswordPolicy"),
        ("PasswordPolicy", "SignInPolicy"),
    ],
)
def test_an_update_keeps_the_policy_it_does_not_name(named, kept):
    """The policies stay apart, each of them whole."""
    before = a_new_pool(
        Policies={
            "PasswordPolicy": {"MinimumLength": 20, "TemporaryPasswordValidityDays": 2},
            "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]},
        }
    )

    policies = an_update(before, Policies={named: {}})["Policies"]

    assert policies[kept] == before["Policies"][kept]
    assert policies[named] != before["Policies"][named]


def test_an_update_without_policies_keeps_both():
    """A strict password policy is not lost by omission, nor the validity of temporary passwords."""
    before = a_new_pool(
        Policies={"PasswordPolicy": {"MinimumLength": 20, "TemporaryPasswordValidityDays": 2}}
    )

    after = an_update(before)

    assert after["Policies"] == before["Policies"]
    assert after["AdminCreateUserConfig"]["UnusedAccountValidityDays"] == 2


@pytest.mark.parametrize("policies", [{}, {"Policies": {"PasswordPolicy": {"MinimumLength": 9}}}])
def test_an_update_of_the_former_validity_is_refused(policies):
    """Every pool has the new one; zero says nothing."""
    an_update(a_new_pool(), AdminCreateUserConfig={"UnusedAccountValidityDays": 0})
    with pytest.raises(InvalidParameterException) as refused:
        an_update(a_new_pool(), AdminCreateUserConfig={"UnusedAccountValidityDays": 7}, **policies)

    assert refused.value.message == (
        "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of "
        "UnusedAccountValidityDays"
    )


def test_an_update_changes_tier_and_protection_when_named():
    """Both are ordinary members of the request."""
    after = an_update(a_new_pool(), UserPoolTier="LITE", DeletionProtection="ACTIVE")

    assert (after["UserPoolTier"], after["DeletionProtection"]) == ("LITE", "ACTIVE")


def test_an_update_replaces_dynamic_registration_only_when_named():
    """Omitted it stays; named it starts from its defaults."""
    before = a_new_pool(DcrConfiguration={"OpenDcrEnabled": True})

    assert an_update(before)["DcrConfiguration"] == before["DcrConfiguration"]
    assert an_update(before, DcrConfiguration={"EnableStatus": "Disabled"})["DcrConfiguration"] == {
        "EnableStatus": "Disabled",
        "OpenDcrEnabled": False,
    }


def test_an_update_keeps_factors_that_it_cannot_name():
    """Authenticators were enabled by SetUserPoolMfaConfig and stay so."""
    before = {**a_new_pool(), "SoftwareTokenMfaConfiguration": {"Enabled": True}}

    after = an_update(before, MfaConfiguration="ON", SmsConfiguration=SMS)

    assert after["SoftwareTokenMfaConfiguration"] == {"Enabled": True}
    assert "SmsMfaConfiguration" not in after


def test_an_update_that_turns_mfa_off_forgets_the_factors():
    """No factor is configured while MFA is off."""
    before = a_new_pool(MfaConfiguration="ON", SmsConfiguration=SMS)
    before["SoftwareTokenMfaConfiguration"] = {"Enabled": True}

    after = an_update(before, MfaConfiguration="OFF")

    assert after["MfaConfiguration"] == "OFF"
    assert "SmsConfiguration" in after
    assert "SmsMfaConfiguration" not in after
    assert "SoftwareTokenMfaConfiguration" not in after


def test_an_update_that_turns_mfa_on_with_sms_makes_sms_the_factor():
    """As at creation, an SMS configuration is the one factor the operation knows."""
    after = an_update(a_new_pool(), MfaConfiguration="ON", SmsConfiguration=SMS)

    assert after["SmsMfaConfiguration"] == {}


@pytest.mark.parametrize("named", [{}, {"SmsConfiguration": {}}], ids=["omitted", "empty"])
def test_an_update_cannot_take_the_sms_configuration_away(named):
    """Once made it stays."""
    before = a_new_pool(SmsConfiguration=SMS)

    assert an_update(before, **named)["SmsConfiguration"] == before["SmsConfiguration"]
