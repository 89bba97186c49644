"""The attributes a pool knows: the standard ones of OpenID Connect, and custom ones.

A pool's configuration holds the schema as the list that DescribeUserPool echoes
(`SchemaAttributes`). Custom attributes are called `custom:<name>`, developer-only ones
`dev:custom:<name>`; they are added at the end and never changed or removed.
Source: Developer Guide "Working with user attributes"; order and constraints observed in pools made
in 2026 (older ones begin with `sub` and know no `identities`).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cognito_emulator._shapes.cognito_idp import (
        NumberAttributeConstraintsType,
        SchemaAttributeType,
        StringAttributeConstraintsType,
    )

MAX_CUSTOM_ATTRIBUTES: Final = 50
MAX_VALUE_LENGTH: Final = 2048
VERIFIED_FLAGS: Final = ("email_verified", "phone_number_verified")

_CUSTOM: Final = "custom:"
_DEVELOPER: Final = "dev:"
_STANDARD_ORDER: Final = (
    "profile",
    "address",
    "birthdate",
    "gender",
    "preferred_username",
    "updated_at",
    "website",
    "picture",
    "identities",
    "sub",
    "phone_number",
    "phone_number_verified",
    "zoneinfo",
    "locale",
    "email",
    "email_verified",
    "given_name",
    "family_name",
    "middle_name",
    "name",
    "nickname",
)
# The two flags are built in: a Schema entry of their name makes a custom attribute.
# Source: statement of the service team in the AWS CDK's issue 14175; for `identities` inferred.
_CONFIGURABLE: Final = frozenset(_STANDARD_ORDER).difference(VERIFIED_FLAGS, {"identities"})


def standard_schema() -> list[SchemaAttributeType]:
    """Return the schema of a pool created without `Schema`, in AWS's order."""
    return [_standard_attribute(name) for name in _STANDARD_ORDER]


def _standard_attribute(name: str) -> SchemaAttributeType:
    attribute: SchemaAttributeType = {
        "Name": name,
        "AttributeDataType": "String",
        "DeveloperOnlyAttribute": False,
        "Mutable": name != "sub",
        "Required": name == "sub",
    }
    if name in VERIFIED_FLAGS:
        attribute["AttributeDataType"] = "Boolean"
    elif name == "updated_at":
        attribute["AttributeDataType"] = "Number"
        attribute["NumberAttributeConstraints"] = {"MinValue": "0"}
    elif name == "identities":  # the links of federated users
        attribute["StringAttributeConstraints"] = {}
    else:
        attribute["StringAttributeConstraints"] = _standard_lengths(name)
    return attribute


def _standard_lengths(name: str) -> StringAttributeConstraintsType:
    minimum, maximum = {"sub": (1, MAX_VALUE_LENGTH), "birthdate": (10, 10)}.get(
        name, (0, MAX_VALUE_LENGTH)
    )
    return {"MinLength": str(minimum), "MaxLength": str(maximum)}


