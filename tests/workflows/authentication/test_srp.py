"""PASSWORD_VERIFIER: the proof of the password by SRP, and everything that is no proof."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from cognito_emulator.domain import srp as protocol
from cognito_emulator.domain.srp_group import N
from cognito_emulator.testing.srp_client import SrpClient
from tests.builders import PASSWORD, a_client, a_pool, a_user, refused
from tests.sign_ins import begin_srp, claims_of, initiate, respond, sign_in

WRONG = ("NotAuthorizedException", "Incorrect username or password.")
BAD_SRP_A = ("InvalidParameterException", "Invalid SRP_A parameter.")
BAD_TIMESTAMP = (
    "InvalidParameterException",
    "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english",
)


@pytest.fixture
def srp(pool_id, ada):
    """Give ada's half of the protocol, with the right password."""
    return SrpClient(pool_id, "ada", PASSWORD)


@pytest.fixture
def challenge(idp, client_id, srp):
    """Give the challenge of a sign-in of ada."""
    return begin_srp(idp, client_id, srp)


@pytest.fixture
def proof(srp, challenge, clock):
    """Give the right responses to the challenge."""
    return srp.respond(challenge["ChallengeParameters"], at=clock.now())


def test_the_proof_of_the_password_signs_in(idp, client_id, challenge, proof):
    """PASSWORD_VERIFIER comes without a session; the right proof gives tokens."""
    answer = respond(idp, client_id, challenge, **proof)

    assert set(challenge) == {"ChallengeName", "ChallengeParameters"}
    assert claims_of(answer["AuthenticationResult"]["AccessToken"])["username"] == "ada"


def test_a_wrong_password_makes_a_wrong_proof(idp, pool_id, client_id, ada):
    """The proof is really verified."""
    srp = SrpClient(pool_id, "ada", "wrong")
    challenge = begin_srp(idp, client_id, srp)

    with refused(*WRONG):
        respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"]))


@pytest.mark.parametrize(
    "signature",
    [
        base64.b64encode(bytes(32)).decode(),
        base64.b64encode(bytes(31)).decode(),
        "AA",
        "no base64!",
    ],
    ids=["zeros", "short", "shorter", "garbage"],
)
def test_a_made_up_proof_is_wrong(idp, client_id, challenge, proof, signature):
    """A signature that was not made with the password is refused, whatever it looks like."""
    with refused(*WRONG):
        respond(idp, client_id, challenge, **{**proof, "PASSWORD_CLAIM_SIGNATURE": signature})


def test_a_challenge_is_answered_once(idp, client_id, challenge, proof):
    """The same answer does not sign in twice."""
    respond(idp, client_id, challenge, **proof)

    with refused(*WRONG):
        respond(idp, client_id, challenge, **proof)


