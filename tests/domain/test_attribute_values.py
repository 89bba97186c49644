"""Values of attributes against their type and constraints."""

import pytest

from cognito_emulator.domain.attribute_schema import attribute_named, created_schema
from cognito_emulator.domain.attribute_values import stored_value, validate_value

SCHEMA = created_schema(
    [
        {
            "Name": "team",
            "AttributeDataType": "String",
            "StringAttributeConstraints": {"MinLength": "2", "MaxLength": "4"},
        },
        {"Name": "free", "AttributeDataType": "String"},
        {
            "Name": "level",
            "AttributeDataType": "Number",
            "NumberAttributeConstraints": {"MinValue": "-1.5", "MaxValue": "9"},
        },
        {"Name": "count", "AttributeDataType": "Number"},
        {"Name": "active", "AttributeDataType": "Boolean"},
        {"Name": "seen", "AttributeDataType": "DateTime"},
    ]
)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("custom:team", "ab", None),
        ("custom:team", "a", "String must be no shorter than 2 characters"),
        ("custom:team", "abcde", "String must be no longer than 4 characters"),
        ("custom:free", "x" * 2048, None),
        ("custom:free", "x" * 2049, "String must be no longer than 2048 characters"),
        ("birthdate", "1990-02-28", None),
        ("birthdate", "0000-02-29", None),
        ("birthdate", "1990-1-1", "String must be no shorter than 10 characters"),
        ("birthdate", "01/31/1990", "String must be a date in the format YYYY-MM-DD"),
        ("birthdate", "1990-02-30", "String must be a date in the format YYYY-MM-DD"),
        ("custom:level", "-1.5", None),
        ("custom:level", "9", None),
        ("custom:level", "-2", "Number must be no less than -1.5"),
        ("custom:level", "9.01", "Number must be no greater than 9"),
        ("custom:level", "nine", "Number must be a decimal number"),
        ("custom:count", "-123456789", None),
        ("custom:count", "NaN", "Number must be a decimal number"),
        ("updated_at", "-1", "Number must be no less than 0"),
        ("custom:active", "true", None),
        ("custom:active", "yes", "Boolean must be either true or false"),
        ("email_verified", "false", None),
        ("custom:seen", "1700000000", None),
        ("custom:seen", "2026-01-31T10:00:00Z", None),
        ("custom:seen", "yesterday", "DateTime must be epoch seconds or ISO 8601"),
    ],
)
def test_a_value_must_fit_its_attribute(name, value, reason):
    """The reason is what follows the attribute's name in AWS's refusal."""
    attribute = attribute_named(SCHEMA, name)

    assert attribute is not None
    assert validate_value(attribute, value) == reason


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("email_verified", "True", "true"),
        ("email_verified", "FALSE", "false"),
        ("email_verified", "Yes", "Yes"),
        ("name", "True", "True"),
    ],
)
def test_truth_values_are_stored_in_lower_case(name, value, stored):
    """Python's True reaches the service as text and counts."""
    attribute = attribute_named(SCHEMA, name)

    assert attribute is not None
    assert stored_value(attribute, value) == stored
