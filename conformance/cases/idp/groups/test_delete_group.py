"""DeleteGroup: a group goes, its users stay."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_pool, a_user, body_of, refused


@case(source="API reference DeleteGroup", level="documented", checked="2026-11-24")
def test_a_deleted_group_has_no_members(idp):
    """Its users stay; a new group of the name begins empty. The answer is empty."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")
    idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName="staff", Username="ada")

    assert body_of(idp.delete_group(UserPoolId=pool_id, GroupName="staff")) == {}

    assert idp.list_groups(UserPoolId=pool_id)["Groups"] == []
    assert idp.admin_list_groups_for_user(UserPoolId=pool_id, Username="ada")["Groups"] == []
    idp.create_group(UserPoolId=pool_id, GroupName="staff")
    assert idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"] == []


@case(source="Other emulators", level="inferred", checked="2026-11-24")
def test_an_unknown_group_is_named(idp):
    """A group that does not exist cannot be deleted."""
    with refused("ResourceNotFoundException", "Group not found."):
        idp.delete_group(UserPoolId=a_pool(idp), GroupName="staff")


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """A pool that does not exist has no groups."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.delete_group(UserPoolId="us-east-1_Nowhere01", GroupName="staff")
