"""Answering challenges: to whom an open step belongs, how often it serves, and what ends it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from botocore.exceptions import ClientError

from cognito_emulator.domain import totp
from cognito_emulator.testing.srp_client import SrpClient
from tests.builders import PASSWORD, a_client, a_pool, a_user, refused
from tests.sign_ins import (
    EMAIL,
    PHONE,
    an_mfa_pool,
    begin_srp,
    initiate,
    respond,
    set_up_authenticator,
    sign_in,
    wrong_code,
)

WRONG = ("NotAuthorizedException", "Incorrect username or password.")
INVALID = ("NotAuthorizedException", "Invalid session for the user.")
USED = ("NotAuthorizedException", "Invalid session for the user, session can only be used once.")
MISMATCH = ("CodeMismatchException", "Invalid code or auth state for the user.")


@pytest.fixture
def pool_id(idp):
    """Give a pool that requires a code by SMS."""
    return an_mfa_pool(idp, "SMS")


@pytest.fixture
def ada(idp, pool_id):
    """Give the sub of ada, who has a phone number."""
    return a_user(idp, pool_id, attributes={"phone_number": PHONE})


@pytest.fixture
def challenge(idp, client_id, ada):
    """Give the SMS_MFA challenge of a sign-in of ada."""
    return sign_in(idp, client_id)


def test_a_session_opens_the_way_to_tokens(idp, client_id, challenge, inbox):
    """The right answer in the challenge's session gives tokens and asks no more."""
    answer = respond(idp, client_id, challenge, SMS_MFA_CODE=inbox.code("ada"))

    assert set(answer) == {"ChallengeParameters", "AuthenticationResult"}
    assert answer["ChallengeParameters"] == {}


def test_a_session_serves_once(idp, client_id, challenge, inbox):
    """A session that led on cannot be answered again, rightly or wrongly."""
    code = inbox.code("ada")
    respond(idp, client_id, challenge, SMS_MFA_CODE=code)

    for given in (code, wrong_code(code)):
        with refused(*USED):
            respond(idp, client_id, challenge, SMS_MFA_CODE=given)


def test_of_simultaneous_answers_one_gets_through(idp, client_id, challenge, inbox):
    """Sixteen right answers at the same moment make one session, and one set of tokens."""
    code, barrier = inbox.code("ada"), Barrier(16)

    def attempt(_):
        barrier.wait()
        try:
            return respond(idp, client_id, challenge, SMS_MFA_CODE=code)["AuthenticationResult"]
        except ClientError as error:
            return error.response["Error"]["Code"], error.response["Error"]["Message"]

    with ThreadPoolExecutor(16) as threads:
        outcomes = list(threads.map(attempt, range(16)))

    assert len([each for each in outcomes if isinstance(each, dict)]) == 1
    assert [each for each in outcomes if not isinstance(each, dict)] == [USED] * 15


def test_of_simultaneous_proofs_one_gets_through(idp):
    """The same SRP answer sent sixteen times at once signs in once."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    srp = SrpClient(pool_id, "ada", PASSWORD)
    challenge = begin_srp(idp, client_id, srp)
    responses, barrier = srp.respond(challenge["ChallengeParameters"]), Barrier(16)

    def attempt(_):
        barrier.wait()
        try:
            respond(idp, client_id, challenge, **responses)
        except ClientError as error:
            return error.response["Error"]["Message"]
        return "tokens"

    with ThreadPoolExecutor(16) as threads:
        outcomes = sorted(threads.map(attempt, range(16)))

    assert outcomes == [WRONG[1]] * 15 + ["tokens"]


def test_a_wrong_code_leaves_the_session_open(idp, client_id, challenge, inbox):
    """After wrong codes the right one still gets through in the same session."""
    code = inbox.code("ada")
    for _ in range(3):
        with refused(*MISMATCH):
            respond(idp, client_id, challenge, SMS_MFA_CODE=wrong_code(code))

    assert "AuthenticationResult" in respond(idp, client_id, challenge, SMS_MFA_CODE=code)


def test_a_session_belongs_to_its_client(idp, pool_id, client_id, challenge, inbox):
    """Another client of the pool, or of another pool, cannot answer; the session stays open."""
    code, elsewhere = inbox.code("ada"), a_pool(idp)
    a_user(idp, elsewhere)

    for other in (a_client(idp, pool_id), a_client(idp, elsewhere)):
        with refused(*INVALID):
            respond(idp, other, challenge, SMS_MFA_CODE=code)
    assert "AuthenticationResult" in respond(idp, client_id, challenge, SMS_MFA_CODE=code)


def test_a_session_belongs_to_its_challenge(idp, client_id, challenge):
    """A session answers the challenge it was given for, no other."""
    other = {**challenge, "ChallengeName": "SOFTWARE_TOKEN_MFA"}

    with refused(*INVALID):
        respond(idp, client_id, other, SOFTWARE_TOKEN_MFA_CODE="000000")


def test_a_session_belongs_to_its_user(idp, pool_id, client_id, challenge, inbox):
    """Neither another user nor nobody can be named in a session."""
    a_user(idp, pool_id, "eve", attributes={"phone_number": "+12065550199"})

    for name in ("eve", "nobody"):
        with refused(*INVALID):
            respond(idp, client_id, challenge, name, SMS_MFA_CODE=inbox.code("ada"))


def test_a_user_may_be_named_by_username_sub_or_alias(idp, inbox):
    """An answer names the user by the username, the sub or a verified alias."""
    pool_id = an_mfa_pool(idp, "SMS", AliasAttributes=["email"])
    client_id = a_client(idp, pool_id)
    attributes = {"email": EMAIL, "email_verified": "true", "phone_number": PHONE}
    sub = a_user(idp, pool_id, attributes=attributes)

    for name in ("ada", sub, EMAIL):
        challenge = sign_in(idp, client_id, EMAIL)
        assert "AuthenticationResult" in respond(
            idp, client_id, challenge, name, SMS_MFA_CODE=inbox.code("ada")
        )


def test_every_step_has_a_session_of_its_own(idp, inbox):
    """The next challenge comes with another session, and the one before is used up."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE}, password=None)
    idp.admin_set_user_password(UserPoolId=pool_id, Username="ada", Password=PASSWORD)
    first = sign_in(idp, client_id)

    second = respond(idp, client_id, first, NEW_PASSWORD="Better-horse-8")

    assert (first["ChallengeName"], second["ChallengeName"]) == ("NEW_PASSWORD_REQUIRED", "SMS_MFA")
    assert first["Session"] != second["Session"]
    with refused(*USED):
        respond(idp, client_id, first, NEW_PASSWORD="Another-horse-9")
    assert "AuthenticationResult" in respond(idp, client_id, second, SMS_MFA_CODE=inbox.code("ada"))


