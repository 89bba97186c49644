"""What ListUsers shows of a user's attributes.

Source: API reference "ListUsers" (AttributesToGet).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.attribute_schema import attribute_named
from cognito_emulator.domain.attributes import shown_attributes
from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cognito_emulator._shapes.cognito_idp import AttributeType, SchemaAttributeType
    from cognito_emulator.domain.users import User


def check_wanted(schema: Sequence[SchemaAttributeType], wanted: Sequence[str] | None) -> None:
    """Refuse AttributesToGet with names that the pool does not know.

    Raises: InvalidParameterException.
    """
    if any(attribute_named(schema, name) is None for name in wanted or ()):
        raise InvalidParameterException.attributes_to_get()


def listed_attributes(user: User, wanted: Sequence[str] | None) -> list[AttributeType]:
    """Return the wanted attributes of a user as stored, `sub` first; None shows all, [] none.

    Raises: InvalidParameterException when the user has not set one of them.
    Source: observed, aws-sdk-js#2203 (an empty list shows none), #3091 (one user is enough).
    """
    shown = shown_attributes(user.sub, user.attributes)
    if wanted is None:
        return shown
    chosen = [attribute for attribute in shown if attribute["Name"] in wanted]
    if len(chosen) < len(set(wanted)):
        raise InvalidParameterException.attribute_unset()
    return chosen
