"""ARNs of user pools and identity pools, and the names derived from them.

Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Cognito".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_USER_POOL: Final = re.compile(
    r"arn:(?:aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b):cognito-idp:([\w-]+):([0-9]{12}):"
    r"userpool/([\w-]+_[0-9a-zA-Z]+)",
    re.ASCII,
)
_IDENTITY_POOL: Final = re.compile(
    r"arn:(?:aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b):cognito-identity:([\w-]+):([0-9]{12}):"
    r"identitypool/([\w-]+:[0-9a-f-]+)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceArn:
    """What an ARN names: the id of a pool, where it is, and whose it is (12 digits)."""

    region: str
    account_id: str
    id: str


def user_pool_arn(*, region: str, account_id: str, pool_id: str) -> str:
    """Return the ARN of a user pool."""
    return f"arn:{partition(region)}:cognito-idp:{region}:{account_id}:userpool/{pool_id}"


def identity_pool_arn(*, region: str, account_id: str, identity_pool_id: str) -> str:
    """Return the ARN of an identity pool."""
    prefix = f"arn:{partition(region)}:cognito-identity:{region}:{account_id}"
    return f"{prefix}:identitypool/{identity_pool_id}"


def parsed_user_pool_arn(arn: str) -> ResourceArn | None:
    """Read the ARN of a user pool; None when it is not one."""
    return _parsed(_USER_POOL, arn)


def parsed_identity_pool_arn(arn: str) -> ResourceArn | None:
    """Read the ARN of an identity pool; None when it is not one."""
    return _parsed(_IDENTITY_POOL, arn)


def provider_name(*, region: str, pool_id: str) -> str:
    """Return the name by which identity pools know a user pool; its AWS issuer without `https://`."""
    return f"cognito-idp.{region}.{_dns_suffix(region)}/{pool_id}"


def partition(region: str) -> str:
    """Return the partition a region belongs to."""
    if region.startswith("cn-"):
        return "aws-cn"
    return "aws-us-gov" if region.startswith("us-gov-") else "aws"


def _dns_suffix(region: str) -> str:
    return "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"


def _parsed(pattern: re.Pattern[str], arn: str) -> ResourceArn | None:
    found = pattern.fullmatch(arn)
    if found is None:
        return None
    region, account_id, pool_id = found.groups()
    return ResourceArn(region=region, account_id=account_id, id=pool_id)
