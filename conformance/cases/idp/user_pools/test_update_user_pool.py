"""UpdateUserPool: what a change replaces, keeps and refuses."""

from __future__ import annotations

import pytest

from conformance.cases.idp.user_pools.examples import (
    CONTRADICTIONS,
    FRESH,
    MAXIMAL,
    SMS,
    TRIGGER,
    recovering_by,
)
from conformance.evidence import case
from tests.builders import SENDS_SMS, a_pool, a_user, body_of, refused

NEVER_UPDATED = (
    "Id",
    "Arn",
    "Name",
    "CreationDate",
    "LastModifiedDate",
    "SchemaAttributes",
    "EstimatedNumberOfUsers",
    "AliasAttributes",
    "UsernameAttributes",
    "UsernameConfiguration",
)
"""Members of DescribeUserPool that UpdateUserPool does not take."""


def described(idp, pool_id):
    """Return a pool as it is shown, without the date of its last change."""
    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    del pool["LastModifiedDate"]
    return pool


def changes_of(pool):
    """Return what of an answer of DescribeUserPool can be sent back, as scripts and tools do."""
    request = {name: value for name, value in pool.items() if name not in NEVER_UPDATED}
    request["AdminCreateUserConfig"] = {**request["AdminCreateUserConfig"]}
    del request["AdminCreateUserConfig"]["UnusedAccountValidityDays"]
    return request


@case(
    source="API reference UpdateUserPool; how Terraform's provider and the console update",
    level="documented",
    checked="2026-11-24",
)
@pytest.mark.parametrize("members", [{}, MAXIMAL], ids=["fresh", "every member"])
def test_sending_back_what_was_described_changes_nothing(idp, members):
    """Read, modify, write is how pools are changed."""
    pool_id = a_pool(idp, **members)
    before = described(idp, pool_id)

    answer = idp.update_user_pool(UserPoolId=pool_id, **changes_of(before))

    assert body_of(answer) == {}
    assert described(idp, pool_id) == before


@case(source="API reference UpdateUserPool", level="documented", checked="2026-11-24")
def test_every_member_can_be_changed(idp):
    """A fresh pool becomes what it could have been made."""
    pool_id = a_pool(idp)
    changes = {name: value for name, value in MAXIMAL.items() if name not in NEVER_UPDATED}

    idp.update_user_pool(UserPoolId=pool_id, PoolName="others", **changes)

    pool = described(idp, pool_id)
    assert pool["AdminCreateUserConfig"].pop("UnusedAccountValidityDays") == 2
    assert {name: pool[name] for name in changes} == changes
    assert pool["Name"] == "others"
    assert "AliasAttributes" not in pool


@case(
    source="API reference UpdateUserPool (If you don't provide a value for an attribute, Amazon "
    "Cognito sets it to its default value); deployments recorded by go-to-k/cdkd in 2026-08",
    level="observed",
    checked="2026-11-24",
)
def test_what_is_left_out_falls_back_to_its_default(idp):
    """Messages, triggers, verification, recovery, devices, e-mail and add-ons are replaced."""
    pool_id = a_pool(
        idp,
        **{name: value for name, value in MAXIMAL.items() if name != "UserAttributeUpdateSettings"},
    )

    idp.update_user_pool(UserPoolId=pool_id)

    pool = described(idp, pool_id)
    for name in (
        "LambdaConfig",
        "VerificationMessageTemplate",
        "EmailConfiguration",
        "AccountRecoverySetting",
        "AcrConfiguration",
    ):
        assert pool[name] == FRESH[name]
    assert pool["AdminCreateUserConfig"] == {
        "AllowAdminCreateUserOnly": False,
        "UnusedAccountValidityDays": 2,
    }
    for name in (
        "AutoVerifiedAttributes",
        "SmsVerificationMessage",
        "EmailVerificationMessage",
        "EmailVerificationSubject",
        "SmsAuthenticationMessage",
        "DeviceConfiguration",
        "UserPoolAddOns",
    ):
        assert name not in pool


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08; Developer Guide, Updating user pool "
    "configuration (SMS); Terraform acceptance tests",
    level="observed",
    checked="2026-11-24",
)
def test_what_is_left_out_and_stays(idp):
    """MFA, both policies and the SMS configuration are not lost by omission."""
    pool_id = a_pool(
        idp,
        MfaConfiguration="OPTIONAL",
        Policies=MAXIMAL["Policies"],
        AliasAttributes=["email"],
        UsernameConfiguration={"CaseSensitive": False},
        **SENDS_SMS,
    )

    idp.update_user_pool(UserPoolId=pool_id)

    pool = described(idp, pool_id)
    assert pool["MfaConfiguration"] == "OPTIONAL"
    assert pool["Policies"] == MAXIMAL["Policies"]
    assert pool["SmsConfiguration"] == SMS
    assert pool["AliasAttributes"] == ["email"]
    assert pool["UsernameConfiguration"] == {"CaseSensitive": False}
    assert idp.get_user_pool_mfa_config(UserPoolId=pool_id)["SmsMfaConfiguration"] == {
        "SmsConfiguration": SMS
    }


