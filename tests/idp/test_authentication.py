"""The four doors of signing in: which flows each opens, and how each names pool and client."""

from __future__ import annotations

import pytest

from cognito_emulator.domain.secret_hash import secret_hash
from cognito_emulator.testing.srp_client import SrpClient
from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused
from tests.sign_ins import PHONE, an_mfa_pool, begin_srp, initiate, respond, sign_in

UNSUPPORTED = ("InvalidParameterException", "Initiate Auth method not supported.")
GIVEN = {"USERNAME": "ada", "PASSWORD": PASSWORD}


@pytest.fixture
def pool_id(idp):
    """Give a pool with the user ada."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client of the pool with every password flow."""
    return a_client(idp, pool_id)


def admin_initiate(idp, pool_id, client_id, flow, **parameters):
    """Open a flow of AdminInitiateAuth."""
    answer = idp.admin_initiate_auth(
        UserPoolId=pool_id, ClientId=client_id, AuthFlow=flow, AuthParameters=parameters
    )
    return body_of(answer)


def test_the_answer_is_whole(idp, client_id):
    """Tokens come with their lifetime and type, and with empty challenge parameters."""
    answer = sign_in(idp, client_id)

    result = answer.pop("AuthenticationResult")
    assert answer == {"ChallengeParameters": {}}
    assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "RefreshToken", "IdToken"}
    assert (result["ExpiresIn"], result["TokenType"]) == (3600, "Bearer")


def test_the_lifetime_is_that_of_the_access_token(idp, pool_id):
    """ExpiresIn follows AccessTokenValidity in its unit."""
    client_id = a_client(
        idp, pool_id, AccessTokenValidity=5, TokenValidityUnits={"AccessToken": "minutes"}
    )

    assert sign_in(idp, client_id)["AuthenticationResult"]["ExpiresIn"] == 300


@pytest.mark.parametrize("flow", ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"])
def test_apps_cannot_open_the_flows_of_back_ends(idp, client_id, flow):
    """InitiateAuth does not know the administrators' flow, under neither name."""
    with refused(*UNSUPPORTED):
        initiate(idp, client_id, flow, **GIVEN)


def test_back_ends_cannot_open_the_flow_of_apps(idp, pool_id, client_id):
    """AdminInitiateAuth has a flow of its own for plain passwords."""
    with refused(*UNSUPPORTED):
        admin_initiate(idp, pool_id, client_id, "USER_PASSWORD_AUTH", **GIVEN)


@pytest.mark.parametrize(
    ("flow", "message"),
    [
        ("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow not enabled for this client"),
        ("USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client."),
        ("CUSTOM_AUTH", "CUSTOM_AUTH is not enabled for the client."),
        ("USER_AUTH", "USER_AUTH is not enabled for the client."),
        ("REFRESH_TOKEN_AUTH", "REFRESH_TOKEN_AUTH is not enabled for the client."),
        ("REFRESH_TOKEN", "REFRESH_TOKEN is not enabled for the client."),
    ],
)
def test_a_flow_that_the_client_does_not_allow_is_refused(idp, pool_id, flow, message):
    """Each flow is refused in its own words."""
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"])

    with refused("InvalidParameterException", message):
        initiate(idp, client_id, flow, **GIVEN)


@pytest.mark.parametrize("flow", ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"])
def test_the_flow_of_back_ends_has_to_be_allowed_too(idp, pool_id, flow):
    """The administrators' flow is refused without naming it."""
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])

    message = "Auth flow not enabled for this client"
    with refused("InvalidParameterException", message):
        admin_initiate(idp, pool_id, client_id, flow, **GIVEN)


def test_legacy_flow_names_of_a_client_allow_the_flows(idp, pool_id):
    """ADMIN_NO_SRP_AUTH and USER_PASSWORD_AUTH of old clients allow what their new names do."""
    client_id = a_client(
        idp, pool_id, ExplicitAuthFlows=["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"]
    )

    assert admin_initiate(idp, pool_id, client_id, "ADMIN_USER_PASSWORD_AUTH", **GIVEN)
    tokens = sign_in(idp, client_id)["AuthenticationResult"]
    assert initiate(idp, client_id, "REFRESH_TOKEN", REFRESH_TOKEN=tokens["RefreshToken"])


@pytest.mark.parametrize("flow", ["REFRESH_TOKEN", "REFRESH_TOKEN_AUTH"])
def test_back_ends_refresh_too(idp, pool_id, client_id, flow):
    """AdminInitiateAuth takes refresh tokens under both names."""
    tokens = sign_in(idp, client_id)["AuthenticationResult"]

    answer = admin_initiate(idp, pool_id, client_id, flow, REFRESH_TOKEN=tokens["RefreshToken"])

    assert answer["ChallengeParameters"] == {}
    assert set(answer["AuthenticationResult"]) == {
        "AccessToken",
        "ExpiresIn",
        "TokenType",
        "IdToken",
    }


