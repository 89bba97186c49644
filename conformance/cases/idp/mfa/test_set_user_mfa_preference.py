"""SetUserMFAPreference: turning second factors on and off, and preferring one."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_user, body_of, refused
from tests.sign_ins import EMAIL, PHONE, an_mfa_pool, respond, set_up_authenticator, sign_in

MEMBERS = {
    "SMS_MFA": "SMSMfaSettings",
    "SOFTWARE_TOKEN_MFA": "SoftwareTokenMfaSettings",
    "EMAIL_OTP": "EmailMfaSettings",
}
PREFERRED = {"Enabled": True, "PreferredMfa": True}


@pytest.fixture
def pool_id(idp):
    """Give a pool where three factors are optional."""
    return an_mfa_pool(idp, "SMS", "TOTP", "EMAIL", mfa="OPTIONAL")


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


@pytest.fixture
def token(target, idp, pool_id, client_id):
    """Give the access token of ada, who can use every factor."""
    a_user(idp, pool_id, attributes={"phone_number": PHONE, "email": EMAIL})
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    set_up_authenticator(idp, token, target.now())
    idp.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings={"Enabled": False})
    return token


def factors(idp, token):
    """Return which factors are on, and which is preferred."""
    user = idp.get_user(AccessToken=token)
    return user.get("UserMFASettingList"), user.get("PreferredMfaSetting")


@case(source="moto, verified on AWS", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("factor", MEMBERS)
def test_a_factor_is_turned_on_preferred_and_off(idp, client_id, token, factor):
    """What is on is listed and asked for; when it is off nothing is shown or asked."""
    answer = idp.set_user_mfa_preference(AccessToken=token, **{MEMBERS[factor]: PREFERRED})

    assert body_of(answer) == {}
    assert factors(idp, token) == ([factor], factor)
    assert sign_in(idp, client_id)["ChallengeName"] == factor
    idp.set_user_mfa_preference(AccessToken=token, **{MEMBERS[factor]: {"Enabled": False}})
    assert factors(idp, token) == (None, None)
    assert "AuthenticationResult" in sign_in(idp, client_id)


@case(source="API reference SetUserMFAPreference", level="documented", checked="2026-11-24")
def test_several_factors_without_preference_are_a_choice(idp, client_id, token):
    """Two factors that are on, none preferred, lead to SELECT_MFA_TYPE; a preference settles it."""
    both = {MEMBERS[name]: {"Enabled": True} for name in ("SMS_MFA", "EMAIL_OTP")}
    idp.set_user_mfa_preference(AccessToken=token, **both)

    assert factors(idp, token) == (["SMS_MFA", "EMAIL_OTP"], None)
    challenge = sign_in(idp, client_id)
    assert challenge["ChallengeName"] == "SELECT_MFA_TYPE"
    assert respond(idp, client_id, challenge, ANSWER="SMS_MFA")["ChallengeName"] == "SMS_MFA"
    idp.set_user_mfa_preference(AccessToken=token, EmailMfaSettings=PREFERRED)
    assert sign_in(idp, client_id)["ChallengeName"] == "EMAIL_OTP"


@case(source="aws-sdk-js-v3#4645", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("factor", MEMBERS)
def test_a_factor_has_to_reach_the_user(idp, pool_id, client_id, factor):
    """Without number, address or verified authenticator the factor cannot be turned on."""
    a_user(idp, pool_id)
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    message = f"User does not have delivery config set to turn on {factor}"

    with refused("InvalidParameterException", message):
        idp.set_user_mfa_preference(AccessToken=token, **{MEMBERS[factor]: {"Enabled": True}})


@case(source="API reference: only one; texts inferred", level="inferred", checked="2026-11-24")
def test_one_factor_is_preferred_and_has_to_be_on(idp, token):
    """Two preferences, and one for a factor that is off, are refused and change nothing."""
    with refused("InvalidParameterException", "Only one MFA method can be preferred."):
        idp.set_user_mfa_preference(
            AccessToken=token, SMSMfaSettings=PREFERRED, EmailMfaSettings=PREFERRED
        )
    message = "An MFA method that is not enabled cannot be preferred."
    with refused("InvalidParameterException", message):
        idp.set_user_mfa_preference(AccessToken=token, SMSMfaSettings={"PreferredMfa": True})
    assert factors(idp, token) == (None, None)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_a_token_has_to_be_valid(idp, token):
    """A revoked token is refused."""
    idp.global_sign_out(AccessToken=token)

    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.set_user_mfa_preference(AccessToken=token, SMSMfaSettings=PREFERRED)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_the_user_has_to_exist(idp, pool_id, token):
    """The token of a deleted user leads to nobody."""
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")

    with refused("UserNotFoundException", "User does not exist."):
        idp.set_user_mfa_preference(AccessToken=token, SMSMfaSettings=PREFERRED)