@case(
    source="DcrConfiguration documented so; the others as users of infrastructure tools expect",
    level="inferred",
    checked="2026-11-24",
)
def test_plan_protection_name_and_tags_stay(idp):
    """An update that does not name them leaves them."""
    pool_id = a_pool(
        idp,
        PoolName="people",
        UserPoolTier="PLUS",
        DeletionProtection="ACTIVE",
        UserPoolTags={"team": "a"},
        DcrConfiguration={"OpenDcrEnabled": True},
    )
    before = described(idp, pool_id)

    idp.update_user_pool(UserPoolId=pool_id)

    assert described(idp, pool_id) == before
    idp.update_user_pool(UserPoolId=pool_id, DeletionProtection="INACTIVE")
    assert described(idp, pool_id) == {**before, "DeletionProtection": "INACTIVE"}


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08",
    level="observed",
    checked="2026-11-24",
)
def test_a_policy_is_replaced_whole_and_the_other_stays(idp):
    """PasswordPolicy and SignInPolicy are kept apart."""
    pool_id = a_pool(idp, Policies=MAXIMAL["Policies"], **SENDS_SMS)

    idp.update_user_pool(UserPoolId=pool_id, Policies={"PasswordPolicy": {"MinimumLength": 6}})

    assert described(idp, pool_id)["Policies"] == {
        "PasswordPolicy": {
            "MinimumLength": 6,
            "RequireUppercase": False,
            "RequireLowercase": False,
            "RequireNumbers": False,
            "RequireSymbols": False,
            "TemporaryPasswordValidityDays": 7,
        },
        "SignInPolicy": MAXIMAL["Policies"]["SignInPolicy"],
    }


