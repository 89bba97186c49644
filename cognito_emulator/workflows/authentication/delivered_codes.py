"""SMS_MFA and EMAIL_OTP: a code of six digits, sent to the user's number or address.

The code lives as long as the session it belongs to. A right one proves the address too.

Source: Developer Guide "SMS and email message MFA".
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.challenges import SETUP_EMAIL, ChallengeName
from cognito_emulator.domain.code_destinations import Destination
from cognito_emulator.domain.codes import CodeKind, digits
from cognito_emulator.domain.messages import MessageKind
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import attributes, code_delivery
from cognito_emulator.workflows.authentication.steps import Issued, Proven, Rejected

if TYPE_CHECKING:
    from cognito_emulator.domain.challenges import Challenge
    from cognito_emulator.domain.users import User
    from cognito_emulator.workflows.authentication.steps import SignIn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Channel:
    """How one of the two challenges sends its code. `response` is the key its answer comes under."""

    kind: CodeKind
    attribute: str
    response: str


_CHANNELS: Final = {
    ChallengeName.SMS_MFA: _Channel(
        kind=CodeKind.SMS_MFA, attribute="phone_number", response="SMS_MFA_CODE"
    ),
    ChallengeName.EMAIL_OTP: _Channel(
        kind=CodeKind.EMAIL_MFA, attribute="email", response="EMAIL_OTP_CODE"
    ),
}


def issue(sign_in: SignIn, challenge: Challenge) -> Issued:
    """Send a code and tell where it went."""
    channel = _CHANNELS[challenge.name]
    code = sign_in.ctx.entropy.digits(digits(channel.kind))
    destination = _destination(sign_in, channel)
    code_delivery.send(
        sign_in.ctx,
        sign_in.store,
        pool=sign_in.pool,
        client=sign_in.client,
        user=sign_in.user,
        kind=MessageKind.AUTHENTICATION,
        destination=destination,
        code=code,
    )
    details = destination.details()
    parameters = {
        "CODE_DELIVERY_DELIVERY_MEDIUM": details["DeliveryMedium"],
        "CODE_DELIVERY_DESTINATION": details["Destination"],
        "USER_ID_FOR_SRP": sign_in.user.username,
    }
    return Issued(
        parameters=parameters,
        memory={
            f"{challenge.name}.code": code,
            f"{challenge.name}.destination": destination.address,
        },
    )


def answer(sign_in: SignIn) -> Proven | Rejected:
    """Judge a code; a right one verifies the address it was sent to.

    An address that was changed meanwhile is not verified by the code sent to the old one.
    """
    name = sign_in.progress.asked
    channel, memory = _CHANNELS[name], sign_in.progress.memory
    given = sign_in.required(channel.response)
    if not hmac.compare_digest(
        given.encode("utf-8", "surrogatepass"), memory[f"{name}.code"].encode()
    ):
        return Rejected(error=errors.CodeMismatchException.auth_state())
    return Proven(user=_verified(sign_in, channel, memory[f"{name}.destination"]))


def _destination(sign_in: SignIn, channel: _Channel) -> Destination:
    address = sign_in.user.attributes.get(channel.attribute, "")
    if channel.attribute == "email":
        address = sign_in.progress.memory.get(SETUP_EMAIL, address)
    return Destination(attribute=channel.attribute, address=address)


def _verified(sign_in: SignIn, channel: _Channel, destination: str) -> User:
    current = sign_in.user.attributes
    if channel.attribute == "email" and SETUP_EMAIL in sign_in.progress.memory:
        proven = attributes.verified({**current, "email": destination}, "email")
        return attributes.save_attributes(
            sign_in.ctx, sign_in.store, sign_in.pool, sign_in.user, proven
        )
    if current.get(channel.attribute) != destination:
        return sign_in.user
    return attributes.save_verified(
        sign_in.ctx, sign_in.store, sign_in.pool, sign_in.user, channel.attribute
    )
