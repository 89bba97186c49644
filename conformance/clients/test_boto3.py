"""boto3, unmodified, through a user's whole life; each step with what must be refused."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

import jwt
import pyotp
import pytest
from botocore.exceptions import ClientError
from pycognito.aws_srp import AWSSRP

from conformance.clients.conftest import PASSWORD

if TYPE_CHECKING:
    from conformance.targets import Inbox

EMAIL = "ada@example.com"


def refusal(call: Any, **arguments: Any) -> tuple[str, str]:
    """Return code and text of the error that a call ends with."""
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]


def make_pool(idp: Any, **options: Any) -> tuple[str, str]:
    """Make a pool that verifies e-mail addresses, and a public client with every flow of this journey."""
    pool = idp.create_user_pool(PoolName="journey", AutoVerifiedAttributes=["email"], **options)
    pool_id = pool["UserPool"]["Id"]
    return pool_id, make_client(idp, pool_id)["ClientId"]


def make_client(idp: Any, pool_id: str, **options: Any) -> dict[str, Any]:
    """Make an app client of a pool."""
    flows = ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    client = idp.create_user_pool_client(
        UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=flows, **options
    )
    made: dict[str, Any] = client["UserPoolClient"]
    return made


def confirmed_user(idp: Any, inbox: Inbox, pool_id: str, client_id: str, name: str = "ada") -> None:
    """Sign a user up and confirm with the code from the inbox."""
    idp.sign_up(
        ClientId=client_id,
        Username=name,
        Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": EMAIL}],
    )
    code = inbox.code(pool=pool_id, user=name)
    idp.confirm_sign_up(ClientId=client_id, Username=name, ConfirmationCode=code)


def srp(idp: Any, pool_id: str, client_id: str, password: str = PASSWORD) -> AWSSRP:
    """Give pycognito's SRP client, which computes the proof as every AWS client does."""
    return AWSSRP(
        username="ada", password=password, pool_id=pool_id, client_id=client_id, client=idp
    )


def sign_in(idp: Any, client_id: str, password: str = PASSWORD) -> dict[str, Any]:
    """Sign in with a plain password."""
    answer: dict[str, Any] = idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": password},
    )
    return answer


def test_sign_up_to_srp_sign_in_to_verified_tokens(idp: Any, inbox: Inbox, server: str) -> None:
    """A user signs up, confirms, signs in with SRP, and a stock verifier accepts both tokens by the pool's JWKS."""
    pool_id, client_id = make_pool(idp)
    confirmed_user(idp, inbox, pool_id, client_id)

    tokens = srp(idp, pool_id, client_id).authenticate_user()["AuthenticationResult"]

    keys = jwt.PyJWKClient(f"{server}/{pool_id}/.well-known/jwks.json")
    for name in ("IdToken", "AccessToken"):
        key = keys.get_signing_key_from_jwt(tokens[name])
        claims = jwt.decode(
            tokens[name],
            key,
            algorithms=["RS256"],
            issuer=f"{server}/{pool_id}",
            audience=client_id if name == "IdToken" else None,
        )
        assert claims["token_use"] == name.removesuffix("Token").lower()
    assert claims["username"] == "ada"


def test_srp_refuses_a_wrong_password_and_a_garbage_proof(idp: Any, inbox: Inbox) -> None:
    """The SRP proof is really verified: of a wrong password, and of one flipped signature."""
    pool_id, client_id = make_pool(idp)
    confirmed_user(idp, inbox, pool_id, client_id)

    wrong = refusal(srp(idp, pool_id, client_id, "Wrong-horse-7").authenticate_user)
    proof = srp(idp, pool_id, client_id)
    challenge = idp.initiate_auth(
        ClientId=client_id, AuthFlow="USER_SRP_AUTH", AuthParameters=proof.get_auth_params()
    )
    responses = proof.process_challenge(challenge["ChallengeParameters"], proof.get_auth_params())
    garbage = responses | {"PASSWORD_CLAIM_SIGNATURE": base64.b64encode(bytes(32)).decode()}

    def answer(given: dict[str, str]) -> dict[str, Any]:
        answered: dict[str, Any] = idp.respond_to_auth_challenge(
            ClientId=client_id, ChallengeName="PASSWORD_VERIFIER", ChallengeResponses=given
        )
        return answered

    assert wrong == ("NotAuthorizedException", "Incorrect username or password.")
    assert refusal(answer, given=garbage) == wrong


