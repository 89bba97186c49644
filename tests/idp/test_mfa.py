"""Second factors of a user: authenticators, preferences and the legacy SMS settings."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cognito_emulator.domain import totp
from tests.builders import a_client, a_user, body_of, refused
from tests.sign_ins import (
    EMAIL,
    PHONE,
    an_mfa_pool,
    respond,
    set_up_authenticator,
    sign_in,
    wrong_code,
)

NO_DELIVERY = "User does not have delivery config set to turn on {}"
MISMATCH = (
    "EnableSoftwareTokenMFAException",
    "Code mismatch and fail enable Software Token MFA",
)
NOT_OFFERED = (
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA has not been enabled by the userPool",
)
MEMBERS = {
    "SMS_MFA": "SMSMfaSettings",
    "SOFTWARE_TOKEN_MFA": "SoftwareTokenMfaSettings",
    "EMAIL_OTP": "EmailMfaSettings",
}
ON, OFF = {"Enabled": True}, {"Enabled": False}
PREFERRED = {"Enabled": True, "PreferredMfa": True}


@pytest.fixture
def pool_id(idp):
    """Give a pool where three factors are optional."""
    return an_mfa_pool(idp, "SMS", "TOTP", "EMAIL", mfa="OPTIONAL")


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


@pytest.fixture
def token(idp, pool_id, client_id):
    """Give the access token of ada, who has both addresses."""
    a_user(idp, pool_id, attributes={"phone_number": PHONE, "email": EMAIL})
    return sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]


def factors(idp, token):
    """Return which factors are on, and which is preferred."""
    user = idp.get_user(AccessToken=token)
    return user.get("UserMFASettingList"), user.get("PreferredMfaSetting")


def test_a_secret_is_issued_and_verified(idp, token, clock):
    """The secret is 52 characters of base32; verifying it turns nothing on yet."""
    associated = body_of(idp.associate_software_token(AccessToken=token))
    code = totp.code_at(associated["SecretCode"], clock.now())

    verified = body_of(idp.verify_software_token(AccessToken=token, UserCode=code))

    assert set(associated) == {"SecretCode"}
    assert re.fullmatch("[A-Z2-7]{52}", associated["SecretCode"])
    assert verified == {"Status": "SUCCESS"}
    assert factors(idp, token) == (None, None)


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_has_to_be_of_now(idp, token, clock, steps):
    """A code of more than half a minute ago, or hence, verifies nothing; the right one still does."""
    secret = idp.associate_software_token(AccessToken=token)["SecretCode"]
    step = totp.step_at(clock.now())

    with refused(*MISMATCH):
        code = totp.code_of_step(secret, step + steps)
        idp.verify_software_token(AccessToken=token, UserCode=code)
    assert idp.verify_software_token(
        AccessToken=token, UserCode=totp.code_of_step(secret, step + steps // 2)
    )


def test_there_must_be_something_to_verify(idp, token):
    """A code without a secret is wrong."""
    with refused(*MISMATCH):
        idp.verify_software_token(AccessToken=token, UserCode="000000")


def test_the_old_authenticator_works_until_the_new_one_is_verified(idp, client_id, token, clock):
    """Associating a new one takes nothing away; verifying it replaces the old one."""
    old = set_up_authenticator(idp, token, clock.now())
    new = idp.associate_software_token(AccessToken=token)["SecretCode"]

    def attempt(secret):
        code = totp.code_at(secret, clock.now())
        return respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=code)

    assert "AuthenticationResult" in attempt(old)
    code = totp.code_at(new, clock.now())
    idp.verify_software_token(AccessToken=token, UserCode=code)
    clock.advance(seconds=60)
    with refused("CodeMismatchException", "Invalid code or auth state for the user."):
        attempt(old)
    assert "AuthenticationResult" in attempt(new)


def test_a_wrong_code_verifies_nothing(idp, token, clock):
    """After a wrong code no authenticator can be turned on."""
    secret = idp.associate_software_token(AccessToken=token)["SecretCode"]
    with refused(*MISMATCH):
        code = wrong_code(totp.code_at(secret, clock.now()))
        idp.verify_software_token(AccessToken=token, UserCode=code)

    with refused("InvalidParameterException", NO_DELIVERY.format("SOFTWARE_TOKEN_MFA")):
        idp.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings=ON)


def test_a_pool_has_to_offer_authenticators(idp):
    """Where the pool offers none, none is associated or verified."""
    pool_id = an_mfa_pool(idp, "SMS", mfa="OPTIONAL")
    a_user(idp, pool_id)
    client_id = a_client(idp, pool_id)
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]

    with refused(*NOT_OFFERED):
        idp.associate_software_token(AccessToken=token)
    with refused(*NOT_OFFERED):
        idp.verify_software_token(AccessToken=token, UserCode="000000")


def test_a_call_says_whose_authenticator_it_is(idp, pool_id):
    """Neither access token nor session: the session is missed."""
    message = "Missing required parameter Session"

    with refused("InvalidParameterException", message):
        idp.associate_software_token()
    with refused("InvalidParameterException", message):
        idp.verify_software_token(UserCode="000000")


def test_the_token_of_a_deleted_user_is_revoked(idp, pool_id, token):
    """AssociateSoftwareToken has no other error for a user who is gone."""
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.associate_software_token(AccessToken=token)


@pytest.mark.parametrize("by", ["ada", "administrator"])
@pytest.mark.parametrize("factor", MEMBERS)
def test_a_factor_is_turned_on_preferred_and_off(idp, pool_id, token, clock, factor, by):
    """What was set is shown; turning a preferred factor off leaves no preference."""
    if factor == "SOFTWARE_TOKEN_MFA":
        set_up_authenticator(idp, token, clock.now())

    def set_preference(setting):
        given = {MEMBERS[factor]: setting}
        if by == "ada":
            return idp.set_user_mfa_preference(AccessToken=token, **given)
        return idp.admin_set_user_mfa_preference(UserPoolId=pool_id, Username="ada", **given)

    assert body_of(set_preference(ON)) == {}
    assert factors(idp, token) == ([factor], None)
    set_preference(PREFERRED)
    assert factors(idp, token) == ([factor], factor)
    set_preference(OFF)
    assert factors(idp, token) == (None, None)


def test_factors_that_are_not_named_stay(idp, token):
    """A call about one factor leaves the others alone, and an empty one everything."""
    idp.set_user_mfa_preference(AccessToken=token, SMSMfaSettings=PREFERRED)
    idp.set_user_mfa_preference(AccessToken=token, EmailMfaSettings=ON)
    idp.set_user_mfa_preference(AccessToken=token)

    assert factors(idp, token) == (["SMS_MFA", "EMAIL_OTP"], "SMS_MFA")


def test_one_factor_is_preferred(idp, token):
    """Two cannot be, nor one that is off; a newer preference replaces the older."""
    message = "Only one MFA method can be preferred."
    with refused("InvalidParameterException", message):
        idp.set_user_mfa_preference(
            AccessToken=token, SMSMfaSettings=PREFERRED, EmailMfaSettings=PREFERRED
        )
    message = "An MFA method that is not enabled cannot be preferred."
    with refused("InvalidParameterException", message):
        idp.set_user_mfa_preference(AccessToken=token, SMSMfaSettings={"PreferredMfa": True})
    assert factors(idp, token) == (None, None)

    idp.set_user_mfa_preference(AccessToken=token, SMSMfaSettings=PREFERRED)
    idp.set_user_mfa_preference(AccessToken=token, EmailMfaSettings=PREFERRED)

    assert factors(idp, token) == (["SMS_MFA", "EMAIL_OTP"], "EMAIL_OTP")


@pytest.mark.parametrize("factor", MEMBERS)
def test_a_factor_has_to_reach_the_user(idp, pool_id, client_id, factor):
    """A factor without number, address or authenticator cannot be turned on."""
    a_user(idp, pool_id)
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]

    with refused("InvalidParameterException", NO_DELIVERY.format(factor)):
        idp.set_user_mfa_preference(AccessToken=token, **{MEMBERS[factor]: ON})
    with refused("InvalidParameterException", NO_DELIVERY.format(factor)):
        idp.admin_set_user_mfa_preference(
            UserPoolId=pool_id, Username="ada", **{MEMBERS[factor]: ON}
        )


def test_passkeys_as_a_factor_are_refused_by_name(idp, token):
    """WebAuthnMfaSettings is not ignored."""
    message = "The parameter WebAuthnMfaSettings is not emulated yet by cognito_emulator."

    with refused("NotEmulatedException", message):
        idp.set_user_mfa_preference(AccessToken=token, WebAuthnMfaSettings={"Enabled": True})


def test_a_deleted_authenticator_is_gone(idp, pool_id, client_id, token, clock):
    """It is neither on nor preferred any more, cannot be turned on, and is not asked for."""
    set_up_authenticator(idp, token, clock.now())
    idp.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings=PREFERRED)

    answer = idp.admin_delete_software_token(UserPoolId=pool_id, Username="ada")

    assert body_of(answer) == {}
    assert factors(idp, token) == (None, None)
    with refused("InvalidParameterException", NO_DELIVERY.format("SOFTWARE_TOKEN_MFA")):
        idp.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings=ON)
    assert "AuthenticationResult" in sign_in(idp, client_id)


def test_there_may_be_no_authenticator_to_delete(idp, pool_id, token):
    """A user without one is no error, a user who does not exist is."""
    assert body_of(idp.admin_delete_software_token(UserPoolId=pool_id, Username="ada")) == {}
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_delete_software_token(UserPoolId=pool_id, Username="nobody")


SMS_OPTION = {"DeliveryMedium": "SMS", "AttributeName": "phone_number"}


@pytest.mark.parametrize("by", ["ada", "administrator"])
def test_the_legacy_settings_turn_sms_on_and_off(idp, pool_id, client_id, token, by):
    """MFAOptions are echoed and asked for; an empty list turns them off."""

    def set_options(*options):
        if by == "ada":
            return idp.set_user_settings(AccessToken=token, MFAOptions=list(options))
        return idp.admin_set_user_settings(
            UserPoolId=pool_id, Username="ada", MFAOptions=list(options)
        )

    assert body_of(set_options(SMS_OPTION)) == {}
    assert idp.get_user(AccessToken=token)["MFAOptions"] == [SMS_OPTION]
    assert sign_in(idp, client_id)["ChallengeName"] == "SMS_MFA"
    set_options()
    assert "MFAOptions" not in idp.get_user(AccessToken=token)
    assert "AuthenticationResult" in sign_in(idp, client_id)


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ({**SMS_OPTION, "DeliveryMedium": "EMAIL"}, "DeliveryMedium"),
        ({**SMS_OPTION, "AttributeName": "email"}, "AttributeName"),
    ],
)
def test_the_legacy_settings_know_sms_only(idp, token, option, name):
    """Another medium or attribute is refused."""
    with refused("InvalidParameterException", f"Invalid value provided for {name}."):
        idp.set_user_settings(AccessToken=token, MFAOptions=[option])


def test_the_legacy_settings_need_a_number(idp, pool_id, client_id):
    """SMS cannot be turned on for who has no phone number."""
    a_user(idp, pool_id)

    with refused("InvalidParameterException", NO_DELIVERY.format("SMS_MFA")):
        idp.admin_set_user_settings(UserPoolId=pool_id, Username="ada", MFAOptions=[SMS_OPTION])


def test_the_newer_setting_has_the_last_word(idp, client_id, token):
    """SetUserMFAPreference turns off what SetUserSettings turned on."""
    idp.set_user_settings(AccessToken=token, MFAOptions=[SMS_OPTION])

    idp.set_user_mfa_preference(AccessToken=token, SMSMfaSettings=OFF)

    assert "AuthenticationResult" in sign_in(idp, client_id)


@pytest.mark.parametrize(
    "call",
    [
        "admin_set_user_mfa_preference",
        "admin_delete_software_token",
        "admin_set_user_settings",
    ],
)
def test_administrators_name_an_existing_user(idp, pool_id, call):
    """Unknown users and pools are told."""
    options: dict[str, list[Any]] = {}
    if call == "admin_set_user_settings":
        options["MFAOptions"] = []
    unknown = "us-east-1_abcdefghi"

    with refused("UserNotFoundException", "User does not exist."):
        getattr(idp, call)(UserPoolId=pool_id, Username="nobody", **options)
    with refused("ResourceNotFoundException", f"User pool {unknown} does not exist."):
        getattr(idp, call)(UserPoolId=unknown, Username="ada", **options)
