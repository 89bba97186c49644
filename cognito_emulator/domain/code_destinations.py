"""Where a code goes: which of a user's addresses receives it, and what the caller is told.

Source: Developer Guide "Signing up and confirming user accounts" (both attributes verified: the
phone number), "Recovering user accounts" and API reference `AccountRecoverySettingType`; "SMS and
email message MFA" (nobody gets second factor and recovery code at the same address).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.masking import mask_destination
from cognito_emulator.domain.messages import Medium
from cognito_emulator.domain.usernames import is_email, is_phone_number
from cognito_emulator.domain.users import MfaFactor
from cognito_emulator.errors.idp import InvalidParameterException, NotAuthorizedException

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator._shapes.cognito_idp import CodeDeliveryDetailsType
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import MfaSettings, User

_PHONE_FIRST: Final = ("phone_number", "email")
_RECOVERY_ATTRIBUTES: Final = {"verified_phone_number": "phone_number", "verified_email": "email"}
_FACTORS: Final = {"phone_number": MfaFactor.SMS, "email": MfaFactor.EMAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """An address that a code goes to, and the attribute (`email`, `phone_number`) that holds it."""

    attribute: str
    address: str

    @property
    def medium(self) -> Medium:
        """How it is reached."""
        return Medium.EMAIL if self.attribute == "email" else Medium.SMS

    def details(self) -> CodeDeliveryDetailsType:
        """Return what responses tell of it: the address masked."""
        return {
            "Destination": mask_destination(self.medium, self.address),
            "DeliveryMedium": self.medium.value,
            "AttributeName": self.attribute,
        }


def sign_up_destination(pool: UserPool, attributes: Mapping[str, str]) -> Destination | None:
    """Return where the code that confirms a sign-up goes; None where nothing is verified by code."""
    for name in _PHONE_FIRST:
        if name in pool.auto_verified and attributes.get(name):
            return Destination(attribute=name, address=attributes[name])
    return None


def recovery_destination(pool: UserPool, user: User) -> Destination:
    """Return where the code that resets the password goes.

    Only a verified address will do, and not one that receives the user's second factor. Without
    `AccountRecoverySetting` the phone number comes before the e-mail address.

    Raises: NotAuthorizedException where only administrators reset; InvalidParameterException when
    the user cannot be reached.
    """
    options = pool.recovery_options
    if options == ("admin_only",):
        raise NotAuthorizedException.contact_administrator()
    names = _PHONE_FIRST if options is None else _attributes_of(options)
    for name in names:
        if _can_recover(pool, user, name):
            return Destination(attribute=name, address=user.attributes[name])
    raise InvalidParameterException.no_reset_destination()


def _attributes_of(options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_RECOVERY_ATTRIBUTES[option] for option in options)


def _can_recover(pool: UserPool, user: User, name: str) -> bool:
    if not user.attributes.get(name) or user.attributes.get(f"{name}_verified") != "true":
        return False
    factor = _FACTORS[name]
    return factor not in pool.mfa_factors or not _uses(user.mfa, factor)


def _uses(mfa: MfaSettings, factor: MfaFactor) -> bool:
    return factor in mfa.enabled or (factor is MfaFactor.SMS and mfa.legacy_sms)


def simulated_destination(pool: UserPool, name: str) -> Destination:
    """Return an address for a user who does not exist: always the same for this pool and name.

    A name that is an address is its own; else the pool's first medium is made up.
    Source: Developer Guide "Managing error responses"; the made-up address is inferred.
    """
    if is_email(name):
        return Destination(attribute="email", address=name)
    if is_phone_number(name):
        return Destination(attribute="phone_number", address=name)
    text = name.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(b"destination" + pool.secret + text).digest()
    if _first_medium(pool) == "phone_number":
        return Destination(attribute="phone_number", address=f"+1555{digest[0]:03}{digest[1]:04}")
    local, domain = (chr(ord("a") + byte % 26) for byte in digest[:2])
    return Destination(attribute="email", address=f"{local}@{domain}")


def _first_medium(pool: UserPool) -> str:
    options = pool.recovery_options
    names = _attributes_of(options) if options and options != ("admin_only",) else _PHONE_FIRST
    reachable = [name for name in names if name == "email" or pool.sends_sms]
    return reachable[0] if reachable else "email"
