"""AdminRemoveUserFromGroup: an administrator takes a user out of a group."""

from __future__ import annotations

import jwt

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of


def remove(idp, pool_id, group="staff", username="ada"):
    """Take a user out of a group; return the answer."""
    return body_of(
        idp.admin_remove_user_from_group(UserPoolId=pool_id, GroupName=group, Username=username)
    )


@case(source="API reference AdminRemoveUserFromGroup", level="documented", checked="2026-11-24")
def test_who_leaves_a_group_is_out(idp):
    """The answer is empty; tokens issued from now on do not name the group."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    for name in ("guests", "staff"):
        idp.create_group(UserPoolId=pool_id, GroupName=name)
        idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName=name, Username="ada")

    assert remove(idp, pool_id) == {}

    groups = idp.admin_list_groups_for_user(UserPoolId=pool_id, Username="ada")["Groups"]
    assert [group["GroupName"] for group in groups] == ["guests"]
    token = tokens_of(idp, client_id)["AccessToken"]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["cognito:groups"] == ["guests"]


@case(source="By analogy to other deletions", level="inferred", checked="2026-11-24")
def test_leaving_a_group_one_is_not_in_is_no_error(idp):
    """Nothing changes."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")

    assert remove(idp, pool_id) == {}


@case(source="Other emulators", level="inferred", checked="2026-11-24")
def test_an_unknown_group_is_named(idp):
    """Nobody leaves a group that does not exist."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    with refused("ResourceNotFoundException", "Group not found."):
        remove(idp, pool_id)


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    pool_id = a_pool(idp)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")

    with refused("UserNotFoundException", "User does not exist."):
        remove(idp, pool_id, username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        remove(idp, "us-east-1_Nowhere01")
