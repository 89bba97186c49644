"""MFA_SETUP: the first second factor of a user whose pool requires one."""

from __future__ import annotations

import pytest

from cognito_emulator.domain import totp
from tests.builders import a_client, a_user, attribute_map, body_of, refused
from tests.sign_ins import EMAIL, an_mfa_pool, respond, sign_in, wrong_code

INVALID = ("NotAuthorizedException", "Invalid session for the user.")


@pytest.fixture
def pool_id(idp):
    """Give a pool that requires an authenticator or a code by e-mail."""
    return an_mfa_pool(idp, "TOTP", "EMAIL")


@pytest.fixture
def challenge(idp, client_id, ada):
    """Give the MFA_SETUP challenge of ada, who has neither."""
    return sign_in(idp, client_id)


def set_up(idp, session, clock):
    """Associate and verify an authenticator; return its secret and the session that follows."""
    associated = idp.associate_software_token(Session=session)
    code = totp.code_at(associated["SecretCode"], clock.now())
    verified = idp.verify_software_token(Session=associated["Session"], UserCode=code)
    return associated["SecretCode"], verified["Session"]


def test_the_factors_of_the_pool_can_be_set_up(challenge):
    """The challenge names what the pool offers."""
    assert challenge["ChallengeName"] == "MFA_SETUP"
    assert challenge["ChallengeParameters"] == {
        "MFAS_CAN_SETUP": '["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]',
        "USER_ID_FOR_SRP": "ada",
    }


def test_an_authenticator_is_set_up_within_the_sign_in(idp, pool_id, client_id, challenge, clock):
    """The session of VerifySoftwareToken answers the challenge; the authenticator is preferred."""
    secret, session = set_up(idp, challenge["Session"], clock)

    answer = respond(idp, client_id, {"ChallengeName": "MFA_SETUP", "Session": session})

    assert "AuthenticationResult" in answer
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert user["UserMFASettingList"] == ["SOFTWARE_TOKEN_MFA"]
    assert user["PreferredMfaSetting"] == "SOFTWARE_TOKEN_MFA"
    clock.advance(seconds=30)
    next_one = sign_in(idp, client_id)
    assert next_one["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    code = totp.code_at(secret, clock.now())
    assert respond(idp, client_id, next_one, SOFTWARE_TOKEN_MFA_CODE=code)


def test_nothing_is_set_up_by_saying_so(idp, client_id, challenge):
    """The challenge's own session, or one with an unverified secret, answers nothing."""
    associated = body_of(idp.associate_software_token(Session=challenge["Session"]))

    with refused(*INVALID):
        respond(idp, client_id, {"ChallengeName": "MFA_SETUP", "Session": associated["Session"]})


def test_the_first_session_is_used_up_by_setting_up(idp, client_id, challenge, clock):
    """Once an authenticator was associated, only the session that came with it goes on."""
    idp.associate_software_token(Session=challenge["Session"])

    message = "Invalid session for the user, session can only be used once."
    with refused("NotAuthorizedException", message):
        respond(idp, client_id, challenge)


@pytest.mark.parametrize("response", ["EMAIL", "email"])
def test_an_address_is_set_up_by_its_code(idp, pool_id, client_id, challenge, inbox, response):
    """An address in the answer gets a code; the code proves it and signs in."""
    asked = respond(idp, client_id, challenge, **{response: EMAIL})

    [message] = inbox.list()
    assert asked["ChallengeName"] == "EMAIL_OTP"
    assert asked["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"] == "a***@e***"
    assert message.destination == EMAIL
    with refused("CodeMismatchException", "Invalid code or auth state for the user."):
        respond(idp, client_id, asked, EMAIL_OTP_CODE=wrong_code(message.code))
    assert "email" not in attributes_of(idp, pool_id)
    assert "AuthenticationResult" in respond(idp, client_id, asked, EMAIL_OTP_CODE=message.code)
    stored = attributes_of(idp, pool_id)
    assert (stored["email"], stored["email_verified"]) == (EMAIL, "true")
    assert sign_in(idp, client_id)["ChallengeName"] == "EMAIL_OTP"


def attributes_of(idp, pool_id):
    """Return ada's attributes."""
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    return attribute_map(user["UserAttributes"])


def test_an_address_has_to_be_one(idp, client_id, challenge, inbox):
    """What is no address is refused, and the challenge stays open."""
    with refused("InvalidParameterException", "Invalid email address format."):
        respond(idp, client_id, challenge, EMAIL="no address")

    assert inbox.list() == []
    assert respond(idp, client_id, challenge, EMAIL=EMAIL)["ChallengeName"] == "EMAIL_OTP"


def test_an_address_helps_only_where_the_pool_sends_codes_there(idp):
    """In a pool without codes by e-mail an address is refused."""
    pool_id = an_mfa_pool(idp, "TOTP")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)

    with refused("InvalidParameterException", "Invalid value provided for EMAIL."):
        respond(idp, client_id, sign_in(idp, client_id), EMAIL=EMAIL)


def test_an_answer_without_a_factor_is_none(idp, client_id, challenge):
    """Neither an authenticator nor an address: the session is not the right one."""
    with refused(*INVALID):
        respond(idp, client_id, challenge)


def test_sms_is_set_up_outside_of_the_sign_in(idp):
    """A pool with SMS alone says so; a number given by other means ends the setup."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)

    offered = sign_in(idp, client_id)["ChallengeParameters"]["MFAS_CAN_SETUP"]
    idp.admin_update_user_attributes(
        UserPoolId=pool_id,
        Username="ada",
        UserAttributes=[{"Name": "phone_number", "Value": "+12065550100"}],
    )

    assert offered == '["SMS_MFA"]'
    assert sign_in(idp, client_id)["ChallengeName"] == "SMS_MFA"