def test_a_replayed_srp_answer_is_refused(idp: Any, inbox: Inbox) -> None:
    """An answer that signed in once does not sign in again."""
    pool_id, client_id = make_pool(idp)
    confirmed_user(idp, inbox, pool_id, client_id)
    proof = srp(idp, pool_id, client_id)
    challenge = idp.initiate_auth(
        ClientId=client_id, AuthFlow="USER_SRP_AUTH", AuthParameters=proof.get_auth_params()
    )
    responses = proof.process_challenge(challenge["ChallengeParameters"], proof.get_auth_params())
    answer = {
        "ClientId": client_id,
        "ChallengeName": "PASSWORD_VERIFIER",
        "ChallengeResponses": responses,
    }
    idp.respond_to_auth_challenge(**answer)

    code, _ = refusal(idp.respond_to_auth_challenge, **answer)

    assert code == "NotAuthorizedException"


def test_codes_work_once_and_only_when_right(idp: Any, inbox: Inbox) -> None:
    """A wrong code is a mismatch, the right one confirms, and it does not work twice."""
    pool_id, client_id = make_pool(idp)
    idp.sign_up(
        ClientId=client_id,
        Username="ada",
        Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": EMAIL}],
    )
    code = inbox.code(pool=pool_id, user="ada")
    confirm = {"ClientId": client_id, "Username": "ada"}
    wrong = "000000" if code != "000000" else "111111"

    assert refusal(idp.confirm_sign_up, **confirm, ConfirmationCode=wrong) == (
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
    )
    idp.confirm_sign_up(**confirm, ConfirmationCode=code)
    assert refusal(idp.confirm_sign_up, **confirm, ConfirmationCode=code) == (
        "NotAuthorizedException",
        "User cannot be confirmed. Current status is CONFIRMED",
    )


