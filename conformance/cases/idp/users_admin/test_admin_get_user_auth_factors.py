"""AdminGetUserAuthFactors: by what a user can prove itself."""

from __future__ import annotations

import pyotp

from conformance.evidence import case
from tests.builders import (
    SENDS_SMS,
    a_client,
    a_pool,
    a_user,
    body_of,
    refused,
    tokens_of,
)

VERIFIED = {"email": "ada@example.com", "email_verified": "true"}


def factors_of(idp, pool_id, username="ada"):
    """Return the answer for a user."""
    return body_of(idp.admin_get_user_auth_factors(UserPoolId=pool_id, Username=username))


@case(
    source="A public engineering log of 2026-09 (output of AdminGetUserAuthFactors)",
    level="observed",
    checked="2026-11-24",
)
def test_a_verified_authenticator_is_configured_before_it_is_turned_on(idp):
    """Password, address and authenticator are told; no MFA member while nothing is turned on."""
    pool_id = a_pool(idp)
    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)
    token = tokens_of(idp, client_id)["AccessToken"]
    secret = idp.associate_software_token(AccessToken=token)["SecretCode"]
    idp.verify_software_token(AccessToken=token, UserCode=pyotp.TOTP(secret).now())

    assert factors_of(idp, pool_id) == {
        "Username": "ada",
        "ConfiguredUserAuthFactors": ["PASSWORD", "EMAIL_OTP", "SOFTWARE_TOKEN"],
    }


@case(source="API reference AdminGetUserAuthFactors", level="documented", checked="2026-11-24")
def test_who_has_a_password_only_has_one_factor(idp):
    """PASSWORD is the only way in of a user without addresses."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    assert factors_of(idp, pool_id)["ConfiguredUserAuthFactors"] == ["PASSWORD"]


@case(source="By analogy to EMAIL_OTP", level="inferred", checked="2026-11-24")
def test_a_phone_number_is_a_factor(idp):
    """SMS_OTP is told for a user with a phone number."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"phone_number": "+15555550100"})

    assert factors_of(idp, pool_id)["ConfiguredUserAuthFactors"] == ["PASSWORD", "SMS_OTP"]


@case(source="API reference AdminGetUserAuthFactors", level="documented", checked="2026-11-24")
def test_second_factors_are_told_once_they_are_set(idp, inbox):
    """The factors that are turned on and the preferred one are members of their own."""
    pool_id = a_pool(idp, **SENDS_SMS)
    a_user(idp, pool_id, attributes={"phone_number": "+15555550100"})

    idp.admin_set_user_mfa_preference(
        UserPoolId=pool_id,
        Username="ada",
        SMSMfaSettings={"Enabled": True, "PreferredMfa": True},
    )

    answer = factors_of(idp, pool_id)
    assert answer["UserMFASettingList"] == ["SMS_MFA"]
    assert answer["PreferredMfaSetting"] == "SMS_MFA"


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        factors_of(idp, a_pool(idp), "nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        factors_of(idp, "us-east-1_Nowhere01", "nobody")