def test_an_unknown_client_is_told(idp, pool_id):
    """Neither door opens for a client that does not exist."""
    message = "User pool client unknown does not exist."

    with refused("ResourceNotFoundException", message):
        initiate(idp, "unknown", "USER_PASSWORD_AUTH", **GIVEN)
    with refused("ResourceNotFoundException", message):
        admin_initiate(idp, pool_id, "unknown", "ADMIN_USER_PASSWORD_AUTH", **GIVEN)
    with refused("ResourceNotFoundException", message):
        respond(idp, "unknown", {"ChallengeName": "SMS_MFA", "Session": "x" * 20})


def test_back_ends_name_the_pool_of_the_client(idp, pool_id, client_id):
    """An unknown pool is told; a client of another pool does not exist in this one."""
    unknown = "us-east-1_abcdefghi"
    with refused("ResourceNotFoundException", f"User pool {unknown} does not exist."):
        admin_initiate(idp, unknown, client_id, "ADMIN_USER_PASSWORD_AUTH", **GIVEN)

    message = f"User pool client {client_id} does not exist."
    with refused("ResourceNotFoundException", message):
        admin_initiate(idp, a_pool(idp), client_id, "ADMIN_USER_PASSWORD_AUTH", **GIVEN)


def test_back_ends_answer_in_the_pool_of_the_client(idp, inbox):
    """AdminRespondToAuthChallenge refuses an unknown pool and another one, then answers."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    challenge = admin_initiate(idp, pool_id, client_id, "ADMIN_USER_PASSWORD_AUTH", **GIVEN)

    def answer(pool_id):
        return idp.admin_respond_to_auth_challenge(
            UserPoolId=pool_id,
            ClientId=client_id,
            ChallengeName="SMS_MFA",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": "ada", "SMS_MFA_CODE": inbox.code("ada")},
        )

    unknown = "us-east-1_abcdefghi"
    with refused("ResourceNotFoundException", f"User pool {unknown} does not exist."):
        answer(unknown)
    message = f"User pool client {client_id} does not exist."
    with refused("ResourceNotFoundException", message):
        answer(a_pool(idp))
    assert "AuthenticationResult" in answer(pool_id)


def test_a_challenge_comes_with_its_session(idp):
    """A challenge that is answered by session has one, and no tokens."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE})

    assert set(sign_in(idp, client_id)) == {"ChallengeName", "Session", "ChallengeParameters"}


def test_either_of_two_secrets_signs(idp, pool_id):
    """While a client's secret is replaced, hashes of both are good, of a third they are not."""
    client = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
    )["UserPoolClient"]
    client_id = client["ClientId"]
    added = idp.add_user_pool_client_secret(UserPoolId=pool_id, ClientId=client_id)
    newer = added["ClientSecretDescriptor"]["ClientSecretValue"]

    def hashed(secret):
        return secret_hash(username="ada", client_id=client_id, secret=secret)

    for secret in (client["ClientSecret"], newer):
        assert "AuthenticationResult" in sign_in(idp, client_id, SECRET_HASH=hashed(secret))
        srp = SrpClient(pool_id, "ada", PASSWORD, client_id=client_id, client_secret=secret)
        challenge = begin_srp(idp, client_id, srp)
        responses = srp.respond(challenge["ChallengeParameters"])
        assert "AuthenticationResult" in respond(idp, client_id, challenge, **responses)
    message = f"Unable to verify secret hash for client {client_id}"
    with refused("NotAuthorizedException", message):
        sign_in(idp, client_id, SECRET_HASH=hashed("x" * 52))


def test_the_secret_is_asked_at_every_step(idp, pool_id):
    """An answer to a challenge needs the hash too, over the name in the same call."""
    client = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"],
    )["UserPoolClient"]
    client_id, secret = client["ClientId"], client["ClientSecret"]
    srp = SrpClient(pool_id, "ada", PASSWORD, client_id=client_id, client_secret=secret)
    challenge = begin_srp(idp, client_id, srp)
    responses = srp.respond(challenge["ChallengeParameters"])

    message = f"Unable to verify secret hash for client {client_id}"
    other = secret_hash(username="eve", client_id=client_id, secret=secret)
    with refused("NotAuthorizedException", message):
        respond(idp, client_id, challenge, **{**responses, "SECRET_HASH": other})
    del responses["SECRET_HASH"]
    message = f"Client {client_id} is configured with secret but SECRET_HASH was not received"
    with refused("NotAuthorizedException", message):
        respond(idp, client_id, challenge, **responses)


def test_a_hash_for_a_client_without_secret_is_wrong(idp, client_id):
    """A public client cannot be signed for."""
    message = f"Unable to verify secret hash for client {client_id}"

    with refused("NotAuthorizedException", message):
        sign_in(idp, client_id, SECRET_HASH="AAAA")


def test_calls_need_no_signature_and_no_region(emulator, client_id):
    """Apps call without credentials; the client says where it belongs."""
    from botocore import UNSIGNED
    from botocore.config import Config

    anonymous = emulator.client("cognito-idp", config=Config(signature_version=UNSIGNED))

    assert "AuthenticationResult" in sign_in(anonymous, client_id)