def test_totp_is_set_up_and_asked_for(idp: Any, inbox: Inbox) -> None:
    """An authenticator app verifies with its code; at sign-in a wrong code fails and the same right code works once."""
    pool_id, client_id = make_pool(idp)
    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    confirmed_user(idp, inbox, pool_id, client_id)
    access = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    secret = idp.associate_software_token(AccessToken=access)["SecretCode"]
    app = pyotp.TOTP(secret)
    idp.verify_software_token(AccessToken=access, UserCode=app.at(_now(), counter_offset=-1))
    idp.set_user_mfa_preference(
        AccessToken=access, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    challenge = sign_in(idp, client_id)
    right = app.at(_now())

    def answer(code: str, session: str) -> dict[str, Any]:
        answered: dict[str, Any] = idp.respond_to_auth_challenge(
            ClientId=client_id,
            ChallengeName="SOFTWARE_TOKEN_MFA",
            Session=session,
            ChallengeResponses={"USERNAME": "ada", "SOFTWARE_TOKEN_MFA_CODE": code},
        )
        return answered

    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    wrong = "000000" if right != "000000" else "111111"
    assert refusal(answer, code=wrong, session=challenge["Session"]) == (
        "CodeMismatchException",
        "Invalid code or auth state for the user.",
    )
    assert "AuthenticationResult" in answer(right, challenge["Session"])
    assert refusal(answer, code=right, session=challenge["Session"]) == (
        "NotAuthorizedException",
        "Invalid session for the user, session can only be used once.",
    )
    assert refusal(answer, code=right, session=sign_in(idp, client_id)["Session"]) == (
        "ExpiredCodeException",
        "Your software token has already been used once.",
    )


def _now() -> int:
    import time

    return int(time.time())


def test_refresh_revoke_and_global_sign_out_end_tokens(idp: Any, inbox: Inbox) -> None:
    """Refreshing keeps the session; revoking ends its tokens; signing out everywhere ends all sessions."""
    pool_id, client_id = make_pool(idp)
    confirmed_user(idp, inbox, pool_id, client_id)
    first = sign_in(idp, client_id)["AuthenticationResult"]
    other = sign_in(idp, client_id)["AuthenticationResult"]
    refresh = {
        "ClientId": client_id,
        "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": {"REFRESH_TOKEN": first["RefreshToken"]},
    }
    second = idp.initiate_auth(**refresh)["AuthenticationResult"]

    idp.revoke_token(ClientId=client_id, Token=first["RefreshToken"])

    revoked = ("NotAuthorizedException", "Access Token has been revoked")
    assert refusal(idp.get_user, AccessToken=first["AccessToken"]) == revoked
    assert refusal(idp.get_user, AccessToken=second["AccessToken"]) == revoked
    assert refusal(idp.initiate_auth, **refresh) == (
        "NotAuthorizedException",
        "Refresh Token has been revoked",
    )
    idp.get_user(AccessToken=other["AccessToken"])
    idp.global_sign_out(AccessToken=other["AccessToken"])
    assert refusal(idp.get_user, AccessToken=other["AccessToken"]) == revoked


def test_password_is_changed_and_reset(idp: Any, inbox: Inbox) -> None:
    """Changing needs the old password; resetting needs the code; the replaced password stops working."""
    pool_id, client_id = make_pool(idp)
    confirmed_user(idp, inbox, pool_id, client_id)
    access = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    wrong_password = ("NotAuthorizedException", "Incorrect username or password.")
    change = {"AccessToken": access, "ProposedPassword": "Better-horse-8"}

    assert (
        refusal(idp.change_password, **change, PreviousPassword="Wrong-horse-7") == wrong_password
    )
    idp.change_password(**change, PreviousPassword=PASSWORD)
    assert refusal(sign_in, idp=idp, client_id=client_id) == wrong_password
    idp.forgot_password(ClientId=client_id, Username="ada")
    idp.confirm_forgot_password(
        ClientId=client_id,
        Username="ada",
        ConfirmationCode=inbox.code(pool=pool_id, user="ada"),
        Password="Newest-horse-9",
    )

    assert "AuthenticationResult" in sign_in(idp, client_id, "Newest-horse-9")


def test_secret_hash_is_enforced(idp: Any) -> None:
    """A client with a secret needs the right SECRET_HASH."""
    pool_id, _ = make_pool(idp)
    client = make_client(idp, pool_id, GenerateSecret=True)
    client_id = client["ClientId"]
    digest = hmac.new(
        client["ClientSecret"].encode(), f"ada{client_id}".encode(), hashlib.sha256
    ).digest()
    sign_up = {"ClientId": client_id, "Username": "ada", "Password": PASSWORD}

    assert refusal(idp.sign_up, **sign_up, SecretHash="bm9wZQ==") == (
        "NotAuthorizedException",
        f"Unable to verify secret hash for client {client_id}",
    )
    assert idp.sign_up(**sign_up, SecretHash=base64.b64encode(digest).decode())["UserSub"]


def test_disabled_users_and_foreign_tokens_are_refused(idp: Any, inbox: Inbox) -> None:
    """A disabled user cannot sign in; a tampered token and one of another pool are not accepted."""
    pool_id, client_id = make_pool(idp)
    confirmed_user(idp, inbox, pool_id, client_id)
    token = sign_in(idp, client_id)["AuthenticationResult"]["AccessToken"]
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    altered = (
        base64.urlsafe_b64encode(json.dumps(claims | {"username": "eve"}).encode())
        .decode()
        .rstrip("=")
    )

    code, _ = refusal(idp.get_user, AccessToken=f"{header}.{altered}.{signature}")
    assert code == "NotAuthorizedException"
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")
    assert refusal(sign_in, idp=idp, client_id=client_id) == (
        "NotAuthorizedException",
        "User is disabled.",
    )
    idp.delete_user_pool(UserPoolId=pool_id)
    code, _ = refusal(idp.get_user, AccessToken=token)
    assert code in {"NotAuthorizedException", "ResourceNotFoundException"}
