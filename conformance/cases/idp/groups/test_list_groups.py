"""ListGroups: the groups of a pool in pages."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_pool, body_of, refused


@case(source="API reference ListGroups", level="documented", checked="2026-11-24")
def test_a_group_is_listed_as_it_is_shown(idp):
    """An entry is what GetGroup answers; without groups the list is empty."""
    pool_id = a_pool(idp)
    assert body_of(idp.list_groups(UserPoolId=pool_id)) == {"Groups": []}
    made = idp.create_group(UserPoolId=pool_id, GroupName="staff", Precedence=1)["Group"]

    assert body_of(idp.list_groups(UserPoolId=pool_id)) == {"Groups": [made]}


@case(
    source="API reference ListGroups, Limit and NextToken", level="documented", checked="2026-11-24"
)
def test_pages_show_each_group_once(idp):
    """The token leads on until it is absent."""
    pool_id = a_pool(idp)
    names = [f"group-{number}" for number in range(5)]
    for name in names:
        idp.create_group(UserPoolId=pool_id, GroupName=name)

    first = idp.list_groups(UserPoolId=pool_id, Limit=3)
    second = idp.list_groups(UserPoolId=pool_id, Limit=3, NextToken=first["NextToken"])

    assert "NextToken" not in second
    shown = [group["GroupName"] for page in (first, second) for group in page["Groups"]]
    assert len(first["Groups"]) == 3
    assert sorted(shown) == names


@case(source="The service model: at most 60", level="documented", checked="2026-11-24")
def test_a_page_has_sixty_groups_at_most(idp):
    """A greater limit is refused."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member "
        "must have value less than or equal to 60",
    ):
        idp.list_groups(UserPoolId=a_pool(idp), Limit=61)


@case(source="Text inferred", level="inferred", checked="2026-11-24")
def test_a_token_that_is_none_is_refused(idp):
    """A token that the service did not give leads nowhere."""
    with refused("InvalidParameterException", "Invalid pagination token"):
        idp.list_groups(UserPoolId=a_pool(idp), NextToken="garbage")


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """A pool that does not exist has no groups."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.list_groups(UserPoolId="us-east-1_Nowhere01")
