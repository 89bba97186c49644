"""DescribeUserPool: what is shown of a pool after its creation."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_pool, a_user, body_of, refused


@case(source="API reference UserPoolType", level="documented", checked="2026-11-24")
def test_users_are_counted(idp):
    """EstimatedNumberOfUsers is the number of users; nothing else changes with them."""
    pool_id = a_pool(idp)
    before = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]

    a_user(idp, pool_id, "ada")
    a_user(idp, pool_id, "bob")

    answer = body_of(idp.describe_user_pool(UserPoolId=pool_id))
    assert answer == {"UserPool": {**before, "EstimatedNumberOfUsers": 2}}


@case(source="API reference TagResource", level="documented", checked="2026-11-24")
def test_tags_are_shown(idp):
    """They are those of the moment, and no change of the pool."""
    pool = idp.create_user_pool(PoolName="people", UserPoolTags={"team": "a"})["UserPool"]

    idp.tag_resource(ResourceArn=pool["Arn"], Tags={"stage": "test"})

    assert idp.describe_user_pool(UserPoolId=pool["Id"])["UserPool"] == {
        **pool,
        "UserPoolTags": {"stage": "test", "team": "a"},
    }


@case(source="GitHub getmoto/moto#4434", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool us-east-1_nobody123 does not exist."):
        idp.describe_user_pool(UserPoolId="us-east-1_nobody123")


@case(source="service model; sentence as of all members", level="documented", checked="2026-11-24")
def test_an_id_has_the_form_of_one(idp):
    """The model's pattern is checked before anything is looked up."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value 'people' at 'userPoolId' failed to satisfy "
        r"constraint: Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+",
    ):
        idp.describe_user_pool(UserPoolId="people")


@case(
    source="Developer Guide, Actions, resources, and condition keys; observed of all operations",
    level="inferred",
    checked="2026-11-24",
)
def test_a_pool_of_another_region_does_not_exist(target, idp):
    """A pool is known in its own Region only."""
    pool_id = a_pool(idp)

    with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
        target.client("cognito-idp", region="eu-west-1").describe_user_pool(UserPoolId=pool_id)
