"""Who may set, change, delete and see which attribute of a user.

The rules are the same for administrators and users, except that a user writes only what the app
client may write. A blank value deletes the attribute.
Source: Developer Guide "Working with user attributes"; API reference "UpdateUserAttributes" and
"AdminUpdateUserAttributes".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.attribute_schema import required_names
from cognito_emulator.domain.attribute_values import stored_value, validate_value
from cognito_emulator.domain.usernames import is_email, is_phone_number
from cognito_emulator.errors.idp import InvalidParameterException, NotAuthorizedException

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cognito_emulator._shapes.cognito_idp import AttributeType, SchemaAttributeType

VERIFIABLE: Final = ("email", "phone_number")
_UNKNOWN_ATTRIBUTE: Final = "Attribute does not exist in the schema."


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRules:
    """What one caller may do with attributes of one pool.

    `writable` names what the app client may write; None when an administrator acts.
    """

    schema: Sequence[SchemaAttributeType]
    writable: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeChange:
    """What an update makes of a user's attributes.

    `attributes` are all of them afterwards. `changed` names the addresses (email, phone_number)
    with a new value that is not verified. `pending` holds those whose old value stays until the
    new one is verified; they are in `changed` too.
    """

    attributes: Mapping[str, str]
    changed: tuple[str, ...] = ()
    pending: Mapping[str, str] = field(default_factory=dict)


def given_attributes(pairs: Iterable[AttributeType]) -> dict[str, str]:
    """Return a request's attributes by name; an absent value is blank.

    Raises: InvalidParameterException for a name given twice.
    """
    given: dict[str, str] = {}
    for pair in pairs:
        if pair["Name"] in given:
            raise InvalidParameterException.attribute_twice(pair["Name"])
        given[pair["Name"]] = pair.get("Value", "")
    return given


def new_user_attributes(rules: AttributeRules, given: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of a new user, without blank ones.

    Required attributes must be there at sign-up; a user whom an administrator creates may add them
    when choosing the first password. Source: API reference "AdminCreateUser" (UserAttributes).

    Raises: NotAuthorizedException for what the client may not write; InvalidParameterException for
    unknown, missing required and ill-formed ones. The order of these is inferred.
    """
    required = () if rules.writable is None else required_names(rules.schema)
    values = _checked_values(rules, given, required=required)
    return {name: value for name, value in values.items() if value}


def updated_attributes(
    rules: AttributeRules,
    current: Mapping[str, str],
    given: Mapping[str, str],
    *,
    verify_first: frozenset[str] = frozenset(),
) -> AttributeChange:
    """Return what an update makes of `current`; blank values delete.

    An address with a new value loses its verification, unless the same request sets its flag.
    One in `verify_first` (`AttributesRequireVerificationBeforeUpdate`) keeps its old value for now.

    Raises: NotAuthorizedException for what the client may not write; InvalidParameterException for
    immutable attributes, even if never set, and as `new_user_attributes` does.
    """
    values = _checked_values(rules, given, required=())
    _refuse_immutable(rules.schema, values)
    _refuse_deleting_required(rules.schema, (name for name, value in values.items() if not value))
    changed = tuple(name for name in VERIFIABLE if _is_unverified_change(name, current, values))
    pending = {name: values[name] for name in changed if name in verify_first}
    applied = {name: value for name, value in values.items() if name not in pending}
    flags = {f"{name}_verified": "false" for name in changed if name not in pending}
    kept = without_attributes(current, [name for name, value in applied.items() if not value])
    return AttributeChange(
        attributes={**kept, **flags, **{name: value for name, value in applied.items() if value}},
        changed=changed,
        pending=pending,
    )


def _is_unverified_change(name: str, current: Mapping[str, str], values: Mapping[str, str]) -> bool:
    if not values.get(name) or values[name] == current.get(name):
        return False
    return values.get(f"{name}_verified") != "true"


