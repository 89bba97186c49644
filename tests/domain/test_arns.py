"""ARNs of pools."""

from __future__ import annotations

import pytest

from cognito_emulator.domain import arns

USER_POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc123DEF"
IDENTITY_POOL = "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:0a-1b"


def test_a_user_pool_arn_is_built_and_read_back():
    """The ARN names region, account and pool."""
    arn = arns.user_pool_arn(
        region="eu-west-1", account_id="123456789012", pool_id="eu-west-1_abc123DEF"
    )

    assert arn == USER_POOL
    assert arns.parsed_user_pool_arn(arn) == arns.ResourceArn(
        region="eu-west-1", account_id="123456789012", id="eu-west-1_abc123DEF"
    )


def test_an_identity_pool_arn_is_built_and_read_back():
    """The ARN names region, account and identity pool."""
    arn = arns.identity_pool_arn(
        region="eu-west-1", account_id="123456789012", identity_pool_id="eu-west-1:0a-1b"
    )

    assert arn == IDENTITY_POOL
    assert arns.parsed_identity_pool_arn(arn) == arns.ResourceArn(
        region="eu-west-1", account_id="123456789012", id="eu-west-1:0a-1b"
    )


@pytest.mark.parametrize("arn", ["", "arn", IDENTITY_POOL, USER_POOL + "/x", USER_POOL + "\n"])
def test_another_arn_is_no_user_pool(arn):
    """Only the ARN of a user pool is read as one."""
    assert arns.parsed_user_pool_arn(arn) is None


def test_a_user_pool_arn_is_no_identity_pool():
    """Only the ARN of an identity pool is read as one."""
    assert arns.parsed_identity_pool_arn(USER_POOL) is None


@pytest.mark.parametrize(
    ("region", "partition", "host"),
    [
        ("us-east-1", "aws", "cognito-idp.us-east-1.amazonaws.com"),
        ("us-gov-west-1", "aws-us-gov", "cognito-idp.us-gov-west-1.amazonaws.com"),
        ("cn-north-1", "aws-cn", "cognito-idp.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_the_partition_follows_from_the_region(region, partition, host):
    """China and GovCloud have their own partitions, and China its own domain."""
    assert arns.partition(region) == partition
    assert arns.provider_name(region=region, pool_id="p_1") == f"{host}/p_1"
