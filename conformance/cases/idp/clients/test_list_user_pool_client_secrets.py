"""ListUserPoolClientSecrets: which secrets a client has, without their values."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_client, a_pool, body_of, refused


@case(source="API reference ListUserPoolClientSecrets", level="documented", checked="2026-11-24")
def test_secrets_are_listed_without_their_values(idp):
    """The one of the creation comes first; ids are those that were told."""
    pool_id = a_pool(idp)
    names = {"UserPoolId": pool_id, "ClientId": a_client(idp, pool_id, GenerateSecret=True)}
    added = idp.add_user_pool_client_secret(**names)["ClientSecretDescriptor"]
    del added["ClientSecretValue"]

    answer = body_of(idp.list_user_pool_client_secrets(**names))

    first, second = answer.pop("ClientSecrets")
    assert answer == {}
    assert second == added
    assert first.keys() == {"ClientSecretId", "ClientSecretCreateDate"}
    assert first["ClientSecretId"] != second["ClientSecretId"]
    client = idp.describe_user_pool_client(**names)["UserPoolClient"]
    assert first["ClientSecretCreateDate"] == client["CreationDate"]


@case(source="API reference ListUserPoolClientSecrets", level="inferred", checked="2026-11-24")
def test_a_public_client_has_none(idp):
    """That is no error."""
    pool_id = a_pool(idp)

    answer = idp.list_user_pool_client_secrets(UserPoolId=pool_id, ClientId=a_client(idp, pool_id))

    assert body_of(answer) == {"ClientSecrets": []}


@case(source="sentence as recorded for other listings", level="inferred", checked="2026-11-24")
def test_there_is_no_second_page(idp):
    """No token was ever handed out."""
    pool_id = a_pool(idp)

    with refused("InvalidParameterException", "Invalid pagination token"):
        idp.list_user_pool_client_secrets(
            UserPoolId=pool_id, ClientId=a_client(idp, pool_id), NextToken="garbage"
        )


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
def test_an_unknown_client_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool client nobody does not exist."):
        idp.list_user_pool_client_secrets(UserPoolId=a_pool(idp), ClientId="nobody")
