"""VerifySoftwareToken: proving that an authenticator works."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cognito_emulator.domain import totp
from conformance.evidence import case
from tests.builders import a_client, a_user, body_of, refused
from tests.sign_ins import an_mfa_pool, respond, sign_in, wrong_code

MISMATCH = (
    "EnableSoftwareTokenMFAException",
    "Code mismatch and fail enable Software Token MFA",
)


@pytest.fixture
def pool_id(idp):
    """Give a pool where authenticators are optional, with the user ada."""
    pool_id = an_mfa_pool(idp, "TOTP", mfa="OPTIONAL")
    a_user(idp, pool_id)
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


@pytest.fixture
def token(idp, client_id):
    """Give the access token of ada."""
    return sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]


@pytest.fixture
def secret(idp, token):
    """Give a secret that waits for its first code."""
    return idp.associate_software_token(AccessToken=token)["SecretCode"]


@case(source="API reference VerifySoftwareToken", level="documented", checked="2026-11-24")
def test_the_right_code_verifies(target, idp, token, secret):
    """The answer is SUCCESS without a session; the factor can be turned on then."""
    code = totp.code_at(secret, target.now())

    answer = body_of(idp.verify_software_token(AccessToken=token, UserCode=code))

    assert answer == {"Status": "SUCCESS"}
    assert "UserMFASettingList" not in idp.get_user(AccessToken=token)
    idp.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True})
    assert idp.get_user(AccessToken=token)["UserMFASettingList"] == ["SOFTWARE_TOKEN_MFA"]


@case(source="API reference VerifySoftwareToken", level="documented", checked="2026-11-24")
def test_a_session_is_handed_on(target, idp):
    """Within a sign-in the answer holds the session that answers MFA_SETUP."""
    pool_id = an_mfa_pool(idp, "TOTP")
    a_user(idp, pool_id)
    client_id = a_client(idp, pool_id)
    associated = idp.associate_software_token(Session=sign_in(idp, client_id)["Session"])
    code = totp.code_at(associated["SecretCode"], target.now())

    answer = body_of(idp.verify_software_token(Session=associated["Session"], UserCode=code))

    assert set(answer) == {"Status", "Session"}
    assert answer["Status"] == "SUCCESS"
    setup = {"ChallengeName": "MFA_SETUP", "Session": answer["Session"]}
    assert "AuthenticationResult" in respond(idp, client_id, setup)


@case(source="moto, verified on AWS", level="observed", checked="2026-11-24")
def test_a_wrong_code_is_refused(target, idp, token, secret):
    """A wrong code, and one without a secret, enable nothing."""
    code = totp.code_at(secret, target.now())

    with refused(*MISMATCH):
        idp.verify_software_token(AccessToken=token, UserCode=wrong_code(code))
    with refused(
        "InvalidParameterException",
        "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA",
    ):
        idp.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True})


@case(source="Developer Guide, TOTP MFA: 30 seconds", level="documented", checked="2026-11-24")
def test_a_code_may_be_half_a_minute_wrong(target, idp, token, secret):
    """Codes of five minutes ago are wrong, that of the next step is right."""
    old = totp.code_at(secret, target.now() - timedelta(minutes=5))
    with refused(*MISMATCH):
        idp.verify_software_token(AccessToken=token, UserCode=old)

    ahead = totp.code_of_step(secret, totp.step_at(target.now()) + 1)

    assert idp.verify_software_token(AccessToken=token, UserCode=ahead)["Status"] == "SUCCESS"


@case(source="API reference RespondToAuthChallenge", level="documented", checked="2026-11-24")
def test_the_authenticator_may_have_a_name(target, idp, client_id, token, secret):
    """The friendly name comes with the challenge."""
    code = totp.code_of_step(secret, totp.step_at(target.now()))
    idp.verify_software_token(AccessToken=token, UserCode=code, FriendlyDeviceName="phone")
    idp.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True})

    parameters = sign_in(idp, client_id)["ChallengeParameters"]

    assert parameters["FRIENDLY_DEVICE_NAME"] == "phone"


@case(source="service model", level="documented", checked="2026-11-24")
def test_a_code_has_six_digits(idp, token, secret):
    """The model's limits are told in its words."""
    message = (
        "1 validation error detected: Value at 'userCode' failed to satisfy constraint: Member must "
        "satisfy regular expression pattern: [0-9]+"
    )

    with refused("InvalidParameterException", message):
        idp.verify_software_token(AccessToken=token, UserCode="abcdef")
