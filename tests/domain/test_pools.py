"""What rules read of a pool."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest

from cognito_emulator.domain.passwords import PasswordPolicy
from cognito_emulator.domain.pools import UserPool
from cognito_emulator.domain.usernames import UsernameRules
from cognito_emulator.domain.users import MfaFactor

if TYPE_CHECKING:
    from cognito_emulator.domain.pools import PoolConfiguration


def a_pool(**configuration):
    return UserPool(
        id="eu-west-1_AbCdEfGhI",
        account_id="123456789012",
        region="eu-west-1",
        name="people",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        modified_at=datetime(2026, 1, 1, tzinfo=UTC),
        configuration=cast("PoolConfiguration", configuration),
        secret=bytes(32),
    )


def test_the_arn_names_region_account_and_id():
    """A pool's ARN has the resource type userpool."""
    assert a_pool().arn == "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI"


def test_the_arn_is_of_the_partition_of_its_region():
    """China and GovCloud are partitions of their own."""
    pool = replace(a_pool(), region="cn-north-1", id="cn-north-1_Ab")

    assert pool.arn == "arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_Ab"


def test_nothing_is_offered_as_second_factor_while_mfa_is_off():
    """A configured factor counts only when MFA is OPTIONAL or ON."""
    pool = a_pool(SmsMfaConfiguration={}, SoftwareTokenMfaConfiguration={"Enabled": True})

    assert pool.mfa == "OFF"
    assert pool.mfa_factors == frozenset()


@pytest.mark.parametrize(
    ("member", "value", "factor"),
    [
        ("SmsMfaConfiguration", {}, MfaFactor.SMS),
        ("SoftwareTokenMfaConfiguration", {"Enabled": True}, MfaFactor.TOTP),
        ("EmailMfaConfiguration", {}, MfaFactor.EMAIL),
    ],
    ids=["sms", "totp", "email"],
)
def test_each_factor_is_offered_by_its_member(member, value, factor):
    """A factor is offered exactly when its configuration is set."""
    pool = a_pool(MfaConfiguration="OPTIONAL", **{member: value})

    assert pool.mfa_factors == {factor}


def test_sms_for_verification_is_no_second_factor():
    """An SMS configuration alone sends verification messages only."""
    pool = a_pool(MfaConfiguration="ON", SmsConfiguration={"SnsCallerArn": "arn"})

    assert pool.sends_sms
    assert pool.mfa_factors == frozenset()


def test_the_password_policy_is_read_as_stored():
    """Every member of PasswordPolicy has its field."""
    pool = a_pool(
        Policies={
            "PasswordPolicy": {
                "MinimumLength": 12,
                "RequireUppercase": True,
                "RequireLowercase": False,
                "RequireNumbers": True,
                "RequireSymbols": False,
                "PasswordHistorySize": 3,
                "TemporaryPasswordValidityDays": 2,
            }
        }
    )

    assert pool.password_policy == PasswordPolicy(
        minimum_length=12,
        require_uppercase=True,
        require_lowercase=False,
        require_numbers=True,
        require_symbols=False,
        history_size=3,
    )
    assert pool.password_history_size == 3
    assert pool.temporary_password_days == 2


def test_temporary_passwords_last_a_week_by_default():
    """Nothing stored means seven days."""
    assert a_pool().temporary_password_days == 7


def test_names_differ_by_case_unless_configured():
    """UsernameConfiguration's documented default is case sensitive."""
    assert a_pool().case_sensitive
    assert not a_pool(UsernameConfiguration={"CaseSensitive": False}).case_sensitive


def test_the_username_rules_hold_aliases_and_case():
    """What users sign in with is read from three members."""
    pool = a_pool(
        AliasAttributes=["email", "preferred_username"],
        UsernameConfiguration={"CaseSensitive": False},
    )

    assert pool.username_rules == UsernameRules(
        alias_attributes=frozenset({"email", "preferred_username"}), case_sensitive=False
    )


def test_no_recovery_setting_is_the_legacy_rule():
    """An empty AccountRecoverySetting asks for the phone number first, else the e-mail address."""
    assert a_pool().recovery_options is None
    assert a_pool(AccountRecoverySetting={}).recovery_options is None


def test_recovery_options_are_ordered_by_priority():
    """Priority 1 is tried first, wherever it stands in the list."""
    pool = a_pool(
        AccountRecoverySetting={
            "RecoveryMechanisms": [
                {"Priority": 2, "Name": "verified_email"},
                {"Priority": 1, "Name": "verified_phone_number"},
            ]
        }
    )

    assert pool.recovery_options == ("verified_phone_number", "verified_email")


def test_what_is_not_configured_is_off():
    """The accessors of an empty configuration are those of AWS's defaults."""
    pool = a_pool()

    assert pool.auto_verified == frozenset()
    assert pool.schema == []
    assert not pool.admin_create_only
    assert pool.updates_needing_verification == frozenset()
    assert pool.lambda_config == {}
    assert pool.tier == "ESSENTIALS"
    assert not pool.deletion_protected
    assert not pool.has_domain
    assert pool.first_factors == {"PASSWORD"}


def test_what_is_configured_is_read():
    """Each accessor reads its member."""
    pool = a_pool(
        AutoVerifiedAttributes=["email"],
        SchemaAttributes=[{"Name": "sub"}],
        AdminCreateUserConfig={"AllowAdminCreateUserOnly": True},
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
        LambdaConfig={"PreSignUp": "arn"},
        UserPoolTier="PLUS",
        DeletionProtection="ACTIVE",
        Domain="people",
        Policies={"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}},
    )

    assert pool.auto_verified == {"email"}
    assert pool.schema == [{"Name": "sub"}]
    assert pool.admin_create_only
    assert pool.updates_needing_verification == {"email"}
    assert pool.lambda_config == {"PreSignUp": "arn"}
    assert pool.tier == "PLUS"
    assert pool.deletion_protected
    assert pool.has_domain
    assert pool.first_factors == {"PASSWORD", "EMAIL_OTP"}
