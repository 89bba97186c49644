"""MFA_SETUP: a user of a pool that requires MFA has no second factor yet and sets one up.

An authenticator is set up by AssociateSoftwareToken and VerifySoftwareToken with the challenge's
Session; the Session that the latter returns answers the challenge. An e-mail address is given in
the answer itself and proven by the code that follows.

Source: API reference "RespondToAuthChallenge" (MFA_SETUP); Developer Guide "Adding MFA to a user
pool"; that tokens follow the setup of an authenticator, where the guide speaks of one more code:
amazon-cognito-identity-js and amplify-js, which expect them.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.challenges import SETUP_EMAIL
from cognito_emulator.domain.usernames import is_email
from cognito_emulator.domain.users import MfaFactor
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows.authentication.steps import Issued, Proven

if TYPE_CHECKING:
    from cognito_emulator.domain.challenges import Challenge
    from cognito_emulator.domain.users import MfaSettings
    from cognito_emulator.workflows.authentication.steps import SignIn

SECRET: Final = "MFA_SETUP.secret"
"""What AssociateSoftwareToken remembers: the authenticator's secret, not yet verified."""

_EMAIL_RESPONSES: Final = ("EMAIL", "email")
"""The address under the name amplify-js gives it, and the one the Developer Guide does."""

VERIFIED: Final = "MFA_SETUP.verified"
"""What VerifySoftwareToken remembers: that the authenticator of this sign-in works."""


def issue(sign_in: SignIn, challenge: Challenge) -> Issued:
    """Tell which factors the pool offers."""
    parameters = {
        "MFAS_CAN_SETUP": json.dumps(
            [factor.value for factor in challenge.factors], separators=(",", ":")
        ),
        "USER_ID_FOR_SRP": sign_in.user.username,
    }
    return Issued(parameters=parameters)


def answer(sign_in: SignIn) -> Proven:
    """Turn the verified authenticator on, or take the address to send a code to.

    Raises: NotAuthorizedException when no authenticator was verified in this sign-in;
    InvalidParameterException for an address in a pool without e-mail codes, or none at all.
    Source: that the factor set up first becomes the preferred one is inferred.
    """
    if VERIFIED in sign_in.progress.memory and sign_in.user.mfa.totp_secret is not None:
        user = replace(sign_in.user, mfa=with_authenticator_on(sign_in.user.mfa))
        sign_in.store.users.save(user)
        return Proven(user=user)
    email = next(filter(None, map(sign_in.given.get, _EMAIL_RESPONSES)), None)
    if email is None:
        raise errors.NotAuthorizedException.invalid_session()
    if MfaFactor.EMAIL not in sign_in.pool.mfa_factors:
        raise errors.InvalidParameterException.challenge_answer("EMAIL")
    if not is_email(email):
        raise errors.InvalidParameterException.email_format()
    return Proven(user=sign_in.user, memory={SETUP_EMAIL: email})


def with_authenticator_on(mfa: MfaSettings) -> MfaSettings:
    """Return the settings with the authenticator enabled, and preferred where nothing else is."""
    return replace(
        mfa,
        enabled=mfa.enabled | {MfaFactor.TOTP},
        preferred=mfa.preferred or MfaFactor.TOTP,
    )
