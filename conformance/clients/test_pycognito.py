"""pycognito, unmodified: temporary password, SRP, its own token verification, software token, refresh, sign-out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pyotp
import pytest
from botocore.exceptions import ClientError
from pycognito import Cognito
from pycognito.exceptions import (
    ForceChangePasswordException,
    SoftwareTokenMFAChallengeException,
    TokenVerificationException,
)

from conformance.clients.conftest import PASSWORD, REGION
from conformance.clients.test_boto3 import make_pool

if TYPE_CHECKING:
    from collections.abc import Callable

BETTER = "Better-horse-8"


@pytest.fixture
def pool(idp: Any) -> tuple[str, str]:
    """Make a pool with an invited user whose temporary password is known."""
    pool_id, client_id = make_pool(idp)
    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    idp.admin_create_user(
        UserPoolId=pool_id,
        Username="ada",
        TemporaryPassword=PASSWORD,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "email", "Value": "ada@example.com"}],
    )
    return pool_id, client_id


@pytest.fixture
def user(server: str, pool: tuple[str, str]) -> Callable[[], Cognito]:
    """Give pycognito's user object, pointed at the server, afresh at each call."""
    pool_id, client_id = pool

    def make() -> Cognito:
        return Cognito(
            pool_id,
            client_id,
            user_pool_region=REGION,
            username="ada",
            boto3_client_kwargs={"endpoint_url": server},
        )

    return make


def test_a_temporary_password_is_replaced_and_srp_signs_in(user: Callable[[], Cognito]) -> None:
    """The invited user must choose a password, then signs in with SRP; pycognito verifies the tokens by the JWKS."""
    with pytest.raises(ForceChangePasswordException):
        user().authenticate(password=PASSWORD)
    user().new_password_challenge(PASSWORD, BETTER)
    signed_in = user()
    signed_in.authenticate(password=BETTER)
    before = signed_in.access_token

    signed_in.renew_access_token()

    assert signed_in.access_claims["username"] == "ada"
    assert signed_in.access_token != before
    with pytest.raises(ClientError, match="Incorrect username or password"):
        user().authenticate(password=PASSWORD)
    with pytest.raises(TokenVerificationException):
        signed_in.verify_token(signed_in.access_token[:-8] + "AAAAAAAA", "access_token", "access")


def test_a_software_token_is_asked_for(user: Callable[[], Cognito]) -> None:
    """A preferred software token is asked for at sign-in; a wrong code is refused, the right one signs in."""
    signed_in = user()
    signed_in.new_password_challenge(PASSWORD, BETTER)
    app = pyotp.TOTP(signed_in.associate_software_token())
    assert signed_in.verify_software_token(app.at(int(time.time()), counter_offset=-1), "phone")
    signed_in.set_user_mfa_preference(
        sms_mfa=False, software_token_mfa=True, preferred="SOFTWARE_TOKEN"
    )
    again = user()
    with pytest.raises(SoftwareTokenMFAChallengeException):
        again.authenticate(password=BETTER)

    right = app.at(int(time.time()))
    with pytest.raises(ClientError, match="Invalid code or auth state"):
        again.respond_to_software_token_mfa_challenge("000000" if right != "000000" else "111111")
    again.respond_to_software_token_mfa_challenge(right)

    assert again.id_claims["cognito:username"] == "ada"


def test_signing_out_ends_the_session(user: Callable[[], Cognito]) -> None:
    """After a global sign-out neither the access token nor the refresh token works."""
    signed_in = user()
    signed_in.new_password_challenge(PASSWORD, BETTER)
    access, refresh = signed_in.access_token, signed_in.refresh_token
    signed_in.logout()

    signed_in.access_token, signed_in.refresh_token = access, refresh
    with pytest.raises(ClientError, match="Access Token has been revoked"):
        signed_in.client.get_user(AccessToken=access)
    with pytest.raises(ClientError, match="Refresh Token has been revoked"):
        signed_in.renew_access_token()
