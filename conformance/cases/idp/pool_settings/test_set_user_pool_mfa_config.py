"""SetUserPoolMfaConfig: which second factors a pool has, and which it may not have."""

from __future__ import annotations

import pytest

from conformance.cases.idp.user_pools.examples import SMS, recovering_by
from conformance.evidence import case
from tests.builders import SENDS_SMS, a_pool, body_of, refused

TOTP = {"SoftwareTokenMfaConfiguration": {"Enabled": True}}
SENDS_EMAIL = {
    "EmailConfiguration": {
        "EmailSendingAccount": "DEVELOPER",
        "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
    }
}
OFF_WITH_FACTOR = (
    "Invalid MFA configuration given, can't turn off MFA and configure an MFA together."
)
NO_FACTOR = (
    "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled."
)


def changed(idp, pool_id, **members):
    """Set the factors of a pool. Return the answer, which is also what can be read from then on."""
    answer = body_of(idp.set_user_pool_mfa_config(UserPoolId=pool_id, **members))
    assert body_of(idp.get_user_pool_mfa_config(UserPoolId=pool_id)) == answer
    return answer


def signing_in_by(*factors):
    """Return the policies of a pool whose users may sign in by these beside the password."""
    return {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", *factors]}}}


@case(
    source="Terraform acceptance tests of aws_cognito_user_pool",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize("state", ["ON", "OPTIONAL"])
def test_authenticators_need_nothing_else(idp, state):
    """The state is shown by DescribeUserPool too."""
    pool_id = a_pool(idp)

    assert changed(idp, pool_id, MfaConfiguration=state, **TOTP) == {
        "MfaConfiguration": state,
        **TOTP,
    }
    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["MfaConfiguration"] == state


@case(
    source="Terraform acceptance tests of aws_cognito_user_pool",
    level="observed",
    checked="2026-11-24",
)
def test_sms_brings_its_configuration(idp):
    """It becomes the pool's own, its text too."""
    pool_id = a_pool(idp)

    answer = changed(
        idp,
        pool_id,
        MfaConfiguration="OPTIONAL",
        SmsMfaConfiguration={"SmsAuthenticationMessage": "Code {####}", **SENDS_SMS},
    )

    assert answer == {
        "MfaConfiguration": "OPTIONAL",
        "SmsMfaConfiguration": {
            "SmsAuthenticationMessage": "Code {####}",
            "SmsConfiguration": SMS,
        },
    }
    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["SmsConfiguration"] == SMS
    assert pool["SmsAuthenticationMessage"] == "Code {####}"


@case(
    source="Terraform acceptance tests of aws_cognito_user_pool",
    level="observed",
    checked="2026-11-24",
)
def test_an_authenticator_that_is_off_is_shown_beside_another_factor(idp):
    """The block was given, so it is there."""
    assert changed(
        idp,
        a_pool(idp, **SENDS_SMS),
        MfaConfiguration="ON",
        SmsMfaConfiguration={},
        SoftwareTokenMfaConfiguration={"Enabled": False},
    ) == {
        "MfaConfiguration": "ON",
        "SmsMfaConfiguration": {"SmsConfiguration": SMS},
        "SoftwareTokenMfaConfiguration": {"Enabled": False},
    }


@case(
    source="Developer Guide, SMS and email message MFA; Terraform acceptance tests",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    "email", [{}, {"Message": "Code {####}", "Subject": "Code"}], ids=["default texts", "own texts"]
)
def test_email_needs_a_sender_of_one_s_own(idp, email):
    """Amazon's sender does not do; texts are echoed as they were given."""
    with refused(
        "InvalidParameterException",
        "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an "
        "EmailSendingAccount of COGNITO_DEFAULT.",
    ):
        changed(idp, a_pool(idp), MfaConfiguration="ON", EmailMfaConfiguration=email)

    assert changed(
        idp, a_pool(idp, **SENDS_EMAIL), MfaConfiguration="ON", EmailMfaConfiguration=email
    ) == {"MfaConfiguration": "ON", "EmailMfaConfiguration": email}


@case(
    source="Developer Guide, User pool feature plans; the name of the feature is not known",
    level="inferred",
    checked="2026-11-24",
)
def test_email_begins_with_the_essentials_plan(idp):
    """The plan is what has to change first."""
    pool_id = a_pool(idp, UserPoolTier="LITE", **SENDS_EMAIL)

    with refused(
        "FeatureUnavailableInTierException",
        "The following features need to be disabled for the LITE pricing tier configured: "
        "Email MFA",
    ):
        changed(idp, pool_id, MfaConfiguration="ON", EmailMfaConfiguration={})


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08", level="observed", checked="2026-11-24"
)
def test_factors_that_are_not_named_are_off(idp):
    """The request replaces all of them; the SMS configuration stays the pool's."""
    pool_id = a_pool(idp, MfaConfiguration="OPTIONAL", **SENDS_SMS)

    assert changed(idp, pool_id, MfaConfiguration="OPTIONAL", **TOTP) == {
        "MfaConfiguration": "OPTIONAL",
        **TOTP,
    }
    assert idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["SmsConfiguration"] == SMS


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08", level="observed", checked="2026-11-24"
)
@pytest.mark.parametrize("members", [{}, {"MfaConfiguration": "OFF"}], ids=["omitted", "named"])
def test_off_forgets_the_factors(idp, members):
    """An omitted MfaConfiguration is OFF."""
    pool_id = a_pool(idp, MfaConfiguration="OPTIONAL", **SENDS_SMS)

    assert changed(idp, pool_id, **members) == {"MfaConfiguration": "OFF"}
    assert idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["MfaConfiguration"] == "OFF"


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08; answers recorded in 2026 "
    "(go-to-k/cdk-real-drift)",
    level="observed",
    checked="2026-11-24",
)
def test_passkeys_are_configured_beside_the_state(idp):
    """They are no second factor; they count as one factor unless said otherwise."""
    pool_id = a_pool(idp)
    passkeys = {"RelyingPartyId": "example.com", "UserVerification": "required"}

    assert changed(idp, pool_id, MfaConfiguration="OFF", WebAuthnConfiguration=passkeys) == {
        "MfaConfiguration": "OFF",
        "WebAuthnConfiguration": {**passkeys, "FactorConfiguration": "SINGLE_FACTOR"},
    }


