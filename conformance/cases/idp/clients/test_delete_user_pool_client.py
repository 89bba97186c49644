"""DeleteUserPoolClient: what ends with a client."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused, tokens_of


@case(source="API reference DeleteUserPoolClient", level="documented", checked="2026-11-24")
def test_nobody_signs_in_or_refreshes_by_it_any_more(idp, anonymous):
    """The pool and its other clients stay."""
    pool_id = a_pool(idp)
    client_id, other_id = a_client(idp, pool_id), a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)

    answer = idp.delete_user_pool_client(UserPoolId=pool_id, ClientId=client_id)

    assert body_of(answer) == {}
    gone = f"User pool client {client_id} does not exist."
    with refused("ResourceNotFoundException", gone):
        anonymous.initiate_auth(
            ClientId=client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD},
        )
    with refused("ResourceNotFoundException", gone):
        anonymous.initiate_auth(
            ClientId=client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
        )
    with refused("ResourceNotFoundException", gone):
        idp.describe_user_pool_client(UserPoolId=pool_id, ClientId=client_id)
    assert tokens_of(idp, other_id)["TokenType"] == "Bearer"


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
def test_a_client_is_deleted_once(idp):
    """After that it is unknown."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    idp.delete_user_pool_client(UserPoolId=pool_id, ClientId=client_id)

    with refused("ResourceNotFoundException", f"User pool client {client_id} does not exist."):
        idp.delete_user_pool_client(UserPoolId=pool_id, ClientId=client_id)


@case(source="API reference DeleteUserPoolClient", level="inferred", checked="2026-11-24")
def test_a_client_is_deleted_in_its_own_pool_only(idp):
    """Named beside another pool it stays."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)

    with refused("ResourceNotFoundException", f"User pool client {client_id} does not exist."):
        idp.delete_user_pool_client(UserPoolId=a_pool(idp), ClientId=client_id)

    assert idp.describe_user_pool_client(UserPoolId=pool_id, ClientId=client_id)["UserPoolClient"]
