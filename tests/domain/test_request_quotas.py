"""What users may do so often an hour."""

from __future__ import annotations

import pytest

from cognito_emulator.domain.request_quotas import (
    REQUESTS_PER_HOUR,
    RequestQuota,
    check_requests,
)
from cognito_emulator.errors.idp import LimitExceededException


def test_every_quota_has_its_number():
    """The documented numbers, and the upper end where a range is documented."""
    assert {quota.value: REQUESTS_PER_HOUR[quota] for quota in RequestQuota} == {
        "ConfirmSignUp": 15,
        "ResendConfirmationCode": 5,
        "ForgotPassword": 20,
        "ChangePassword": 5,
        "GetUserAttributeVerificationCode": 5,
        "VerifyUserAttribute": 15,
    }


@pytest.mark.parametrize("quota", RequestQuota)
def test_the_last_request_within_the_quota_passes(quota):
    """As many requests as the quota says pass, one more is refused."""
    check_requests(quota, REQUESTS_PER_HOUR[quota])

    with pytest.raises(
        LimitExceededException, match=r"^Attempt limit exceeded, please try after some time\.$"
    ):
        check_requests(quota, REQUESTS_PER_HOUR[quota] + 1)
