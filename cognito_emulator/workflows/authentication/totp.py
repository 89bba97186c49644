"""SOFTWARE_TOKEN_MFA: a code of the user's authenticator app.

Source: Developer Guide "TOTP software token MFA".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cognito_emulator.domain import totp
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows.authentication.steps import Issued, Proven, Rejected

if TYPE_CHECKING:
    from cognito_emulator.domain.challenges import Challenge
    from cognito_emulator.workflows.authentication.steps import SignIn


def issue(sign_in: SignIn, challenge: Challenge) -> Issued:  # noqa: ARG001 - the challenge has no choices
    """Name the authenticator, if the user gave it a name."""
    parameters = {"USER_ID_FOR_SRP": sign_in.user.username}
    if sign_in.user.mfa.totp_device_name:
        parameters["FRIENDLY_DEVICE_NAME"] = sign_in.user.mfa.totp_device_name
    return Issued(parameters=parameters)


def answer(sign_in: SignIn) -> Proven | Rejected:
    """Judge a code; a code works once.

    Source: observed "Your software token has already been used once."; that reuse is no failure
    towards the lock-out is inferred.
    """
    mfa, now = sign_in.user.mfa, sign_in.ctx.now
    given = sign_in.required("SOFTWARE_TOKEN_MFA_CODE")
    if mfa.totp_secret is None:
        raise errors.SoftwareTokenMFANotFoundException.user()
    step = totp.matching_step(mfa.totp_secret, given, now)
    if step is None:
        return Rejected(error=errors.CodeMismatchException.auth_state())
    if mfa.totp_last_step is not None and step <= mfa.totp_last_step:
        raise errors.ExpiredCodeException.totp_reused()
    user = replace(sign_in.user, mfa=replace(mfa, totp_last_step=step))
    sign_in.store.users.save(user)
    return Proven(user=user)
