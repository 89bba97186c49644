"""AddUserPoolClientSecret: a second secret, so that the first can be replaced without a pause."""

from __future__ import annotations

import re

import pytest

from conformance.cases.idp.clients.examples import a_secret_hash
from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused

A_SECRET = "the_secret_of_a_client_24"


@pytest.fixture
def names(idp):
    """Make a confidential client. Return the members that name it."""
    pool_id = a_pool(idp)
    return {
        "UserPoolId": pool_id,
        "ClientId": a_client(idp, pool_id, GenerateSecret=True),
    }


def first_secret(idp, names):
    """Return the secret that the client was made with."""
    return idp.describe_user_pool_client(**names)["UserPoolClient"]["ClientSecret"]


@case(source="API reference AddUserPoolClientSecret", level="documented", checked="2026-11-24")
def test_a_generated_secret_is_told_once(idp, names):
    """The answer holds id, date and value; the id begins with that of the client."""
    answer = body_of(idp.add_user_pool_client_secret(**names))

    secret = answer.pop("ClientSecretDescriptor")
    assert answer == {}
    assert secret.keys() == {"ClientSecretId", "ClientSecretValue", "ClientSecretCreateDate"}
    assert re.fullmatch(rf"{names['ClientId']}--[0-9]+", secret["ClientSecretId"])
    assert re.fullmatch(r"[0-9a-v]{45,52}", secret["ClientSecretValue"])
    assert secret["ClientSecretValue"] != first_secret(idp, names)


@case(source="API reference AddUserPoolClientSecret", level="documented", checked="2026-11-24")
def test_a_given_secret_is_not_told(idp, names):
    """Who gave it knows it."""
    answer = idp.add_user_pool_client_secret(**names, ClientSecret=A_SECRET)

    assert answer["ClientSecretDescriptor"].keys() == {"ClientSecretId", "ClientSecretCreateDate"}


@case(
    source="Developer Guide, Application-specific settings with app clients",
    level="documented",
    checked="2026-11-24",
)
def test_either_secret_signs_in(idp, anonymous, names):
    """A hash of the old one and one of the new one are both good."""
    a_user(idp, names["UserPoolId"])
    idp.add_user_pool_client_secret(**names, ClientSecret=A_SECRET)

    for secret in (first_secret(idp, names), A_SECRET):
        answer = anonymous.initiate_auth(
            ClientId=names["ClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={
                "USERNAME": "ada",
                "PASSWORD": PASSWORD,
                "SECRET_HASH": a_secret_hash("ada", names["ClientId"], secret),
            },
        )
        assert answer["AuthenticationResult"]["TokenType"] == "Bearer"


@case(
    source="API reference AddUserPoolClientSecret (LimitExceededException); the sentence is not known",
    level="inferred",
    checked="2026-11-24",
)
def test_a_client_has_at_most_two(idp, names):
    """The third is refused until one is deleted."""
    added = idp.add_user_pool_client_secret(**names)["ClientSecretDescriptor"]

    with refused(
        "LimitExceededException", "The maximum number of client secrets, 2, has been reached."
    ):
        idp.add_user_pool_client_secret(**names)

    idp.delete_user_pool_client_secret(**names, ClientSecretId=added["ClientSecretId"])
    assert idp.add_user_pool_client_secret(**names)["ClientSecretDescriptor"]


@case(
    source="API reference AddUserPoolClientSecret; the sentence is not known",
    level="inferred",
    checked="2026-11-24",
)
def test_a_public_client_stays_public(idp):
    """Whether a client has secrets is decided when it is made."""
    pool_id = a_pool(idp)

    with refused("InvalidParameterException", "Client secrets cannot be added to a public client."):
        idp.add_user_pool_client_secret(UserPoolId=pool_id, ClientId=a_client(idp, pool_id))


@case(source="service model", level="documented", checked="2026-11-24")
def test_a_given_secret_has_a_length(idp, names):
    """It has 24 to 64 characters; the refusal does not show it."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value at 'clientSecret' failed to satisfy constraint: "
        "Member must have length less than or equal to 64",
    ):
        idp.add_user_pool_client_secret(**names, ClientSecret="s" * 65)
    idp.add_user_pool_client_secret(**names, ClientSecret="s" * 64)


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
def test_an_unknown_client_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool client nobody does not exist."):
        idp.add_user_pool_client_secret(UserPoolId=a_pool(idp), ClientId="nobody")
