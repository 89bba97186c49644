"""RespondToAuthChallenge to PASSWORD_VERIFIER: the proof of the password."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from cognito_emulator.testing.srp_client import SrpClient
from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, refused
from tests.sign_ins import (
    EMAIL,
    begin_srp,
    respond,
    sign_in,
)

WRONG = ("NotAuthorizedException", "Incorrect username or password.")


@case(source="amazon-cognito-identity-js", level="observed", checked="2026-11-24")
def test_the_proof_of_the_password_signs_in(idp, pool_id, client_id):
    """The right proof answers tokens."""
    srp = SrpClient(pool_id, "ada", PASSWORD)
    challenge = begin_srp(idp, client_id, srp)

    answer = respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"]))

    result = answer.pop("AuthenticationResult")
    assert answer == {"ChallengeParameters": {}}
    assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "RefreshToken", "IdToken"}


@case(source="ministack#1758, measured on AWS", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("what", ["password", "signature", "block"])
def test_what_is_no_proof_is_refused(idp, pool_id, client_id, what):
    """A wrong password, signature or secret block are all told alike."""
    srp = SrpClient(pool_id, "ada", "wrong" if what == "password" else PASSWORD)
    challenge = begin_srp(idp, client_id, srp)
    responses = srp.respond(challenge["ChallengeParameters"])
    changed = {
        "password": {},
        "signature": {"PASSWORD_CLAIM_SIGNATURE": base64.b64encode(bytes(32)).decode()},
        "block": {"PASSWORD_CLAIM_SECRET_BLOCK": base64.b64encode(bytes(900)).decode()},
    }[what]

    with refused(*WRONG):
        respond(idp, client_id, challenge, **{**responses, **changed})


@case(source="what users of AWS expect of SRP", level="inferred", checked="2026-11-24")
def test_a_proof_is_taken_once(idp, pool_id, client_id):
    """The same answer does not sign in twice, nor does the right one after a wrong one."""
    srp = SrpClient(pool_id, "ada", PASSWORD)
    first, second = begin_srp(idp, client_id, srp), begin_srp(idp, client_id, srp)
    responses = srp.respond(first["ChallengeParameters"])
    respond(idp, client_id, first, **responses)
    with refused(*WRONG):
        respond(idp, client_id, first, **responses)

    responses = srp.respond(second["ChallengeParameters"])
    with refused(*WRONG):
        garbage = {"PASSWORD_CLAIM_SIGNATURE": base64.b64encode(bytes(32)).decode()}
        respond(idp, client_id, second, **{**responses, **garbage})
    with refused(*WRONG):
        respond(idp, client_id, second, **responses)


@case(source="API reference; window inferred", level="documented", checked="2026-11-24")
@pytest.mark.parametrize("minutes", [-30, 30])
def test_a_proof_has_to_be_of_now(target, idp, pool_id, client_id, minutes):
    """A proof of another time is refused."""
    srp = SrpClient(pool_id, "ada", PASSWORD)
    challenge = begin_srp(idp, client_id, srp)
    at = target.now() + timedelta(minutes=minutes)

    with refused(*WRONG):
        respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"], at=at))


@case(source="pycognito#122", level="observed", checked="2026-11-24")
def test_the_timestamp_has_a_format(idp, pool_id, client_id):
    """A TIMESTAMP of another format is told so."""
    srp = SrpClient(pool_id, "ada", PASSWORD)
    challenge = begin_srp(idp, client_id, srp)
    responses = srp.respond(challenge["ChallengeParameters"])

    message = "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english"
    with refused("InvalidParameterException", message):
        respond(idp, client_id, challenge, **{**responses, "TIMESTAMP": "2026-01-01T12:00:00Z"})


@case(source="API reference AdminInitiateAuth", level="documented", checked="2026-11-24")
def test_an_alias_is_answered_with_the_username(idp):
    """Whatever alias was typed, USER_ID_FOR_SRP is the username, and the proof is made with it."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"email": EMAIL, "email_verified": "true"})
    srp = SrpClient(pool_id, EMAIL, PASSWORD)
    challenge = begin_srp(idp, client_id, srp)

    answer = respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"]))

    assert challenge["ChallengeParameters"]["USER_ID_FOR_SRP"] == "ada"
    assert "AuthenticationResult" in answer


@case(source="Developer Guide, lockout behavior", level="documented", checked="2026-11-24")
def test_wrong_proofs_lock_out(idp, pool_id, client_id):
    """After five wrong proofs the user is locked out."""
    for _ in range(5):
        srp = SrpClient(pool_id, "ada", "wrong")
        challenge = begin_srp(idp, client_id, srp)
        with refused(*WRONG):
            respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"]))

    with refused("NotAuthorizedException", "Password attempts exceeded"):
        sign_in(idp, client_id)
