"""TagResource: the tags of a pool grow and change."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_pool, body_of, refused


def arn_of(idp, pool_id):
    """Return the ARN of a pool."""
    return idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Arn"]


def tags_of(idp, arn):
    """Return the tags of an ARN."""
    return idp.list_tags_for_resource(ResourceArn=arn)["Tags"]


@case(source="API reference TagResource", level="documented", checked="2026-11-24")
def test_tags_of_other_names_stay(idp):
    """A tag that is there gets the new value."""
    arn = arn_of(idp, a_pool(idp, UserPoolTags={"team": "a", "stage": "test"}))

    answer = idp.tag_resource(ResourceArn=arn, Tags={"team": "b", "owner": ""})

    assert body_of(answer) == {}
    assert tags_of(idp, arn) == {"team": "b", "stage": "test", "owner": ""}


@case(
    source="API reference TagResource (50 tags); the sentence is not known",
    level="inferred",
    checked="2026-11-24",
)
def test_a_pool_has_at_most_fifty_tags(idp):
    """A new value for one of fifty is fine; nothing of a call beyond is kept."""
    tags = {f"tag{n}": "" for n in range(50)}
    arn = arn_of(idp, a_pool(idp, UserPoolTags=tags))

    with refused("InvalidParameterException", "The number of tags exceeds the limit of 50."):
        idp.tag_resource(ResourceArn=arn, Tags={"tag0": "x", "tag50": ""})
    assert tags_of(idp, arn) == tags

    idp.tag_resource(ResourceArn=arn, Tags={"tag0": "x"})
    assert tags_of(idp, arn) == {**tags, "tag0": "x"}


@case(source="Tagging rules of AWS services", level="inferred", checked="2026-11-24")
@pytest.mark.parametrize("name", ["aws:team", "AWS:team"])
def test_names_of_aws_are_reserved(idp, name):
    """They begin with `aws:`, in whatever case."""
    arn = arn_of(idp, a_pool(idp))

    with refused(
        "InvalidParameterException", "aws: prefixed tag key names are not allowed for external use."
    ):
        idp.tag_resource(ResourceArn=arn, Tags={name: "a"})


@case(source="service model", level="documented", checked="2026-11-24")
@pytest.mark.parametrize(
    ("tags", "message"),
    [
        (
            {"k" * 129: ""},
            (
                f"1 validation error detected: Value '{{{'k' * 129}=}}' at 'tags' failed to satisfy "
                "constraint: Map keys must satisfy constraint: [Member must have length less than "
                "or equal to 128, Member must have length greater than or equal to 1]"
            ),
        ),
        (
            {"team": "v" * 257},
            (
                f"1 validation error detected: Value '{{team={'v' * 257}}}' at 'tags' failed to "
                "satisfy constraint: Map value must satisfy constraint: [Member must have length "
                "less than or equal to 256, Member must have length greater than or equal to 0]"
            ),
        ),
    ],
    ids=["name", "value"],
)
def test_names_and_values_have_lengths(idp, tags, message):
    """A name has up to 128 characters, a value 256."""
    with refused("InvalidParameterException", message):
        idp.tag_resource(ResourceArn=arn_of(idp, a_pool(idp)), Tags=tags)


@case(
    source="API reference TagResource; sentences inferred", level="inferred", checked="2026-11-24"
)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda arn: arn.replace("us-east-1", "eu-west-1", 1),
            "Resource {arn} does not exist.",
        ),
        (
            lambda arn: arn.replace("userpool/", "identitypool/"),
            "Resource {arn} does not exist.",
        ),
        (
            lambda arn: arn.rpartition("/")[0] + "/us-east-1_nobody123",
            "User pool us-east-1_nobody123 does not exist.",
        ),
    ],
    ids=["region", "kind", "pool"],
)
def test_an_arn_names_a_pool_exactly(idp, change, message):
    """Another Region, another kind or an unknown id is no resource."""
    arn = change(arn_of(idp, a_pool(idp)))

    with refused("ResourceNotFoundException", message.format(arn=arn)):
        idp.tag_resource(ResourceArn=arn, Tags={"team": "a"})
