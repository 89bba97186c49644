"""DeleteUserPoolClientSecret: the end of a rotation."""

from __future__ import annotations

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


def ids_of(idp, names):
    """Return the ids of a client's secrets."""
    secrets = idp.list_user_pool_client_secrets(**names)["ClientSecrets"]
    return [secret["ClientSecretId"] for secret in secrets]


@case(source="API reference DeleteUserPoolClientSecret", level="documented", checked="2026-11-24")
def test_a_deleted_secret_signs_in_nobody(idp, anonymous, names):
    """The one that is left does."""
    a_user(idp, names["UserPoolId"])
    first = idp.describe_user_pool_client(**names)["UserPoolClient"]["ClientSecret"]
    idp.add_user_pool_client_secret(**names, ClientSecret=A_SECRET)
    [first_id, second_id] = ids_of(idp, names)

    answer = idp.delete_user_pool_client_secret(**names, ClientSecretId=first_id)

    def sign_in(secret):
        return anonymous.initiate_auth(
            ClientId=names["ClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={
                "USERNAME": "ada",
                "PASSWORD": PASSWORD,
                "SECRET_HASH": a_secret_hash("ada", names["ClientId"], secret),
            },
        )

    assert body_of(answer) == {}
    assert ids_of(idp, names) == [second_id]
    assert sign_in(A_SECRET)["AuthenticationResult"]["TokenType"] == "Bearer"
    with refused(
        "NotAuthorizedException", f"Unable to verify secret hash for client {names['ClientId']}"
    ):
        sign_in(first)


@case(
    source="API reference DeleteUserPoolClientSecret (InvalidParameterException); the sentence is "
    "not known",
    level="inferred",
    checked="2026-11-24",
)
def test_the_last_secret_stays(idp, names):
    """A confidential client does not become a public one."""
    [only] = ids_of(idp, names)

    with refused("InvalidParameterException", "The last client secret cannot be deleted."):
        idp.delete_user_pool_client_secret(**names, ClientSecretId=only)

    assert ids_of(idp, names) == [only]


@case(
    source="API reference DeleteUserPoolClientSecret; the sentence is not known",
    level="inferred",
    checked="2026-11-24",
)
def test_an_unknown_secret_is_refused(idp, names):
    """It comes before the refusal of the last one."""
    with refused("ResourceNotFoundException", "Client secret nothing does not exist."):
        idp.delete_user_pool_client_secret(**names, ClientSecretId="nothing")


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
def test_an_unknown_client_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool client nobody does not exist."):
        idp.delete_user_pool_client_secret(
            UserPoolId=a_pool(idp), ClientId="nobody", ClientSecretId="nothing"
        )
