"""CreateGroup: a group of a pool."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_pool, body_of, refused

ROLE = "arn:aws:iam::123456789012:role/staff"


@case(source="API reference CreateGroup, GroupType", level="documented", checked="2026-11-24")
def test_a_group_is_shown_with_what_was_given(idp):
    """Precedence 0 is the highest, and shown; the dates agree."""
    pool_id = a_pool(idp)
    given = {"Description": "All of us", "RoleArn": ROLE, "Precedence": 0}

    answer = idp.create_group(UserPoolId=pool_id, GroupName="staff", **given)

    created = answer["Group"]["CreationDate"]
    assert body_of(answer) == {
        "Group": {
            "GroupName": "staff",
            "UserPoolId": pool_id,
            **given,
            "CreationDate": created,
            "LastModifiedDate": created,
        }
    }


@case(source="API reference CreateGroup: null by default", level="documented", checked="2026-11-24")
def test_what_was_not_given_is_left_out(idp):
    """A group may have a name alone."""
    group = idp.create_group(UserPoolId=a_pool(idp), GroupName="staff")["Group"]

    assert sorted(group) == ["CreationDate", "GroupName", "LastModifiedDate", "UserPoolId"]


@case(source="amplify-backend#1781", level="observed", checked="2026-11-24")
def test_a_name_is_given_once_in_any_casing(idp):
    """Another casing of the name is the same name."""
    pool_id = a_pool(idp)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")

    for name in ("staff", "STAFF"):
        with refused("GroupExistsException", "A group with the name already exists."):
            idp.create_group(UserPoolId=pool_id, GroupName=name)


@case(source="API reference CreateGroup: at most 2^31-1", level="documented", checked="2026-11-24")
def test_the_greatest_precedence_is_kept(idp):
    """A precedence of 2^31-1 is shown as it is."""
    group = idp.create_group(UserPoolId=a_pool(idp), GroupName="staff", Precedence=2**31 - 1)

    assert group["Group"]["Precedence"] == 2**31 - 1


@case(source="The service model", level="documented", checked="2026-11-24")
def test_a_name_has_no_spaces(idp):
    """The model's pattern is held against it."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value 'all staff' at 'groupName' failed to satisfy "
        r"constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+",
    ):
        idp.create_group(UserPoolId=a_pool(idp), GroupName="all staff")


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """A pool that does not exist gets no group."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.create_group(UserPoolId="us-east-1_Nowhere01", GroupName="staff")
