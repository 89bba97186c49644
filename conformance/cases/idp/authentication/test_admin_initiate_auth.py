"""AdminInitiateAuth: the flows of back ends, which name the pool and send credentials."""

from __future__ import annotations

import pytest

from cognito_emulator.testing.srp_client import SrpClient
from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused
from tests.sign_ins import PHONE, an_mfa_pool

GIVEN = {"USERNAME": "ada", "PASSWORD": PASSWORD}


@pytest.fixture
def pool_id(idp):
    """Give a pool with the user ada."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


def initiate(idp, pool_id, client_id, flow="ADMIN_USER_PASSWORD_AUTH", **parameters):
    """Open a flow; the one of plain passwords by default."""
    answer = idp.admin_initiate_auth(
        UserPoolId=pool_id,
        ClientId=client_id,
        AuthFlow=flow,
        AuthParameters=parameters or GIVEN,
    )
    return body_of(answer)


@case(source="API reference AdminInitiateAuth", level="documented", checked="2026-11-24")
@pytest.mark.parametrize("flow", ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"])
def test_the_password_signs_in_under_either_name(idp, pool_id, client_id, flow):
    """The flow of plain passwords has a newer and an older name; both answer tokens."""
    answer = initiate(idp, pool_id, client_id, flow)

    result = answer.pop("AuthenticationResult")
    assert answer == {"ChallengeParameters": {}}
    assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "RefreshToken", "IdToken"}


@case(source="ministack#1758, measured on AWS", level="observed", checked="2026-11-24")
def test_back_ends_may_use_srp(idp, pool_id, client_id):
    """USER_SRP_AUTH asks for the proof, and AdminRespondToAuthChallenge takes it."""
    srp = SrpClient(pool_id, "ada", PASSWORD)
    challenge = initiate(idp, pool_id, client_id, "USER_SRP_AUTH", **srp.auth_parameters)

    answer = idp.admin_respond_to_auth_challenge(
        UserPoolId=pool_id,
        ClientId=client_id,
        ChallengeName=challenge["ChallengeName"],
        ChallengeResponses=srp.respond(challenge["ChallengeParameters"]),
    )

    assert challenge["ChallengeName"] == "PASSWORD_VERIFIER"
    assert "RefreshToken" in answer["AuthenticationResult"]


@case(source="Developer Guide, refresh tokens", level="documented", checked="2026-11-24")
@pytest.mark.parametrize("flow", ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"])
def test_back_ends_may_refresh(idp, pool_id, client_id, flow):
    """A refresh answers ID and access token, no new refresh token."""
    token = initiate(idp, pool_id, client_id)["AuthenticationResult"]["RefreshToken"]

    answer = initiate(idp, pool_id, client_id, flow, REFRESH_TOKEN=token)

    result = answer.pop("AuthenticationResult")
    assert answer == {"ChallengeParameters": {}}
    assert set(result) == {"AccessToken", "ExpiresIn", "TokenType", "IdToken"}


@case(source="Developer Guide, SMS and email message MFA", level="documented", checked="2026-11-24")
def test_a_challenge_comes_with_a_session(idp):
    """A second factor is asked of back ends as of apps."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE})

    answer = initiate(idp, pool_id, client_id)

    assert 20 <= len(answer.pop("Session")) <= 4096
    assert answer == {
        "ChallengeName": "SMS_MFA",
        "ChallengeParameters": {
            "CODE_DELIVERY_DELIVERY_MEDIUM": "SMS",
            "CODE_DELIVERY_DESTINATION": "+*******0100",
            "USER_ID_FOR_SRP": "ada",
        },
    }


@case(source="client logs, GH:66811624690", level="observed", checked="2026-11-24")
def test_the_flow_of_apps_is_none_of_back_ends(idp, pool_id, client_id):
    """USER_PASSWORD_AUTH cannot be opened with AdminInitiateAuth."""
    with refused("InvalidParameterException", "Initiate Auth method not supported."):
        initiate(idp, pool_id, client_id, "USER_PASSWORD_AUTH")


@case(source="client logs", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("flow", ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"])
def test_the_flow_has_to_be_enabled(idp, pool_id, flow):
    """A client without ALLOW_ADMIN_USER_PASSWORD_AUTH refuses it without naming it."""
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])

    with refused("InvalidParameterException", "Auth flow not enabled for this client"):
        initiate(idp, pool_id, client_id, flow)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_a_wrong_password_is_refused(idp, pool_id, client_id):
    """A wrong password, and nobody's where existence is hidden, are refused alike."""
    hiding = a_client(idp, pool_id, PreventUserExistenceErrors="ENABLED")

    with refused("NotAuthorizedException", "Incorrect username or password."):
        initiate(idp, pool_id, client_id, USERNAME="ada", PASSWORD="wrong")
    with refused("NotAuthorizedException", "Incorrect username or password."):
        initiate(idp, pool_id, hiding, USERNAME="nobody", PASSWORD=PASSWORD)
    with refused("UserNotFoundException", "User does not exist."):
        initiate(idp, pool_id, client_id, USERNAME="nobody", PASSWORD=PASSWORD)


@case(source="Developer Guide, lockout behavior", level="documented", checked="2026-11-24")
def test_attempts_of_both_doors_are_counted_together(idp, pool_id, client_id):
    """Unauthenticated and signed attempts lock the same user out."""
    for _ in range(5):
        with refused("NotAuthorizedException", "Incorrect username or password."):
            initiate(idp, pool_id, client_id, USERNAME="ada", PASSWORD="wrong")

    with refused("NotAuthorizedException", "Password attempts exceeded"):
        idp.initiate_auth(ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=GIVEN)


@case(
    source="client logs; another pool's client is inferred", level="observed", checked="2026-11-24"
)
def test_pool_and_client_have_to_belong_together(idp, pool_id, client_id):
    """Unknown pools and clients are named, a client of another pool like an unknown one."""
    with refused("ResourceNotFoundException", "User pool us-east-1_example99 does not exist."):
        initiate(idp, "us-east-1_example99", client_id)
    with refused("ResourceNotFoundException", "User pool client unknown does not exist."):
        initiate(idp, pool_id, "unknown")
    message = f"User pool client {client_id} does not exist."
    with refused("ResourceNotFoundException", message):
        initiate(idp, a_pool(idp), client_id)


@case(source="AWS front door", level="inferred", checked="2026-11-24")
def test_back_ends_need_credentials(anonymous, pool_id, client_id):
    """An unsigned call is refused."""
    with refused("MissingAuthenticationTokenException", "Missing Authentication Token"):
        initiate(anonymous, pool_id, client_id)
