"""Second factors of pools."""

from typing import Any

import pytest

from cognito_emulator.domain.pool_mfa import factors_of, with_factors
from cognito_emulator.errors.idp import (
    FeatureUnavailableInTierException,
    InvalidParameterException,
)

SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "SnsRegion": "us-east-1"}
TOTP = {"Enabled": True}
OFF_WITH_FACTOR = (
    "Invalid MFA configuration given, can't turn off MFA and configure an MFA together."
)
DEVELOPER = {"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn"}}


def changed(before: Any, **request: Any) -> Any:
    return with_factors(before, {"UserPoolId": "us-east-1_Ab", **request}, region="us-east-1")  # type: ignore[typeddict-item]


def signing_in_by(factor: str) -> Any:
    return {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", factor]}}}


def recovering_by(*names: str) -> Any:
    options = [{"Priority": place, "Name": name} for place, name in enumerate(names, start=1)]
    return {"RecoveryMechanisms": options}


def test_a_fresh_pool_shows_only_that_mfa_is_off():
    """No factor, no member."""
    assert factors_of({}) == {"MfaConfiguration": "OFF"}


def test_authenticators_are_switched_on():
    """SoftwareTokenMfaConfiguration is stored and shown."""
    after = changed({}, MfaConfiguration="ON", SoftwareTokenMfaConfiguration=TOTP)

    assert factors_of(after) == {
        "SoftwareTokenMfaConfiguration": TOTP,
        "MfaConfiguration": "ON",
    }


def test_sms_shares_its_configuration_with_the_pool():
    """What SMS MFA is given is the pool's own SMS configuration and text."""
    after = changed(
        {},
        MfaConfiguration="OPTIONAL",
        SmsMfaConfiguration={
            "SmsAuthenticationMessage": "Code {####}",
            "SmsConfiguration": {"SnsCallerArn": SMS["SnsCallerArn"]},
        },
    )

    assert after["SmsConfiguration"] == SMS
    assert after["SmsAuthenticationMessage"] == "Code {####}"
    assert factors_of(after) == {
        "SmsMfaConfiguration": {
            "SmsAuthenticationMessage": "Code {####}",
            "SmsConfiguration": SMS,
        },
        "MfaConfiguration": "OPTIONAL",
    }


def test_sms_uses_the_configuration_the_pool_has():
    """The request need not repeat it."""
    after = changed({"SmsConfiguration": SMS}, MfaConfiguration="ON", SmsMfaConfiguration={})

    assert factors_of(after)["SmsMfaConfiguration"] == {"SmsConfiguration": SMS}


def test_factors_that_are_not_named_are_off():
    """The request replaces; the pool keeps its SMS configuration for verification."""
    before = {"SmsConfiguration": SMS, "SmsMfaConfiguration": {}, "MfaConfiguration": "ON"}

    after = changed(before, MfaConfiguration="ON", SoftwareTokenMfaConfiguration=TOTP)

    assert "SmsMfaConfiguration" not in factors_of(after)
    assert after["SmsConfiguration"] == SMS


def test_an_omitted_state_is_off():
    """A request that names nothing ends MFA and its factors."""
    after = changed({"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": TOTP})

    assert factors_of(after) == {"MfaConfiguration": "OFF"}


@pytest.mark.parametrize("named", [{}, {"Enabled": False}], ids=["empty", "off"])
def test_authenticators_that_are_switched_off_show_so(named):
    """The block is shown once it was given, beside another factor."""
    after = changed(
        {"SmsConfiguration": SMS},
        MfaConfiguration="ON",
        SmsMfaConfiguration={},
        SoftwareTokenMfaConfiguration=named,
    )

    assert factors_of(after)["SoftwareTokenMfaConfiguration"] == {"Enabled": False}


def test_an_empty_email_factor_is_shown():
    """It has the texts of AWS."""
    after = changed(DEVELOPER, MfaConfiguration="OPTIONAL", EmailMfaConfiguration={})

    assert factors_of(after)["EmailMfaConfiguration"] == {}


def test_email_is_a_factor_with_a_sender_of_one_s_own():
    """E-mail MFA needs EmailSendingAccount DEVELOPER."""
    email = {"Message": "Code {####}", "Subject": "Code"}

    after = changed(DEVELOPER, MfaConfiguration="ON", EmailMfaConfiguration=email)

    assert factors_of(after)["EmailMfaConfiguration"] == email


def test_passkeys_are_configured_here_too():
    """WebAuthnConfiguration is no second factor and needs no MFA."""
    passkeys = {"RelyingPartyId": "example.com", "UserVerification": "required"}

    after = changed({}, MfaConfiguration="OFF", WebAuthnConfiguration=passkeys)

    assert factors_of(after) == {
        "MfaConfiguration": "OFF",
        "WebAuthnConfiguration": {**passkeys, "FactorConfiguration": "SINGLE_FACTOR"},
    }


@pytest.mark.parametrize(
    ("before", "request_members", "message"),
    [
        (
            {},
            {"MfaConfiguration": "ON"},
            (
                "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be "
                "enabled."
            ),
        ),
        (
            {},
            {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": False}},
            (
                "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be "
                "enabled."
            ),
        ),
        (
            {},
            {"MfaConfiguration": "OFF", "SoftwareTokenMfaConfiguration": TOTP},
            OFF_WITH_FACTOR,
        ),
        ({}, {"SoftwareTokenMfaConfiguration": {"Enabled": False}}, OFF_WITH_FACTOR),
        (
            {"EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"}},
            {"EmailMfaConfiguration": {}},
            OFF_WITH_FACTOR,
        ),
        (
            {"SmsConfiguration": SMS, "AutoVerifiedAttributes": ["phone_number"]},
            {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": TOTP},
            "SMS configuration is required when phone_number is selected for auto verification",
        ),
        (
            signing_in_by("EMAIL_OTP"),
            {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": TOTP},
            (
                "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if "
                "MFA is enabled"
            ),
        ),
        (
            signing_in_by("WEB_AUTHN"),
            {
                "MfaConfiguration": "ON",
                "SoftwareTokenMfaConfiguration": TOTP,
                "WebAuthnConfiguration": {},
            },
            (
                "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and "
                "WebAuthn is an allowed first auth factor"
            ),
        ),
        (
            {
                "SmsConfiguration": SMS,
                "AccountRecoverySetting": recovering_by("verified_phone_number"),
            },
            {"MfaConfiguration": "ON", "SmsMfaConfiguration": {}},
            (
                "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
                "verified_phone_number as a recovery mechanism when SMS MFA is configured."
            ),
        ),
        (
            {},
            {"MfaConfiguration": "ON", "SmsMfaConfiguration": {}},
            (
                "SMS configuration and Auto verification for phone_number are required when MFA is "
                "required/optional"
            ),
        ),
        (
            {"EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"}},
            {"MfaConfiguration": "ON", "EmailMfaConfiguration": {}},
            (
                "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an "
                "EmailSendingAccount of COGNITO_DEFAULT."
            ),
        ),
        (
            {},
            {
                "MfaConfiguration": "ON",
                "SmsMfaConfiguration": {"SmsConfiguration": {**SMS, "SnsRegion": "eu-west-1"}},
            },
            "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1",
        ),
    ],
    ids=[
        "no factor",
        "disabled factor",
        "off",
        "omitted, disabled factor",
        "omitted, no ses",
        "verified phones",
        "one-time passwords",
        "passkeys",
        "recovery",
        "no sms",
        "no ses",
        "sns region",
    ],
)
def test_contradictions_are_refused(before, request_members, message):
    """State and factors must fit."""
    with pytest.raises(InvalidParameterException) as refused:
        changed(before, **request_members)

    assert refused.value.message == message


def test_the_default_recovery_is_not_held_against_sms():
    """Templates often leave the recovery out beside SMS as second factor."""
    before = {
        "SmsConfiguration": SMS,
        "AccountRecoverySetting": recovering_by("verified_email", "verified_phone_number"),
    }

    after = changed(before, MfaConfiguration="ON", SmsMfaConfiguration={})

    assert after["SmsMfaConfiguration"] == {}


@pytest.mark.parametrize(
    ("before", "request_members"),
    [
        (signing_in_by("EMAIL_OTP"), {"MfaConfiguration": "OPTIONAL"}),
        (signing_in_by("WEB_AUTHN"), {"MfaConfiguration": "OPTIONAL"}),
        (
            signing_in_by("WEB_AUTHN"),
            {
                "MfaConfiguration": "ON",
                "WebAuthnConfiguration": {
                    "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"
                },
            },
        ),
    ],
    ids=["optional, email", "optional, passkey", "passkey as two factors"],
)
def test_first_factors_that_go_with_mfa_are_accepted(before, request_members):
    """The neighbours of what is refused are fine."""
    after = changed(before, SoftwareTokenMfaConfiguration=TOTP, **request_members)

    assert after["SoftwareTokenMfaConfiguration"] == TOTP


def test_verified_phones_do_not_keep_mfa_on():
    """Turning MFA off needs no SMS as a factor."""
    before = {"SmsConfiguration": SMS, "AutoVerifiedAttributes": ["phone_number"]}

    assert factors_of(changed(before)) == {"MfaConfiguration": "OFF"}


def test_email_is_no_factor_on_the_lite_plan():
    """E-mail MFA begins with the Essentials plan."""
    with pytest.raises(FeatureUnavailableInTierException) as refused:
        changed(
            {**DEVELOPER, "UserPoolTier": "LITE"},
            MfaConfiguration="ON",
            EmailMfaConfiguration={},
        )

    assert refused.value.message == (
        "The following features need to be disabled for the LITE pricing tier configured: Email MFA"
    )
