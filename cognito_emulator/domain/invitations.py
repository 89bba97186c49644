"""Users whom an administrator creates: where the invitation goes, and what their addresses need.

Source: API reference "AdminCreateUser".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.attributes import VERIFIABLE
from cognito_emulator.domain.code_destinations import Destination
from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ATTRIBUTES: Final = {"SMS": "phone_number", "EMAIL": "email"}


def invitation_destinations(
    attributes: Mapping[str, str], mediums: Sequence[str] | None
) -> tuple[Destination, ...]:
    """Return where an invitation goes: to each desired medium once, by default by SMS.

    A user without phone number gets none by default, but must have what was asked for by name.

    Raises: InvalidParameterException.
    Source: observed for EMAIL; that nothing is refused by default is inferred from the many
    examples that create users by their name alone.
    """
    if mediums is None:
        mediums = ["SMS"] if attributes.get("phone_number") else []
    return tuple(_destination(attributes, medium) for medium in dict.fromkeys(mediums))


def _destination(attributes: Mapping[str, str], medium: str) -> Destination:
    name = _ATTRIBUTES[medium]
    if not attributes.get(name):
        raise InvalidParameterException.no_invitation_destination(medium)
    return Destination(attribute=name, address=attributes[name])


def check_verified_addresses(attributes: Mapping[str, str]) -> None:
    """Refuse to take an address for verified that is not given.

    Raises: InvalidParameterException.
    """
    for name in VERIFIABLE:
        if attributes.get(f"{name}_verified") == "true" and not attributes.get(name):
            raise InvalidParameterException.verified_without_address(name)


def check_passwordless(attributes: Mapping[str, str], names: Sequence[str]) -> None:
    """Refuse a user without password who has none of the addresses that would let it in.

    `names` are the attributes that hold them (`first_factors.passwordless_attributes`).

    Raises: InvalidParameterException.
    """
    if not any(attributes.get(name) for name in names):
        raise InvalidParameterException.passwordless_without_address(names)