def created_schema(entries: Iterable[SchemaAttributeType]) -> list[SchemaAttributeType]:
    """Return the schema of a new pool: standard attributes as `Schema` overrides them, then customs.

    Raises: InvalidParameterException for another type of a standard attribute, wrong constraints,
    a custom attribute that is required, untyped or given twice, and more than 50 of them.
    """
    listed = list(entries)
    overrides: dict[str, SchemaAttributeType] = {}
    for entry in listed:
        name = entry.get("Name", "")
        if name in _CONFIGURABLE:
            if name in overrides:
                raise InvalidParameterException.attribute_exists(name)
            overrides[name] = _overridden(_standard_attribute(name), entry)
    standard = [overrides.get(name, _standard_attribute(name)) for name in _STANDARD_ORDER]
    customs = [entry for entry in listed if entry.get("Name", "") not in _CONFIGURABLE]
    names = [_custom_name(entry) for entry in customs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InvalidParameterException.custom_attribute_twice(twice)
    return with_custom_attributes(standard, customs)


def with_custom_attributes(
    schema: Sequence[SchemaAttributeType], entries: Iterable[SchemaAttributeType]
) -> list[SchemaAttributeType]:
    """Return the schema with custom attributes added, as AddCustomAttributes does: all or none.

    Raises: InvalidParameterException as `created_schema` does for custom attributes.
    """
    attributes = {attribute["Name"]: attribute for attribute in schema if "Name" in attribute}
    for entry in entries:
        added = _custom_attribute(entry)
        if added["Name"] in attributes:
            raise InvalidParameterException.attribute_exists(added["Name"])
        attributes[added["Name"]] = added
    if sum(is_custom(name) for name in attributes) > MAX_CUSTOM_ATTRIBUTES:
        raise InvalidParameterException.too_many_custom_attributes()
    return list(attributes.values())


def is_custom(name: str) -> bool:
    """Tell whether an attribute's name is that of a custom or developer-only attribute."""
    return name.removeprefix(_DEVELOPER).startswith(_CUSTOM)


def attribute_named(schema: Iterable[SchemaAttributeType], name: str) -> SchemaAttributeType | None:
    """Return the attribute of exactly this name, or None."""
    return next((attribute for attribute in schema if attribute.get("Name") == name), None)


def required_names(schema: Iterable[SchemaAttributeType]) -> tuple[str, ...]:
    """List the attributes a user must have, in schema order; `sub` is given by the service."""
    return tuple(
        attribute["Name"]
        for attribute in schema
        if "Name" in attribute and attribute.get("Required") and attribute["Name"] != "sub"
    )


def _overridden(standard: SchemaAttributeType, entry: SchemaAttributeType) -> SchemaAttributeType:
    name, data_type = standard["Name"], standard["AttributeDataType"]
    if entry.get("AttributeDataType", data_type) != data_type or entry.get(
        "DeveloperOnlyAttribute", False
    ):
        raise InvalidParameterException.standard_attribute_type(name)
    attribute = standard.copy()
    if name != "sub":  # always immutable and always there, whatever a template repeats of it
        attribute["Mutable"] = entry.get("Mutable", standard["Mutable"])
        attribute["Required"] = entry.get("Required", standard["Required"])
    _constrain(attribute, entry)
    return attribute


def _custom_attribute(entry: SchemaAttributeType) -> SchemaAttributeType:
    if not entry.get("AttributeDataType"):
        raise InvalidParameterException.attribute_type_required()
    if entry.get("Required", False):
        raise InvalidParameterException.custom_attribute_required()
    attribute: SchemaAttributeType = {
        "Name": _custom_name(entry),
        "AttributeDataType": entry["AttributeDataType"],
        "DeveloperOnlyAttribute": entry.get("DeveloperOnlyAttribute", False),
        "Mutable": entry.get("Mutable", True),
        "Required": False,
    }
    if attribute["AttributeDataType"] == "String":
        attribute["StringAttributeConstraints"] = {}
    elif attribute["AttributeDataType"] == "Number":
        attribute["NumberAttributeConstraints"] = {}
    _constrain(attribute, entry)
    return attribute


def _custom_name(entry: SchemaAttributeType) -> str:
    prefix = _DEVELOPER + _CUSTOM if entry.get("DeveloperOnlyAttribute", False) else _CUSTOM
    return prefix + entry.get("Name", "")


def _constrain(attribute: SchemaAttributeType, entry: SchemaAttributeType) -> None:
    """Take over the constraints of the attribute's own type; those of another type mean nothing."""
    if attribute["AttributeDataType"] == "String":
        lengths: StringAttributeConstraintsType = {
            **attribute["StringAttributeConstraints"],
            **entry.get("StringAttributeConstraints", {}),
        }
        _check_lengths(attribute["Name"], lengths)
        attribute["StringAttributeConstraints"] = lengths
    elif attribute["AttributeDataType"] == "Number":
        bounds: NumberAttributeConstraintsType = {
            **attribute["NumberAttributeConstraints"],
            **entry.get("NumberAttributeConstraints", {}),
        }
        _check_bounds(attribute["Name"], bounds)
        attribute["NumberAttributeConstraints"] = bounds


def _check_lengths(name: str, lengths: Mapping[str, object]) -> None:
    shown = name.removeprefix(_DEVELOPER)
    minimum = _bound(lengths.get("MinLength"), "StringAttributeConstraints", shown)
    maximum = _bound(lengths.get("MaxLength"), "StringAttributeConstraints", shown)
    for length in (minimum, maximum):
        if length is not None and (length < 0 or length != int(length)):
            raise InvalidParameterException.attribute_constraints(
                "StringAttributeConstraints", shown
            )
        if length is not None and length > MAX_VALUE_LENGTH:
            raise InvalidParameterException.attribute_length_too_large(shown)
    _check_order(shown, "length", minimum, maximum)


def _check_bounds(name: str, bounds: Mapping[str, object]) -> None:
    shown = name.removeprefix(_DEVELOPER)
    minimum = _bound(bounds.get("MinValue"), "NumberAttributeConstraints", shown)
    maximum = _bound(bounds.get("MaxValue"), "NumberAttributeConstraints", shown)
    _check_order(shown, "value", minimum, maximum)


def _check_order(name: str, what: str, minimum: Decimal | None, maximum: Decimal | None) -> None:
    if minimum is not None and maximum is not None and minimum > maximum:
        raise InvalidParameterException.attribute_range(name, what)


def _bound(text: object, member: str, name: str) -> Decimal | None:
    if not text:
        return None
    number = decimal_of(str(text))
    if number is None:
        raise InvalidParameterException.attribute_constraints(member, name)
    return number


def decimal_of(text: str) -> Decimal | None:
    """Return a finite decimal number, or None when the text is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
