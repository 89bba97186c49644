"""What many tests begin with, made through the public API, and how they state a refusal.

Every builder takes a boto3 client of cognito-idp, so that tests of any door can use it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PASSWORD = "Correct-horse-7"
"""The password of users for whom none is given; it satisfies the default policy."""

SENDS_SMS = {"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}}
"""Members of CreateUserPool that let a pool send SMS."""

CODE_MISMATCH = (
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
)
CODE_EXPIRED = ("ExpiredCodeException", "Invalid code provided, please request a code again.")
"""How AWS refuses a wrong code, and one that expired, was used or never sent; for `refused`."""


def a_pool(idp: Any, **members: Any) -> str:
    """Make a user pool; `members` are those of CreateUserPool. Return its id."""
    pool = idp.create_user_pool(**{"PoolName": "test", **members})["UserPool"]
    return str(pool["Id"])


def a_client(idp: Any, pool_id: str, **members: Any) -> str:
    """Make an app client that allows passwords, SRP and refreshing. Return its id."""
    request = {
        "ClientName": "test",
        "ExplicitAuthFlows": [
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ALLOW_USER_SRP_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH",
        ],
        **members,
    }
    client = idp.create_user_pool_client(UserPoolId=pool_id, **request)["UserPoolClient"]
    return str(client["ClientId"])


def a_user(
    idp: Any,
    pool_id: str,
    username: str = "ada",
    *,
    password: str | None = PASSWORD,
    attributes: Mapping[str, str] | None = None,
) -> str:
    """Make a confirmed user; with `password` None one in FORCE_CHANGE_PASSWORD. Return the sub.

    Nothing is sent. Addresses are verified where `attributes` says so (`email_verified`).
    """
    user = idp.admin_create_user(
        UserPoolId=pool_id,
        Username=username,
        UserAttributes=attribute_list(attributes or {}),
        MessageAction="SUPPRESS",
    )["User"]
    if password is not None:
        idp.admin_set_user_password(
            UserPoolId=pool_id, Username=username, Password=password, Permanent=True
        )
    return attribute_map(user["Attributes"])["sub"]


def tokens_of(
    idp: Any, client_id: str, username: str = "ada", password: str = PASSWORD
) -> dict[str, Any]:
    """Sign a user in with USER_PASSWORD_AUTH. Return the AuthenticationResult."""
    answer = idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )
    result: dict[str, Any] = answer["AuthenticationResult"]
    return result


def attribute_list(attributes: Mapping[str, str]) -> list[dict[str, str]]:
    """Return attributes in the form the API takes them."""
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def attribute_map(attributes: list[dict[str, str]]) -> dict[str, str]:
    """Return attributes in the form the API shows them, by name."""
    return {each["Name"]: each["Value"] for each in attributes}


def body_of(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the members of an answer, without boto3's ResponseMetadata."""
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def another_code(code: str) -> str:
    """Return a code of six digits that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"


@contextmanager
def refused(code: str, message: str) -> Iterator[None]:
    """Expect that the block's call is refused with this error and exactly this message."""
    with pytest.raises(ClientError) as caught:
        yield
    error = caught.value.response["Error"]
    assert (error["Code"], error["Message"]) == (code, message)
