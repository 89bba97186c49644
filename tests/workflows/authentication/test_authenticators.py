"""Setting up an authenticator within a sign-in; by access token it is tested with its operations."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from botocore.exceptions import ClientError

from cognito_emulator.domain import totp
from tests.builders import PASSWORD, SENDS_SMS, a_client, a_user, refused
from tests.sign_ins import PHONE, an_mfa_pool, respond, sign_in, wrong_code

INVALID = ("NotAuthorizedException", "Invalid session for the user.")
USED = ("NotAuthorizedException", "Invalid session for the user, session can only be used once.")
MISMATCH = (
    "EnableSoftwareTokenMFAException",
    "Code mismatch and fail enable Software Token MFA",
)
NOT_OFFERED = (
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA has not been enabled by the userPool",
)


@pytest.fixture
def pool_id(idp):
    """Give a pool that requires an authenticator."""
    return an_mfa_pool(idp, "TOTP")


@pytest.fixture
def session(idp, client_id, ada):
    """Give the session of an MFA_SETUP challenge."""
    return sign_in(idp, client_id)["Session"]


def test_each_step_has_a_session_of_its_own(idp, session, clock):
    """Associating and verifying hand the sign-in on; each session serves once."""
    associated = idp.associate_software_token(Session=session)
    code = totp.code_at(associated["SecretCode"], clock.now())
    verified = idp.verify_software_token(Session=associated["Session"], UserCode=code)

    assert len({session, associated["Session"], verified["Session"]}) == 3
    assert verified["Status"] == "SUCCESS"
    with refused(*USED):
        idp.associate_software_token(Session=session)
    with refused(*USED):
        idp.verify_software_token(Session=associated["Session"], UserCode=code)


def test_a_wrong_code_leaves_the_session_open(idp, session, clock):
    """The right code still verifies after a wrong one."""
    associated = idp.associate_software_token(Session=session)
    code = totp.code_at(associated["SecretCode"], clock.now())

    with refused(*MISMATCH):
        idp.verify_software_token(Session=associated["Session"], UserCode=wrong_code(code))
    assert idp.verify_software_token(Session=associated["Session"], UserCode=code)


def test_there_must_be_something_to_verify(idp, session):
    """A code before a secret was issued is wrong."""
    with refused(*MISMATCH):
        idp.verify_software_token(Session=session, UserCode="000000")


def test_a_second_secret_replaces_the_first(idp, session, clock):
    """Associating again makes the first secret worthless."""
    first = idp.associate_software_token(Session=session)
    second = idp.associate_software_token(Session=first["Session"])
    code = totp.code_at(first["SecretCode"], clock.now())

    with refused(*MISMATCH):
        idp.verify_software_token(Session=second["Session"], UserCode=code)


def test_only_the_setup_challenge_sets_up(idp, clock):
    """The session of another challenge gives no secret."""
    pool_id = an_mfa_pool(idp, "SMS", "TOTP")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    challenge = sign_in(idp, client_id)

    with refused(*INVALID):
        idp.associate_software_token(Session=challenge["Session"])
    with refused(*INVALID):
        idp.verify_software_token(Session=challenge["Session"], UserCode="000000")


def test_a_session_expires(idp, session, clock):
    """After the client's AuthSessionValidity no authenticator is set up."""
    clock.advance(seconds=180)

    message = "Invalid session for the user, session is expired."
    with refused("NotAuthorizedException", message):
        idp.associate_software_token(Session=session)


def test_garbage_is_no_session(idp, session):
    """A session nobody gave is refused."""
    with refused(*INVALID):
        idp.associate_software_token(Session="x" * 20)


@pytest.mark.parametrize("event", ["deleted", "password", "client"])
def test_what_ends_a_sign_in_ends_the_setup(idp, pool_id, client_id, session, event):
    """A deleted user or client, or a changed password, leaves no way on."""
    named = {"UserPoolId": pool_id, "Username": "ada"}
    if event == "deleted":
        idp.admin_delete_user(**named)
    elif event == "password":
        idp.admin_set_user_password(**named, Password=PASSWORD, Permanent=True)
    else:
        idp.delete_user_pool_client(UserPoolId=pool_id, ClientId=client_id)

    with refused(*INVALID):
        idp.associate_software_token(Session=session)


def test_a_disabled_user_sets_nothing_up(idp, pool_id, session):
    """A user disabled meanwhile is refused."""
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "User is disabled."):
        idp.associate_software_token(Session=session)


def test_a_pool_that_stopped_to_offer_them_verifies_none(idp, pool_id, session, clock):
    """Authenticators are neither associated nor verified where the pool offers none."""
    associated = idp.associate_software_token(Session=session)
    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id, MfaConfiguration="ON", SmsMfaConfiguration=SENDS_SMS
    )
    code = totp.code_at(associated["SecretCode"], clock.now())

    with refused(*NOT_OFFERED):
        idp.verify_software_token(Session=associated["Session"], UserCode=code)
    with refused(*NOT_OFFERED):
        idp.associate_software_token(Session=associated["Session"])


def test_of_simultaneous_setups_one_gets_through(idp, client_id, session, clock):
    """Of sixteen who verify the same session at once one goes on."""
    associated = idp.associate_software_token(Session=session)
    code, barrier = totp.code_at(associated["SecretCode"], clock.now()), Barrier(16)

    def attempt(_):
        barrier.wait()
        try:
            return idp.verify_software_token(Session=associated["Session"], UserCode=code)
        except ClientError as error:
            return error.response["Error"]["Message"]

    with ThreadPoolExecutor(16) as threads:
        outcomes = list(threads.map(attempt, range(16)))

    [verified] = [each for each in outcomes if isinstance(each, dict)]
    assert outcomes.count(USED[1]) == 15
    assert respond(idp, client_id, {"ChallengeName": "MFA_SETUP", "Session": verified["Session"]})
