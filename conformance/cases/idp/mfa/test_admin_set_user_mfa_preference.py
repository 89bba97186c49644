"""AdminSetUserMFAPreference: second factors of a user, set by an administrator."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_user, body_of, refused
from tests.sign_ins import EMAIL, PHONE, an_mfa_pool, sign_in

PREFERRED = {"Enabled": True, "PreferredMfa": True}


@pytest.fixture
def pool_id(idp):
    """Give a pool where three factors are optional, with the user ada."""
    pool_id = an_mfa_pool(idp, "SMS", "TOTP", "EMAIL", mfa="OPTIONAL")
    a_user(idp, pool_id, attributes={"phone_number": PHONE, "email": EMAIL})
    return pool_id


def set_preference(idp, pool_id, username="ada", **settings):
    """Set a user's preference."""
    return body_of(
        idp.admin_set_user_mfa_preference(UserPoolId=pool_id, Username=username, **settings)
    )


@case(source="moto, verified on AWS", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("member", "factor"), [("SMSMfaSettings", "SMS_MFA"), ("EmailMfaSettings", "EMAIL_OTP")]
)
def test_a_factor_is_turned_on_and_off(idp, pool_id, member, factor):
    """What is on is shown to administrators and asked at sign-in."""
    client_id = a_client(idp, pool_id)

    assert set_preference(idp, pool_id, **{member: PREFERRED}) == {}

    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert user["UserMFASettingList"] == [factor]
    assert user["PreferredMfaSetting"] == factor
    assert sign_in(idp, client_id)["ChallengeName"] == factor
    set_preference(idp, pool_id, **{member: {"Enabled": False}})
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert {"UserMFASettingList", "PreferredMfaSetting"}.isdisjoint(user)


@case(source="aws-sdk-js-v3#4645", level="observed", checked="2026-11-24")
def test_an_authenticator_has_to_be_verified_by_the_user(idp, pool_id):
    """An administrator cannot turn on what the user has not set up."""
    message = "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA"

    with refused("InvalidParameterException", message):
        set_preference(idp, pool_id, SoftwareTokenMfaSettings=PREFERRED)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_who_does_not_exist_is_told(idp, pool_id):
    """Unknown users and pools are errors."""
    with refused("UserNotFoundException", "User does not exist."):
        set_preference(idp, pool_id, "nobody", SMSMfaSettings=PREFERRED)
    with refused("ResourceNotFoundException", "User pool us-east-1_example99 does not exist."):
        set_preference(idp, "us-east-1_example99", SMSMfaSettings=PREFERRED)
