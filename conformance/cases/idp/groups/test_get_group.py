"""GetGroup: one group of a pool."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_pool, body_of, refused


@case(source="API reference GetGroup", level="documented", checked="2026-11-24")
def test_a_group_is_shown_as_it_was_created(idp):
    """The answer is that of CreateGroup."""
    pool_id = a_pool(idp)
    made = idp.create_group(UserPoolId=pool_id, GroupName="staff", Description="All of us")

    answer = idp.get_group(UserPoolId=pool_id, GroupName="staff")

    assert body_of(answer) == body_of(made)


@case(source="amplify-backend#1781: names ignore case", level="inferred", checked="2026-11-24")
def test_a_group_is_found_in_any_casing(idp):
    """The name is shown as it was first written."""
    pool_id = a_pool(idp)
    idp.create_group(UserPoolId=pool_id, GroupName="Staff")

    assert idp.get_group(UserPoolId=pool_id, GroupName="staff")["Group"]["GroupName"] == "Staff"


@case(source="Other emulators", level="inferred", checked="2026-11-24")
def test_an_unknown_group_is_named(idp):
    """A group that does not exist is not shown."""
    with refused("ResourceNotFoundException", "Group not found."):
        idp.get_group(UserPoolId=a_pool(idp), GroupName="staff")


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """A pool that does not exist has no groups."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.get_group(UserPoolId="us-east-1_Nowhere01", GroupName="staff")
