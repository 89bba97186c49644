"""What a value of an attribute may be, by its type and constraints.

Values travel and are stored as text. Source of the length texts: observed ("birthdate: String must
be no shorter than 10 characters"); the texts for other types are inferred from them.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.attribute_schema import MAX_VALUE_LENGTH, decimal_of

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import SchemaAttributeType

_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_UNKNOWN_YEAR: Final = "0000"  # OpenID Connect: the year is left out
_LEAP_YEAR: Final = "2000"


def stored_value(attribute: SchemaAttributeType, value: str) -> str:
    """Return the value as it is kept: truth values in lower case, all else as written.

    Source: observed ("True" is accepted for email_verified and shown as "true").
    """
    if attribute.get("AttributeDataType") == "Boolean" and value.lower() in {"true", "false"}:
        return value.lower()
    return value


def validate_value(attribute: SchemaAttributeType, value: str) -> str | None:
    """Return why a stored value does not fit the attribute, or None when it does.

    The formats of email and phone_number are refused by errors of their own: see `attributes`.
    """
    data_type = attribute.get("AttributeDataType", "String")
    if data_type == "Number":
        return _number_reason(attribute, value)
    if data_type == "Boolean":
        return None if value in {"true", "false"} else "Boolean must be either true or false"
    if data_type == "DateTime":
        return None if _is_instant(value) else "DateTime must be epoch seconds or ISO 8601"
    return _string_reason(attribute, value)


def _string_reason(attribute: SchemaAttributeType, value: str) -> str | None:
    lengths = attribute.get("StringAttributeConstraints", {})
    minimum = int(lengths.get("MinLength") or 0)
    maximum = int(lengths.get("MaxLength") or MAX_VALUE_LENGTH)
    if len(value) < minimum:
        return f"String must be no shorter than {minimum} characters"
    if len(value) > maximum:
        return f"String must be no longer than {maximum} characters"
    if attribute.get("Name") == "birthdate" and not _is_birthdate(value):
        return "String must be a date in the format YYYY-MM-DD"
    return None


def _number_reason(attribute: SchemaAttributeType, value: str) -> str | None:
    number = decimal_of(value)
    if number is None:
        return "Number must be a decimal number"
    bounds = attribute.get("NumberAttributeConstraints", {})
    minimum, maximum = bounds.get("MinValue"), bounds.get("MaxValue")
    if minimum and number < Decimal(minimum):
        return f"Number must be no less than {minimum}"
    if maximum and number > Decimal(maximum):
        return f"Number must be no greater than {maximum}"
    return None


def _is_birthdate(text: str) -> bool:
    """Accept YYYY-MM-DD, with year 0000 for none. Source: Developer Guide on attributes."""
    if _DATE.fullmatch(text) is None:
        return False
    return _is_date(text.replace(_UNKNOWN_YEAR, _LEAP_YEAR, 1) if text[:4] == "0000" else text)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_instant(text: str) -> bool:
    if decimal_of(text) is not None:
        return True
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
