"""AdminAddUserToGroup: an administrator puts a user into a group."""

from __future__ import annotations

import jwt

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of

ROLE = "arn:aws:iam::123456789012:role/staff"
OTHER_ROLE = "arn:aws:iam::123456789012:role/guests"


def add(idp, pool_id, group="staff", username="ada"):
    """Put a user into a group; return the answer."""
    return body_of(
        idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName=group, Username=username)
    )


def claims_of(tokens, name):
    """Return what a token says of groups."""
    claims = jwt.decode(tokens[name], options={"verify_signature": False})
    groups = ("cognito:groups", "cognito:roles", "cognito:preferred_role")
    return {claim: claims[claim] for claim in groups if claim in claims}


@case(source="API reference AdminAddUserToGroup", level="documented", checked="2026-11-24")
def test_a_member_is_listed(idp):
    """The answer is empty; joining twice is no error."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")

    for _ in range(2):
        assert add(idp, pool_id) == {}

    members = idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"]
    assert [user["Username"] for user in members] == ["ada"]


@case(
    source="API reference CreateGroup, Precedence; Developer Guide, Adding groups to a user pool",
    level="documented",
    checked="2026-11-24",
)
def test_tokens_name_the_groups_by_precedence(idp):
    """Both tokens list groups; the ID token has the roles, the best group's preferred."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    idp.create_group(UserPoolId=pool_id, GroupName="guests", RoleArn=OTHER_ROLE, Precedence=2)
    idp.create_group(UserPoolId=pool_id, GroupName="staff", RoleArn=ROLE, Precedence=1)
    for name in ("guests", "staff"):
        add(idp, pool_id, name)

    tokens = tokens_of(idp, client_id)

    assert claims_of(tokens, "IdToken") == {
        "cognito:groups": ["staff", "guests"],
        "cognito:roles": [ROLE, OTHER_ROLE],
        "cognito:preferred_role": ROLE,
    }
    assert claims_of(tokens, "AccessToken") == {"cognito:groups": ["staff", "guests"]}


@case(source="API reference CreateGroup, Precedence", level="documented", checked="2026-11-24")
def test_equals_with_different_roles_prefer_none(idp):
    """Two groups of one precedence with different roles leave cognito:preferred_role out."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    for name, role in (("guests", OTHER_ROLE), ("staff", ROLE)):
        idp.create_group(UserPoolId=pool_id, GroupName=name, RoleArn=role, Precedence=1)
        add(idp, pool_id, name)

    claims = claims_of(tokens_of(idp, client_id), "IdToken")

    assert sorted(claims) == ["cognito:groups", "cognito:roles"]


@case(
    source="Developer Guide, Quotas: 100 groups; which error is inferred from the model",
    level="inferred",
    checked="2026-11-24",
)
def test_a_user_is_in_a_hundred_groups_at_most(idp):
    """The group after the last one that fits is refused."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    for number in range(101):
        idp.create_group(UserPoolId=pool_id, GroupName=f"group-{number}")
    for number in range(100):
        add(idp, pool_id, f"group-{number}")

    with refused(
        "InvalidParameterException", "The number of groups of the user exceeds the limit of 100."
    ):
        add(idp, pool_id, "group-100")


@case(source="Other emulators", level="inferred", checked="2026-11-24")
def test_an_unknown_group_is_named(idp):
    """Nobody joins a group that does not exist."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    with refused("ResourceNotFoundException", "Group not found."):
        add(idp, pool_id)


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    pool_id = a_pool(idp)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")

    with refused("UserNotFoundException", "User does not exist."):
        add(idp, pool_id, username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        add(idp, "us-east-1_Nowhere01")
