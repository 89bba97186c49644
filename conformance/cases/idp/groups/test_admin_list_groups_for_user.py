"""AdminListGroupsForUser: the groups of one user in pages."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_pool, a_user, body_of, refused


@case(source="API reference AdminListGroupsForUser", level="documented", checked="2026-11-24")
def test_a_group_is_listed_as_it_is_shown(idp):
    """An entry is what GetGroup answers; groups the user is not in are not listed."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    assert body_of(idp.admin_list_groups_for_user(UserPoolId=pool_id, Username="ada")) == {
        "Groups": []
    }
    made = idp.create_group(UserPoolId=pool_id, GroupName="staff", Precedence=1)["Group"]
    idp.create_group(UserPoolId=pool_id, GroupName="guests")
    idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName="staff", Username="ada")

    assert body_of(idp.admin_list_groups_for_user(UserPoolId=pool_id, Username="ada")) == {
        "Groups": [made]
    }


@case(
    source="API reference AdminListGroupsForUser, Limit and NextToken",
    level="documented",
    checked="2026-11-24",
)
def test_pages_show_each_group_once(idp):
    """The token leads on until it is absent."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    names = [f"group-{number}" for number in range(5)]
    for name in names:
        idp.create_group(UserPoolId=pool_id, GroupName=name)
        idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName=name, Username="ada")
    asked = {"UserPoolId": pool_id, "Username": "ada", "Limit": 3}

    first = idp.admin_list_groups_for_user(**asked)
    second = idp.admin_list_groups_for_user(**asked, NextToken=first["NextToken"])

    assert "NextToken" not in second
    shown = [group["GroupName"] for page in (first, second) for group in page["Groups"]]
    assert len(first["Groups"]) == 3
    assert sorted(shown) == names


@case(source="Text inferred", level="inferred", checked="2026-11-24")
def test_a_token_that_is_none_is_refused(idp):
    """A token that the service did not give leads nowhere."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    with refused("InvalidParameterException", "Invalid pagination token"):
        idp.admin_list_groups_for_user(UserPoolId=pool_id, Username="ada", NextToken="garbage")


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_list_groups_for_user(UserPoolId=a_pool(idp), Username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.admin_list_groups_for_user(UserPoolId="us-east-1_Nowhere01", Username="nobody")