@pytest.mark.parametrize("again", [False, True], ids=["deleted", "made anew"])
def test_a_session_ends_with_its_user(idp, pool_id, client_id, challenge, inbox, again):
    """A deleted user's sign-in is over, also for another user of the same name."""
    code = inbox.code("ada")
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")
    if again:
        a_user(idp, pool_id, attributes={"phone_number": PHONE})

    with refused(*INVALID):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)


def test_a_session_ends_with_its_client(idp, pool_id, client_id, challenge, inbox):
    """The sign-ins of a deleted client cannot be finished."""
    idp.delete_user_pool_client(UserPoolId=pool_id, ClientId=client_id)

    message = f"User pool client {client_id} does not exist."
    with refused("ResourceNotFoundException", message):
        respond(idp, client_id, challenge, SMS_MFA_CODE=inbox.code("ada"))


def test_a_user_disabled_meanwhile_is_refused(idp, pool_id, client_id, challenge, inbox):
    """A right code does not help who was disabled, but does again when enabled."""
    code = inbox.code("ada")
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "User is disabled."):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)
    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")
    assert "AuthenticationResult" in respond(idp, client_id, challenge, SMS_MFA_CODE=code)


@pytest.mark.parametrize("permanent", [False, True], ids=["temporary", "permanent"])
def test_a_session_ends_with_the_password_it_began_with(
    idp, pool_id, client_id, challenge, inbox, permanent
):
    """Who proved a password that is changed meanwhile has to begin again."""
    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password="Better-horse-8", Permanent=permanent
    )

    with refused(*INVALID):
        respond(idp, client_id, challenge, SMS_MFA_CODE=inbox.code("ada"))


def test_a_proof_ends_with_the_password_it_began_with(idp, pool_id, client_id, ada):
    """SRP that began before a change of password does not accept the former one."""
    srp = SrpClient(pool_id, "ada", PASSWORD)
    challenge = begin_srp(idp, client_id, srp)
    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password="Better-horse-8", Permanent=True
    )

    with refused(*WRONG):
        respond(idp, client_id, challenge, **srp.respond(challenge["ChallengeParameters"]))


