r"""The filter of ListUsers: one attribute, `=` or `^=` (starts with), one quoted value.

`family_name = "Reddy"`; a quotation mark or backslash inside the value is written `\"` or `\\`.
Source: API reference "ListUsers".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from cognito_emulator.domain.users import User

SEARCHABLE_ATTRIBUTES: Final = (
    "email",
    "phone_number",
    "name",
    "given_name",
    "family_name",
    "preferred_username",
)
"""The user attributes that ListUsers searches; the other names are fields of the user itself."""

USER_STATUS: Final = "cognito:user_status"
_FIELDS: Final = frozenset({"username", "sub", "status", USER_STATUS})

# Quotation marks around the name are accepted as older examples of the documentation have them.
_FILTER: Final = re.compile(
    r"""\s*(?P<open>"?)(?P<attribute>[^\s"=^]+)(?P=open)\s*(?P<operator>\^?=)\s*"""
    r""""(?P<value>(?:[^"\\]|\\.)*)"\s*""",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)


class Operator(StrEnum):
    """How the value is compared."""

    EQUALS = "="
    STARTS_WITH = "^="


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFilter:
    """One comparison.

    `attribute` is one of SEARCHABLE_ATTRIBUTES, `username`, `sub`, `status` (values `Enabled` and
    `Disabled`) or `cognito:user_status`, whose value is upper case here as the stored status is.
    """

    attribute: str
    operator: Operator
    value: str

    def accepts(self, text: str | None) -> bool:
        """Tell whether one value, already in stored form, satisfies the comparison."""
        if text is None:
            return False
        if self.operator is Operator.EQUALS:
            return text == self.value
        return text.startswith(self.value)


@lru_cache(maxsize=256)
def parse_filter(text: str) -> UserFilter | None:
    """Read a filter; an empty one selects every user and is None.

    Raises: InvalidParameterException when the text does not parse or the attribute is not
    searchable, as custom attributes are not.
    """
    if not text.strip():
        return None
    match = _FILTER.fullmatch(text)
    if match is None:
        raise InvalidParameterException.filter_syntax()
    attribute = match["attribute"]
    if attribute not in _FIELDS and attribute not in SEARCHABLE_ATTRIBUTES:
        raise InvalidParameterException.filter_attribute(attribute)
    value = _ESCAPE.sub(r"\1", match["value"])
    return UserFilter(
        attribute=attribute,
        operator=Operator(match["operator"]),
        # Source: API reference: cognito:user_status is case-insensitive, status and username are not.
        value=value.upper() if attribute == USER_STATUS else value,
    )


def matches(user_filter: UserFilter, user: User) -> bool:
    """Tell whether a user satisfies the filter: the rule that storage answers with indexes."""
    fields = {
        "username": user.username,
        "sub": user.sub,
        "status": "Enabled" if user.enabled else "Disabled",
        USER_STATUS: str(user.status),
    }
    name = user_filter.attribute
    return user_filter.accepts(fields.get(name, user.attributes.get(name)))
