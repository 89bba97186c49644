"""InitiateAuth: who is let in, who is refused, and who is hidden."""

from __future__ import annotations

import base64
import re
import time

import pytest
from botocore.exceptions import ClientError

from cognito_emulator.testing.srp_client import SrpClient
from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, refused
from tests.sign_ins import (
    begin_srp,
    initiate,
    respond,
    sign_in,
)

WRONG = ("NotAuthorizedException", "Incorrect username or password.")
LOCKED = ("NotAuthorizedException", "Password attempts exceeded")
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@case(source="amazon-cognito-identity-js", level="observed", checked="2026-11-24")
def test_srp_asks_for_a_proof(idp, pool_id, client_id):
    """USER_SRP_AUTH answers PASSWORD_VERIFIER with salt, public value and secret block, no session."""
    answer = begin_srp(idp, client_id, SrpClient(pool_id, "ada", PASSWORD))

    parameters = answer["ChallengeParameters"]
    assert set(answer) <= {"ChallengeName", "ChallengeParameters", "Session"}
    assert answer["ChallengeName"] == "PASSWORD_VERIFIER"
    assert set(parameters) == {"SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"}
    assert parameters["USERNAME"] == parameters["USER_ID_FOR_SRP"] == "ada"
    assert re.fullmatch("[0-9a-f]{20,32}", parameters["SALT"])
    assert re.fullmatch("[0-9a-f]{700,770}", parameters["SRP_B"])
    assert base64.b64decode(parameters["SECRET_BLOCK"], validate=True)


@case(source="SRP-6a; text inferred", level="inferred", checked="2026-11-24")
@pytest.mark.parametrize("srp_a", ["0", "xyz"])
def test_srp_a_has_to_be_a_public_value(idp, client_id, srp_a):
    """An SRP_A of zero, or none at all, is refused."""
    with refused("InvalidParameterException", "Invalid SRP_A parameter."):
        initiate(idp, client_id, "USER_SRP_AUTH", USERNAME="ada", SRP_A=srp_a)


@case(source="client libraries and logs", level="observed", checked="2026-11-24")
def test_a_wrong_password_is_refused(idp, client_id):
    """A wrong password is refused without telling which of both is wrong."""
    with refused(*WRONG):
        sign_in(idp, client_id, password="wrong")


@case(source="Developer Guide, user existence errors", level="documented", checked="2026-11-24")
@pytest.mark.parametrize("flow", ["USER_PASSWORD_AUTH", "USER_SRP_AUTH"])
@pytest.mark.parametrize("existence", [None, "LEGACY"], ids=["default", "LEGACY"])
def test_an_unknown_user_is_told_by_default(idp, pool_id, flow, existence):
    """Without PreventUserExistenceErrors a user who does not exist is told so."""
    members = {} if existence is None else {"PreventUserExistenceErrors": existence}
    client_id = a_client(idp, pool_id, **members)

    with refused("UserNotFoundException", "User does not exist."):
        initiate(idp, client_id, flow, USERNAME="nobody", PASSWORD=PASSWORD, SRP_A="ab")


@case(source="Developer Guide, user existence errors", level="documented", checked="2026-11-24")
def test_an_unknown_user_can_be_hidden(idp, pool_id):
    """With PreventUserExistenceErrors nobody is refused, and asked by SRP, like anybody."""
    client_id = a_client(idp, pool_id, PreventUserExistenceErrors="ENABLED")
    srp = SrpClient(pool_id, "nobody", PASSWORD)

    with refused(*WRONG):
        sign_in(idp, client_id, "nobody")
    first, again = (begin_srp(idp, client_id, srp)["ChallengeParameters"] for _ in range(2))
    assert re.fullmatch(UUID, first["USER_ID_FOR_SRP"])
    for name in ("SALT", "USER_ID_FOR_SRP"):
        assert first[name] == again[name]
    challenge = {"ChallengeName": "PASSWORD_VERIFIER"}
    with refused(*WRONG):
        respond(idp, client_id, challenge, **srp.respond(again))


