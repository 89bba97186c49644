"""How often one user may ask for codes, give them back, and change the password.

The quotas are by user and hour. Every request counts, whether it succeeds or not; the hour begins
with the first one.

Source: Developer Guide "Quotas in Amazon Cognito", code security; where an hour begins is inferred.
The service lets 5 to 20 recovery requests through, by its judgement of the risk: here it is 20.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from cognito_emulator.errors.idp import LimitExceededException

WINDOW_SECONDS: Final = 3600


class RequestQuota(StrEnum):
    """What is counted together."""

    CONFIRM_SIGN_UP = "ConfirmSignUp"
    RESEND_CODE = "ResendConfirmationCode"
    RECOVERY = "ForgotPassword"
    """ForgotPassword and ConfirmForgotPassword, which share one quota."""
    CHANGE_PASSWORD = "ChangePassword"
    GET_ATTRIBUTE_CODE = "GetUserAttributeVerificationCode"
    VERIFY_ATTRIBUTE = "VerifyUserAttribute"


REQUESTS_PER_HOUR: Final = {
    RequestQuota.CONFIRM_SIGN_UP: 15,
    RequestQuota.RESEND_CODE: 5,
    RequestQuota.RECOVERY: 20,
    RequestQuota.CHANGE_PASSWORD: 5,
    RequestQuota.GET_ATTRIBUTE_CODE: 5,
    RequestQuota.VERIFY_ATTRIBUTE: 15,
}


def check_requests(quota: RequestQuota, requests: int) -> None:
    """Refuse the last of `requests` within an hour when that is one too many.

    Raises: LimitExceededException.
    """
    if requests > REQUESTS_PER_HOUR[quota]:
        raise LimitExceededException.attempts()