@case(
    source="GitHub pulumi/pulumi-aws-native#1256, hashicorp/terraform#21561",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize("days", [3, 7], ids=["other", "as shown"])
def test_the_former_name_of_the_validity_is_refused(idp, days):
    """DescribeUserPool shows it, but it cannot be sent back."""
    pool_id = a_pool(idp)

    with refused(
        "InvalidParameterException",
        "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of "
        "UnusedAccountValidityDays",
    ):
        idp.update_user_pool(
            UserPoolId=pool_id, AdminCreateUserConfig={"UnusedAccountValidityDays": days}
        )


@case(
    source="Terraform's provider (nil UserAttributeUpdateSettings changes nothing)",
    level="observed",
    checked="2026-11-24",
)
def test_update_verification_outlives_an_update_only_with_its_attribute(idp):
    """The setting stays, and what it names must go on being verified."""
    settings = {"AttributesRequireVerificationBeforeUpdate": ["email"]}
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"], UserAttributeUpdateSettings=settings)

    idp.update_user_pool(UserPoolId=pool_id, AutoVerifiedAttributes=["email"])

    assert described(idp, pool_id)["UserAttributeUpdateSettings"] == settings
    with refused(
        "InvalidParameterException",
        "All attributes in AttributesRequireVerificationBeforeUpdate must exist in "
        "AutoVerifiedAttributes",
    ):
        idp.update_user_pool(UserPoolId=pool_id)


@case(source="API reference UpdateUserPool", level="documented", checked="2026-11-24")
def test_tags_are_replaced_when_named(idp):
    """An empty map removes them all."""
    pool_id = a_pool(idp, UserPoolTags={"team": "a", "stage": "test"})

    idp.update_user_pool(UserPoolId=pool_id, UserPoolTags={"team": "b"})
    assert described(idp, pool_id)["UserPoolTags"] == {"team": "b"}

    idp.update_user_pool(UserPoolId=pool_id, UserPoolTags={})
    assert described(idp, pool_id)["UserPoolTags"] == {}


@case(source="API reference UserPoolType", level="documented", checked="2026-11-24")
def test_the_date_of_the_change_is_shown(idp, clock):
    """The date of the creation stays."""
    pool_id = a_pool(idp)
    before = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    clock.advance(60)

    idp.update_user_pool(UserPoolId=pool_id)

    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["CreationDate"] == before["CreationDate"]
    assert pool["LastModifiedDate"] > before["LastModifiedDate"]


@case(
    source="Developer Guide, User pool feature plans; Terraform provider issue 40734",
    level="observed",
    checked="2026-11-24",
)
def test_the_plan_is_changed_when_its_features_allow(idp):
    """What the lower plan lacks has to be turned off in the same call or before."""
    pool_id = a_pool(idp, UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"})

    with refused(
        "FeatureUnavailableInTierException",
        "The following features need to be disabled for the LITE pricing tier configured: "
        "Threat Protection",
    ):
        idp.update_user_pool(
            UserPoolId=pool_id,
            UserPoolTier="LITE",
            UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"},
        )
    assert described(idp, pool_id)["UserPoolTier"] == "PLUS"

    idp.update_user_pool(UserPoolId=pool_id, UserPoolTier="LITE")
    assert described(idp, pool_id)["UserPoolTier"] == "LITE"


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08",
    level="observed",
    checked="2026-11-24",
)
def test_mfa_can_be_turned_off(idp):
    """The factors are forgotten; the SMS configuration is not."""
    pool_id = a_pool(idp, MfaConfiguration="ON", **SENDS_SMS)

    idp.update_user_pool(UserPoolId=pool_id, MfaConfiguration="OFF")

    assert body_of(idp.get_user_pool_mfa_config(UserPoolId=pool_id)) == {"MfaConfiguration": "OFF"}
    assert described(idp, pool_id)["SmsConfiguration"] == SMS


@case(
    source="Terraform provider issue 50110",
    level="observed",
    checked="2026-11-24",
)
def test_passkeys_go_with_required_mfa_only_as_two_factors(idp):
    """A passkey counts as MFA once it verifies the user."""
    pool_id = a_pool(idp, MfaConfiguration="ON", **SENDS_SMS)
    policies = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}

    with refused(
        "InvalidParameterException",
        "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA.",
    ):
        idp.update_user_pool(UserPoolId=pool_id, Policies=policies)

    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="ON",
        SmsMfaConfiguration={},
        WebAuthnConfiguration={"FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"},
    )
    idp.update_user_pool(UserPoolId=pool_id, Policies=policies)
    assert described(idp, pool_id)["Policies"]["SignInPolicy"] == policies["SignInPolicy"]


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08, AWS CDK issue 11478",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(("members", "message"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_settings_that_contradict_each_other_are_refused(idp, members, message):
    """They are refused as at the creation, and nothing of the request is kept."""
    pool_id = a_pool(idp)
    before = idp.describe_user_pool(UserPoolId=pool_id)

    with refused("InvalidParameterException", message):
        idp.update_user_pool(
            UserPoolId=pool_id, PoolName="others", UserPoolTags={"a": ""}, **members
        )

    assert body_of(idp.describe_user_pool(UserPoolId=pool_id)) == body_of(before)


@case(
    source="API reference TagResource (50 tags)",
    level="inferred",
    checked="2026-11-24",
)
def test_a_wrong_tag_keeps_the_pool_as_it_was(idp):
    """The settings of the same request are not kept either."""
    pool_id = a_pool(idp, UserPoolTags={"team": "a"})
    before = idp.describe_user_pool(UserPoolId=pool_id)

    with refused("UserPoolTaggingException", "The number of tags exceeds the limit of 50."):
        idp.update_user_pool(
            UserPoolId=pool_id,
            LambdaConfig={"PreSignUp": TRIGGER},
            UserPoolTags={f"tag{n}": "" for n in range(51)},
        )

    assert body_of(idp.describe_user_pool(UserPoolId=pool_id)) == body_of(before)


@case(source="API reference UpdateUserPool", level="documented", checked="2026-11-24")
def test_users_stay(idp):
    """An update is about the pool, not about those in it."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    idp.update_user_pool(UserPoolId=pool_id, **recovering_by("admin_only"))

    assert idp.admin_get_user(UserPoolId=pool_id, Username="ada")["UserStatus"] == "CONFIRMED"


@case(source="API reference UpdateUserPool", level="documented", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool us-east-1_nobody123 does not exist."):
        idp.update_user_pool(UserPoolId="us-east-1_nobody123")
