"""RespondToAuthChallenge to second factors: codes, authenticators, the choice and the setup."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from cognito_emulator.domain import totp
from conformance.evidence import case, differs
from tests.builders import a_client, a_user, attribute_map, refused
from tests.sign_ins import (
    EMAIL,
    PHONE,
    an_mfa_pool,
    respond,
    set_up_authenticator,
    sign_in,
    wrong_code,
)

MISMATCH = ("CodeMismatchException", "Invalid code or auth state for the user.")


@pytest.fixture
def with_authenticator(target, idp):
    """Give a client whose user ada has an authenticator, and its secret."""
    pool_id = an_mfa_pool(idp, "TOTP", mfa="OPTIONAL")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    access_token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    return client_id, set_up_authenticator(idp, access_token, target.now())


@case(source="Developer Guide, SMS and email message MFA", level="documented", checked="2026-11-24")
@pytest.mark.parametrize(
    ("medium", "name", "attribute", "address", "masked"),
    [
        ("SMS", "SMS_MFA", "phone_number", PHONE, "+*******0100"),
        ("EMAIL", "EMAIL_OTP", "email", EMAIL, "a***@e***"),
    ],
)
def test_a_delivered_code_signs_in(idp, inbox, medium, name, attribute, address, masked):
    """One code of six digits goes to the address; it signs in and verifies the address."""
    pool_id = an_mfa_pool(idp, medium)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={attribute: address})

    challenge = sign_in(idp, client_id)

    [message] = inbox.messages(user="ada")
    assert (message["medium"], message["destination"]) == (medium, address)
    assert len(message["code"]) == 6
    assert challenge["ChallengeName"] == name
    assert challenge["ChallengeParameters"] == {
        "CODE_DELIVERY_DELIVERY_MEDIUM": medium,
        "CODE_DELIVERY_DESTINATION": masked,
        "USER_ID_FOR_SRP": "ada",
    }
    with refused(*MISMATCH):
        respond(idp, client_id, challenge, **{f"{name}_CODE": wrong_code(message["code"])})
    answer = respond(idp, client_id, challenge, **{f"{name}_CODE": message["code"]})
    assert "AuthenticationResult" in answer
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert attribute_map(user["UserAttributes"])[f"{attribute}_verified"] == "true"


@case(source="Developer Guide, adding MFA", level="documented", checked="2026-11-24")
def test_wrong_codes_lock_out(idp, inbox, by_sms):
    """After five wrong codes the right one is refused too."""
    client_id, challenge = by_sms
    code = inbox.code(user="ada")
    for _ in range(5):
        with refused(*MISMATCH):
            respond(idp, client_id, challenge, SMS_MFA_CODE=wrong_code(code))

    with refused("NotAuthorizedException", "Password attempts exceeded"):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)


@case(source="client logs; Developer Guide, TOTP MFA", level="observed", checked="2026-11-24")
def test_the_code_of_an_authenticator_signs_in_once(target, idp, with_authenticator):
    """A present code signs in, then it is used; an old one is a mismatch."""
    client_id, secret = with_authenticator
    challenge = sign_in(idp, client_id)
    code = totp.code_at(secret, target.now())

    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    assert challenge["ChallengeParameters"]["USER_ID_FOR_SRP"] == "ada"
    with refused(*MISMATCH):
        old = totp.code_at(secret, target.now() - timedelta(minutes=5))
        respond(idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=old)
    assert "AuthenticationResult" in respond(
        idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code
    )
    with refused("ExpiredCodeException", "Your software token has already been used once."):
        respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=code)


@case(source="Developer Guide, TOTP MFA: 30 seconds", level="documented", checked="2026-11-24")
def test_an_authenticators_watch_may_be_half_a_minute_wrong(target, idp, with_authenticator):
    """The code of the next half minute is accepted."""
    client_id, secret = with_authenticator
    ahead = totp.code_of_step(secret, totp.step_at(target.now()) + 1)

    answer = respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=ahead)

    assert "AuthenticationResult" in answer


@case(source="amplify-js#4646; amplify-js", level="observed", checked="2026-11-24")
def test_several_factors_are_offered(idp, inbox):
    """The user chooses among the usable factors, and nothing is sent before."""
    pool_id = an_mfa_pool(idp, "SMS", "EMAIL")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE, "email": EMAIL})

    challenge = sign_in(idp, client_id)

    assert challenge["ChallengeName"] == "SELECT_MFA_TYPE"
    offered = json.loads(challenge["ChallengeParameters"]["MFAS_CAN_CHOOSE"])
    assert offered == ["SMS_MFA", "EMAIL_OTP"]
    assert inbox.messages(user="ada") == []
    asked = respond(idp, client_id, challenge, ANSWER="EMAIL_OTP")
    assert asked["ChallengeName"] == "EMAIL_OTP"
    answer = respond(idp, client_id, asked, EMAIL_OTP_CODE=inbox.code(user="ada"))
    assert "AuthenticationResult" in answer


@case(source="API reference RespondToAuthChallenge", level="documented", checked="2026-11-24")
def test_an_authenticator_is_set_up_on_the_way(target, idp):
    """Associated and verified by session, it answers MFA_SETUP."""
    pool_id = an_mfa_pool(idp, "TOTP")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    challenge = sign_in(idp, client_id)
    associated = idp.associate_software_token(Session=challenge["Session"])
    code = totp.code_at(associated["SecretCode"], target.now())
    verified = idp.verify_software_token(Session=associated["Session"], UserCode=code)

    answer = respond(idp, client_id, {"ChallengeName": "MFA_SETUP", "Session": verified["Session"]})

    assert challenge["ChallengeName"] == "MFA_SETUP"
    offered = json.loads(challenge["ChallengeParameters"]["MFAS_CAN_SETUP"])
    assert offered == ["SOFTWARE_TOKEN_MFA"]
    assert "AuthenticationResult" in answer


@case(source="Developer Guide, adding MFA", level="documented", checked="2026-11-24")
@differs("AWS answers an error whose text is published nowhere; here the one factor stays")
def test_the_factor_that_recovers_the_account_does_not_count(idp):
    """A user with nothing but the address that recovers the account cannot sign in."""
    mechanisms = [
        {"Name": "verified_email", "Priority": 1},
        {"Name": "verified_phone_number", "Priority": 2},
    ]
    pool_id = an_mfa_pool(idp, "EMAIL", AccountRecoverySetting={"RecoveryMechanisms": mechanisms})
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"email": EMAIL})

    with pytest.raises(ClientError):
        sign_in(idp, client_id)
