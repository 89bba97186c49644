"""What users of an application do, as a client does it: sign up, confirm, sign in, refresh.

Every function takes a boto3 ``cognito-idp`` client and works against any Cognito, this emulator or
AWS. Answers are those of the API, unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cognito_emulator.domain import secret_hash
from cognito_emulator.testing.srp_client import SrpClient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.admin.inbox import Inbox


def sign_up(  # read as a sentence: who, with which password
    idp: Any,  # noqa: ANN401  # boto3 makes its clients at run time
    client_id: str,
    username: str,
    password: str,
    attributes: Mapping[str, str] | None = None,
    *,
    client_secret: str | None = None,
) -> Mapping[str, Any]:
    """Register a user; the answer says where the confirmation code went."""
    return idp.sign_up(  # type: ignore[no-any-return]
        ClientId=client_id,
        Username=username,
        Password=password,
        UserAttributes=attribute_list(attributes or {}),
        **_hash(client_id, username, client_secret),
    )


def confirm_sign_up(
    idp: Any,  # noqa: ANN401
    inbox: Inbox,
    client_id: str,
    username: str,
    *,
    client_secret: str | None = None,
) -> None:
    """Confirm a registration with the newest code the inbox has for the user."""
    idp.confirm_sign_up(
        ClientId=client_id,
        Username=username,
        ConfirmationCode=inbox.code(username),
        **_hash(client_id, username, client_secret),
    )


def sign_in(
    idp: Any,  # noqa: ANN401
    pool_id: str,
    client_id: str,
    username: str,
    password: str,
    *,
    client_secret: str | None = None,
) -> Mapping[str, Any]:
    """Sign in with SRP, as Amplify does; the answer holds tokens, or the next challenge."""
    srp = SrpClient(pool_id, username, password, client_id=client_id, client_secret=client_secret)
    challenge = idp.initiate_auth(
        ClientId=client_id, AuthFlow="USER_SRP_AUTH", AuthParameters=srp.auth_parameters
    )
    continued = {"Session": challenge["Session"]} if "Session" in challenge else {}
    return idp.respond_to_auth_challenge(  # type: ignore[no-any-return]
        ClientId=client_id,
        ChallengeName="PASSWORD_VERIFIER",
        ChallengeResponses=srp.respond(challenge["ChallengeParameters"]),
        **continued,
    )


def sign_in_with_password(
    idp: Any,  # noqa: ANN401
    client_id: str,
    username: str,
    password: str,
    *,
    client_secret: str | None = None,
) -> Mapping[str, Any]:
    """Sign in with USER_PASSWORD_AUTH; the answer holds tokens, or the next challenge."""
    parameters = {"USERNAME": username, "PASSWORD": password}
    if client_secret is not None:
        parameters["SECRET_HASH"] = _secret_hash(client_id, username, client_secret)
    return idp.initiate_auth(  # type: ignore[no-any-return]
        ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters
    )


def attribute_list(attributes: Mapping[str, str]) -> list[dict[str, str]]:
    """Return attributes in the form the API takes them."""
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def _hash(client_id: str, username: str, client_secret: str | None) -> dict[str, str]:
    if client_secret is None:
        return {}
    return {"SecretHash": _secret_hash(client_id, username, client_secret)}


def _secret_hash(client_id: str, username: str, client_secret: str) -> str:
    return secret_hash.secret_hash(username=username, client_id=client_id, secret=client_secret)
