"""DescribeUserPoolClient: what is shown of a client."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_pool, body_of, refused


@case(source="API reference UserPoolClientType", level="documented", checked="2026-11-24")
def test_the_secret_is_shown_each_time(idp):
    """It is no one-time view."""
    pool_id = a_pool(idp)
    made = idp.create_user_pool_client(UserPoolId=pool_id, ClientName="web", GenerateSecret=True)

    for _ in range(2):
        answer = idp.describe_user_pool_client(
            UserPoolId=pool_id, ClientId=made["UserPoolClient"]["ClientId"]
        )
        assert body_of(answer) == body_of(made)


@case(source="GitHub floci-io/floci#345", level="observed", checked="2026-11-24")
def test_a_second_secret_is_never_shown(idp):
    """Not beside the first one, and not when it is the only one left."""
    pool_id = a_pool(idp)
    client = idp.create_user_pool_client(UserPoolId=pool_id, ClientName="web", GenerateSecret=True)[
        "UserPoolClient"
    ]
    names = {"UserPoolId": pool_id, "ClientId": client["ClientId"]}
    [first] = idp.list_user_pool_client_secrets(**names)["ClientSecrets"]

    idp.add_user_pool_client_secret(**names)
    assert idp.describe_user_pool_client(**names)["UserPoolClient"] == client

    idp.delete_user_pool_client_secret(**names, ClientSecretId=first["ClientSecretId"])
    del client["ClientSecret"]
    assert idp.describe_user_pool_client(**names)["UserPoolClient"] == client


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
def test_an_unknown_client_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool client nobody does not exist."):
        idp.describe_user_pool_client(UserPoolId=a_pool(idp), ClientId="nobody")


@case(source="API reference DescribeUserPoolClient", level="inferred", checked="2026-11-24")
def test_a_client_is_known_in_its_own_pool_only(idp):
    """In another pool of the account it does not exist."""
    client_id = a_client(idp, a_pool(idp))

    with refused("ResourceNotFoundException", f"User pool client {client_id} does not exist."):
        idp.describe_user_pool_client(UserPoolId=a_pool(idp), ClientId=client_id)


@case(source="GitHub getmoto/moto#4434", level="observed", checked="2026-11-24")
def test_an_unknown_pool_comes_before_an_unknown_client(idp):
    """The sentence repeats the pool's id."""
    with refused("ResourceNotFoundException", "User pool us-east-1_nobody123 does not exist."):
        idp.describe_user_pool_client(UserPoolId="us-east-1_nobody123", ClientId="nobody")


@case(source="service model", level="documented", checked="2026-11-24")
@pytest.mark.parametrize(
    ("client_id", "constraint"),
    [
        ("no-body", r"satisfy regular expression pattern: [\w+]+"),
        ("a" * 129, "have length less than or equal to 128"),
    ],
    ids=["pattern", "length"],
)
def test_an_id_has_the_form_of_one(idp, client_id, constraint):
    """The id is a sensitive member: its value is not repeated."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value at 'clientId' failed to satisfy constraint: Member "
        f"must {constraint}",
    ):
        idp.describe_user_pool_client(UserPoolId=a_pool(idp), ClientId=client_id)