def remaining_attributes(
    rules: AttributeRules, current: Mapping[str, str], names: Sequence[str]
) -> dict[str, str]:
    """Return `current` without the named attributes; one that is not set is no error.

    Raises: NotAuthorizedException for what the client may not write; InvalidParameterException for
    unknown, required and immutable ones.
    """
    blank = dict.fromkeys(names, "")
    _refuse_unknown(rules.schema, blank)
    _refuse_unauthorized(rules, blank)
    _refuse_deleting_required(rules.schema, names)
    _refuse_immutable(rules.schema, blank)
    return without_attributes(current, names)


def without_attributes(current: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return `current` without the named attributes, nor the flag of a deleted address.

    Source: inferred; a flag without its address would verify the next value.
    """
    dropped = set(names)
    dropped.update(f"{name}_verified" for name in VERIFIABLE if name in dropped)
    return {name: value for name, value in current.items() if name not in dropped}


def shown_attributes(
    sub: str, attributes: Mapping[str, str], *, readable: frozenset[str] | None = None
) -> list[AttributeType]:
    """List attributes as responses show them: `sub` first, then as stored.

    Attributes outside `readable` are left out without a word; None shows all. Source: observed.
    """
    shown: list[AttributeType] = [{"Name": "sub", "Value": sub}]
    shown += [
        {"Name": name, "Value": value}
        for name, value in attributes.items()
        if readable is None or name in readable
    ]
    return shown


def missing_required(
    schema: Sequence[SchemaAttributeType], attributes: Mapping[str, str]
) -> tuple[str, ...]:
    """List the required attributes that a user lacks, in schema order."""
    return tuple(name for name in required_names(schema) if not attributes.get(name))


def _checked_values(
    rules: AttributeRules, given: Mapping[str, str], *, required: Iterable[str]
) -> dict[str, str]:
    """Return the given values in stored form, or refuse what is wrong with them."""
    _refuse_unknown(rules.schema, given)
    _refuse_unauthorized(rules, given)
    by_name = {attribute.get("Name"): attribute for attribute in rules.schema}
    if "sub" in given:
        raise InvalidParameterException.attributes_immutable(["sub"])
    missing = [(name, "The attribute is required") for name in required if not given.get(name)]
    values = {name: stored_value(by_name[name], value) for name, value in given.items()}
    reasons = [
        (name, validate_value(by_name[name], value)) for name, value in values.items() if value
    ]
    violations = missing + [(name, reason) for name, reason in reasons if reason is not None]
    if violations:
        raise InvalidParameterException.schema(violations)
    _refuse_ill_formed_addresses(values)
    return values


def _refuse_unknown(schema: Iterable[SchemaAttributeType], given: Iterable[str]) -> None:
    known = {attribute.get("Name") for attribute in schema}
    unknown = [(name, _UNKNOWN_ATTRIBUTE) for name in given if name not in known]
    if unknown:
        raise InvalidParameterException.schema(unknown)


def _refuse_unauthorized(rules: AttributeRules, given: Iterable[str]) -> None:
    if rules.writable is not None and any(name not in rules.writable for name in given):
        raise NotAuthorizedException.unauthorized_attribute()


def _refuse_immutable(schema: Iterable[SchemaAttributeType], given: Mapping[str, str]) -> None:
    fixed = [
        attribute["Name"]
        for attribute in schema
        if "Name" in attribute and attribute["Name"] in given and not attribute.get("Mutable", True)
    ]
    if fixed:
        raise InvalidParameterException.attributes_immutable(fixed)


def _refuse_deleting_required(
    schema: Sequence[SchemaAttributeType], deleted: Iterable[str]
) -> None:
    required = {"sub", *required_names(schema)}
    refused = [name for name in deleted if name in required]
    if refused:
        raise InvalidParameterException.attributes_required(refused)


def _refuse_ill_formed_addresses(values: Mapping[str, str]) -> None:
    email, phone_number = values.get("email"), values.get("phone_number")
    if email and not is_email(email):
        raise InvalidParameterException.email_format()
    if phone_number and not is_phone_number(phone_number):
        raise InvalidParameterException.phone_format()
