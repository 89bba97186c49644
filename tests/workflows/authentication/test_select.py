"""SELECT_MFA_TYPE: choosing among several second factors."""

from __future__ import annotations

import json

import pytest

from tests.builders import a_client, a_user, refused
from tests.sign_ins import EMAIL, PHONE, an_mfa_pool, respond, set_up_authenticator, sign_in

NOT_OFFERED = ("InvalidParameterException", "Invalid value provided for ANSWER.")


@pytest.fixture
def pool_id(idp):
    """Give a pool that requires any of three factors."""
    return an_mfa_pool(idp, "SMS", "TOTP", "EMAIL")


@pytest.fixture
def ada(idp, pool_id):
    """Give the sub of ada, who has both addresses and no authenticator."""
    return a_user(idp, pool_id, attributes={"phone_number": PHONE, "email": EMAIL})


def test_the_usable_factors_are_offered(idp, client_id, ada, inbox):
    """The choice names what the user can use, in AWS's order, and sends nothing."""
    challenge = sign_in(idp, client_id)

    assert challenge["ChallengeName"] == "SELECT_MFA_TYPE"
    assert challenge["ChallengeParameters"] == {
        "MFAS_CAN_CHOOSE": '["SMS_MFA","EMAIL_OTP"]',
        "USER_ID_FOR_SRP": "ada",
    }
    assert inbox.list() == []


@pytest.mark.parametrize(
    ("chosen", "asked"),
    [("SMS_MFA", "SMS_MFA"), ("EMAIL_OTP", "EMAIL_OTP"), ("EMAIL_MFA", "EMAIL_OTP")],
)
def test_the_chosen_factor_is_asked(idp, client_id, ada, inbox, chosen, asked):
    """The choice leads to its challenge, also by the name the API reference gives e-mail."""
    challenge = respond(idp, client_id, sign_in(idp, client_id), ANSWER=chosen)

    answer = respond(idp, client_id, challenge, **{f"{asked}_CODE": inbox.code("ada")})

    assert challenge["ChallengeName"] == asked
    assert "AuthenticationResult" in answer


@pytest.mark.parametrize("chosen", ["SOFTWARE_TOKEN_MFA", "WEB_AUTHN", "nonsense"])
def test_what_was_not_offered_cannot_be_chosen(idp, client_id, ada, chosen):
    """Another factor is refused, and the choice stays open."""
    challenge = sign_in(idp, client_id)

    with refused(*NOT_OFFERED):
        respond(idp, client_id, challenge, ANSWER=chosen)
    with refused("InvalidParameterException", "Missing required parameter ANSWER"):
        respond(idp, client_id, challenge)
    assert respond(idp, client_id, challenge, ANSWER="SMS_MFA")["ChallengeName"] == "SMS_MFA"


def test_optional_factors_are_offered_as_far_as_they_are_on(idp, clock):
    """Where MFA is optional, the choice is among what the user turned on."""
    pool_id = an_mfa_pool(idp, "SMS", "TOTP", "EMAIL", mfa="OPTIONAL")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE, "email": EMAIL})
    access = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    set_up_authenticator(idp, access, clock.now())
    idp.set_user_mfa_preference(AccessToken=access, EmailMfaSettings={"Enabled": True})

    offered = sign_in(idp, client_id)["ChallengeParameters"]["MFAS_CAN_CHOOSE"]

    assert json.loads(offered) == ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]


def test_a_preference_leaves_no_choice(idp, pool_id, client_id, ada):
    """Who prefers a factor is asked for it at once."""
    idp.admin_set_user_mfa_preference(
        UserPoolId=pool_id,
        Username="ada",
        EmailMfaSettings={"Enabled": True, "PreferredMfa": True},
    )

    assert sign_in(idp, client_id)["ChallengeName"] == "EMAIL_OTP"
