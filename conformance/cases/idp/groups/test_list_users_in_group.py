"""ListUsersInGroup: the members of a group in pages."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_pool, a_user, body_of, refused


@case(source="API reference ListUsersInGroup, UserType", level="documented", checked="2026-11-24")
def test_a_member_is_shown_as_in_list_users(idp):
    """An entry is what ListUsers shows; a group without members has an empty list."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"email": "ada@example.com"})
    a_user(idp, pool_id, "eve")
    idp.create_group(UserPoolId=pool_id, GroupName="staff")
    assert body_of(idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff")) == {"Users": []}

    idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName="staff", Username="ada")

    listed = idp.list_users(UserPoolId=pool_id, Filter='username = "ada"')["Users"]
    assert body_of(idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff")) == {
        "Users": listed
    }


@case(
    source="API reference ListUsersInGroup, Limit and NextToken",
    level="documented",
    checked="2026-11-24",
)
def test_pages_show_each_member_once(idp):
    """The token leads on until it is absent."""
    pool_id = a_pool(idp)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")
    names = [f"user-{number}" for number in range(5)]
    for name in names:
        a_user(idp, pool_id, name, password=None)
        idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName="staff", Username=name)
    asked = {"UserPoolId": pool_id, "GroupName": "staff", "Limit": 3}

    first = idp.list_users_in_group(**asked)
    second = idp.list_users_in_group(**asked, NextToken=first["NextToken"])

    assert "NextToken" not in second
    shown = [user["Username"] for page in (first, second) for user in page["Users"]]
    assert len(first["Users"]) == 3
    assert sorted(shown) == names


@case(source="Text inferred", level="inferred", checked="2026-11-24")
def test_a_token_that_is_none_is_refused(idp):
    """A token that the service did not give leads nowhere."""
    pool_id = a_pool(idp)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")

    with refused("InvalidParameterException", "Invalid pagination token"):
        idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff", NextToken="garbage")


@case(source="Other emulators", level="inferred", checked="2026-11-24")
def test_an_unknown_group_is_named(idp):
    """A group that does not exist has no members."""
    with refused("ResourceNotFoundException", "Group not found."):
        idp.list_users_in_group(UserPoolId=a_pool(idp), GroupName="staff")


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """A pool that does not exist has no groups."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.list_users_in_group(UserPoolId="us-east-1_Nowhere01", GroupName="staff")
