"""SOFTWARE_TOKEN_MFA: which codes of an authenticator sign in, and how often."""

from __future__ import annotations

import pytest

from cognito_emulator.domain import totp
from tests.builders import refused
from tests.sign_ins import an_mfa_pool, respond, set_up_authenticator, sign_in

MISMATCH = ("CodeMismatchException", "Invalid code or auth state for the user.")
REUSED = ("ExpiredCodeException", "Your software token has already been used once.")


@pytest.fixture
def pool_id(idp):
    """Give a pool where authenticators are optional."""
    return an_mfa_pool(idp, "TOTP", mfa="OPTIONAL")


@pytest.fixture
def secret(idp, client_id, ada, clock):
    """Give the secret of ada's authenticator, whose present code is unused."""
    tokens = sign_in(idp, client_id)["AuthenticationResult"]
    return set_up_authenticator(idp, tokens["AccessToken"], clock.now())


def code_of(secret, clock, steps=0):
    """Return the code that the authenticator shows some steps from now."""
    return totp.code_of_step(secret, totp.step_at(clock.now()) + steps)


def test_the_code_of_the_authenticator_signs_in(idp, client_id, secret, clock):
    """The challenge names the user; the present code answers it."""
    challenge = sign_in(idp, client_id)

    answer = respond(idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code_of(secret, clock))

    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    assert challenge["ChallengeParameters"] == {"USER_ID_FOR_SRP": "ada"}
    assert "AuthenticationResult" in answer


def test_a_named_authenticator_is_named(idp, client_id, ada, clock):
    """FRIENDLY_DEVICE_NAME is what VerifySoftwareToken was told."""
    access = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    secret = idp.associate_software_token(AccessToken=access)["SecretCode"]
    code = code_of(secret, clock)
    idp.verify_software_token(AccessToken=access, UserCode=code, FriendlyDeviceName="Ada's phone")
    idp.set_user_mfa_preference(AccessToken=access, SoftwareTokenMfaSettings={"Enabled": True})

    parameters = sign_in(idp, client_id)["ChallengeParameters"]

    assert parameters == {"USER_ID_FOR_SRP": "ada", "FRIENDLY_DEVICE_NAME": "Ada's phone"}


@pytest.mark.parametrize("steps", [0, 1])
def test_a_watch_may_be_half_a_minute_wrong(idp, client_id, secret, clock, steps):
    """The code of the neighbouring step is right too."""
    clock.advance(seconds=60)
    challenge = sign_in(idp, client_id)

    for code in (code_of(secret, clock, -2), code_of(secret, clock, 2)):
        with refused(*MISMATCH):
            respond(idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code)
    code = code_of(secret, clock, steps)
    assert "AuthenticationResult" in respond(
        idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code
    )


def test_a_code_works_once(idp, client_id, secret, clock):
    """A used code is refused by name, in another sign-in too, and does not count as a failure."""
    code = code_of(secret, clock)
    respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=code)
    challenge = sign_in(idp, client_id)

    for _ in range(6):
        with refused(*REUSED):
            respond(idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code)
    clock.advance(seconds=30)
    assert "AuthenticationResult" in respond(
        idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code_of(secret, clock)
    )


def test_a_later_code_uses_up_the_earlier_ones(idp, client_id, secret, clock):
    """Who signed in with the next step's code cannot come back with the present one."""
    ahead = code_of(secret, clock, 1)
    respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=ahead)

    with refused(*REUSED):
        present = code_of(secret, clock)
        respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=present)


def test_the_code_that_verified_the_authenticator_is_used(idp, client_id, ada, clock):
    """The first sign-in needs a new code."""
    access = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    secret = idp.associate_software_token(AccessToken=access)["SecretCode"]
    code = code_of(secret, clock)
    idp.verify_software_token(AccessToken=access, UserCode=code)
    idp.set_user_mfa_preference(AccessToken=access, SoftwareTokenMfaSettings={"Enabled": True})

    with refused(*REUSED):
        respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=code)


@pytest.mark.parametrize(
    "code", ["12345", "1234567", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16", "-12345"]
)
def test_what_is_no_code_is_a_mismatch(idp, client_id, secret, code):
    """A code of another form is wrong like any other."""
    with refused(*MISMATCH):
        respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=code)


def test_a_code_is_needed(idp, client_id, secret):
    """An answer without a code is told what it lacks."""
    message = "Missing required parameter SOFTWARE_TOKEN_MFA_CODE"

    with refused("InvalidParameterException", message):
        respond(idp, client_id, sign_in(idp, client_id))


def test_an_authenticator_taken_away_meanwhile_is_told(idp, pool_id, client_id, secret, clock):
    """A code of an authenticator that an administrator deleted is refused by name."""
    challenge = sign_in(idp, client_id)
    idp.admin_delete_software_token(UserPoolId=pool_id, Username="ada")

    message = "Software Token MFA does not exist for the user."
    with refused("SoftwareTokenMFANotFoundException", message):
        respond(idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code_of(secret, clock))
    assert "AuthenticationResult" in sign_in(idp, client_id)


def test_the_authenticator_outlives_the_pools_offer(idp, pool_id, client_id, secret, clock):
    """A pool that stops to offer authenticators goes on asking who has turned one on."""
    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id, MfaConfiguration="OPTIONAL", EmailMfaConfiguration={}
    )

    challenge = sign_in(idp, client_id)

    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    assert "AuthenticationResult" in respond(
        idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code_of(secret, clock)
    )
