"""AdminRespondToAuthChallenge: answering for a user, in a pool that is named."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused
from tests.sign_ins import PHONE, an_mfa_pool, sign_in, wrong_code

INVALID = ("NotAuthorizedException", "Invalid session for the user.")
MISMATCH = ("CodeMismatchException", "Invalid code or auth state for the user.")


@pytest.fixture
def pool_id(idp):
    """Give a pool that requires SMS, with the user ada."""
    pool_id = an_mfa_pool(idp, "SMS")
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


@pytest.fixture
def challenge(idp, pool_id, client_id):
    """Give the challenge of a sign-in that a back end opened."""
    answer = idp.admin_initiate_auth(
        UserPoolId=pool_id,
        ClientId=client_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD},
    )
    return body_of(answer)


def respond(idp, pool_id, client_id, challenge, **responses):
    """Answer the challenge."""
    answer = idp.admin_respond_to_auth_challenge(
        UserPoolId=pool_id,
        ClientId=client_id,
        ChallengeName=challenge["ChallengeName"],
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": "ada", **responses},
    )
    return body_of(answer)


@case(source="API reference", level="documented", checked="2026-11-24")
def test_the_right_answer_gives_tokens(idp, inbox, pool_id, client_id, challenge):
    """A wrong code is a mismatch, the right one answers tokens."""
    code = inbox.code(user="ada")
    with refused(*MISMATCH):
        respond(idp, pool_id, client_id, challenge, SMS_MFA_CODE=wrong_code(code))

    answer = respond(idp, pool_id, client_id, challenge, SMS_MFA_CODE=code)

    result = answer.pop("AuthenticationResult")
    assert answer == {"ChallengeParameters": {}}
    assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "RefreshToken", "IdToken"}


@case(source="API reference", level="documented", checked="2026-11-24")
def test_one_challenge_leads_to_the_next(idp, inbox):
    """A new password is followed by the second factor, with a session of its own."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE}, password=None)
    idp.admin_set_user_password(UserPoolId=pool_id, Username="ada", Password=PASSWORD)
    challenge = sign_in(idp, client_id)

    asked = respond(idp, pool_id, client_id, challenge, NEW_PASSWORD="Better-horse-8")

    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert asked["ChallengeName"] == "SMS_MFA"
    assert asked["Session"] != challenge["Session"]
    code = inbox.code(user="ada")
    assert "AuthenticationResult" in respond(idp, pool_id, client_id, asked, SMS_MFA_CODE=code)


@case(source="what users of AWS expect", level="inferred", checked="2026-11-24")
def test_what_an_app_began_may_be_finished(idp, inbox, pool_id, client_id):
    """A sign-in that InitiateAuth opened can be answered by a back end."""
    challenge = sign_in(idp, client_id)

    answer = respond(idp, pool_id, client_id, challenge, SMS_MFA_CODE=inbox.code(user="ada"))

    assert "AuthenticationResult" in answer


@case(source="client logs", level="observed", checked="2026-11-24")
def test_a_session_serves_once(idp, inbox, pool_id, client_id, challenge):
    """A session that led on is called used."""
    code = inbox.code(user="ada")
    respond(idp, pool_id, client_id, challenge, SMS_MFA_CODE=code)

    message = "Invalid session for the user, session can only be used once."
    with refused("NotAuthorizedException", message):
        respond(idp, pool_id, client_id, challenge, SMS_MFA_CODE=code)


@case(
    source="client logs; another pool's client is inferred", level="observed", checked="2026-11-24"
)
def test_pool_client_and_session_have_to_belong_together(idp, inbox, pool_id, client_id, challenge):
    """An unknown pool, a client of another pool and another client's session are refused."""
    code = inbox.code(user="ada")

    with refused("ResourceNotFoundException", "User pool us-east-1_example99 does not exist."):
        respond(idp, "us-east-1_example99", client_id, challenge, SMS_MFA_CODE=code)
    message = f"User pool client {client_id} does not exist."
    with refused("ResourceNotFoundException", message):
        respond(idp, a_pool(idp), client_id, challenge, SMS_MFA_CODE=code)
    with refused(*INVALID):
        respond(idp, pool_id, a_client(idp, pool_id), challenge, SMS_MFA_CODE=code)


@case(source="published nowhere", level="inferred", checked="2026-11-24")
def test_the_legacy_challenge_is_never_open(idp, pool_id, client_id, challenge):
    """No session is one of ADMIN_NO_SRP_AUTH."""
    legacy = {**challenge, "ChallengeName": "ADMIN_NO_SRP_AUTH"}

    with refused(*INVALID):
        respond(idp, pool_id, client_id, legacy, PASSWORD=PASSWORD)
