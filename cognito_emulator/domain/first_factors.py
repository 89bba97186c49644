"""First factors: what a user can prove itself by, and where users get in without a password.

Source: API reference "AdminGetUserAuthFactors", "AdminCreateUser", "InitiateAuth" (USER_AUTH);
Developer Guide "Authentication flows".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.challenges import can_use
from cognito_emulator.domain.users import MfaFactor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User

_CODE_FACTORS: Final[Mapping[str, str]] = {"EMAIL_OTP": "email", "SMS_OTP": "phone_number"}
"""First factors that are a code sent to an address, and the attribute that holds it."""


def configured_factors(user: User) -> tuple[str, ...]:
    """List what a user has to prove itself by, in AWS's order, whatever the pool allows.

    Source: observed 2026-09: PASSWORD, EMAIL_OTP, SOFTWARE_TOKEN for a user with password, e-mail
    address and authenticator, in a pool whose only second factor was the authenticator. That an
    address need not be verified is inferred: the code that comes back verifies it.
    """
    has = {
        "PASSWORD": user.password is not None,
        "EMAIL_OTP": bool(user.attributes.get("email")),
        "SMS_OTP": bool(user.attributes.get("phone_number")),
        "SOFTWARE_TOKEN": can_use(user, MfaFactor.TOTP),
    }
    return tuple(factor for factor, is_configured in has.items() if is_configured)


def passwordless_attributes(pool: UserPool) -> tuple[str, ...]:
    """Name the attributes whose addresses let users of a pool in without password.

    None where the pool asks everybody for a second factor: then a code cannot be the first.
    Source: Developer Guide "Authentication flows", "Adding MFA to a user pool".
    """
    if pool.mfa == "ON":
        return ()
    return tuple(
        attribute for factor, attribute in _CODE_FACTORS.items() if factor in pool.first_factors
    )
