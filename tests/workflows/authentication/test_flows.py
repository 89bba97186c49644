"""Opening a sign-in: what is refused first, and what is told of users who do not exist."""

from __future__ import annotations

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from botocore.exceptions import ClientError

from cognito_emulator.domain.secret_hash import secret_hash
from cognito_emulator.testing.srp_client import SrpClient
from tests.builders import PASSWORD, a_client, a_pool, a_user, refused
from tests.sign_ins import begin_srp, initiate, respond, sign_in

WRONG = ("NotAuthorizedException", "Incorrect username or password.")
HIDING = {"PreventUserExistenceErrors": "ENABLED"}
LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:trigger"
USER_ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def test_the_secret_hash_is_judged_before_the_flow(idp, pool_id):
    """Who cannot show the client's secret does not learn which flows it allows."""
    client_id = a_client(idp, pool_id, GenerateSecret=True, ExplicitAuthFlows=["ALLOW_USER_AUTH"])
    missing = f"Client {client_id} is configured with secret but SECRET_HASH was not received"

    with refused("NotAuthorizedException", missing):
        sign_in(idp, client_id)


def test_the_flow_is_judged_before_the_parameters(idp, pool_id):
    """A flow that the client does not allow is refused whatever comes with it."""
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=["ALLOW_REFRESH_TOKEN_AUTH"])

    with refused("InvalidParameterException", "USER_SRP_AUTH is not enabled for the client."):
        initiate(idp, client_id, "USER_SRP_AUTH")


@pytest.mark.parametrize(
    ("flow", "given", "missing"),
    [
        ("USER_PASSWORD_AUTH", {}, "USERNAME"),
        ("USER_PASSWORD_AUTH", {"PASSWORD": PASSWORD}, "USERNAME"),
        ("USER_PASSWORD_AUTH", {"USERNAME": "nobody"}, "PASSWORD"),
        ("USER_PASSWORD_AUTH", {"USERNAME": "nobody", "PASSWORD": ""}, "PASSWORD"),
        ("USER_SRP_AUTH", {"USERNAME": "nobody"}, "SRP_A"),
        ("REFRESH_TOKEN_AUTH", {}, "REFRESH_TOKEN"),
    ],
)
def test_parameters_are_missed_before_the_user(idp, client_id, flow, given, missing):
    """The first missing parameter is named, also for a user who does not exist."""
    with refused("InvalidParameterException", f"Missing required parameter {missing}"):
        initiate(idp, client_id, flow, **given)


@pytest.mark.parametrize("flow", ["USER_PASSWORD_AUTH", "USER_SRP_AUTH"])
def test_an_unknown_user_is_told_by_default(idp, client_id, flow):
    """A client that does not prevent it learns that a user does not exist, with SRP at once."""
    with refused("UserNotFoundException", "User does not exist."):
        initiate(idp, client_id, flow, USERNAME="nobody", PASSWORD=PASSWORD, SRP_A="ab")


def test_an_unknown_user_is_hidden_behind_a_wrong_password(idp, pool_id):
    """Where existence is hidden, nobody's password is wrong."""
    client_id = a_client(idp, pool_id, **HIDING)

    with refused(*WRONG):
        sign_in(idp, client_id, "nobody")


def test_an_unknown_user_is_asked_for_a_proof_that_fails(idp, pool_id):
    """Where existence is hidden, SRP asks nobody like anybody, and refuses like a wrong password."""
    client_id = a_client(idp, pool_id, **HIDING)
    srp = SrpClient(pool_id, "nobody", PASSWORD)

    challenge = begin_srp(idp, client_id, srp)

    parameters = challenge["ChallengeParameters"]
    assert challenge["ChallengeName"] == "PASSWORD_VERIFIER"
    assert set(parameters) == {"SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"}
    assert re.fullmatch(USER_ID, parameters["USER_ID_FOR_SRP"])
    assert parameters["USERNAME"] == parameters["USER_ID_FOR_SRP"]
    for _ in range(2):
        with refused(*WRONG):
            respond(idp, client_id, challenge, **srp.respond(parameters))


def test_nobody_is_always_the_same_nobody(idp, pool_id):
    """Salt and user id are those of the name and the pool, whatever its casing; SRP_B is fresh."""
    client_id = a_client(idp, pool_id, **HIDING)

    def asked(name, client_id=client_id, pool_id=pool_id):
        parameters = begin_srp(idp, client_id, SrpClient(pool_id, name, PASSWORD))
        return parameters["ChallengeParameters"]

    first, again, other = asked("nobody"), asked("nobody"), asked("somebody")
    elsewhere_id = a_pool(idp)
    elsewhere = asked("nobody", a_client(idp, elsewhere_id, **HIDING), elsewhere_id)

    def name(parameters):
        return parameters["SALT"], parameters["USER_ID_FOR_SRP"]

    assert name(first) == name(again)
    assert len({name(first), name(other), name(elsewhere)}) == 3
    assert first["SRP_B"] != again["SRP_B"]


def test_nobody_has_one_name_in_a_pool_that_ignores_case(idp):
    """Where usernames ignore case, so do those of nobody."""
    pool_id = a_pool(idp, UsernameConfiguration={"CaseSensitive": False})
    client_id = a_client(idp, pool_id, **HIDING)

    lower, upper = (
        begin_srp(idp, client_id, SrpClient(pool_id, name, PASSWORD))["ChallengeParameters"]
        for name in ("nobody", "NOBODY")
    )

    assert lower["SALT"] == upper["SALT"]


