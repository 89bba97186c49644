"""Signing in, step by step, as tests of any door do it, and reading the tokens that result.

Every helper takes a boto3 client of cognito-idp; answers come without boto3's ResponseMetadata.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from cognito_emulator.domain import totp
from tests.builders import PASSWORD, SENDS_SMS, a_pool, body_of

if TYPE_CHECKING:
    from datetime import datetime

    from cognito_emulator.testing.srp_client import SrpClient

SENDS_EMAIL = {
    "EmailConfiguration": {
        "EmailSendingAccount": "DEVELOPER",
        "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/no-reply@example.com",
    }
}
"""Members of CreateUserPool that let a pool send second factors by e-mail."""

PHONE = "+12065550100"
EMAIL = "ada@example.com"


ADMIN_RECOVERY = {
    "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "admin_only", "Priority": 1}]}
}
"""Members of CreateUserPool that leave every address free to receive second factors."""


def an_mfa_pool(idp: Any, *factors: str, mfa: str = "ON", **members: Any) -> str:
    """Make a pool whose users prove second factors: any of SMS, TOTP and EMAIL. Return its id."""
    pool_id = a_pool(idp, **{**SENDS_SMS, **SENDS_EMAIL, **ADMIN_RECOVERY, **members})
    offered: dict[str, Any] = {}
    if "SMS" in factors:
        offered["SmsMfaConfiguration"] = SENDS_SMS
    if "TOTP" in factors:
        offered["SoftwareTokenMfaConfiguration"] = {"Enabled": True}
    if "EMAIL" in factors:
        offered["EmailMfaConfiguration"] = {}
    idp.set_user_pool_mfa_config(UserPoolId=pool_id, MfaConfiguration=mfa, **offered)
    return pool_id


def sign_in(
    idp: Any, client_id: str, username: str = "ada", password: str = PASSWORD, **parameters: str
) -> dict[str, Any]:
    """Sign in with USER_PASSWORD_AUTH; the answer holds tokens or the next challenge."""
    return initiate(
        idp, client_id, "USER_PASSWORD_AUTH", USERNAME=username, PASSWORD=password, **parameters
    )


def initiate(idp: Any, client_id: str, flow: str, **parameters: str) -> dict[str, Any]:
    """Open a flow of InitiateAuth."""
    answer = idp.initiate_auth(ClientId=client_id, AuthFlow=flow, AuthParameters=parameters)
    return body_of(answer)


def respond(
    idp: Any, client_id: str, challenge: dict[str, Any], username: str = "ada", **responses: str
) -> dict[str, Any]:
    """Answer a challenge with RespondToAuthChallenge, in its Session if it has one."""
    session = {"Session": challenge["Session"]} if "Session" in challenge else {}
    answer = idp.respond_to_auth_challenge(
        ClientId=client_id,
        ChallengeName=challenge["ChallengeName"],
        ChallengeResponses={"USERNAME": username, **responses},
        **session,
    )
    return body_of(answer)


def begin_srp(idp: Any, client_id: str, srp: SrpClient) -> dict[str, Any]:
    """Open USER_SRP_AUTH; the answer is PASSWORD_VERIFIER."""
    return initiate(idp, client_id, "USER_SRP_AUTH", **srp.auth_parameters)


def refresh(idp: Any, client_id: str, refresh_token: str, **parameters: str) -> dict[str, Any]:
    """Refresh with REFRESH_TOKEN_AUTH. Return the AuthenticationResult."""
    answer = initiate(
        idp, client_id, "REFRESH_TOKEN_AUTH", REFRESH_TOKEN=refresh_token, **parameters
    )
    result: dict[str, Any] = answer["AuthenticationResult"]
    return result


def set_up_authenticator(idp: Any, access_token: str, at: datetime) -> str:
    """Give the token's user a verified authenticator that is turned on. Return its secret.

    The code that verifies it is of the step before `at`, so that the present one is still unused.
    """
    secret: str = idp.associate_software_token(AccessToken=access_token)["SecretCode"]
    code = totp.code_of_step(secret, totp.step_at(at) - 1)
    idp.verify_software_token(AccessToken=access_token, UserCode=code)
    idp.set_user_mfa_preference(
        AccessToken=access_token, SoftwareTokenMfaSettings={"Enabled": True}
    )
    return secret


def wrong_code(code: str) -> str:
    """Return a code of the same length that is another one."""
    return "".join("1" if digit == "0" else "0" for digit in code)


def header_of(token: str) -> dict[str, Any]:
    """Return the header of a token, unverified."""
    return _part(token, 0)


def claims_of(token: str) -> dict[str, Any]:
    """Return the claims of a token, unverified."""
    return _part(token, 1)


def with_claims(token: str, **claims: Any) -> str:
    """Return a token with some claims changed and its old signature."""
    header, _, signature = token.split(".")
    return ".".join((header, encoded({**claims_of(token), **claims}), signature))


def encoded(document: dict[str, Any]) -> str:
    """Return a document as a part of a token."""
    content = json.dumps(document, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _part(token: str, index: int) -> dict[str, Any]:
    part = token.split(".")[index]
    decoded: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return decoded
