"""SELECT_MFA_TYPE: the user chooses among several second factors.

Source: API reference "RespondToAuthChallenge"; Developer Guide "Adding MFA to a user pool".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.challenges import CHOSEN_FACTOR, offered_factors
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows.authentication.steps import Issued, Proven

if TYPE_CHECKING:
    from cognito_emulator.domain.challenges import Challenge
    from cognito_emulator.workflows.authentication.steps import SignIn

_SPELLINGS: Final = {"EMAIL_MFA": "EMAIL_OTP"}
"""The API reference says EMAIL_MFA where the enumeration and the SDKs say EMAIL_OTP."""


def issue(sign_in: SignIn, challenge: Challenge) -> Issued:
    """Offer the factors."""
    parameters = {
        "MFAS_CAN_CHOOSE": json.dumps(
            [factor.value for factor in challenge.factors], separators=(",", ":")
        ),
        "USER_ID_FOR_SRP": sign_in.user.username,
    }
    return Issued(parameters=parameters)


def answer(sign_in: SignIn) -> Proven:
    """Remember the chosen factor.

    Raises: InvalidParameterException for one that was not offered.
    """
    given = sign_in.required("ANSWER")
    chosen = _SPELLINGS.get(given, given)
    if chosen not in offered_factors(sign_in.pool, sign_in.user):
        raise errors.InvalidParameterException.challenge_answer("ANSWER")
    return Proven(user=sign_in.user, memory={CHOSEN_FACTOR: chosen})