@pytest.mark.parametrize("flow", ["USER_PASSWORD_AUTH", "USER_SRP_AUTH"])
def test_time_does_not_tell_who_exists(idp, pool_id, ada, flow):
    """Refusing nobody takes about as long as refusing a user."""
    client_id = a_client(idp, pool_id, **HIDING)
    srp_a = SrpClient(pool_id, "ada", PASSWORD).srp_a

    def seconds(name):
        began = time.thread_time()
        for _ in range(4):
            with suppress(ClientError):
                initiate(idp, client_id, flow, USERNAME=name, PASSWORD="wrong", SRP_A=srp_a)
        return time.thread_time() - began

    seconds("warm-up")
    known, unknown = seconds("ada"), seconds("nobody")

    assert max(known, unknown) < 5 * min(known, unknown)


def test_simultaneous_wrong_passwords_are_all_counted(idp, client_id, ada):
    """Of 16 wrong passwords at once five are judged, the others meet the lock-out."""

    def attempt(_):
        with pytest.raises(ClientError) as caught:
            sign_in(idp, client_id, password="wrong")
        return caught.value.response["Error"]["Message"]

    with ThreadPoolExecutor(16) as threads:
        messages = Counter(threads.map(attempt, range(16)))

    assert messages == {WRONG[1]: 5, "Password attempts exceeded": 11}


def test_custom_auth_needs_triggers(idp, pool_id):
    """CUSTOM_AUTH is refused, as by AWS, where no trigger defines it."""
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH"])
    message = "Custom auth lambda trigger is not configured for the user pool."

    with refused("InvalidParameterException", message):
        initiate(idp, client_id, "CUSTOM_AUTH", USERNAME="ada")


@pytest.mark.parametrize("flow", ["USER_AUTH", "CUSTOM_AUTH"])
def test_flows_still_to_come_are_refused_by_name(idp, flow):
    """A flow that is not emulated yet says so."""
    pool_id = a_pool(idp, LambdaConfig={"DefineAuthChallenge": LAMBDA})
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=[f"ALLOW_{flow}"])
    message = f"The {flow} flow is not emulated yet by cognito_emulator."

    with refused("NotEmulatedException", message):
        initiate(idp, client_id, flow, USERNAME="ada")


@pytest.mark.parametrize(
    "trigger", ["PreAuthentication", "PostAuthentication", "PreTokenGeneration"]
)
def test_a_sign_in_that_would_fire_a_trigger_is_refused(idp, trigger):
    """Triggers are not skipped in silence."""
    pool_id = a_pool(idp, LambdaConfig={trigger: LAMBDA})
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    message = f"The {trigger} Lambda trigger is not emulated yet by cognito_emulator."

    with refused("NotEmulatedException", message):
        sign_in(idp, client_id)


def test_a_migration_trigger_would_know_the_user(idp):
    """A user who does not exist yet is not refused where a trigger might bring it, but the call is."""
    pool_id = a_pool(idp, LambdaConfig={"UserMigration": LAMBDA})
    client_id = a_client(idp, pool_id)

    with refused(
        "NotEmulatedException",
        "The UserMigration Lambda trigger is not emulated yet by cognito_emulator.",
    ):
        sign_in(idp, client_id, "nobody")


def test_devices_are_refused_by_name(idp, client_id, ada):
    """A DEVICE_KEY, and a pool that tracks devices, are not ignored."""
    tracking = a_pool(idp, DeviceConfiguration={"DeviceOnlyRememberedOnUserPrompt": True})
    tracking_client = a_client(idp, tracking)
    a_user(idp, tracking)

    with refused(
        "NotEmulatedException",
        "Signing in with a DEVICE_KEY is not emulated yet by cognito_emulator.",
    ):
        sign_in(idp, client_id, DEVICE_KEY="us-east-1_00000000-0000-0000-0000-000000000000")
    message = (
        "Signing in to a user pool with device tracking is not emulated yet by cognito_emulator."
    )
    with refused("NotEmulatedException", message):
        sign_in(idp, tracking_client)


@pytest.mark.parametrize("name_in_hash", ["username", "sub"])
def test_a_refresh_is_signed_with_the_username_or_the_sub(idp, pool_id, ada, name_in_hash):
    """The SECRET_HASH of a refresh is over either name; over another one it is refused."""
    client = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]
    client_id, secret = client["ClientId"], client["ClientSecret"]

    def hashed(name):
        return secret_hash(username=name, client_id=client_id, secret=secret)

    tokens = sign_in(idp, client_id, SECRET_HASH=hashed("ada"))["AuthenticationResult"]
    renewal = {"REFRESH_TOKEN": tokens["RefreshToken"]}
    name = ada if name_in_hash == "sub" else "ada"

    answer = initiate(idp, client_id, "REFRESH_TOKEN_AUTH", **renewal, SECRET_HASH=hashed(name))

    assert set(answer["AuthenticationResult"]) == {
        "AccessToken",
        "IdToken",
        "ExpiresIn",
        "TokenType",
    }
    message = f"SecretHash does not match for the client: {client_id}"
    with refused("NotAuthorizedException", message):
        initiate(idp, client_id, "REFRESH_TOKEN", **renewal, SECRET_HASH=hashed("eve"))
    missing = f"Client {client_id} is configured with secret but SECRET_HASH was not received"
    with refused("NotAuthorizedException", missing):
        initiate(idp, client_id, "REFRESH_TOKEN", **renewal)