def test_a_wrong_answer_ends_the_challenge(idp, client_id, challenge, proof):
    """After a wrong proof the right one comes too late: a guess costs a challenge."""
    wrong = {**proof, "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(bytes(32)).decode()}
    with refused(*WRONG):
        respond(idp, client_id, challenge, **wrong)

    with refused(*WRONG):
        respond(idp, client_id, challenge, **proof)


def test_a_challenge_ends_with_the_session_time(idp, pool_id, client_id, clock, srp, challenge):
    """After the client's AuthSessionValidity the right proof is refused."""
    clock.advance(seconds=180)

    with refused(*WRONG):
        respond(
            idp,
            client_id,
            challenge,
            **srp.respond(challenge["ChallengeParameters"], at=clock.now()),
        )


@pytest.mark.parametrize("block", ["AAAA", "no base64!", "A" * 1400])
def test_an_unknown_secret_block_is_wrong(idp, client_id, challenge, proof, block):
    """A secret block of somebody else's making is told like a wrong password."""
    with refused(*WRONG):
        respond(idp, client_id, challenge, **{**proof, "PASSWORD_CLAIM_SECRET_BLOCK": block})


def test_the_proof_belongs_to_its_challenge(idp, client_id, srp, challenge, proof):
    """A proof made for one secret block does not answer another."""
    other = begin_srp(idp, client_id, srp)["ChallengeParameters"]["SECRET_BLOCK"]

    with refused(*WRONG):
        respond(idp, client_id, challenge, **{**proof, "PASSWORD_CLAIM_SECRET_BLOCK": other})


def test_the_proof_belongs_to_its_user(idp, pool_id, client_id, challenge, proof):
    """Another user cannot be named in the answer."""
    a_user(idp, pool_id, "eve")

    with refused(*WRONG):
        respond(idp, client_id, challenge, **{**proof, "USERNAME": "eve"}, username="eve")


@pytest.mark.parametrize(
    "srp_a",
    ["0", "00", format(N, "x"), format(2 * N, "x"), "xyz", "-1", "f" * 1000],
    ids=["zero", "zero byte", "N", "2N", "no number", "negative", "too long"],
)
def test_a_public_value_that_proves_nothing_is_refused(idp, client_id, ada, srp_a):
    """An SRP_A that is no number, or a multiple of N, is refused before anything is asked."""
    with refused(*BAD_SRP_A):
        initiate(idp, client_id, "USER_SRP_AUTH", USERNAME="ada", SRP_A=srp_a)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_proof_of_another_time_is_refused(idp, client_id, clock, srp, challenge, minutes):
    """A TIMESTAMP more than five minutes away proves nothing, and is not counted as a failure."""
    at = clock.now() + timedelta(minutes=minutes)

    with refused(*WRONG):
        respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"], at=at))


def test_old_proofs_do_not_lock_out(idp, client_id, clock, srp):
    """A client whose watch is wrong does not lock its user out."""
    at = clock.now() - timedelta(days=1)
    for _ in range(6):
        challenge = begin_srp(idp, client_id, srp)
        with refused(*WRONG):
            respond(
                idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"], at=at)
            )

    assert "AuthenticationResult" in sign_in(idp, client_id)


def test_a_client_may_sign_with_its_own_watch(idp, client_id, srp, challenge):
    """Where the emulator's clock was moved, a proof of the machine's time is as good."""
    responses = srp.respond(challenge["ChallengeParameters"])

    assert "AuthenticationResult" in respond(idp, client_id, challenge, **responses)


@pytest.mark.parametrize(
    "timestamp",
    ["2026-01-01T12:00:00Z", "Thu Jan 1 12:00 UTC 2026", "jeu. janv. 1 12:00:00 UTC 2026", "x"],
)
def test_a_misspelt_timestamp_is_told(idp, client_id, challenge, proof, timestamp):
    """A TIMESTAMP that does not follow the format is refused with the format."""
    with refused(*BAD_TIMESTAMP):
        respond(idp, client_id, challenge, **{**proof, "TIMESTAMP": timestamp})


@pytest.mark.parametrize(
    "timestamp", ["Thu Jan 01 12:00:00 UTC 2026", "Fri Jan 1 12:00:00 UTC 2026"]
)
def test_the_timestamp_is_signed_in_its_one_form(idp, pool_id, client_id, ada, timestamp):
    """A padded day, or another weekday, is signed otherwise than the service reads it."""
    srp = SrpClient(pool_id, "ada", PASSWORD)
    challenge = begin_srp(idp, client_id, srp)
    parameters = challenge["ChallengeParameters"]
    identity = protocol.SrpIdentity.of_user(pool_id, "ada")
    key = srp._session_key(identity, int(parameters["SRP_B"], 16), int(parameters["SALT"], 16))
    block = base64.b64decode(parameters["SECRET_BLOCK"])
    signature = protocol.claim_signature(key, identity, block, timestamp)

    with refused(*WRONG):
        respond(
            idp,
            client_id,
            challenge,
            PASSWORD_CLAIM_SECRET_BLOCK=parameters["SECRET_BLOCK"],
            PASSWORD_CLAIM_SIGNATURE=base64.b64encode(signature).decode(),
            TIMESTAMP=timestamp,
        )


@pytest.mark.parametrize(
    "name", ["PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SECRET_BLOCK", "TIMESTAMP"]
)
def test_every_part_of_the_proof_is_needed(idp, client_id, challenge, proof, name):
    """A missing part is named."""
    with refused("InvalidParameterException", f"Missing required parameter {name}"):
        respond(idp, client_id, challenge, **{**proof, name: ""})


def test_wrong_proofs_lock_out(idp, pool_id, client_id, ada):
    """Five wrong proofs lock out, for the next challenge as for the plain password."""
    for _ in range(5):
        srp = SrpClient(pool_id, "ada", "wrong")
        challenge = begin_srp(idp, client_id, srp)
        with refused(*WRONG):
            respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"]))

    with refused("NotAuthorizedException", "Password attempts exceeded"):
        sign_in(idp, client_id)
    with refused("NotAuthorizedException", "Password attempts exceeded"):
        begin_srp(idp, client_id, SrpClient(pool_id, "ada", PASSWORD))


def test_an_alias_is_answered_with_the_username(idp, clock):
    """USER_ID_FOR_SRP is the real username; the proof is made with it."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"email": "ada@example.com", "email_verified": "true"})
    srp = SrpClient(pool_id, "ada@example.com", PASSWORD)
    challenge = begin_srp(idp, client_id, srp)

    answer = respond(
        idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"], at=clock.now())
    )

    assert challenge["ChallengeParameters"]["USER_ID_FOR_SRP"] == "ada"
    assert "AuthenticationResult" in answer


def test_the_server_draws_a_new_secret_each_time(idp, client_id, srp):
    """Salt stays, SRP_B and secret block are fresh, and all have the form clients parse."""
    first, second = (begin_srp(idp, client_id, srp)["ChallengeParameters"] for _ in range(2))

    assert first["SALT"] == second["SALT"]
    assert first["SRP_B"] != second["SRP_B"]
    assert first["SECRET_BLOCK"] != second["SECRET_BLOCK"]
    assert 0 < int(first["SRP_B"], 16) < N
    assert len(base64.b64decode(first["SECRET_BLOCK"], validate=True)) > 500


def test_a_user_without_password_is_asked_and_fails(idp, pool_id, client_id):
    """Who has no password yet is asked for a proof like anybody, and no proof is right."""
    a_user(idp, pool_id, password=None)
    srp = SrpClient(pool_id, "ada", PASSWORD)
    challenge = begin_srp(idp, client_id, srp)

    with refused(*WRONG):
        respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"]))