def test_two_sign_ins_with_a_temporary_password_choose_one(idp):
    """Of two open NEW_PASSWORD_REQUIRED the one answered first counts, the other ends."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, password=None)
    idp.admin_set_user_password(UserPoolId=pool_id, Username="ada", Password=PASSWORD)
    first, second = sign_in(idp, client_id), sign_in(idp, client_id)

    respond(idp, client_id, first, NEW_PASSWORD="Better-horse-8")

    with refused(*INVALID):
        respond(idp, client_id, second, NEW_PASSWORD="Another-horse-9")
    assert "AuthenticationResult" in sign_in(idp, client_id, password="Better-horse-8")


def test_a_reset_meanwhile_is_told(idp, inbox):
    """A user who must reset the password does not finish a sign-in that was under way."""
    recovery = {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]}
    pool_id = an_mfa_pool(idp, "SMS", AccountRecoverySetting=recovery)
    client_id = a_client(idp, pool_id)
    attributes = {"phone_number": PHONE, "email": EMAIL, "email_verified": "true"}
    a_user(idp, pool_id, attributes=attributes)
    challenge = sign_in(idp, client_id)
    code = inbox.code("ada")
    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    with refused("PasswordResetRequiredException", "Password reset required for the user"):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)


def test_failures_are_forgotten_by_a_whole_sign_in_only(idp, client_id, ada, inbox):
    """A right password alone does not forget wrong codes: they would never lock out."""
    for _ in range(2):
        challenge = sign_in(idp, client_id)
        for _ in range(2):
            with refused(*MISMATCH):
                respond(idp, client_id, challenge, SMS_MFA_CODE=wrong_code(inbox.code("ada")))
    challenge = sign_in(idp, client_id)
    code = inbox.code("ada")

    with refused(*MISMATCH):
        respond(idp, client_id, challenge, SMS_MFA_CODE=wrong_code(code))
    with refused("NotAuthorizedException", "Password attempts exceeded"):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)


@pytest.mark.parametrize("session", [{}, {"Session": "x" * 20}], ids=["missing", "garbage"])
def test_a_challenge_needs_its_session(idp, client_id, session):
    """Without a session it is missed, garbage is none."""
    expected = INVALID
    if not session:
        expected = ("InvalidParameterException", "Missing required parameter Session")

    with refused(*expected):
        respond(idp, client_id, {"ChallengeName": "SMS_MFA", **session}, SMS_MFA_CODE="000000")


def test_an_answer_names_its_user(idp, client_id, challenge):
    """USERNAME is required of every answer."""
    with refused("InvalidParameterException", "Missing required parameter USERNAME"):
        respond(idp, client_id, challenge, username="", SMS_MFA_CODE="000000")


def test_challenges_still_to_come_are_refused_by_name(idp, client_id):
    """A challenge that is not emulated yet says so."""
    with refused(
        "NotEmulatedException",
        "The CUSTOM_CHALLENGE challenge is not emulated yet by cognito_emulator.",
    ):
        respond(idp, client_id, {"ChallengeName": "CUSTOM_CHALLENGE", "Session": "x" * 20})


def test_nobody_is_ever_asked_the_legacy_challenge(idp, client_id):
    """ADMIN_NO_SRP_AUTH is in the model, but no session of it exists."""
    with refused(*INVALID):
        respond(idp, client_id, {"ChallengeName": "ADMIN_NO_SRP_AUTH", "Session": "x" * 20})


def test_back_ends_can_finish_what_apps_began(idp, pool_id, client_id, challenge, inbox):
    """AdminRespondToAuthChallenge answers a sign-in that InitiateAuth opened."""
    answer = idp.admin_respond_to_auth_challenge(
        UserPoolId=pool_id,
        ClientId=client_id,
        ChallengeName="SMS_MFA",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": "ada", "SMS_MFA_CODE": inbox.code("ada")},
    )

    assert "AuthenticationResult" in answer


def test_a_refused_answer_changes_nothing(emulator, idp, clock):
    """A code that comes too late for its lock-out leaves the authenticator's state as it was."""
    pool_id = an_mfa_pool(idp, "TOTP", mfa="OPTIONAL")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    access = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    secret = set_up_authenticator(idp, access, clock.now())
    challenge = sign_in(idp, client_id)
    code = totp.code_at(secret, clock.now())
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")
    with emulator.database.reading() as store:
        before = store.users.get(pool_id, "ada")

    with refused("NotAuthorizedException", "User is disabled."):
        respond(idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code)

    with emulator.database.reading() as store:
        assert store.users.get(pool_id, "ada") == before
    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")
    assert "AuthenticationResult" in respond(
        idp, client_id, challenge, SOFTWARE_TOKEN_MFA_CODE=code
    )


def test_a_secret_block_is_no_session(idp, client_id, challenge):
    """The text of another step proves nothing where a secret block is asked for."""
    given = {
        "PASSWORD_CLAIM_SECRET_BLOCK": challenge["Session"],
        "PASSWORD_CLAIM_SIGNATURE": "AAAA",
        "TIMESTAMP": "Thu Jan 1 12:00:00 UTC 2026",
    }

    with refused(*WRONG):
        respond(idp, client_id, {"ChallengeName": "PASSWORD_VERIFIER"}, **given)


def test_srp_is_opened_by_back_ends_too(idp, clock):
    """USER_SRP_AUTH works by AdminInitiateAuth and AdminRespondToAuthChallenge."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    srp = SrpClient(pool_id, "ada", PASSWORD)
    named = {"UserPoolId": pool_id, "ClientId": client_id}
    challenge = idp.admin_initiate_auth(
        **named, AuthFlow="USER_SRP_AUTH", AuthParameters=srp.auth_parameters
    )

    answer = idp.admin_respond_to_auth_challenge(
        **named,
        ChallengeName="PASSWORD_VERIFIER",
        ChallengeResponses=srp.respond(challenge["ChallengeParameters"], at=clock.now()),
    )

    assert "AuthenticationResult" in answer
    assert initiate(
        idp,
        client_id,
        "REFRESH_TOKEN_AUTH",
        REFRESH_TOKEN=answer["AuthenticationResult"]["RefreshToken"],
    )
