"""AssociateSoftwareToken: a secret for an authenticator, by access token or within a sign-in."""

from __future__ import annotations

import re

import pytest

from cognito_emulator.domain import totp
from conformance.evidence import case
from tests.builders import a_client, a_user, body_of, refused
from tests.sign_ins import PHONE, an_mfa_pool, respond, set_up_authenticator, sign_in

NOT_OFFERED = (
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA has not been enabled by the userPool",
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


@case(source="observed SecretCode values", level="observed", checked="2026-11-24")
def test_a_token_gets_a_secret(idp, token):
    """The secret is base32 of 256 bits, another one each time; there is no session."""
    answers = [body_of(idp.associate_software_token(AccessToken=token)) for _ in range(2)]

    for answer in answers:
        assert set(answer) == {"SecretCode"}
        assert re.fullmatch("[A-Z2-7]{52}", answer["SecretCode"])
    assert answers[0] != answers[1]


@case(source="API reference AssociateSoftwareToken", level="documented", checked="2026-11-24")
def test_a_session_gets_a_secret_and_a_session(idp):
    """At MFA_SETUP the answer holds the session of the next step."""
    pool_id = an_mfa_pool(idp, "TOTP")
    a_user(idp, pool_id)
    challenge = sign_in(idp, a_client(idp, pool_id))

    answer = body_of(idp.associate_software_token(Session=challenge["Session"]))

    assert set(answer) == {"SecretCode", "Session"}
    assert answer["Session"] != challenge["Session"]


@case(source="Developer Guide, TOTP MFA", level="documented", checked="2026-11-24")
def test_the_present_authenticator_stays(target, idp, client_id, token):
    """A new secret changes nothing until it is verified."""
    secret = set_up_authenticator(idp, token, target.now())

    idp.associate_software_token(AccessToken=token)

    code = totp.code_at(secret, target.now())
    answer = respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=code)
    assert "AuthenticationResult" in answer


@case(source="Developer Guide, TOTP MFA", level="documented", checked="2026-11-24")
def test_the_pool_has_to_offer_authenticators(idp):
    """A pool without authenticators says so."""
    pool_id = an_mfa_pool(idp, "SMS", mfa="OPTIONAL")
    a_user(idp, pool_id)
    token = sign_in(idp, a_client(idp, pool_id))["AuthenticationResult"]["AccessToken"]

    with refused(*NOT_OFFERED):
        idp.associate_software_token(AccessToken=token)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_a_session_has_to_be_one_of_setting_up(idp):
    """Garbage and the session of another challenge are invalid."""
    pool_id = an_mfa_pool(idp, "SMS", "TOTP")
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    challenge = sign_in(idp, a_client(idp, pool_id))

    for session in ("x" * 100, challenge["Session"]):
        with refused("NotAuthorizedException", "Invalid session for the user."):
            idp.associate_software_token(Session=session)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_a_token_has_to_be_valid(idp, token):
    """Garbage and revoked tokens are refused."""
    with refused("NotAuthorizedException", "Invalid Access Token"):
        idp.associate_software_token(AccessToken="garbage")
    idp.global_sign_out(AccessToken=token)
    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.associate_software_token(AccessToken=token)


@case(source="published nowhere", level="inferred", checked="2026-11-24")
def test_a_token_or_a_session_is_needed(idp):
    """A call with neither misses the session."""
    with refused("InvalidParameterException", "Missing required parameter Session"):
        idp.associate_software_token()
