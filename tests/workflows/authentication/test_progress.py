"""Open sign-ins: how long they wait, and how what they are known by is told apart."""

from __future__ import annotations

import pytest

from tests.builders import a_client, a_user, refused
from tests.sign_ins import PHONE, an_mfa_pool, respond, sign_in

EXPIRED = ("NotAuthorizedException", "Invalid session for the user, session is expired.")
USED = ("NotAuthorizedException", "Invalid session for the user, session can only be used once.")


@pytest.fixture
def pool_id(idp):
    """Give a pool that requires a code by SMS, with the user ada."""
    pool_id = an_mfa_pool(idp, "SMS")
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    return pool_id


@pytest.mark.parametrize("minutes", [3, 15])
def test_a_session_lives_as_long_as_the_client_says(idp, pool_id, clock, inbox, minutes):
    """AuthSessionValidity counts in minutes and ends to the second, with the code sent in it."""
    client_id = a_client(idp, pool_id, AuthSessionValidity=minutes)
    in_time, late = sign_in(idp, client_id), sign_in(idp, client_id)
    early_code, late_code = (message.code for message in inbox.list())

    clock.advance(seconds=60 * minutes - 1)
    assert "AuthenticationResult" in respond(idp, client_id, in_time, SMS_MFA_CODE=early_code)
    clock.advance(seconds=1)
    with refused(*EXPIRED):
        respond(idp, client_id, late, SMS_MFA_CODE=late_code)


def test_a_session_lives_three_minutes_by_default(idp, pool_id, clock, inbox):
    """A client that says nothing has sessions of three minutes."""
    client_id = a_client(idp, pool_id)
    challenge = sign_in(idp, client_id)

    clock.advance(seconds=180)

    with refused(*EXPIRED):
        respond(idp, client_id, challenge, SMS_MFA_CODE=inbox.code("ada"))


def test_use_is_told_before_expiry(idp, pool_id, clock, inbox):
    """A session that has served is called used, also when it is old."""
    client_id = a_client(idp, pool_id)
    challenge = sign_in(idp, client_id)
    respond(idp, client_id, challenge, SMS_MFA_CODE=inbox.code("ada"))

    clock.advance(seconds=3600)

    with refused(*USED):
        respond(idp, client_id, challenge, SMS_MFA_CODE=inbox.code("ada"))


def test_each_step_has_its_own_time(idp, clock, inbox):
    """The time begins anew with each challenge."""
    pool_id = an_mfa_pool(idp, "SMS", "TOTP", "EMAIL")
    client_id = a_client(idp, pool_id)
    attributes = {"phone_number": PHONE, "email": "ada@example.com"}
    a_user(idp, pool_id, attributes=attributes)
    choice = sign_in(idp, client_id)
    clock.advance(seconds=120)

    challenge = respond(idp, client_id, choice, ANSWER="SMS_MFA")
    clock.advance(seconds=120)

    assert "AuthenticationResult" in respond(
        idp, client_id, challenge, SMS_MFA_CODE=inbox.code("ada")
    )


def test_a_session_looks_like_those_of_aws(idp, pool_id):
    """A session is a long opaque text, another one each time, within the model's limits."""
    client_id = a_client(idp, pool_id)

    sessions = {sign_in(idp, client_id)["Session"] for _ in range(3)}

    assert len(sessions) == 3
    assert all(session.startswith("AYAB") and 20 < len(session) <= 4096 for session in sessions)
