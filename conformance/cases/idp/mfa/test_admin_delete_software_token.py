"""AdminDeleteSoftwareToken: taking an authenticator away."""

from __future__ import annotations

import pytest

from cognito_emulator.domain import totp
from conformance.evidence import case
from tests.builders import a_client, a_user, body_of, refused
from tests.sign_ins import EMAIL, an_mfa_pool, respond, set_up_authenticator, sign_in


@pytest.fixture
def pool_id(idp):
    """Give a pool where authenticators are optional, with the user ada."""
    pool_id = an_mfa_pool(idp, "TOTP", "EMAIL", mfa="OPTIONAL")
    a_user(idp, pool_id, attributes={"email": EMAIL})
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


def delete(idp, pool_id, username="ada"):
    """Delete a user's authenticator."""
    return body_of(idp.admin_delete_software_token(UserPoolId=pool_id, Username=username))


@case(source="Developer Guide, TOTP MFA", level="documented", checked="2026-11-24")
def test_the_authenticator_is_gone(target, idp, pool_id, client_id):
    """It is neither listed nor asked for; a new one can be set up."""
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    set_up_authenticator(idp, token, target.now())
    assert sign_in(idp, client_id)["ChallengeName"] == "SOFTWARE_TOKEN_MFA"

    assert delete(idp, pool_id) == {}

    assert "AuthenticationResult" in sign_in(idp, client_id)
    assert "UserMFASettingList" not in idp.get_user(AccessToken=token)
    secret = set_up_authenticator(idp, token, target.now())
    code = totp.code_at(secret, target.now())
    answer = respond(idp, client_id, sign_in(idp, client_id), SOFTWARE_TOKEN_MFA_CODE=code)
    assert "AuthenticationResult" in answer


@case(source="Developer Guide, TOTP MFA", level="documented", checked="2026-11-24")
def test_sign_in_falls_back_to_another_factor(target, idp, pool_id, client_id):
    """A user with another factor is asked for that."""
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    set_up_authenticator(idp, token, target.now())
    idp.set_user_mfa_preference(AccessToken=token, EmailMfaSettings={"Enabled": True})

    delete(idp, pool_id)

    assert sign_in(idp, client_id)["ChallengeName"] == "EMAIL_OTP"


@case(source="Developer Guide, TOTP MFA", level="documented", checked="2026-11-24")
def test_where_mfa_is_required_a_new_one_is_set_up(target, idp):
    """Without another factor the next sign-in is asked to set one up."""
    pool_id = an_mfa_pool(idp, "TOTP", mfa="OPTIONAL")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    set_up_authenticator(idp, token, target.now())
    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )

    delete(idp, pool_id)

    assert sign_in(idp, client_id)["ChallengeName"] == "MFA_SETUP"


@case(source="published nowhere", level="inferred", checked="2026-11-24")
def test_there_may_be_none(idp, pool_id):
    """A user without authenticator is no error."""
    assert delete(idp, pool_id) == {}


@case(source="client logs", level="observed", checked="2026-11-24")
def test_who_does_not_exist_is_told(idp, pool_id):
    """Unknown users and pools are errors."""
    with refused("UserNotFoundException", "User does not exist."):
        delete(idp, pool_id, "nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_example99 does not exist."):
        delete(idp, "us-east-1_example99")