@case(
    source="deployments recorded by go-to-k/cdkd in 2026-08, AWS CDK issue 11478, Terraform "
    "provider issue 28294",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("pool", "members", "message"),
    [
        ({}, {"MfaConfiguration": "OFF", **TOTP}, OFF_WITH_FACTOR),
        ({}, {"SoftwareTokenMfaConfiguration": {"Enabled": False}}, OFF_WITH_FACTOR),
        ({}, {"MfaConfiguration": "ON"}, NO_FACTOR),
        (
            {},
            {
                "MfaConfiguration": "OPTIONAL",
                "SoftwareTokenMfaConfiguration": {"Enabled": False},
                "WebAuthnConfiguration": {},
            },
            NO_FACTOR,
        ),
        (
            {},
            {"MfaConfiguration": "ON", "SmsMfaConfiguration": {}},
            (
                "SMS configuration and Auto verification for phone_number are required when MFA "
                "is required/optional"
            ),
        ),
        (
            {"AutoVerifiedAttributes": ["phone_number"], **SENDS_SMS},
            {"MfaConfiguration": "ON", **TOTP},
            "SMS configuration is required when phone_number is selected for auto verification",
        ),
        (
            signing_in_by("EMAIL_OTP"),
            {"MfaConfiguration": "ON", **TOTP},
            (
                "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if "
                "MFA is enabled"
            ),
        ),
        (
            signing_in_by("WEB_AUTHN"),
            {"MfaConfiguration": "ON", **TOTP},
            (
                "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and "
                "WebAuthn is an allowed first auth factor"
            ),
        ),
        (
            {**SENDS_SMS, **recovering_by("verified_phone_number", "verified_email")},
            {"MfaConfiguration": "ON", "SmsMfaConfiguration": {}},
            (
                "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
                "verified_phone_number as a recovery mechanism when SMS MFA is configured."
            ),
        ),
    ],
    ids=[
        "off with factor",
        "omitted with disabled factor",
        "no factor",
        "disabled factor",
        "no sms",
        "verified phones",
        "one-time passwords",
        "passkeys",
        "recovery",
    ],
)
def test_what_does_not_go_together_is_refused(idp, pool, members, message):
    """Each contradiction has its own sentence, and the factors stay as they were."""
    pool_id = a_pool(idp, **pool)

    with refused("InvalidParameterException", message):
        changed(idp, pool_id, **members)

    assert body_of(idp.get_user_pool_mfa_config(UserPoolId=pool_id)) == {"MfaConfiguration": "OFF"}


@case(source="Developer Guide, Adding MFA to a user pool", level="documented", checked="2026-11-24")
@pytest.mark.parametrize(
    ("pool", "members"),
    [
        (signing_in_by("EMAIL_OTP", "WEB_AUTHN"), {"MfaConfiguration": "OPTIONAL"}),
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
    ids=["optional", "passkeys as two factors"],
)
def test_first_factors_that_go_with_mfa(idp, pool, members):
    """OPTIONAL leaves every first factor, ON those that are two."""
    answer = changed(idp, a_pool(idp, **pool), **members, **TOTP)

    assert answer == {**members, **TOTP}


@case(
    source="Developer Guide, Adding MFA to a user pool (Email only); the sentence as for SMS",
    level="inferred",
    checked="2026-11-24",
)
def test_email_does_not_go_with_recovery_by_email_only(idp):
    """Nobody gets both codes at one address; with SMS beside it is fine."""
    only = a_pool(idp, **SENDS_EMAIL, **recovering_by("verified_email"))
    both = a_pool(idp, **SENDS_EMAIL, **recovering_by("verified_email", "verified_phone_number"))

    with refused(
        "InvalidParameterException",
        "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
        "verified_email as a recovery mechanism when Email MFA is configured.",
    ):
        changed(idp, only, MfaConfiguration="OPTIONAL", EmailMfaConfiguration={})
    assert changed(idp, both, MfaConfiguration="OPTIONAL", EmailMfaConfiguration={}) == {
        "MfaConfiguration": "OPTIONAL",
        "EmailMfaConfiguration": {},
    }


@case(source="service model", level="documented", checked="2026-11-24")
def test_texts_hold_a_code(idp):
    """A text without placeholder is refused by the model."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value 'No code' at "
        "'smsMfaConfiguration.smsAuthenticationMessage' failed to satisfy constraint: Member must "
        r"satisfy regular expression pattern: .*\{####\}.*",
    ):
        changed(
            idp,
            a_pool(idp, **SENDS_SMS),
            MfaConfiguration="ON",
            SmsMfaConfiguration={"SmsAuthenticationMessage": "No code"},
        )


@case(source="GitHub getmoto/moto#4434", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool us-east-1_nobody123 does not exist."):
        idp.set_user_pool_mfa_config(UserPoolId="us-east-1_nobody123", MfaConfiguration="OFF")
