"""DeleteUserPool: what ends with a pool, and what keeps it."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused, tokens_of


@case(source="API reference DeleteUserPool", level="documented", checked="2026-11-24")
def test_nothing_is_left(idp):
    """Pool, clients and users are gone at once; other pools stay."""
    pool_id, other_id = a_pool(idp), a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)

    answer = idp.delete_user_pool(UserPoolId=pool_id)

    assert body_of(answer) == {}
    assert [pool["Id"] for pool in idp.list_user_pools(MaxResults=60)["UserPools"]] == [other_id]
    with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
        idp.describe_user_pool(UserPoolId=pool_id)
    with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
        idp.describe_user_pool_client(UserPoolId=pool_id, ClientId=client_id)
    with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
        idp.admin_get_user(UserPoolId=pool_id, Username="ada")


@case(source="API reference DeleteUserPool", level="documented", checked="2026-11-24")
def test_nobody_signs_in_or_refreshes_any_more(idp, anonymous):
    """The client is unknown, and tokens of the pool are of nobody."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)

    idp.delete_user_pool(UserPoolId=pool_id)

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
    with refused("NotAuthorizedException", "Invalid Access Token"):
        anonymous.get_user(AccessToken=tokens["AccessToken"])


@case(source="API reference ListTagsForResource", level="documented", checked="2026-11-24")
def test_tags_end_with_their_pool(idp):
    """The ARN names nothing any more."""
    pool = idp.create_user_pool(PoolName="people", UserPoolTags={"team": "a"})["UserPool"]

    idp.delete_user_pool(UserPoolId=pool["Id"])

    with refused("ResourceNotFoundException", f"User pool {pool['Id']} does not exist."):
        idp.list_tags_for_resource(ResourceArn=pool["Arn"])


@case(
    source="Developer Guide, User pool deletion protection; the sentence as recorded by users",
    level="observed",
    checked="2026-11-24",
)
def test_a_protected_pool_stays(idp):
    """The protection is taken off first."""
    pool_id = a_pool(idp, DeletionProtection="ACTIVE")

    with refused(
        "InvalidParameterException",
        "The user pool cannot be deleted because deletion protection is activated. Deletion "
        "protection must be inactivated first.",
    ):
        idp.delete_user_pool(UserPoolId=pool_id)
    assert idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Id"] == pool_id

    idp.update_user_pool(UserPoolId=pool_id, DeletionProtection="INACTIVE")
    assert body_of(idp.delete_user_pool(UserPoolId=pool_id)) == {}


@case(source="API reference DeleteUserPool", level="documented", checked="2026-11-24")
@pytest.mark.parametrize("made_before", [True, False], ids=["deleted", "never made"])
def test_an_unknown_pool_is_named(idp, made_before):
    """A pool is deleted once."""
    pool_id = "us-east-1_nobody123"
    if made_before:
        pool_id = a_pool(idp)
        idp.delete_user_pool(UserPoolId=pool_id)

    with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
        idp.delete_user_pool(UserPoolId=pool_id)
