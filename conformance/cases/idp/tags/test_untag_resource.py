"""UntagResource: tags of a pool go."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import body_of, refused


@case(source="API reference UntagResource", level="documented", checked="2026-11-24")
def test_tags_go_by_name(idp):
    """A name that is not there is no error."""
    pool = idp.create_user_pool(PoolName="people", UserPoolTags={"team": "a", "stage": "test"})
    arn = pool["UserPool"]["Arn"]

    answer = idp.untag_resource(ResourceArn=arn, TagKeys=["team", "owner"])

    assert body_of(answer) == {}
    assert idp.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"stage": "test"}


@case(
    source="API reference UntagResource; sentence inferred", level="inferred", checked="2026-11-24"
)
def test_an_arn_of_nothing_is_named(idp):
    """What is no ARN of a pool is no resource."""
    arn = "arn:aws:sns:us-east-1:123456789012:topic"

    with refused("ResourceNotFoundException", f"Resource {arn} does not exist."):
        idp.untag_resource(ResourceArn=arn, TagKeys=["team"])
