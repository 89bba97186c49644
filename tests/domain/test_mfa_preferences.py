"""What SetUserMFAPreference makes of a user's second factors."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cognito_emulator.domain.mfa_preferences import (
    FactorSetting,
    preferences,
    with_legacy_sms,
    without_authenticator,
)
from cognito_emulator.domain.users import MfaFactor, MfaSettings, User, UserStatus
from cognito_emulator.errors import idp as errors

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ON = FactorSetting(enabled=True)
ON_PREFERRED = FactorSetting(enabled=True, preferred=True)
OFF = FactorSetting(enabled=False)


def user(mfa: MfaSettings | None = None, **attributes: str) -> User:
    return User(
        pool_id="us-east-1_abcdefghi",
        key="ana",
        username="ana",
        sub="91192d26-7031-7069-06eb-8ed870233366",
        status=UserStatus.CONFIRMED,
        enabled=True,
        attributes=attributes,
        created_at=NOW,
        modified_at=NOW,
        mfa=mfa or MfaSettings(),
    )


@pytest.mark.parametrize("factor", list(MfaFactor))
def test_a_factor_the_user_cannot_use_is_not_turned_on(factor):
    """Number, address or verified authenticator must be there first."""
    with pytest.raises(errors.InvalidParameterException) as refused:
        preferences(user(), {factor: ON})

    assert (
        refused.value.message == f"User does not have delivery config set to turn on {factor.value}"
    )


def test_a_factor_is_turned_on_and_preferred():
    """Enabled and PreferredMfa together turn a factor on and prefer it."""
    settings = preferences(user(phone_number="+12065550100"), {MfaFactor.SMS: ON_PREFERRED})

    assert settings.enabled == {MfaFactor.SMS}
    assert settings.preferred is MfaFactor.SMS


def test_factors_not_mentioned_stay():
    """A request about one factor leaves the others as they are."""
    before = MfaSettings(
        enabled=frozenset({MfaFactor.TOTP}), preferred=MfaFactor.TOTP, totp_secret="A" * 16
    )

    settings = preferences(user(before, email="ana@example.com"), {MfaFactor.EMAIL: ON})

    assert settings.enabled == {MfaFactor.TOTP, MfaFactor.EMAIL}
    assert settings.preferred is MfaFactor.TOTP


def test_turning_off_the_preferred_factor_clears_the_preference():
    """No preference remains to a factor that is off."""
    before = MfaSettings(enabled=frozenset({MfaFactor.SMS}), preferred=MfaFactor.SMS)

    settings = preferences(user(before), {MfaFactor.SMS: OFF})

    assert settings.enabled == frozenset()
    assert settings.preferred is None


def test_preferred_false_clears_only_its_own_preference():
    """PreferredMfa false leaves the factor on, and another factor preferred."""
    before = MfaSettings(
        enabled=frozenset({MfaFactor.SMS, MfaFactor.EMAIL}), preferred=MfaFactor.SMS
    )
    not_preferred = FactorSetting(preferred=False)

    assert preferences(user(before), {MfaFactor.SMS: not_preferred}).preferred is None
    assert preferences(user(before), {MfaFactor.EMAIL: not_preferred}).preferred is MfaFactor.SMS


@pytest.mark.parametrize(
    "setting", [FactorSetting(preferred=True), FactorSetting(enabled=False, preferred=True)]
)
def test_only_a_factor_that_is_on_can_be_preferred(setting):
    """PreferredMfa for a factor that is off is refused."""
    with pytest.raises(errors.InvalidParameterException) as refused:
        preferences(user(phone_number="+12065550100"), {MfaFactor.SMS: setting})

    assert refused.value.message == "An MFA method that is not enabled cannot be preferred."


def test_one_factor_is_preferred():
    """Two preferred factors in one request are refused."""
    someone = user(phone_number="+12065550100", email="ana@example.com")

    with pytest.raises(errors.InvalidParameterException) as refused:
        preferences(someone, {MfaFactor.SMS: ON_PREFERRED, MfaFactor.EMAIL: ON_PREFERRED})

    assert refused.value.message == "Only one MFA method can be preferred."


def test_the_newer_setting_turns_legacy_sms_off():
    """SMS turned off here is off for good, also where SetUserSettings had turned it on."""
    assert not preferences(user(MfaSettings(legacy_sms=True)), {MfaFactor.SMS: OFF}).legacy_sms


def test_a_deleted_authenticator_leaves_nothing():
    """Secret, name and preference go; other factors stay."""
    before = MfaSettings(
        enabled=frozenset({MfaFactor.TOTP, MfaFactor.SMS}),
        preferred=MfaFactor.TOTP,
        totp_secret="A" * 16,
        totp_pending="B" * 16,
        totp_device_name="phone",
        totp_last_step=5,
    )

    assert without_authenticator(before) == MfaSettings(enabled=frozenset({MfaFactor.SMS}))


def test_legacy_sms_needs_a_phone_number():
    """SetUserSettings turns SMS on only for a user with a number, and off for any."""
    with pytest.raises(errors.InvalidParameterException) as refused:
        with_legacy_sms(user(), enabled=True)

    assert refused.value.message == "User does not have delivery config set to turn on SMS_MFA"
    assert with_legacy_sms(user(phone_number="+12065550100"), enabled=True).legacy_sms
    assert not with_legacy_sms(user(MfaSettings(legacy_sms=True)), enabled=False).legacy_sms