@case(source="Developer Guide, user existence errors", level="documented", checked="2026-11-24")
def test_time_does_not_tell_who_exists(idp, pool_id):
    """Refusing nobody takes no order of magnitude more or less time than refusing a user."""
    client_id = a_client(idp, pool_id, PreventUserExistenceErrors="ENABLED")

    def fastest(name):
        seconds = []
        for _ in range(4):
            began = time.perf_counter()
            with pytest.raises(ClientError):
                sign_in(idp, client_id, name, "wrong")
            seconds.append(time.perf_counter() - began)
        return min(seconds)

    known, unknown = fastest("ada"), fastest("nobody")

    assert max(known, unknown) < 10 * min(known, unknown)


@case(source="aws-sdk-js#4608", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_an_unconfirmed_user_is_sent_to_confirm(idp, pool_id, client_id, password):
    """Who has not confirmed the sign-up is told so, whatever the password."""
    idp.sign_up(ClientId=client_id, Username="eve", Password=PASSWORD)

    with refused("UserNotConfirmedException", "User is not confirmed."):
        sign_in(idp, client_id, "eve", password)


@case(source="amplify-js#5503", level="observed", checked="2026-11-24")
def test_a_disabled_user_is_refused(idp, pool_id, client_id):
    """A disabled user cannot sign in, and can again when enabled."""
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")
    with refused("NotAuthorizedException", "User is disabled."):
        sign_in(idp, client_id)
    with refused("NotAuthorizedException", "User is disabled."):
        begin_srp(idp, client_id, SrpClient(pool_id, "ada", PASSWORD))

    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")

    assert "AuthenticationResult" in sign_in(idp, client_id)


@case(source="amplify-js#4890", level="observed", checked="2026-11-24")
def test_a_reset_is_told_to_who_knows_the_password(idp, pool_id, client_id):
    """A user whose password was reset is told so, but not by a wrong password."""
    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    with refused("PasswordResetRequiredException", "Password reset required for the user"):
        sign_in(idp, client_id)
    with refused(*WRONG):
        sign_in(idp, client_id, password="wrong")


@case(source="client libraries", level="observed", checked="2026-11-24")
def test_a_temporary_password_expires(idp, clock):
    """After the pool's days a temporary password signs in no more."""
    policy = {"PasswordPolicy": {"MinimumLength": 8, "TemporaryPasswordValidityDays": 1}}
    pool_id = a_pool(idp, Policies=policy)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, password=None)
    idp.admin_set_user_password(UserPoolId=pool_id, Username="ada", Password=PASSWORD)

    clock.advance(86_401)

    message = "Temporary password has expired and must be reset by an administrator."
    with refused("NotAuthorizedException", message):
        sign_in(idp, client_id)


@case(source="Developer Guide, lockout behavior", level="documented", checked="2026-11-24")
def test_failures_lock_out_longer_each_time(idp, client_id, clock):
    """Five failures are free; the lock-out doubles from there, and a success ends it."""
    for _ in range(4):
        with refused(*WRONG):
            sign_in(idp, client_id, password="wrong")
    for seconds in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900):
        with refused(*WRONG):
            sign_in(idp, client_id, password="wrong")
        if seconds > 2:
            clock.advance(seconds - 2)
            with refused(*LOCKED):
                sign_in(idp, client_id)
            clock.advance(2)
        else:
            clock.advance(seconds)

    assert "AuthenticationResult" in sign_in(idp, client_id)
    for _ in range(4):
        with refused(*WRONG):
            sign_in(idp, client_id, password="wrong")
    assert "AuthenticationResult" in sign_in(idp, client_id)


@case(source="what users of AWS expect", level="inferred", checked="2026-11-24")
def test_an_administrators_password_ends_the_lock_out(idp, pool_id, client_id):
    """AdminSetUserPassword lets a locked-out user in at once."""
    for _ in range(5):
        with refused(*WRONG):
            sign_in(idp, client_id, password="wrong")
    with refused(*LOCKED):
        sign_in(idp, client_id)

    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password=PASSWORD, Permanent=True
    )

    assert "AuthenticationResult" in sign_in(idp, client_id)
