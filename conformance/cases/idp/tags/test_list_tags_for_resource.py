"""ListTagsForResource: the tags of a pool by its ARN."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import body_of, refused


@case(source="API reference ListTagsForResource", level="documented", checked="2026-11-24")
def test_all_tags_are_listed(idp):
    """Those of the creation, and none of other pools."""
    tagged = idp.create_user_pool(PoolName="a", UserPoolTags={"team": "a", "stage": ""})["UserPool"]
    bare = idp.create_user_pool(PoolName="b")["UserPool"]

    assert body_of(idp.list_tags_for_resource(ResourceArn=tagged["Arn"])) == {
        "Tags": {"team": "a", "stage": ""}
    }
    assert body_of(idp.list_tags_for_resource(ResourceArn=bare["Arn"])) == {"Tags": {}}


@case(
    source="API reference ListTagsForResource; sentence inferred",
    level="inferred",
    checked="2026-11-24",
)
def test_the_pool_of_another_account_does_not_exist(idp):
    """An ARN names its account."""
    arn = idp.create_user_pool(PoolName="a")["UserPool"]["Arn"].split(":")
    arn[4] = "999999999999"

    with refused("ResourceNotFoundException", f"Resource {':'.join(arn)} does not exist."):
        idp.list_tags_for_resource(ResourceArn=":".join(arn))


@case(source="service model", level="documented", checked="2026-11-24")
def test_an_arn_has_the_form_of_one(idp):
    """The model's pattern is checked first."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value 'somebody-s-pool-in-the-cloud' at 'resourceArn' failed "
        "to satisfy constraint: Member must satisfy regular expression pattern: "
        r"arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?"
        r"(:[\w+=/,.@-]+)?",
    ):
        idp.list_tags_for_resource(ResourceArn="somebody-s-pool-in-the-cloud")
