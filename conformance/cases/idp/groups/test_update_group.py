"""UpdateGroup: description, role and precedence of a group."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_pool, body_of, refused

ROLE = "arn:aws:iam::123456789012:role/staff"


@case(
    source="API reference UpdateGroup, whose example leaves RoleArn out and gets it back",
    level="documented",
    checked="2026-11-24",
)
def test_an_update_changes_what_it_gives(idp):
    """What is left out stays; the answer is the group as it is now."""
    pool_id = a_pool(idp)
    made = idp.create_group(
        UserPoolId=pool_id, GroupName="staff", Description="All of us", RoleArn=ROLE
    )["Group"]

    answer = idp.update_group(
        UserPoolId=pool_id, GroupName="staff", Description="Some of us", Precedence=3
    )

    modified = answer["Group"]["LastModifiedDate"]
    assert modified >= made["LastModifiedDate"]
    assert body_of(answer) == {
        "Group": {
            **made,
            "Description": "Some of us",
            "Precedence": 3,
            "LastModifiedDate": modified,
        }
    }
    assert idp.get_group(UserPoolId=pool_id, GroupName="staff")["Group"] == answer["Group"]


@case(source="Other emulators", level="inferred", checked="2026-11-24")
def test_an_unknown_group_is_named(idp):
    """A group that does not exist is not changed."""
    with refused("ResourceNotFoundException", "Group not found."):
        idp.update_group(UserPoolId=a_pool(idp), GroupName="staff", Precedence=1)


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """A pool that does not exist has no groups."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.update_group(UserPoolId="us-east-1_Nowhere01", GroupName="staff")
