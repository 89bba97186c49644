"""RespondToAuthChallenge: how long, how often and for whom a session serves."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_client, a_user, refused
from tests.sign_ins import (
    PHONE,
    an_mfa_pool,
    respond,
    sign_in,
)

INVALID = ("NotAuthorizedException", "Invalid session for the user.")
EXPIRED = ("NotAuthorizedException", "Invalid session for the user, session is expired.")
USED = ("NotAuthorizedException", "Invalid session for the user, session can only be used once.")
NEW = "Better-horse-8"


@case(source="client logs", level="observed", checked="2026-11-24")
def test_a_session_serves_once(idp, inbox, by_sms):
    """A session that led on is called used, garbage invalid."""
    client_id, challenge = by_sms
    code = inbox.code(user="ada")
    respond(idp, client_id, challenge, SMS_MFA_CODE=code)

    with refused(*USED):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)
    with refused(*INVALID):
        respond(idp, client_id, {**challenge, "Session": "x" * 100}, SMS_MFA_CODE=code)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_a_session_expires(idp, inbox, clock, by_sms):
    """After three minutes, or what the client says, a session is called expired."""
    client_id, challenge = by_sms
    code = inbox.code(user="ada")
    clock.advance(181)

    with refused(*EXPIRED):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)


@case(source="what users of AWS expect", level="inferred", checked="2026-11-24")
def test_a_session_belongs_to_client_challenge_and_user(idp, inbox, pool_id, client_id, by_sms):
    """Another client, challenge or user cannot use it."""
    own_client, challenge = by_sms
    code = inbox.code(user="ada")

    with refused(*INVALID):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)
    with refused(*INVALID):
        other = {**challenge, "ChallengeName": "SOFTWARE_TOKEN_MFA"}
        respond(idp, own_client, other, SOFTWARE_TOKEN_MFA_CODE=code)
    with refused(*INVALID):
        respond(idp, own_client, challenge, "eve", SMS_MFA_CODE=code)
    assert "AuthenticationResult" in respond(idp, own_client, challenge, SMS_MFA_CODE=code)


@case(source="what users of AWS expect", level="inferred", checked="2026-11-24")
def test_what_happens_meanwhile_counts(idp, inbox):
    """A user disabled, or given another password, meanwhile does not get through."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    challenge, code = sign_in(idp, client_id), inbox.code(user="ada")
    named = {"UserPoolId": pool_id, "Username": "ada"}

    idp.admin_disable_user(**named)
    with refused("NotAuthorizedException", "User is disabled."):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)
    idp.admin_enable_user(**named)
    idp.admin_set_user_password(**named, Password=NEW, Permanent=True)
    with refused(*INVALID):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)


@case(source="amazon-cognito-identity-js#627", level="observed", checked="2026-11-24")
def test_what_is_missing_is_named(idp, by_sms):
    """Session, USERNAME and the code are missed by name."""
    client_id, challenge = by_sms

    for given, username, missing in (
        ({"ChallengeName": "SMS_MFA"}, "ada", "Session"),
        (challenge, "", "USERNAME"),
        (challenge, "ada", "SMS_MFA_CODE"),
    ):
        with refused("InvalidParameterException", f"Missing required parameter {missing}"):
            respond(idp, client_id, given, username)
